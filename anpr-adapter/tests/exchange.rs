//! The adapter over real HTTP, against a server that answers from fixtures: what is sent, what is made of it, and
//! what is not asked.

mod support;

use anpr_adapter::CasoUso;
use domain::anagrafe::{ErroreAnagrafe, EsitoFamiglia, EsitoRicerca, EsitoVita, RegistroAnagrafico};
use domain::rifiuto::{Codice, Rifiuto};
use serde_json::json;
use std::error::Error;
use std::time::Duration;
use support::{Answer, CF, ID, Stub, contesto, fixture};

fn breve(esito: Result<EsitoRicerca, ErroreAnagrafe>) -> String {
    match esito {
        Ok(EsitoRicerca::Trovata(_)) => "Trovata".to_owned(),
        Ok(EsitoRicerca::NonRegistrata) => "NonRegistrata".to_owned(),
        Ok(EsitoRicerca::Cancellata) => "Cancellata".to_owned(),
        Ok(EsitoRicerca::PiuSoggetti) => "PiuSoggetti".to_owned(),
        Ok(EsitoRicerca::AltroCodice) => "AltroCodice".to_owned(),
        Err(ErroreAnagrafe::NonDisponibile(_)) => "NonDisponibile".to_owned(),
        Err(ErroreAnagrafe::QuotaEsaurita) => "QuotaEsaurita".to_owned(),
        Err(ErroreAnagrafe::RispostaNonValida(motivo)) => format!("RispostaNonValida: {motivo}"),
        Err(ErroreAnagrafe::RichiestaRifiutata(motivo)) => format!("RichiestaRifiutata: {motivo}"),
    }
}

#[tokio::test]
async fn a_search_asks_c030_by_codice_fiscale_and_then_c015_by_id_anpr() {
    let stub = Stub::start([("C030", Answer::ok("c030_found")), ("C015", Answer::ok("c015_found"))]).await;
    let anpr = stub.anpr();
    let esito = anpr.cerca(" srfcrl79c54m082e", None, &contesto()).await.expect("an outcome");
    let EsitoRicerca::Trovata(persona) = esito else { panic!("nobody found") };
    assert_eq!(persona.id_anpr, ID);
    assert_eq!(persona.provenienza.servizi, ["C030", "C015"]);
    assert_eq!(persona.provenienza.data_riferimento, contesto().data_riferimento);
    assert_eq!(persona.provenienza.consultato_il.timestamp_millis(), support::NOW_MILLIS);

    let calls = stub.calls();
    let attesi = [
        ("C030-servizioAccertamentoIdUnicoNazionale", json!({ "codiceFiscale": CF }), "C030"),
        ("C015-servizioAccertamentoGeneralita", json!({ "idANPR": ID }), "C015"),
    ];
    assert_eq!(calls.len(), attesi.len());
    for (call, (segmento, criteri, caso_uso)) in calls.iter().zip(attesi) {
        assert_eq!(call.segment, segmento);
        assert_eq!(call.content_type, "application/json");
        assert_eq!(call.body["criteriRicerca"], criteri);
        let dati = json!({
            "dataRiferimentoRichiesta": "2026-11-23",
            "motivoRichiesta": "SEGN-2026-000123",
            "casoUso": caso_uso,
        });
        assert_eq!(call.body["datiRichiesta"], dati);
        assert_eq!(call.body.as_object().map(serde_json::Map::len), Some(3));
    }
    let ids: Vec<u64> = calls
        .iter()
        .map(|c| c.body["idOperazioneClient"].as_str().expect("text").parse().expect("digits"))
        .collect();
    assert!(ids[0] < ids[1]);
    assert_eq!(ids[0] / 1000, u64::try_from(support::NOW_MILLIS).expect("positive"));
}

#[tokio::test]
async fn every_answer_of_c030_has_its_outcome_and_nothing_is_asked_in_vain() {
    let gw400 = "HTTP 400 InvalidRequestContent (govway id c4000001-0000-11f1-9a6b-0242ac120002)";
    let gw404 = "HTTP 404 NotFound (govway id 6026e6bc00000000000000c1)";
    let casi = [
        (Answer::ok("c030_two_persons"), "PiuSoggetti".to_owned()),
        (Answer::ok("empty_list"), "NonRegistrata".to_owned()),
        (Answer::ko(404, "ko_never_registered"), "NonRegistrata".to_owned()),
        (Answer::ko(404, "ko_no_result_old_text"), "NonRegistrata".to_owned()),
        (Answer::ko(404, "ko_cancelled_with_warning"), "Cancellata".to_owned()),
        (Answer::ko(400, "ko_more_than_one"), "PiuSoggetti".to_owned()),
        (
            Answer::ko(404, "ko_warning_only"),
            "RispostaNonValida: error answer without a blocking error".to_owned(),
        ),
        (
            Answer::ko(400, "ko_not_enabled"),
            "RichiestaRifiutata: ANPR EN148, Ente non abilitato o caso uso inesistente".to_owned(),
        ),
        (Answer::ko(500, "ko_not_carried_out"), "NonDisponibile".to_owned()),
        (Answer::ko(400, "gw_content"), format!("RichiestaRifiutata: {gw400}")),
        (Answer::ko(404, "gw_wrong_url"), format!("RichiestaRifiutata: {gw404}")),
        (Answer::ko(429, "gw_quota"), "QuotaEsaurita".to_owned()),
        (
            Answer::text(404, "text/html", "<p>no</p>"),
            "RispostaNonValida: 404 neither of the registry nor of its gateway".to_owned(),
        ),
        (Answer::text(302, "text/html", ""), "RispostaNonValida: unexpected HTTP status".to_owned()),
        (Answer::text(200, "text/html", "{}"), "RispostaNonValida: content type is not JSON".to_owned()),
        (
            Answer::text(200, "application/json", "{\"lista"),
            "RispostaNonValida: body not of the agreed form".to_owned(),
        ),
        (
            Answer::text(200, "application/json", &fixture("c015_found").replace(CF, "SRFPTR11R30H501R")),
            "RispostaNonValida: answer about another codice fiscale".to_owned(),
        ),
        (
            Answer::text(200, "application/json", &fixture("c030_found").replace("idANPR", "altro")),
            "RispostaNonValida: answer without ID ANPR".to_owned(),
        ),
    ];
    for (answer, atteso) in casi {
        let stub = Stub::start([("C030", answer)]).await;
        assert_eq!(breve(stub.anpr().cerca(CF, None, &contesto()).await), atteso);
        assert_eq!(stub.calls().len(), 1, "{atteso}");
    }
}

#[tokio::test]
async fn asks_once_more_when_the_gateway_turned_the_request_away_unread_and_with_the_same_operation_id() {
    for (answer, atteso) in [
        (Answer::ko(429, "gw_throttled"), "NonDisponibile"),
        (Answer::ko(503, "gw_unavailable"), "NonDisponibile"),
        (Answer::text(401, "text/html", "<p>no</p>"), "RichiestaRifiutata: HTTP 401"),
    ] {
        let stub = Stub::start([("C030", answer)]).await;
        assert_eq!(breve(stub.anpr().cerca(CF, None, &contesto()).await), atteso);
        let ids: Vec<_> = stub.calls().into_iter().map(|c| c.body["idOperazioneClient"].clone()).collect();
        assert!(matches!(ids.as_slice(), [first, second] if first == second), "{atteso}: {ids:?}");
    }
}

#[tokio::test]
async fn a_service_that_keeps_failing_is_left_alone_for_a_while() {
    let stub = Stub::start([("C030", Answer::ko(500, "ko_not_carried_out"))]).await;
    let anpr = stub.anpr();
    for _ in 0..8 {
        assert_eq!(breve(anpr.cerca(CF, None, &contesto()).await), "NonDisponibile");
    }
    assert_eq!(stub.calls().len(), 5);
}

#[tokio::test]
async fn c015_may_still_say_that_the_person_is_gone() {
    let c015 = Answer::ko(404, "ko_cancelled_with_warning");
    let stub = Stub::start([("C030", Answer::ok("c030_found")), ("C015", c015)]).await;
    assert_eq!(breve(stub.anpr().cerca(CF, None, &contesto()).await), "Cancellata");
}

#[tokio::test]
async fn a_household_is_asked_by_id_anpr_and_read() {
    let stub = Stub::start([("C021", Answer::ok("c021_family"))]).await;
    let esito = stub.anpr().famiglia(ID, &contesto()).await.expect("an outcome");
    let EsitoFamiglia::Trovata { componenti, provenienza } = esito else { panic!("no household") };
    assert_eq!((componenti.len(), provenienza.servizi.as_slice()), (3, ["C021".to_owned()].as_slice()));
    assert_eq!(stub.calls()[0].body["criteriRicerca"], json!({ "idANPR": ID }));
}

#[tokio::test]
async fn a_household_of_a_person_no_longer_shown_is_not_registered() {
    for ko in ["ko_never_registered", "ko_cancelled_with_warning"] {
        let stub = Stub::start([("C021", Answer::ko(404, ko))]).await;
        let esito = stub.anpr().famiglia(ID, &contesto()).await;
        assert!(matches!(esito, Ok(EsitoFamiglia::NonRegistrata)), "{ko}");
    }
}

#[tokio::test]
async fn life_is_asked_by_id_anpr() {
    let stub = Stub::start([("C019", Answer::ok("c019_dead"))]).await;
    let esito = stub.anpr().in_vita(ID, &contesto()).await;
    assert!(matches!(esito, Ok(EsitoVita::Deceduta(Some(_)))));
    assert_eq!(stub.calls()[0].body["criteriRicerca"], json!({ "idANPR": ID }));
    assert_eq!(stub.calls()[0].body["datiRichiesta"]["casoUso"], "C019");
}

#[tokio::test]
async fn a_known_id_anpr_is_not_asked_for_again_unless_nobody_is_shown_under_it() {
    let stub = Stub::start([("C015", Answer::ok("c015_found"))]).await;
    assert_eq!(breve(stub.anpr().cerca(CF, Some(ID), &contesto()).await), "Trovata");
    assert_eq!(stub.calls().len(), 1);
    let gone = Answer::ko(404, "ko_cancelled");
    let stub = Stub::start([("C030", Answer::ko(404, "ko_never_registered")), ("C015", gone)]).await;
    assert_eq!(breve(stub.anpr().cerca(CF, Some(ID), &contesto()).await), "NonRegistrata");
    let asked: Vec<_> = stub.calls().iter().map(|c| c.segment[..4].to_owned()).collect();
    assert_eq!(asked, ["C015", "C030"]);
}

#[tokio::test]
async fn c020_takes_the_place_of_c015_and_c018_adds_the_citizenships_if_it_can() {
    for (c018, servizi, cittadinanze) in [
        (Answer::ok("c018_citizenships"), vec!["C030", "C020", "C018"], vec!["100", "235"]),
        (Answer::ko(429, "gw_quota"), vec!["C030", "C020"], vec![]),
    ] {
        let answers =
            [("C030", Answer::ok("c030_found")), ("C020", Answer::ok("c020_residence")), ("C018", c018)];
        let stub = Stub::start(answers).await;
        let anpr = stub.anpr_with(|config| {
            for caso_uso in [CasoUso::C018, CasoUso::C020] {
                config.services.extend([support::service(stub.base_url(), caso_uso)]);
            }
        });
        let esito = anpr.cerca(CF, None, &contesto()).await.expect("an outcome");
        let EsitoRicerca::Trovata(persona) = esito else { panic!("nobody found") };
        assert_eq!(persona.provenienza.servizi, servizi);
        assert_eq!(persona.dati.cittadinanze, cittadinanze);
        assert!(persona.residenza.is_some());
    }
}

#[tokio::test]
async fn malformed_criteria_are_refused_without_a_call() {
    let stub = Stub::start([("C030", Answer::ok("c030_found"))]).await;
    assert!(breve(stub.anpr().cerca("SRFCRL79", None, &contesto()).await).starts_with("RichiestaRifiutata"));
    let famiglia = stub.anpr().famiglia("SC/..", &contesto()).await;
    assert!(matches!(famiglia, Err(ErroreAnagrafe::RichiestaRifiutata(_))));
    assert!(stub.calls().is_empty());
}

#[tokio::test]
async fn an_answer_larger_than_the_limit_is_not_read_to_its_end() {
    let grande = format!("{{\"idOperazioneANPR\":\"{}\"}}", "1".repeat(70_000));
    let stub = Stub::start([("C030", Answer::text(200, "application/json", &grande))]).await;
    let anpr = stub.anpr_with(|config| config.max_answer_bytes = 65_536);
    assert_eq!(breve(anpr.cerca(CF, None, &contesto()).await), "RispostaNonValida: answer too large");
}

#[tokio::test]
async fn a_register_that_is_slow_silent_or_gone_is_not_available() {
    let stub = Stub::start([("C030", Answer::never())]).await;
    let anpr = stub.anpr_with(|config| config.timeout = Duration::from_millis(50));
    assert_eq!(breve(anpr.cerca(CF, None, &contesto()).await), "NonDisponibile");
    let anpr = support::anpr(&support::unused_address().await, |_| {});
    let errore = anpr.cerca(CF, None, &contesto()).await.expect_err("nobody listens there");
    assert_eq!(errore.codice(), Codice::AnprNonDisponibile);
    assert!(errore.source().is_some());
}

#[tokio::test]
async fn no_error_says_who_was_asked_for() {
    for answer in [
        Answer::ko(400, "gw_content"),
        Answer::text(200, "application/json", &format!("{{\"idOperazioneANPR\":{{\"{CF}\":1}}}}")),
        Answer::text(500, "application/json", &format!("{{\"title\":\"{CF} {CF}\"}}")),
    ] {
        let stub = Stub::start([("C030", answer)]).await;
        let errore = stub.anpr().cerca(CF, None, &contesto()).await.expect_err("an error");
        assert!(!format!("{errore} {errore:?}").contains(CF));
    }
}
