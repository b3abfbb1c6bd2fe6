//! What is not an operator's to see does not exist for him, whatever way he asks.

use super::*;
use crate::seme;
use chrono::{DateTime, NaiveDate};
use domain::identita::{SegnalazioneId, SoggettoId};
use domain::tracciamento::Divulgato;
use domain::visibilita::{Azione, Cosa, Titolo, decidi};
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
    let resa = b.muta(&b.assistente, "restituisciSegnalazione", "", restituisci.clone()).await;
    assert_eq!(resa["esito"], "ESEGUITO", "{resa}");
    assert_eq!(vede().await, (true, 1, false));
    let ripetuta = b.muta(&b.assistente, "restituisciSegnalazione", "", restituisci).await;
    assert_eq!(ripetuta["posizione"], resa["posizione"], "a repeat gets its first answer: {ripetuta}");
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

const PERCHE: &str = "La signora è arrivata ferita e chiede aiuto";

/// A person with a codice fiscale, registered for the unit of the bench, and a segnalazione about him.
async fn con_codice(b: &Banco) -> (Value, Value) {
    let anagrafica = json!({"cognome": "Invisibili", "nome": "Mario", "sesso": "M", "dataNascita": "11/07/1986",
        "luogoNascita": {"comune": "H514"}, "indicatoreCf": "MINISTERIALE", "codiceFiscale": "RSSMRA86L11H514O",
        "cittadinanze": ["100"]});
    let input = json!({ "anagrafica": anagrafica });
    let fatto = b.muta(&b.segretariato, "registraSoggetto", "soggetto { id }", input).await;
    let pratica = b.segnala(&fatto["soggetto"]["id"]).await;
    (fatto["soggetto"].clone(), pratica)
}

async fn apri(b: &Banco, chi: &Persona, motivo: &str) -> Value {
    let input = json!({ "codiceFiscale": "RSSMRA86L11H514O", "motivo": motivo, "spiegazione": PERCHE });
    b.muta(chi, "apriAccessoEmergenza", "accesso { id versione inCorso daRiesaminare }", input).await
}

/// Emergency accesses that somebody is told of, and how many of them wait for him.
async fn emergenze(b: &Banco, chi: &Persona, da_riesaminare: Option<bool>) -> (usize, u64) {
    let query = "query E($da: Boolean) { accessiEmergenza(daRiesaminare: $da) { nodes { id operatore { operatore { id } }
                 spiegazione { testo } } } io { emergenzeDaRiesaminare } }";
    let e = b.chiedi(chi, query, json!({ "da": da_riesaminare })).await;
    let nodi = e["accessiEmergenza"]["nodes"].as_array().unwrap();
    assert!(nodi.iter().all(|n| n["spiegazione"]["testo"] == PERCHE));
    (nodi.len(), e["io"]["emergenzeDaRiesaminare"].as_u64().unwrap())
}

#[tokio::test]
async fn an_emergency_access_opens_one_person_for_an_hour_to_who_opened_it_and_is_told_at_once() {
    let (b, persone) = con_altri(&[
        (Dove::Altrove, Ruolo::AssistenteSociale, ESTRANEO),
        (Dove::Altrove, Ruolo::OperatoreSegretariato, "VRDLGU80A01H501Q"),
        (Dove::Sopra, Ruolo::Coordinatore, "BNCLRA75D41H501M"),
        (Dove::Altrove, Ruolo::Coordinatore, "MRTGNN70C12H501G"),
    ])
    .await;
    let [estraneo, collega, coordinatore, altrove] = &persone[..] else { unreachable!() };
    let (soggetto, pratica) = con_codice(&b).await;
    let strade = strade(&b, &soggetto, &pratica);
    let altro = b.registra("Invisibili", "Ugo").await;
    b.segnala(&altro["id"]).await;
    for (chi, motivo) in [(estraneo, "PERICOLO"), (&b.auditor, "CONTROLLO")] {
        assert_eq!(vede(&b, chi, &strade).await, NULLA);
        let aperto = apri(&b, chi, motivo).await;
        assert_eq!(aperto["accesso"]["inCorso"], true, "{aperto}");
        // Of two people of that name, and of their cases, the one.
        assert_eq!(vede(&b, chi, &strade).await, TUTTO, "{motivo}");
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
        ] {
            let atteso = if motivo == "CONTROLLO" { "PERMESSO_NEGATO" } else { codice };
            let fatto = b.muta(chi, mutazione, "", input).await;
            assert_eq!(fatto["rifiuti"][0]["codice"], atteso, "{fatto}");
        }
    }
    assert_eq!(vede(&b, collega, &strade).await, NULLA, "it is his, not his unit's");
    // The coordinator above the unit that holds the file, and the auditor; nobody else but who opened it.
    assert_eq!(emergenze(&b, coordinatore, None).await, (2, 2));
    assert_eq!(emergenze(&b, &b.auditor, Some(true)).await, (2, 1), "his own is not his to judge");
    assert_eq!(emergenze(&b, estraneo, None).await, (1, 0));
    for chi in [collega, altrove, &b.segretariato] {
        assert_eq!(emergenze(&b, chi, None).await, (0, 0));
    }
    b.passano(TimeDelta::minutes(59));
    assert_eq!(vede(&b, estraneo, &strade).await, TUTTO);
    b.passano(TimeDelta::minutes(1));
    assert_eq!(vede(&b, estraneo, &strade).await, NULLA);
    assert_eq!(vede(&b, &b.auditor, &strade).await, NULLA);
}

#[tokio::test]
async fn an_emergency_access_ends_when_it_is_ended_and_is_judged_by_somebody_else() {
    let (b, persone) = con_altri(&[
        (Dove::Altrove, Ruolo::AssistenteSociale, ESTRANEO),
        (Dove::Sopra, Ruolo::Coordinatore, "BNCLRA75D41H501M"),
        (Dove::Altrove, Ruolo::Coordinatore, "MRTGNN70C12H501G"),
    ])
    .await;
    let [estraneo, coordinatore, altrove] = &persone[..] else { unreachable!() };
    let (soggetto, pratica) = con_codice(&b).await;
    let strade = strade(&b, &soggetto, &pratica);
    let accesso = apri(&b, estraneo, "PERICOLO").await["accesso"]["id"].clone();
    let chiudi = json!({ "accesso": accesso });
    let fatto = b.muta(estraneo, "chiudiAccessoEmergenza", "accesso { inCorso }", chiudi).await;
    assert_eq!(fatto["accesso"]["inCorso"], false, "{fatto}");
    assert_eq!(vede(&b, estraneo, &strade).await, NULLA);
    let riesamina = json!({ "accesso": accesso, "esito": "GIUSTIFICATO" });
    for (chi, codice) in [(estraneo, "PERMESSO_NEGATO"), (altrove, "EMERGENZA_INESISTENTE")] {
        let fatto = b.muta(chi, "riesaminaAccessoEmergenza", "", riesamina.clone()).await;
        assert_eq!(fatto["rifiuti"][0]["codice"], codice, "{fatto}");
    }
    let campi = "accesso { daRiesaminare riesame { esito { codice } da { operatore { id } } } }";
    let fatto = b.muta(coordinatore, "riesaminaAccessoEmergenza", campi, riesamina).await;
    assert_eq!(
        fatto["accesso"],
        json!({ "daRiesaminare": false,
                "riesame": { "esito": { "codice": "GIUSTIFICATO" }, "da": { "operatore": { "id": coordinatore.operatore } } } })
    );
    assert_eq!(emergenze(&b, coordinatore, Some(true)).await, (0, 0));
    assert_eq!(emergenze(&b, coordinatore, Some(false)).await, (1, 0));
}

#[tokio::test]
async fn an_emergency_access_needs_a_fresh_proof_of_identity() {
    let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::AssistenteSociale, ESTRANEO)]).await;
    con_codice(&b).await;
    b.passano(TimeDelta::minutes(6));
    let fatto = apri(&b, &persone[0], "PERICOLO").await;
    assert_eq!(fatto["rifiuti"][0]["codice"], "AUTENTICAZIONE_NON_RECENTE", "{fatto}");
}

#[tokio::test]
async fn the_read_log_names_the_emergency_access_by_which_a_file_was_open() {
    let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::AssistenteSociale, ESTRANEO)]).await;
    let (soggetto, _) = con_codice(&b).await;
    let accesso = apri(&b, &persone[0], "PERICOLO").await["accesso"]["id"].clone();
    let query = "query S($s: ID!) { soggetto(id: $s) { id } }";
    b.chiedi(&persone[0], query, json!({ "s": soggetto["id"] })).await;
    let registro = b.harness.superuser().await.unwrap();
    let ultima: String =
        sqlx::query_scalar("SELECT contenuto::text FROM tracciamento.letture ORDER BY indice DESC LIMIT 1")
            .fetch_one(&registro)
            .await
            .unwrap();
    let ultima: Value = serde_json::from_str(&ultima).unwrap();
    let aperta = ultima["letture"].as_array().unwrap().iter().find(|l| l["accesso"] == "SCHEDA").unwrap();
    assert_eq!((&aperta["titolo"], &aperta["emergenza"]), (&json!("EMERGENZA"), &accesso), "{ultima}");
}

/// Sections of the notes that somebody reads in a segnalazione, also as its story tells them.
async fn sezioni(b: &Banco, chi: &Persona, pratica: &Value, riservati: bool) -> Vec<String> {
    let query = "query N($g: ID!, $s: ID!) { segnalazione(id: $g) { annotazioni { nodes { sezione { codice } testo { testo } } } }
                 storia(segnalazione: $g, first: 50) { nodes { tipo dettagli { campo dopo } } }
                 tutta: storia(soggetto: $s, first: 100) { nodes { tipo } } }";
    let mut chiamante = b.chiamante(chi).await;
    chiamante.riservati = riservati;
    let variabili = json!({ "g": pratica["id"], "s": pratica["segnalato"]["id"] });
    let richiesta = Request::new(query).variables(Variables::from_json(variabili));
    let (risposta, _) = b.app.esegui(chiamante, richiesta).await;
    let risposta = serde_json::to_value(&risposta).unwrap();
    assert_eq!(risposta.get("errors"), None, "{risposta}");
    let v = &risposta["data"];
    let note = v["segnalazione"]["annotazioni"]["nodes"].as_array().cloned().unwrap_or_default();
    let raccontate = |dove: &Value| {
        let nodi = dove["nodes"].as_array().unwrap().clone();
        nodi.iter().filter(|n| n["tipo"] == "AnnotazioneAggiunta").count()
    };
    assert_eq!(raccontate(&v["storia"]), note.len(), "{risposta}");
    assert_eq!(raccontate(&v["tutta"]), note.len(), "{risposta}");
    let mut sezioni: Vec<String> =
        note.iter().map(|n| n["sezione"]["codice"].as_str().unwrap().to_owned()).collect();
    sezioni.sort_unstable();
    sezioni
}

#[tokio::test]
async fn notes_are_read_by_their_class_and_what_is_not_open_is_neither_told_nor_counted() {
    let (b, persone) = con_altri(&[
        (Dove::Altrove, Ruolo::AssistenteSociale, ESTRANEO),
        (Dove::Qui, Ruolo::OperatoreSegretariato, "VRDLGU80A01H501Q"),
        (Dove::Qui, Ruolo::Coordinatore, "BNCLRA75D41H501M"),
    ])
    .await;
    let [estraneo, collega, coordinatore] = &persone[..] else { unreachable!() };
    let (soggetto, mut pratica) = con_codice(&b).await;
    pratica["segnalato"] = soggetto.clone();
    let id = &pratica["id"];
    let versione = |v: &Value| v["segnalazione"]["versione"].clone();
    let query = "query V($g: ID!) { segnalazione(id: $g) { versione } }";
    let prima = versione(&b.chiedi(collega, query, json!({ "g": id })).await);
    // Written by a colleague: who has the case in charge reads all of them.
    for (sezione, ambito) in [("ORDINARIA", None), ("RISERVATA", Some("SALUTE")), ("PRIVATA", None)] {
        let nota =
            json!({ "segnalazione": id, "sezione": sezione, "ambito": ambito, "testo": "testo di prova" });
        let fatto =
            b.muta(coordinatore, "aggiungiAnnotazione", "annotazione { testo { testo } }", nota).await;
        assert_eq!(fatto["annotazione"]["testo"]["testo"], "testo di prova", "{fatto}");
    }
    let (o, r, p) = ("ORDINARIA", "RISERVATA", "PRIVATA");
    for (chi, riservati, attese) in [
        (coordinatore, false, vec![o, p, r]),
        (&b.segretariato, false, vec![o, p, r]),
        (collega, false, vec![o]),
        (collega, true, vec![o, r]),
        (&b.assistente, true, vec![]),
        (estraneo, true, vec![]),
        (&b.auditor, true, vec![]),
    ] {
        assert_eq!(sezioni(&b, chi, &pratica, riservati).await, attese, "{:?} {riservati}", chi.operatore);
    }
    // Not even a version tells that there are others.
    assert_eq!(versione(&b.chiedi(collega, query, json!({ "g": id })).await), prima);
    // A grant opens the ordinary ones, or the reserved ones too when it names them and the right is there.
    let concedi = |sezioni: Value| {
        json!({ "segnalazione": id, "unita": estraneo.unita, "al": b.servizi.oggi().to_string(), "sezioni": sezioni,
                "motivo": "insieme" })
    };
    b.muta(&b.segretariato, "concediAccesso", "", concedi(Value::Null)).await;
    assert_eq!(sezioni(&b, estraneo, &pratica, true).await, [o]);
    b.muta(&b.segretariato, "revocaAccesso", "", json!({ "segnalazione": id, "concessione": 1 })).await;
    b.muta(&b.segretariato, "concediAccesso", "", concedi(json!(["RISERVATA"]))).await;
    assert_eq!(sezioni(&b, estraneo, &pratica, false).await, [o]);
    assert_eq!(sezioni(&b, estraneo, &pratica, true).await, [o, r]);
    // An emergency opens ordinary and reserved ones without the right, and never the private ones.
    apri(&b, &b.auditor, "CONTROLLO").await;
    assert_eq!(sezioni(&b, &b.auditor, &pratica, false).await, [o, r]);
    // Who has it in charge no more does not read what is private.
    let assegna = json!({ "segnalazione": id, "assegnatario": b.assistente.operatore });
    b.muta(&b.segretariato, "assegnaSegnalazione", "", assegna).await;
    assert_eq!(sezioni(&b, &b.segretariato, &pratica, false).await, [o]);
    assert_eq!(sezioni(&b, &b.assistente, &pratica, false).await, [o, p, r]);
}

#[tokio::test]
async fn a_corrected_note_shows_what_stood_there_before_and_as_it_stood() {
    let (b, _) = con_altri(&[]).await;
    let soggetto = b.registra("Annotati", "Ugo").await;
    let pratica = b.segnala(&soggetto["id"]).await;
    let nota = json!({ "segnalazione": pratica["id"], "sezione": "ORDINARIA", "testo": "prima" });
    let campi = "annotazione { id versione }";
    let fatta = b.muta(&b.segretariato, "aggiungiAnnotazione", campi, nota).await;
    let rettifica = json!({ "annotazione": fatta["annotazione"]["id"], "versione": 1, "testo": "poi", "motivo": "refuso" });
    let campi = "annotazione { testo { testo } rettifiche { motivo { testo } testoPrecedente { testo } } }";
    let rettificata = b.muta(&b.segretariato, "rettificaAnnotazione", campi, rettifica).await;
    assert_eq!(
        rettificata["annotazione"],
        json!({ "testo": { "testo": "poi" },
                "rettifiche": [{ "motivo": { "testo": "refuso" }, "testoPrecedente": { "testo": "prima" } }] })
    );
    let query = "query A($g: ID!, $alla: AllaInput) { segnalazione(id: $g, alla: $alla) { annotazioni { nodes { testo { testo } } } } }";
    for (posizione, atteso) in [
        (fatta["posizione"].as_u64().unwrap() - 1, json!([])),
        (fatta["posizione"].as_u64().unwrap(), json!([{ "testo": { "testo": "prima" } }])),
        (rettificata["posizione"].as_u64().unwrap(), json!([{ "testo": { "testo": "poi" } }])),
    ] {
        let variabili = json!({ "g": pratica["id"], "alla": { "posizione": posizione } });
        let v = b.chiedi(&b.segretariato, query, variabili).await;
        assert_eq!(v["segnalazione"]["annotazioni"]["nodes"], atteso);
    }
}

/// What the test knows of a person and the one segnalazione about him.
struct Nota {
    id: SegnalazioneId,
    soggetto: SoggettoId,
    con_nucleo: bool,
    autore: Persona,
    assegnatario: Option<Persona>,
    /// Units that were let in, from and to which day.
    concessioni: Vec<(UnitaId, NaiveDate, NaiveDate)>,
    /// Who opened an emergency access, and when it ends.
    emergenze: Vec<(Persona, DateTime<Utc>)>,
}

impl Nota {
    /// What somebody holds on the segnalazione, or with `scheda` on the person, whom this one entered.
    fn titoli(&self, di: &Chi, unita: &[UnitaId], scheda: Option<&Persona>) -> Vec<Titolo> {
        let mut titoli = Vec::new();
        for chi in std::iter::once(&self.autore).chain(&self.assegnatario).chain(scheda) {
            if unita.contains(&chi.unita) {
                titoli.push(Titolo::Unita);
                if chi.operatore == di.attore.operatore {
                    titoli.push(Titolo::Incarico);
                }
            }
        }
        let vale = |(a, dal, al): &(UnitaId, NaiveDate, NaiveDate)| {
            unita.contains(a) && *dal <= di.giorno && di.giorno <= *al
        };
        titoli.extend(self.concessioni.iter().filter(|c| vale(c)).map(|_| Titolo::Concessione));
        let sua = |(chi, scade): &(Persona, DateTime<Utc>)| {
            chi.operatore == di.attore.operatore && di.adesso < *scade
        };
        titoli.extend(self.emergenze.iter().filter(|e| sua(e)).map(|_| Titolo::Emergenza));
        titoli
    }
}

/// The codice fiscale of the n-th person of the random test.
fn codice_di(n: u32) -> (NaiveDate, String) {
    use domain::codice_fiscale::{DatiPerCalcolo, calcola};
    let data_nascita = NaiveDate::from_ymd_opt(1986, 7, n + 1).unwrap();
    let sesso = domain::persona::Sesso::M;
    let dati = DatiPerCalcolo { cognome: "Casuali", nome: "Uno", sesso, data_nascita, codice_luogo: "H514" };
    (data_nascita, calcola(&dati).unwrap().as_str().to_owned())
}

/// A person, a segnalazione about him, and whatever happens to it by chance.
async fn a_caso(b: &Banco, caso: &mut ChaCha8Rng, n: u32, altri: &[Persona]) -> Nota {
    let (autori, assegnatari) =
        ([&b.segretariato, &altri[0], &b.assistente], [&b.assistente, &altri[1], &altri[3]]);
    let (nascita, codice) = codice_di(n);
    let anagrafica = json!({ "cognome": "Casuali", "nome": "Uno", "sesso": "M", "dataNascita": nascita.to_string(),
        "luogoNascita": { "comune": "H514" }, "indicatoreCf": "CALCOLATO", "codiceFiscale": codice,
        "cittadinanze": ["100"] });
    let fatta = b
        .muta(&b.segretariato, "registraSoggetto", "soggetto { id }", json!({ "anagrafica": anagrafica }))
        .await;
    let soggetto = &fatta["soggetto"]["id"];
    let con_nucleo = caso.gen_bool(0.3);
    if con_nucleo {
        let persona = json!({ "cognome": "Conviventi", "nome": "Ada", "indicatoreCf": "NON_DISPONIBILE" });
        let componente =
            json!({ "soggetto": soggetto, "persona": persona, "relazione": "9", "dal": "2020-01-01" });
        let fatto = b.muta(&b.segretariato, "aggiungiComponente", "", componente).await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
    }
    let autore = *autori.choose(caso).unwrap();
    let crea = json!({ "segnalato": soggetto, "dettagli": dettagli("2024-09-21") });
    let id =
        b.muta(autore, "creaSegnalazione", "segnalazione { id }", crea).await["segnalazione"]["id"].clone();
    let mut nota = Nota {
        id: id.as_str().unwrap().parse().unwrap(),
        soggetto: soggetto.as_str().unwrap().parse().unwrap(),
        con_nucleo,
        autore: autore.clone(),
        assegnatario: None,
        concessioni: Vec::new(),
        emergenze: Vec::new(),
    };
    for (numero, unita) in (1..).zip([altri[0].unita, b.comune, b.auditor.unita]) {
        if unita == autore.unita || caso.gen_bool(0.6) {
            continue;
        }
        let dal = b.servizi.oggi() + TimeDelta::days(caso.gen_range(0..2));
        let al = dal + TimeDelta::days(caso.gen_range(0..2));
        let concedi = json!({ "segnalazione": id, "unita": unita, "dal": dal.to_string(), "al": al.to_string(), "motivo": "x" });
        let campi = "segnalazione { concessioni { numero } }";
        let fatto = b.muta(autore, "concediAccesso", campi, concedi).await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{numero}: {fatto}");
        if caso.gen_bool(0.3) {
            let concesse = fatto["segnalazione"]["concessioni"].as_array().unwrap();
            let revoca = json!({ "segnalazione": id, "concessione": concesse.last().unwrap()["numero"] });
            assert_eq!(b.muta(autore, "revocaAccesso", "", revoca).await["esito"], "ESEGUITO");
        } else {
            nota.concessioni.push((unita, dal, al));
        }
    }
    if caso.gen_bool(0.6) {
        let a = *assegnatari.choose(caso).unwrap();
        let assegna = json!({ "segnalazione": id, "assegnatario": a.operatore });
        let fatto = b.muta(autore, "assegnaSegnalazione", "", assegna).await;
        assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
        nota.assegnatario = Some(a.clone());
        if caso.gen_bool(0.4) {
            let motivo =
                &domain::codifiche::voci(domain::codifiche::Lista::MotivoRiassegnazione, None)[0].codice;
            let resa = json!({ "segnalazione": id, "motivo": motivo, "nota": "x" });
            let fatto = b.muta(a, "restituisciSegnalazione", "", resa).await;
            assert_eq!(fatto["esito"], "ESEGUITO", "{fatto}");
            nota.assegnatario = None;
        }
    }
    for chi in [&altri[1], &b.assistente, &b.auditor] {
        if caso.gen_bool(0.75) {
            continue;
        }
        let apri = json!({ "codiceFiscale": codice, "motivo": "CONTINUITA", "spiegazione": PERCHE });
        let fatto = b.muta(chi, "apriAccessoEmergenza", "accesso { id scade }", apri).await;
        let accesso = &fatto["accesso"];
        if caso.gen_bool(0.3) {
            let chiudi = json!({ "accesso": accesso["id"] });
            assert_eq!(b.muta(chi, "chiudiAccessoEmergenza", "", chiudi).await["esito"], "ESEGUITO");
        } else {
            nota.emergenze.push((chi.clone(), accesso["scade"].as_str().unwrap().parse().unwrap()));
        }
    }
    nota
}

const TUTTO_DI_UNO: &str = "query V($g: ID!, $s: ID!) { segnalazione(id: $g) { id } soggetto(id: $s) { id segnalazioni { nodes { id } } }
    storiaPratica: storia(segnalazione: $g) { nodes { tipo } } storia(soggetto: $s, first: 50) { nodes { tipo } }
    nucleoDiFatto(soggetto: $s) { id }
    quadroRiassuntivo(soggetto: $s, conNucleo: true) { gruppi { voci { id } } } }";

#[tokio::test]
async fn lists_single_files_and_the_decision_agree_for_any_history() {
    let seme = seme();
    let mut caso = ChaCha8Rng::seed_from_u64(seme);
    let (b, altri) = con_altri(&[
        (Dove::Altrove, Ruolo::OperatoreSegretariato, ESTRANEO),
        (Dove::Altrove, Ruolo::AssistenteSociale, "VRDLGU80A01H501Q"),
        (Dove::Sopra, Ruolo::Coordinatore, "BNCLRA75D41H501M"),
        (Dove::Sopra, Ruolo::OperatoreUfficioPiano, "MRTGNN70C12H501G"),
    ])
    .await;
    let mut note = Vec::new();
    for n in 0..14 {
        note.push(a_caso(&b, &mut caso, n, &altri).await);
    }
    let mut aperte = 0;
    // Now, when the emergencies are over, and on each of the days that were granted.
    for passano in [TimeDelta::zero(), TimeDelta::minutes(61), TimeDelta::days(1), TimeDelta::days(2)] {
        b.passano(passano);
        for chi in [&b.segretariato, &b.assistente, &b.auditor].into_iter().chain(&altri) {
            aperte += concordano(&b, chi, altri[0].unita, &note, seme).await;
        }
    }
    assert!(aperte > 50, "seed {seme}: only {aperte} files were open");
}

/// Whether every way says the same to somebody; how many files were open to him.
async fn concordano(b: &Banco, chi: &Persona, altrove: UnitaId, note: &[Nota], seme: u64) -> usize {
    let attore = b.chiamante(chi).await.attore;
    let unita = match attore.ruolo {
        Ruolo::Coordinatore => vec![attore.unita, b.comune, altrove],
        _ => vec![attore.unita],
    };
    let pool = b.servizi.log().pool();
    let guarda = Chi { attore, riservati: false, giorno: b.servizi.oggi(), adesso: b.servizi.adesso() };
    let vista = Vista::di(pool.clone(), sguardo(pool, guarda).await.unwrap(), Divulgato::default());
    let lista = segnalazioni(&vista, &Filtro::default(), None, None, 100).await.unwrap().voci;
    let lista: HashSet<_> = lista.into_iter().map(|r| r.segnalazione).collect();
    let ids: Vec<_> = note.iter().map(|n| n.id).collect();
    assert_eq!(lista, vedute(&vista, Azione::Elencare, &ids).await.unwrap(), "seed {seme} {attore:?}");
    let criteri = Criteri { testo: Some("casuali".into()), ..Criteri::default() };
    let trovati = cerca(&vista, &criteri, None, 100).await.unwrap().voci;
    let trovati: HashSet<_> = trovati.into_iter().map(|t| t.soggetto).collect();
    let soggetti: Vec<_> = note.iter().map(|n| n.soggetto).collect();
    let visti = soggetti_veduti(&vista, Azione::Elencare, &soggetti).await.unwrap();
    assert_eq!(trovati, visti, "seed {seme} {attore:?}");
    let mut aperte = 0;
    for nota in note {
        let sulla_pratica = nota.titoli(&guarda, &unita, None);
        let sul_soggetto = nota.titoli(&guarda, &unita, Some(&b.segretariato));
        let dice = |azione, cosa, titoli: &[Titolo]| decidi(attore.ruolo, azione, cosa, titoli).consentito();
        let elenca = dice(Azione::Elencare, Cosa::Pratica, &sulla_pratica);
        let legge = dice(Azione::Leggere, Cosa::Pratica, &sulla_pratica);
        let scheda = dice(Azione::Leggere, Cosa::Soggetto, &sul_soggetto);
        let segno = format!("seed {seme} {guarda:?} {sulla_pratica:?} {sul_soggetto:?}");
        assert_eq!(lista.contains(&nota.id), elenca, "{segno}");
        assert_eq!(trovati.contains(&nota.soggetto), scheda, "{segno}");
        let v = b.chiedi(chi, TUTTO_DI_UNO, json!({ "g": nota.id, "s": nota.soggetto })).await;
        let c_e = |dove: &Value| dove.as_array().map_or(!dove.is_null(), |voci| !voci.is_empty());
        assert_eq!(c_e(&v["segnalazione"]), legge, "{segno}");
        assert_eq!(c_e(&v["storiaPratica"]["nodes"]), legge, "{segno}");
        assert_eq!(c_e(&v["soggetto"]), scheda, "{segno}");
        assert_eq!(c_e(&v["soggetto"]["segnalazioni"]["nodes"]), elenca, "{segno}");
        assert_eq!(c_e(&v["nucleoDiFatto"]), scheda && nota.con_nucleo, "{segno}");
        let storia = v["storia"]["nodes"].as_array().unwrap();
        assert_eq!(c_e(&v["storia"]["nodes"]), scheda, "{segno}");
        assert_eq!(storia.iter().any(|n| n["tipo"] == "SegnalazioneCreata"), legge, "{segno}");
        let voci = v["quadroRiassuntivo"]["gruppi"].as_array().cloned().unwrap_or_default();
        let voci: Vec<_> = voci.iter().flat_map(|g| g["voci"].as_array().unwrap().clone()).collect();
        let contatto = voci.iter().any(|v| v["id"].as_str().unwrap().starts_with("segnalazione:"));
        assert_eq!(contatto, elenca, "{segno} {voci:?}");
        aperte += usize::from(legge) + usize::from(scheda);
    }
    aperte
}
