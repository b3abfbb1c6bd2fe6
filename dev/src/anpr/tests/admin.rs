//! Faults, counters, people and households.

use super::*;
use crate::anpr::{Fault, FaultKind};
use std::collections::BTreeMap;

fn rossi() -> Value {
    json!({ "idANPR": "RM86711RS" })
}

async fn admin(simulator: &AnprSimulator, path: &str, body: &Value) -> u16 {
    let url = format!("{}/_sim/{path}", simulator.base_url());
    reqwest::Client::new().post(url).json(body).send().await.expect("an answer").status().as_u16()
}

async fn get(simulator: &AnprSimulator, path: &str) -> Value {
    let url = format!("{}/_sim/{path}", simulator.base_url());
    reqwest::get(url).await.expect("an answer").json().await.expect("JSON")
}

#[tokio::test]
async fn a_fault_hits_its_use_case_as_often_as_asked_and_then_no_more() {
    let simulator = start().await;
    let fault = json!({ "service": "C015", "kind": "quota", "times": 2 });
    assert_eq!(admin(&simulator, "faults", &fault).await, 204);
    assert_eq!(ask(&simulator, CasoUso::C021, rossi()).await.0, 200);
    for expected in [429, 429, 200] {
        assert_eq!(ask(&simulator, CasoUso::C015, rossi()).await.0, expected);
    }
}

#[tokio::test]
async fn every_kind_of_fault_does_what_it_says() {
    let simulator = start().await;
    for (kind, status, pointer, value) in [
        ("internal_error", 500, "/listaErrori/0/codiceErroreAnomalia", "999"),
        ("gateway_error", 503, "/title", "GatewayError"),
        ("quota", 429, "/title", "LimitExceeded"),
        ("throttled", 429, "/title", "TooManyRequests"),
    ] {
        admin(&simulator, "faults", &json!({ "kind": kind })).await;
        let (got, body) = ask(&simulator, CasoUso::C015, rossi()).await;
        assert_eq!((got, body.pointer(pointer)), (status, Some(&json!(value))), "{kind}");
    }
    simulator.inject(Fault::once(CasoUso::C021, FaultKind::Empty));
    assert!(ids(&ask(&simulator, CasoUso::C021, rossi()).await.1).is_empty());
    for caso_uso in [CasoUso::C015, CasoUso::C021] {
        simulator.inject(Fault::once(caso_uso, FaultKind::WrongPerson));
        let (status, body) = ask(&simulator, caso_uso, rossi()).await;
        assert_eq!((status, ids(&body).len(), ids(&body).contains(&"RM86711RS")), (200, 1, false));
    }
}

#[tokio::test]
async fn broken_bodies_are_really_broken() {
    let simulator = start().await;
    let send = async || {
        let body = request(CasoUso::C015, &rossi(), "2026-11-23");
        let proof = caller::Proof::good(&simulator, CasoUso::C015, body.to_string());
        let request = proof.request(&simulator, CasoUso::C015).await;
        request.send().await.expect("headers")
    };
    simulator.inject(Fault::once(CasoUso::C015, FaultKind::HalfBody));
    assert!(send().await.bytes().await.is_err());
    simulator.inject(Fault::once(CasoUso::C015, FaultKind::MalformedJson));
    let body = send().await.bytes().await.expect("a whole body");
    assert!(serde_json::from_slice::<Value>(&body).is_err());
}

#[tokio::test]
async fn a_slow_answer_is_the_right_one() {
    let simulator = start().await;
    let fault = json!({ "service": "C015", "kind": "slow", "delay_ms": 30 });
    admin(&simulator, "faults", &fault).await;
    let before = std::time::Instant::now();
    let (_, body) = ask(&simulator, CasoUso::C015, rossi()).await;
    assert_eq!(ids(&body), ["RM86711RS"]);
    assert!(before.elapsed().as_millis() >= 30);
}

#[tokio::test]
async fn faults_can_be_taken_back() {
    let simulator = start().await;
    simulator.inject(Fault { service: None, kind: FaultKind::GatewayError, times: 100 });
    let url = format!("{}/_sim/faults", simulator.base_url());
    reqwest::Client::new().delete(url).send().await.expect("an answer");
    assert_eq!(ask(&simulator, CasoUso::C015, rossi()).await.0, 200);
}

#[tokio::test]
async fn calls_are_counted_by_use_case_also_when_they_fail() {
    let simulator = start().await;
    let none: BTreeMap<CasoUso, u64> = CasoUso::TUTTI.into_iter().map(|c| (c, 0)).collect();
    assert_eq!(get(&simulator, "calls").await, json!(none));
    simulator.inject(Fault::once(CasoUso::C015, FaultKind::Quota));
    ask(&simulator, CasoUso::C015, rossi()).await;
    ask(&simulator, CasoUso::C015, json!({})).await;
    ask(&simulator, CasoUso::C021, rossi()).await;
    let expected: BTreeMap<CasoUso, u64> =
        none.into_iter().chain([(CasoUso::C015, 2), (CasoUso::C021, 1)]).collect();
    assert_eq!(get(&simulator, "calls").await, json!(expected));
    assert_eq!(simulator.calls(), expected);
}

#[tokio::test]
async fn people_to_try_are_listed() {
    let simulator = start().await;
    let demo = get(&simulator, "people").await;
    assert_eq!(demo[0]["codiceFiscale"], demo::MARIO_ROSSI);
    let rossi = get(&simulator, "people?cognome=ros&limit=2").await;
    assert_eq!(rossi.as_array().map(Vec::len), Some(2));
    assert_eq!((&rossi[0]["nome"], &rossi[0]["componentiFamiglia"]), (&json!("MARIO"), &json!(4)));
}

#[tokio::test]
async fn a_household_can_be_changed_and_the_register_shows_it() {
    let simulator = start().await;
    let esce = json!({ "change": "remove", "person": demo::ALESSIO_ROSSI });
    assert_eq!(admin(&simulator, "households", &esce).await, 204);
    let entra =
        json!({ "change": "add", "person": "MG79909NN", "with": demo::LUCIA_NERI, "codice_legame": 25 });
    assert_eq!(admin(&simulator, "households", &entra).await, 204);
    let (_, body) = ask_at(&simulator, CasoUso::C021, rossi(), "2020-01-01").await;
    assert_eq!(ids(&body), ["RM86711RS", "NL88520CU", "RT18903MM", "MG79909NN"]);
    let (_, body) = ask(&simulator, CasoUso::C021, json!({ "idANPR": "RA00202SS" })).await;
    assert_eq!(ids(&body), ["RA00202SS"]);
}

#[tokio::test]
async fn a_household_change_that_makes_no_sense_is_refused() {
    let simulator = start().await;
    for (change, status) in [
        (json!({ "change": "remove", "person": "nobody" }), 404),
        (json!({ "change": "remove", "person": demo::MARIO_ROSSI }), 409),
        (json!({ "change": "remove", "person": demo::CF_NON_VALIDATO }), 409),
        (
            json!({ "change": "add", "person": demo::LUCIA_NERI, "with": demo::MARIO_ROSSI, "codice_legame": 2 }),
            409,
        ),
    ] {
        assert_eq!(admin(&simulator, "households", &change).await, status, "{change}");
    }
}

#[tokio::test]
async fn a_stopped_simulator_answers_no_more() {
    let simulator = start().await;
    let url = url(&simulator, CasoUso::C015);
    simulator.shutdown().await;
    assert!(reqwest::Client::new().post(url).send().await.is_err());
}

#[tokio::test]
async fn a_script_changes_people_quotas_and_faults_in_one_go() {
    let simulator = start().await;
    let script = json!({
        "changes": [
            { "change": "remove", "person": demo::ALESSIO_ROSSI },
            { "change": "death", "person": demo::MARIO_ROSSI, "date": "2026-11-20" },
            { "change": "cancel", "person": demo::LUCIA_NERI },
        ],
        "quotas": { "C018": 0 },
        "latency": { "from_ms": 0, "to_ms": 1 },
        "faults": [{ "service": "C020", "kind": "unknown_code" }],
    });
    assert_eq!(admin(&simulator, "script", &script).await, 204);
    let alessio = ask(&simulator, CasoUso::C021, json!({ "idANPR": "RA00202SS" })).await.1;
    assert_eq!(ids(&alessio), ["RA00202SS"]);
    let vita = ask(&simulator, CasoUso::C019, rossi()).await.1;
    let info = &vita["listaSoggetti"]["datiSoggetto"][0]["infoSoggettoEnte"];
    assert_eq!((&info[0]["valoreData"], &info[1]["valore"]), (&json!("2026-11-20"), &json!("N")));
    assert_eq!(ask(&simulator, CasoUso::C015, json!({ "idANPR": "NL88520CU" })).await.0, 404);
    assert_eq!(ask(&simulator, CasoUso::C018, rossi()).await.0, 429);
    let (status, body) = ask(&simulator, CasoUso::C020, rossi()).await;
    assert!(matches!(status, 400 | 404 | 409) && body["listaErrori"][0]["tipoErroreAnomalia"] == "Q");
}

#[tokio::test]
async fn a_script_about_nobody_or_of_another_form_is_refused() {
    let simulator = start().await;
    let nobody = json!({ "changes": [{ "change": "cancel", "person": demo::INESISTENTE }] });
    assert_eq!(admin(&simulator, "script", &nobody).await, 404);
    assert_eq!(admin(&simulator, "script", &json!({ "chnages": [] })).await, 422);
}

#[tokio::test]
async fn the_same_request_gets_the_same_answer_also_altered_by_the_same_seed() {
    let simulator = start().await;
    let (first, again) =
        (ask(&simulator, CasoUso::C020, rossi()).await, ask(&simulator, CasoUso::C020, rossi()).await);
    assert_eq!(first, again);
    let send = async |seed: u64| {
        simulator.inject(Fault::once(CasoUso::C020, FaultKind::Altered { seed }));
        let body = request(CasoUso::C020, &rossi(), "2026-11-23");
        let proof = caller::Proof::good(&simulator, CasoUso::C020, body.to_string());
        let answer = proof.request(&simulator, CasoUso::C020).await.send().await.expect("headers");
        answer.bytes().await.expect("a body")
    };
    assert_eq!(send(4).await, send(4).await);
    assert_ne!(send(4).await, send(5).await);
}
