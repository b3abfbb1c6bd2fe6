//! What is not an operator's to see does not exist for him, whatever way he asks.

mod annotazioni;
mod emergenza;
mod nuclei;
mod storie;

use super::*;
use crate::seme;
use chrono::{DateTime, NaiveDate};
use domain::identita::{SegnalazioneId, SoggettoId};
use domain::tracciamento::Divulgato;
use domain::visibilita::{Azione, Cosa, Titolo, decidi};
use projections::names::VISIBILITA;
use projections::segnalazioni::{Filtro, segnalazioni};
use projections::soggetti::{Criteri, cerca};
use projections::visibilita::{Chi, Vista, sguardo, soggetti_veduti, vedute};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::HashSet;

/// A scene with more people: (unit, role, codice fiscale) beside those of the bench.
async fn con_altri(altri: &[(Dove, Ruolo, &str)]) -> (Banco, Vec<Persona>) {
    let b = Banco::nuovo().await;
    let bus = &b.harness.bus;
    let altrove = unita(bus, "SIGESS_COM2", "COMUNE", Some(b.auditor.unita)).await.unwrap();
    let mut persone = Vec::new();
    for (dove, ruolo, cf) in altri {
        let unita = match dove {
            Dove::Altrove => altrove,
            Dove::Sopra => b.auditor.unita,
            Dove::Qui => b.comune,
        };
        persone.push(operatore(bus, unita, *ruolo, cf).await.unwrap());
    }
    let head = b.servizi.log().position().await.unwrap();
    assert!(b.servizi.projector().wait_for(&[], head, Duration::from_secs(30)).await);
    (b, persone)
}

#[derive(Clone, Copy)]
enum Dove {
    Altrove,
    Sopra,
    Qui,
}

const ESTRANEO: &str = "RSSTMS18P03M082H";
const TUTTE_LE_STRADE: &str = "query T($s: ID!, $g: ID!, $n: String!, $d: ID!) {
    soggetto(id: $s) { id } nucleoDiFatto(soggetto: $s) { id } nucleoAnagrafe(soggetto: $s) { versione }
    cercaSoggetti(criteri: {testo: \"invisibili\"}) { nodes { soggetto { id } } }
    segnalazioni { nodes { id } } segnalazione(id: $g) { id }
    perNumero: segnalazione(numero: {numero: $n, distretto: $d}) { id }
    storia(soggetto: $s) { nodes { tipo } } storiaPratica: storia(segnalazione: $g) { nodes { tipo } }
    quadroRiassuntivo(soggetto: $s, conNucleo: true) { gruppi { titolo persona { presente codice cognome } voci { id } } }
}";

#[tokio::test]
async fn what_belongs_to_another_unit_cannot_be_told_from_what_does_not_exist() {
    let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::OperatoreSegretariato, ESTRANEO)]).await;
    let estraneo = &persone[0];
    let soggetto = b.registra("Invisibili", "Ugo").await;
    let pratica = b.segnala(&soggetto["id"]).await;
    let distretto = b.auditor.unita;
    let strade = |s: Value, g: Value, n: &str| json!({ "s": s, "g": g, "n": n, "d": distretto });
    let numero = pratica["numero"].as_str().unwrap();
    let veri = strade(soggetto["id"].clone(), pratica["id"].clone(), numero);

    let chi_lo_segue = b.chiedi(&b.segretariato, TUTTE_LE_STRADE, veri.clone()).await;
    assert_eq!(chi_lo_segue["soggetto"]["id"], soggetto["id"]);
    assert_eq!(chi_lo_segue["segnalazione"]["id"], chi_lo_segue["perNumero"]["id"]);
    assert_eq!(chi_lo_segue["quadroRiassuntivo"]["gruppi"][0]["persona"]["cognome"], "Invisibili");

    let inventati = strade(json!(Uuid::new_v4()), json!(Uuid::new_v4()), "1999/1");
    for chi in [estraneo, &b.auditor] {
        let vede = b.chiedi(chi, TUTTE_LE_STRADE, veri.clone()).await;
        assert_eq!(vede, b.chiedi(chi, TUTTE_LE_STRADE, inventati.clone()).await);
        assert_eq!(vede["segnalazioni"]["nodes"], json!([]));
    }
}

#[tokio::test]
async fn changing_what_belongs_to_another_unit_is_refused_as_if_it_did_not_exist() {
    let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::OperatoreSegretariato, ESTRANEO)]).await;
    let soggetto = b.registra("Invisibili", "Ugo").await;
    let altro = b.registra("Invisibili", "Ada").await;
    let pratica = b.segnala(&soggetto["id"]).await;
    let prima = b.servizi.log().position().await.unwrap();
    for (vero, inventato) in
        [(&soggetto["id"], &pratica["id"]), (&json!(Uuid::new_v4()), &json!(Uuid::new_v4()))]
    {
        let contatti = json!({ "soggetto": vero, "email": "a@prova.example" });
        let fatto = b.muta(&persone[0], "modificaContatti", "soggetto { id }", contatti).await;
        assert_eq!(fatto["rifiuti"][0]["codice"], "SOGGETTO_INESISTENTE", "{fatto}");
        assert_eq!(fatto["soggetto"], Value::Null);
        let assegna = json!({ "segnalazione": inventato, "assegnatario": persone[0].operatore });
        let fatto = b.muta(&persone[0], "assegnaSegnalazione", "segnalazione { id }", assegna).await;
        assert_eq!(fatto["rifiuti"][0]["codice"], "SEGNALAZIONE_INESISTENTE", "{fatto}");
        assert_eq!(fatto["segnalazione"], Value::Null);
    }
    let componente = json!({ "soggetto": altro["id"], "componente": soggetto["id"], "relazione": "9", "dal": "2024-01-15" });
    let fatto = b.muta(&persone[0], "aggiungiComponente", "", componente).await;
    assert_eq!(fatto["rifiuti"][0]["codice"], "SOGGETTO_INESISTENTE", "{fatto}");
    assert_eq!(b.servizi.log().position().await.unwrap(), prima);
}

#[tokio::test]
async fn at_intake_it_is_said_who_follows_a_person_and_a_segnalazione_of_ones_own_opens_him() {
    let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::OperatoreSegretariato, ESTRANEO)]).await;
    let estraneo = &persone[0];
    let anagrafica = json!({"cognome": "Rossi", "nome": "Mario", "sesso": "M", "dataNascita": "11/07/1986",
        "luogoNascita": {"comune": "H514"}, "indicatoreCf": "CALCOLATO", "codiceFiscale": "RSSMRA86L11H514O",
        "cittadinanze": ["100"]});
    let fatto = b
        .muta(&b.segretariato, "registraSoggetto", "soggetto { id }", json!({ "anagrafica": anagrafica }))
        .await;
    let id = &fatto["soggetto"]["id"];
    let altrui = b.segnala(id).await;

    let query = "query S($cf: String!) { seguitoDa(codiceFiscale: $cf) { soggetto unita { codice } } }";
    let chiedi = async |chi, cf: &str| b.chiedi(chi, query, json!({ "cf": cf })).await["seguitoDa"].clone();
    let seguito = chiedi(estraneo, "rssmra86l11h514o").await;
    assert_eq!(seguito, json!({ "soggetto": id, "unita": [{ "codice": "SIGESS_COM1" }] }));
    assert_eq!(chiedi(estraneo, "RSSMRA86L11H514").await, Value::Null, "a beginning is not enough");
    assert_eq!(chiedi(&b.auditor, "RSSMRA86L11H514O").await, Value::Null);

    let propria = json!({ "segnalato": id, "dettagli": dettagli("2024-10-01") });
    let propria = b.muta(estraneo, "creaSegnalazione", "segnalazione { id }", propria).await;
    assert_eq!(propria["esito"], "ESEGUITO", "{propria}");
    let query = "query V($s: ID!, $g: ID!) { soggetto(id: $s) { id } segnalazione(id: $g) { id } segnalazioni { nodes { id } }
                 storia(soggetto: $s, first: 50) { nodes { tipo } }
                 quadroRiassuntivo(soggetto: $s) { gruppi { voci { tipo } } } }";
    let vede = b.chiedi(estraneo, query, json!({ "s": id, "g": altrui["id"] })).await;
    assert_eq!(vede["soggetto"]["id"], *id);
    assert_eq!(vede["segnalazione"], Value::Null, "the other unit's case stays theirs");
    assert_eq!(vede["segnalazioni"]["nodes"], json!([{ "id": propria["segnalazione"]["id"] }]));
    assert_eq!(vede["quadroRiassuntivo"]["gruppi"][0]["voci"].as_array().unwrap().len(), 1);
    let storia = vede["storia"]["nodes"].as_array().unwrap();
    assert_eq!(storia.iter().filter(|n| n["tipo"] == "SegnalazioneCreata").count(), 1);
}

#[tokio::test]
async fn an_assistente_sociale_lists_the_unit_and_opens_a_case_while_it_is_his() {
    let (b, _) = con_altri(&[]).await;
    let soggetto = b.registra("Seguiti", "Ida").await;
    let pratica = b.segnala(&soggetto["id"]).await;
    let query = "query V($s: ID!, $g: ID!) { soggetto(id: $s) { id } segnalazione(id: $g) { id } segnalazioni { nodes { id } } }";
    let vede = async || {
        let v = b.chiedi(&b.assistente, query, json!({ "s": soggetto["id"], "g": pratica["id"] })).await;
        let elencate = v["segnalazioni"]["nodes"].as_array().unwrap().len();
        (!v["soggetto"].is_null(), elencate, !v["segnalazione"].is_null())
    };
    assert_eq!(vede().await, (true, 1, false));
    let id = &pratica["id"];
    let assegna = json!({ "segnalazione": id, "assegnatario": b.assistente.operatore });
    b.muta(&b.segretariato, "assegnaSegnalazione", "", assegna).await;
    assert_eq!(vede().await, (true, 1, true));
    let motivo = &domain::codifiche::voci(domain::codifiche::Lista::MotivoRiassegnazione, None)[0].codice;
    let restituisci =
        json!({ "comando": Uuid::new_v4(), "segnalazione": id, "motivo": motivo, "nota": "non è mia" });
    let rendi = async || {
        let campi = "segnalazione { id segnalato { id } }";
        b.muta(&b.assistente, "restituisciSegnalazione", campi, restituisci.clone()).await
    };
    let resa = rendi().await;
    assert_eq!((&resa["esito"], &resa["segnalazione"]["id"]), (&json!("ESEGUITO"), id), "{resa}");
    assert_eq!(vede().await, (true, 1, false));
    let ripetuta = rendi().await;
    assert_eq!(ripetuta["posizione"], resa["posizione"], "a repeat gets its first answer: {ripetuta}");
    assert_eq!(ripetuta["segnalazione"], Value::Null, "but what is not his any more it does not show");
}

/// Else a mutation that was sent once would be a way into the file for ever.
#[tokio::test]
async fn a_repeated_mutation_shows_nothing_that_is_not_open_any_more() {
    let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::OperatoreSegretariato, ESTRANEO)]).await;
    let soggetto = b.registra("Invisibili", "Ugo").await;
    let crea =
        json!({ "comando": Uuid::new_v4(), "segnalato": soggetto["id"], "dettagli": dettagli("2024-10-01") });
    let anagrafica = json!({ "cognome": "Invisibili", "nome": "Ada", "indicatoreCf": "NON_DISPONIBILE" });
    let registra = json!({ "comando": Uuid::new_v4(), "anagrafica": anagrafica });
    let aggiungi = json!({ "comando": Uuid::new_v4(), "soggetto": soggetto["id"], "persona": anagrafica,
        "relazione": "9", "dal": "2024-01-15" });
    for (nome, oggetto, input) in [
        ("creaSegnalazione", "segnalazione", crea),
        ("registraSoggetto", "soggetto", registra),
        ("aggiungiComponente", "nucleo", aggiungi),
    ] {
        let campi = format!("{oggetto} {{ id }}");
        let fatto = b.muta(&b.segretariato, nome, &campi, input.clone()).await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{nome}: {fatto}");
        let ancora = b.muta(&b.segretariato, nome, &campi, input.clone()).await;
        assert_eq!(ancora["esito"], "GIA_ESEGUITO", "{nome}: {ancora}");
        assert!(ancora[oggetto]["id"].is_string() && ancora[oggetto] == fatto[oggetto], "{nome}: {ancora}");
        // The same request of somebody of another unit.
        let altrui = b.muta(&persone[0], nome, &campi, input).await;
        assert_eq!(altrui[oggetto], Value::Null, "{nome}: {altrui}");
    }
}

#[tokio::test]
async fn nobody_is_shown_anything_while_it_is_not_known_who_may_see_what_now() {
    let b = Banco::nuovo().await;
    let soggetto = b.registra("Seguiti", "Ida").await;
    let query = "query V($s: ID!) { soggetto(id: $s) { id } }";
    let chiedi = async || b.manda(&b.segretariato, query, json!({ "s": soggetto["id"] })).await.0;
    assert_eq!(chiedi().await["data"]["soggetto"]["id"], soggetto["id"]);
    // What stops the read models, so that a right that is taken away from now on would go on.
    crate::projections::scrivi_sconosciuto(&b.harness).await;
    let head = b.servizi.log().position().await.unwrap();
    assert!(!b.servizi.projector().wait_for(&[VISIBILITA], head, Duration::from_secs(30)).await);
    let negato = chiedi().await;
    assert_eq!(negato["errors"][0]["extensions"]["code"], "UNAVAILABLE", "{negato}");
    assert_eq!(negato["data"], Value::Null);
}

/// What somebody sees of a subject and a segnalazione: his file, search, list, file, number, story, quadro.
async fn vede(b: &Banco, chi: &Persona, strade: &Value) -> [usize; 8] {
    let v = b.chiedi(chi, TUTTE_LE_STRADE, strade.clone()).await;
    let quante = |dove: &Value| dove.as_array().map_or(usize::from(!dove.is_null()), Vec::len);
    [
        quante(&v["soggetto"]),
        quante(&v["cercaSoggetti"]["nodes"]),
        quante(&v["segnalazioni"]["nodes"]),
        quante(&v["segnalazione"]),
        quante(&v["perNumero"]),
        quante(&v["storiaPratica"]["nodes"]).min(1),
        quante(&v["storia"]["nodes"]).min(1),
        quante(&v["quadroRiassuntivo"]["gruppi"][0]["voci"]).min(1),
    ]
}

const NULLA: [usize; 8] = [0; 8];
const TUTTO: [usize; 8] = [1; 8];

fn strade(b: &Banco, soggetto: &Value, pratica: &Value) -> Value {
    json!({ "s": soggetto["id"], "g": pratica["id"], "n": pratica["numero"], "d": b.auditor.unita })
}

#[tokio::test]
async fn a_grant_opens_a_case_and_its_subject_for_reading_on_its_days_and_on_no_other() {
    let (b, persone) = con_altri(&[
        (Dove::Altrove, Ruolo::OperatoreSegretariato, ESTRANEO),
        (Dove::Altrove, Ruolo::AssistenteSociale, "VRDLGU80A01H501Q"),
        (Dove::Sopra, Ruolo::OperatoreSegretariato, "BNCLRA75D41H501M"),
    ])
    .await;
    let [estraneo, assistente, di_altra_unita] = &persone[..] else { unreachable!() };
    let soggetto = b.registra("Invisibili", "Ugo").await;
    let pratica = b.segnala(&soggetto["id"]).await;
    let strade = strade(&b, &soggetto, &pratica);
    let giorno = |giorni: i64| (b.servizi.oggi() + TimeDelta::days(giorni)).to_string();
    let concedi = |dal: i64, al: i64| {
        json!({ "segnalazione": pratica["id"], "unita": estraneo.unita, "dal": giorno(dal), "al": giorno(al),
                "motivo": "presa in carico comune" })
    };
    let campi = "segnalazione { concessioni { numero inVigore sezioni { codice } unita { codice } motivo { testo } } }";
    let fatto = b.muta(&b.segretariato, "concediAccesso", campi, concedi(1, 2)).await;
    assert_eq!(
        fatto["segnalazione"]["concessioni"],
        json!([{ "numero": 1, "inVigore": false, "sezioni": [{ "codice": "ORDINARIA" }],
                 "unita": { "codice": "SIGESS_COM2" }, "motivo": { "testo": "presa in carico comune" } }])
    );
    for (passa, aperta) in [(0, false), (1, true), (1, true), (1, false)] {
        b.passano(TimeDelta::days(passa));
        let atteso = if aperta { TUTTO } else { NULLA };
        for chi in [estraneo, assistente] {
            assert_eq!(vede(&b, chi, &strade).await, atteso, "{:?}", chi.operatore);
        }
        assert_eq!(vede(&b, di_altra_unita, &strade).await, NULLA);
    }
    let fatto = b.muta(&b.segretariato, "concediAccesso", "", concedi(0, 5)).await;
    assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
    assert_eq!(vede(&b, estraneo, &strade).await, TUTTO);
    // For reading: neither the case nor the person may be changed, nor may it be granted on.
    for (mutazione, input, codice) in [
        (
            "modificaContatti",
            json!({ "soggetto": soggetto["id"], "email": "a@prova.example" }),
            "SOGGETTO_INESISTENTE",
        ),
        (
            "registraEsito",
            json!({ "segnalazione": pratica["id"], "esito": "RINUNCIA" }),
            "SEGNALAZIONE_INESISTENTE",
        ),
        ("concediAccesso", concedi(0, 5), "SEGNALAZIONE_INESISTENTE"),
        (
            "aggiungiComponente",
            json!({ "soggetto": soggetto["id"], "relazione": "9", "dal": "2024-01-15",
                "persona": { "cognome": "Altri", "nome": "Ada", "indicatoreCf": "NON_DISPONIBILE" } }),
            "SOGGETTO_INESISTENTE",
        ),
    ] {
        let fatto = b.muta(estraneo, mutazione, "", input).await;
        assert_eq!(fatto["rifiuti"][0]["codice"], codice, "{fatto}");
    }
    // Who only reads does not follow him: others are not sent there.
    let query = "query S($cf: String!) { seguitoDa(codiceFiscale: $cf) { unita { codice } } }";
    assert_eq!(
        b.chiedi(estraneo, query, json!({ "cf": "RSSMRA86L11H514O" })).await["seguitoDa"],
        Value::Null
    );
    let revoca = json!({ "segnalazione": pratica["id"], "concessione": 2, "motivo": "non serve più" });
    let fatto = b.muta(&b.segretariato, "revocaAccesso", "", revoca).await;
    assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
    assert_eq!(vede(&b, estraneo, &strade).await, NULLA);
}
