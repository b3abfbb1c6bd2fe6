//! Emergency access: one person, one hour, told at once and judged by somebody else.

use super::*;
use crate::graphql::avvisi::avvisi;

pub(super) const PERCHE: &str = "La signora è arrivata ferita e chiede aiuto";

/// A person with a codice fiscale, registered for the unit of the bench, and a segnalazione about him.
pub(super) async fn con_codice(b: &Banco) -> (Value, Value) {
    let anagrafica = json!({"cognome": "Invisibili", "nome": "Mario", "sesso": "M", "dataNascita": "11/07/1986",
        "luogoNascita": {"comune": "H514"}, "indicatoreCf": "MINISTERIALE", "codiceFiscale": "RSSMRA86L11H514O",
        "cittadinanze": ["100"]});
    let input = json!({ "anagrafica": anagrafica });
    let fatto = b.muta(&b.segretariato, "registraSoggetto", "soggetto { id }", input).await;
    let pratica = b.segnala(&fatto["soggetto"]["id"]).await;
    (fatto["soggetto"].clone(), pratica)
}

pub(super) async fn apri(b: &Banco, chi: &Persona, motivo: &str) -> Value {
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
async fn an_emergency_access_raises_one_alert_however_often_its_command_is_repeated() {
    let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::AssistenteSociale, ESTRANEO)]).await;
    let (soggetto, _) = con_codice(&b).await;
    assert_eq!(avvisi(&b, "EMERGENZA").await, Vec::<Value>::new());
    let input = json!({ "comando": Uuid::new_v4(), "codiceFiscale": "RSSMRA86L11H514O", "motivo": "PERICOLO",
        "spiegazione": PERCHE });
    for _ in 0..2 {
        let aperto = b.muta(&persone[0], "apriAccessoEmergenza", "accesso { inCorso }", input.clone()).await;
        assert_eq!(aperto["accesso"]["inCorso"], true, "{aperto}");
    }
    let trovati = avvisi(&b, "EMERGENZA").await;
    assert_eq!(trovati.len(), 1, "{trovati:?}");
    assert_eq!(trovati[0]["operatore"]["id"], json!(persone[0].operatore));
    assert_eq!((&trovati[0]["stato"], &trovati[0]["soggetti"]), (&json!("APERTO"), &json!([soggetto["id"]])));
}

#[tokio::test]
async fn an_emergency_access_whose_alert_could_not_be_stored_gets_it_from_the_next_look() {
    let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::AssistenteSociale, ESTRANEO)]).await;
    let (soggetto, pratica) = con_codice(&b).await;
    let strade = strade(&b, &soggetto, &pratica);
    let registro: sqlx::PgPool = b.harness.superuser().await.unwrap();
    let concedi = async |come: &str| {
        let comando = format!("{come} sigess_tracciamento");
        sqlx::raw_sql(&comando).execute(&registro).await.unwrap();
    };
    concedi("REVOKE EXECUTE ON FUNCTION tracciamento.segnala FROM").await;
    let query =
        "mutation M($input: ApriAccessoEmergenzaInput!) { apriAccessoEmergenza(input: $input) { esito } }";
    let input = json!({ "comando": Uuid::new_v4(), "codiceFiscale": "RSSMRA86L11H514O", "motivo": "PERICOLO",
        "spiegazione": PERCHE });
    let (risposta, _) = b.manda(&persone[0], query, json!({ "input": input })).await;
    assert_ne!(risposta.get("errors"), None, "{risposta}");
    concedi("GRANT EXECUTE ON FUNCTION tracciamento.segnala TO").await;
    let head = b.harness.log.position().await.unwrap();
    assert!(b.servizi.projector().wait_for(&[], head, std::time::Duration::from_secs(30)).await);
    assert_eq!(vede(&b, &persone[0], &strade).await, TUTTO, "the file is open all the same");
    assert_eq!(avvisi(&b, "EMERGENZA").await, Vec::<Value>::new());

    for _ in 0..2 {
        b.servizi.sorveglia(chrono::Utc::now()).await.unwrap();
        let trovati = avvisi(&b, "EMERGENZA").await;
        assert_eq!(trovati.len(), 1, "{trovati:?}");
        assert_eq!(trovati[0]["operatore"]["id"], json!(persone[0].operatore));
        assert_eq!(trovati[0]["soggetti"], json!([soggetto["id"]]));
    }
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

/// What a file says of itself to who has it open: whether he may change it, and by which access it is open.
async fn apertura(b: &Banco, chi: &Persona, soggetto: &Value, pratica: &Value) -> [Value; 2] {
    let campi = "apertura { modificabile emergenza { id secondiRimasti } }";
    let query = format!(
        "query A($s: ID!, $p: ID!) {{ soggetto(id: $s) {{ {campi} }} segnalazione(id: $p) {{ {campi} }} }}"
    );
    let letto = b.chiedi(chi, &query, json!({ "s": soggetto["id"], "p": pratica["id"] })).await;
    [letto["soggetto"]["apertura"].clone(), letto["segnalazione"]["apertura"].clone()]
}

#[tokio::test]
async fn a_file_says_whether_it_may_be_changed_and_for_how_long_an_emergency_opens_it() {
    let (b, persone) = con_altri(&[(Dove::Altrove, Ruolo::OperatoreSegretariato, ESTRANEO)]).await;
    let estraneo = &persone[0];
    let (soggetto, pratica) = con_codice(&b).await;
    let propria = json!({ "modificabile": true, "emergenza": null });
    assert_eq!(apertura(&b, &b.segretariato, &soggetto, &pratica).await, [propria.clone(), propria.clone()]);
    let prima = apri(&b, estraneo, "PERICOLO").await["accesso"]["id"].clone();
    b.passano(TimeDelta::minutes(4));
    let in_lettura = |accesso: &Value, secondi: u32| json!({ "modificabile": false, "emergenza": { "id": accesso, "secondiRimasti": secondi } });
    let letta = in_lettura(&prima, 56 * 60);
    assert_eq!(apertura(&b, estraneo, &soggetto, &pratica).await, [letta.clone(), letta]);
    // Of two accesses, the one that ends last.
    let seconda = apri(&b, estraneo, "PERICOLO").await["accesso"]["id"].clone();
    let letta = in_lettura(&seconda, 60 * 60);
    assert_eq!(apertura(&b, estraneo, &soggetto, &pratica).await, [letta.clone(), letta]);
    // His unit receives the person: the file is no longer open by the emergency alone; the case of the other unit is.
    let dettagli = json!({ "dataContatto": "2024-09-21", "canale": "SPORTELLO", "motivo": "ECONOMICO",
        "urgenza": "ORDINARIA", "tipoSegnalante": "INTERESSATO" });
    let crea = json!({ "segnalato": soggetto["id"], "dettagli": dettagli });
    assert_eq!(b.muta(estraneo, "creaSegnalazione", "", crea).await["esito"], "ESEGUITO");
    assert_eq!(apertura(&b, estraneo, &soggetto, &pratica).await, [propria, in_lettura(&seconda, 60 * 60)]);
}

#[tokio::test]
async fn who_opened_an_emergency_access_finds_it_by_the_file_after_its_end_and_nobody_else_does() {
    let (b, persone) = con_altri(&[
        (Dove::Altrove, Ruolo::AssistenteSociale, ESTRANEO),
        (Dove::Altrove, Ruolo::Coordinatore, "MRTGNN70C12H501G"),
    ])
    .await;
    let [estraneo, altrove] = &persone[..] else { unreachable!() };
    let (soggetto, pratica) = con_codice(&b).await;
    let altra = b.segnala(&soggetto["id"]).await;
    let accesso = apri(&b, estraneo, "PERICOLO").await["accesso"]["id"].clone();
    apri(&b, &b.auditor, "CONTROLLO").await;
    let nuova = b.segnala(&soggetto["id"]).await;
    b.passano(TimeDelta::minutes(60));
    let query = "query E($s: ID, $e: ID!) { accessiEmergenza(propri: true, scheda: $s) { nodes { id secondiRimasti } }
                 accessoEmergenza(id: $e) { id secondiRimasti } }";
    let trovato = json!({ "id": accesso, "secondiRimasti": 0 });
    for scheda in [&soggetto["id"], &pratica["id"], &altra["id"], &Value::Null] {
        let letto = b.chiedi(estraneo, query, json!({ "s": scheda, "e": accesso })).await;
        assert_eq!(letto["accessiEmergenza"]["nodes"], json!([trovato]), "{scheda}");
        assert_eq!(letto["accessoEmergenza"], trovato);
    }
    // A case that came after it was never open by it.
    let letto = b.chiedi(estraneo, query, json!({ "s": nuova["id"], "e": accesso })).await;
    assert_eq!(letto["accessiEmergenza"]["nodes"], json!([]));
    // The auditor is told of it, but it is not his own.
    let letto = b.chiedi(&b.auditor, query, json!({ "s": soggetto["id"], "e": accesso })).await;
    assert_eq!(letto["accessoEmergenza"], trovato);
    assert_ne!(letto["accessiEmergenza"]["nodes"], json!([trovato]));
    let letto = b.chiedi(altrove, query, json!({ "s": soggetto["id"], "e": accesso })).await;
    assert_eq!((&letto["accessiEmergenza"]["nodes"], &letto["accessoEmergenza"]), (&json!([]), &Value::Null));
}
