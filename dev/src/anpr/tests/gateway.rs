//! What the gateway refuses, and how.

use super::caller::Proof;
use super::*;

fn good() -> Value {
    request(CasoUso::C015, &json!({ "idANPR": "RM86711RS" }), "2026-11-23")
}

#[tokio::test]
async fn a_body_that_does_not_conform_is_refused_with_the_gateway_id() {
    let simulator = start().await;
    type Change = fn(&mut Value);
    let changes: [Change; 10] = [
        |r| r["altro"] = json!("x"),
        |r| r["criteriRicerca"]["altro"] = json!("x"),
        |r| r["criteriRicerca"]["codiceFiscale"] = Value::Null,
        |r| r["datiRichiesta"]["casoUso"] = json!("C020"),
        |r| r["datiRichiesta"]["dataRiferimentoRichiesta"] = json!("2026-11-31"),
        |r| r["datiRichiesta"]["motivoRichiesta"] = json!(" "),
        |r| r["idOperazioneClient"] = json!(17),
        |r| r["idOperazioneClient"] = json!("6f9c0f5e-7a3e-4a39-9a8e-2f6d5f6f7c11"),
        |r| *r = json!([]),
        |r| _ = r.as_object_mut().and_then(|o| o.remove("datiRichiesta")),
    ];
    for change in changes {
        let mut body = good();
        change(&mut body);
        let (status, answer) = post(&simulator, CasoUso::C015, &body).await;
        assert_eq!((status, &answer["title"]), (400, &json!("InvalidRequestContent")), "{body}");
        assert!(answer["govway_id"].is_string());
    }
    assert_eq!(post(&simulator, CasoUso::C015, &good()).await.0, 200);
}

#[tokio::test]
async fn c030_has_no_id_anpr_among_its_criteria_and_criteria_do_not_mix() {
    let simulator = start().await;
    let (status, _) = ask(&simulator, CasoUso::C030, json!({ "idANPR": "RM86711RS" })).await;
    assert_eq!(status, 400);
    let misti = json!({ "idANPR": "RM86711RS", "codiceFiscale": demo::MARIO_ROSSI });
    for criteri in [misti, json!({}), json!({ "cognome": "ROSSI" })] {
        let (status, body) = ask(&simulator, CasoUso::C015, criteri).await;
        assert_eq!((status, &body["listaErrori"][0]["codiceErroreAnomalia"]), (400, &json!("EN148")));
    }
}

#[tokio::test]
async fn only_json_without_suffix_is_accepted() {
    let simulator = start().await;
    for (content_type, status) in
        [("application/json", 200), ("application/json; charset=utf-8", 400), ("text/plain", 400)]
    {
        let mut proof = Proof::good(&simulator, CasoUso::C015, good().to_string());
        proof.headers.insert("content-type", content_type.to_owned());
        proof.signature["signed_headers"][1]["content-type"] = json!(content_type);
        let answer = proof.call(&simulator, CasoUso::C015).await;
        assert_eq!((answer.status, answer.cause), (status, None), "{content_type}");
    }
}

#[tokio::test]
async fn an_unknown_address_is_an_error_of_the_gateway_not_of_the_register() {
    let simulator = start().await;
    let base = simulator.base_url();
    for path in [
        "/",
        "/govway/rest/in/MinInternoPortaANPR-PDND/C016-servizioAccertamentoDichDecesso/v1/anpr-service-e002",
    ] {
        let request = reqwest::Client::new().post(format!("{base}{path}")).json(&good());
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status().as_u16(), 404);
        let body: Value = response.json().await.expect("JSON");
        assert_eq!((&body["title"], &body["detail"]), (&json!("NotFound"), &json!("Unknown API Request")));
        assert!(body.get("govway_id").is_none() && body["X-Global-Transaction-ID"].is_string());
    }
}

#[tokio::test]
async fn every_answer_carries_the_ids_of_the_gateway_and_its_content_type() {
    let simulator = start().await;
    let nobody = request(CasoUso::C015, &json!({ "idANPR": "ZZ00000ZZ" }), "2026-11-23");
    for (body, content_type) in [(good(), "application/json"), (nobody, "application/problem+json")] {
        let proof = Proof::good(&simulator, CasoUso::C015, body.to_string());
        let request = proof.request(&simulator, CasoUso::C015).await;
        let response = request.send().await.expect("an answer");
        let headers = response.headers();
        assert!(
            ["GovWay-Transaction-ID", "GovWay-Message-ID"].iter().all(|name| headers.contains_key(*name))
        );
        assert_eq!(headers["content-type"], content_type);
    }
}

#[tokio::test]
async fn status_answers_only_who_accepts_anything() {
    let simulator = start().await;
    let status = url(&simulator, CasoUso::C021).replace("anpr-service-e002", "status");
    let client = reqwest::Client::new();
    for (accept, expected) in [("*/*", 200), ("application/problem+json", 502)] {
        let response = client.get(&status).header("accept", accept).send().await.expect("an answer");
        assert_eq!(response.status().as_u16(), expected);
    }
}
