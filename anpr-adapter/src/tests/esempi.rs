//! Every kind of answer that is publicly known, as a fixture of its own, and what it is read as. What the fixtures of
//! whole searches say is in the neighbouring modules and in `tests/exchange.rs`.

use super::*;
use crate::esito;
use domain::anagrafe::{EsitoVita, Residenza};
use domain::soggetto::Indirizzo;
use serde_json::json;

const PROBLEMA: Option<&str> = Some("application/problem+json");

/// Outcome of a search whose C030 was answered so.
fn risolto(status: u16, tipo: Option<&str>, nome: &str) -> String {
    let risposta = match interpreta(status, tipo, &bytes(&fixture(nome))) {
        Ok(risposta) => risposta,
        Err(errore) => return errore.to_string(),
    };
    match esito::risolto(risposta, CF) {
        Ok(esito::Risolto::Id(id)) => format!("id {id}"),
        Ok(esito::Risolto::Fine(EsitoRicerca::NonRegistrata)) => "not registered".to_owned(),
        Ok(esito::Risolto::Fine(EsitoRicerca::Cancellata)) => "cancelled".to_owned(),
        Ok(esito::Risolto::Fine(EsitoRicerca::PiuSoggetti)) => "more than one".to_owned(),
        Ok(esito::Risolto::Fine(EsitoRicerca::AltroCodice)) => "another code".to_owned(),
        Ok(esito::Risolto::Fine(EsitoRicerca::Trovata(_))) => "found".to_owned(),
        Err(errore) => errore.to_string(),
    }
}

#[test]
fn every_answer_without_a_person_has_its_outcome() {
    let rifiutata = |perche: &str| format!("registry refused the request: {perche}");
    let casi = [
        (404, "ko_never_registered", "not registered".to_owned()),
        (404, "ko_never_registered_with_warning", "not registered".to_owned()),
        (404, "ko_no_result_old_text", "not registered".to_owned()),
        (404, "ko_cancelled", "cancelled".to_owned()),
        (404, "ko_cancelled_with_warning", "cancelled".to_owned()),
        (400, "ko_bad_criteria", rifiutata("ANPR EN148, Indicare comune o stato di nascita")),
        (400, "ko_not_enabled", rifiutata("ANPR EN148, Ente non abilitato o caso uso inesistente")),
        (500, "ko_not_carried_out", "registry not reachable".to_owned()),
        (
            400,
            "gw_content",
            rifiutata("HTTP 400 InvalidRequestContent (govway id c4000001-0000-11f1-9a6b-0242ac120002)"),
        ),
        (
            400,
            "gw_interoperability",
            rifiutata(
                "HTTP 400 InteroperabilityInvalidRequest (govway id c4000002-0000-11f1-9a6b-0242ac120002)",
            ),
        ),
        (404, "gw_wrong_url", rifiutata("HTTP 404 NotFound (govway id 6026e6bc00000000000000c1)")),
        (429, "gw_quota", "registry quota exhausted".to_owned()),
        (429, "gw_throttled", "registry not reachable".to_owned()),
        (503, "gw_unavailable", "registry not reachable".to_owned()),
    ];
    for (status, nome, atteso) in casi {
        assert_eq!(risolto(status, PROBLEMA, nome), atteso, "{nome}");
    }
    assert_eq!(risolto(200, JSON, "c030_found"), format!("id {ID}"));
    assert_eq!(risolto(200, JSON, "empty_list"), "not registered");
}

fn vita(corpo: &Value) -> Result<EsitoVita, ErroreAnagrafe> {
    esito::in_vita(interpreta(200, JSON, &bytes(corpo))?, ID)
}

#[test]
fn c019_says_who_is_alive_and_since_when_not() {
    assert!(vita(&fixture("c019_alive")).expect("an outcome") == EsitoVita::InVita);
    let quando = EsitoVita::Deceduta(Some(giorno("2025-02-10")));
    assert!(vita(&fixture("c019_dead")).expect("an outcome") == quando);
    let info = "/listaSoggetti/datiSoggetto/0/infoSoggettoEnte";
    let solo = |voce: Value| con("c019_dead", &[(info, voce)]);
    let senza_data = solo(json!([{ "id": "1003", "valore": "N" }]));
    assert!(vita(&senza_data).expect("an outcome") == EsitoVita::Deceduta(None));
    for ignoto in [json!([{ "id": "1003", "valore": "A" }]), json!([])] {
        assert!(vita(&solo(ignoto)).expect("an outcome") == EsitoVita::NonDeterminabile);
    }
    let altro =
        con("c019_dead", &[("/listaSoggetti/datiSoggetto/0/identificativi/idANPR", json!("ZZ00000ZZ"))]);
    assert_eq!(motivo(vita(&altro)), "answer about another ID ANPR");
    assert_eq!(motivo(vita(&fixture("empty_list"))), "no person for the ID ANPR just given");
    let assente =
        interpreta(404, PROBLEMA, &bytes(&fixture("ko_cancelled"))).and_then(|r| esito::in_vita(r, ID));
    assert!(assente.expect("an outcome") == EsitoVita::NonRegistrata);
}

#[test]
fn c018_gives_the_citizenships_of_the_person_asked_for() {
    let leggi = |corpo: &Value| esito::cittadinanze(interpreta(200, JSON, &bytes(corpo))?, ID);
    assert_eq!(leggi(&fixture("c018_citizenships")).expect("an outcome"), ["100", "235"]);
    let mut doppia = fixture("c018_citizenships");
    let soggetto = doppia["listaSoggetti"]["datiSoggetto"][0].clone();
    doppia["listaSoggetti"]["datiSoggetto"].as_array_mut().expect("a list").push(soggetto);
    assert_eq!(motivo(leggi(&doppia)), "more than one person for an ID ANPR");
}

fn indirizzo() -> Indirizzo {
    Indirizzo {
        dal: giorno("2012-09-15"),
        codice_luogo: "M082".to_owned(),
        luogo: "VITERBO".to_owned(),
        provincia: "VT".to_owned(),
        cap: Some("01100".to_owned()),
        via: "PIAZZA DEI TENTATIVI".to_owned(),
        civico: Some("7/C, scala B, int. 11".to_owned()),
        presso: None,
    }
}

#[test]
fn c020_gives_the_residence_among_other_addresses() {
    let persona = trovata(&fixture("c020_residence"));
    assert!(persona.residenza == Some(Residenza { tipo: "1".to_owned(), indirizzo: indirizzo() }));
    let deceduta = trovata(&fixture("c020_deceased"));
    assert_eq!(deceduta.dati.stato_demografico.as_deref(), Some("DECEDUTO"));
    assert_eq!(deceduta.dati.data_stato_demografico, Some(giorno("2025-02-10")));
    assert!(deceduta.residenza.is_some_and(|r| r.indirizzo == indirizzo()));
}

#[test]
fn c020_gives_the_residence_abroad_of_an_italian() {
    let persona = trovata(&fixture("c020_abroad"));
    assert_eq!(persona.dati.stato_demografico.as_deref(), Some("AIRE"));
    let atteso = Indirizzo {
        dal: giorno("2016-04-02"),
        codice_luogo: "Z103".to_owned(),
        luogo: "BRUXELLES".to_owned(),
        provincia: String::new(),
        cap: Some("1000".to_owned()),
        via: "RUE DU MODELE".to_owned(),
        civico: Some("3".to_owned()),
        presso: None,
    };
    assert!(persona.residenza == Some(Residenza { tipo: "4".to_owned(), indirizzo: atteso }));
}

#[test]
fn a_residence_that_the_file_cannot_keep_is_left_out_and_an_unclean_one_refused() {
    let r = "/listaSoggetti/datiSoggetto/0/residenza/1";
    let senza = |campo: &str| con("c020_residence", &[(&format!("{r}/{campo}"), Value::Null)]);
    for campo in
        ["dataDecorrenzaResidenza", "indirizzo", "indirizzo/comune", "indirizzo/toponimo", "tipoIndirizzo"]
    {
        assert!(trovata(&senza(campo)).residenza.is_none(), "{campo}");
    }
    assert!(trovata(&fixture("c015_found")).residenza.is_none());
    let sporca = con("c020_residence", &[(&format!("{r}/indirizzo/cap"), json!("01\u{0}100"))]);
    assert_eq!(motivo(leggi_c015(&bytes(&sporca))), "text with control characters");
}
