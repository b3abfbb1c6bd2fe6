//! What the service says of itself: whether it is ready, its figures, its traces, its log. None of it names anybody.

pub(crate) mod tracce;

use api::graphql::Applicazione;
use api::http::Application;
use api::services::Servizi;
use api::servizio::NonConfigurato;
use chrono::Utc;
use projections::Projector;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tests::servizio::{Persona, Processo, Scena};
use uuid::Uuid;

/// A name that nobody has: whatever holds it holds a personal datum.
pub(super) const CANARINO: &str = "XYZZYCANARINO";
const REGISTRA: &str = "mutation Xyzzycanarino($input: RegistraSoggettoInput!) { \
                        xyzzycanarino: registraSoggetto(input: $input) { esito posizione rifiuti { codice } } }";

/// A command with the canary in it; without a name it is refused.
fn comando(cognome: Option<&str>) -> Value {
    let anagrafica = json!({ "cognome": cognome, "nome": cognome, "indicatoreCf": "NON_DISPONIBILE" });
    json!({ "input": { "comando": Uuid::new_v4(), "anagrafica": anagrafica } })
}

/// Sends it; status, `Retry-After` and body of the answer.
async fn manda(url: &str, chi: &Persona, variabili: Value) -> (u16, Option<String>, Value) {
    let richiesta = chi.sessione(url).await.unwrap().post(url, "/graphql");
    let richiesta = richiesta.json(&json!({ "query": REGISTRA, "variables": variabili }));
    let risposta = richiesta.send().await.unwrap();
    let quando = risposta.headers().get("retry-after").map(|v| v.to_str().unwrap().to_owned());
    (risposta.status().as_u16(), quando, risposta.json().await.unwrap())
}

/// Waits until a line of the log has what is looked for; answers it.
pub(crate) async fn riga(log: &Path, che: impl Fn(&str) -> bool) -> String {
    loop {
        let testo = tokio::fs::read_to_string(log).await.unwrap();
        if let Some(riga) = testo.lines().find(|riga| che(riga)) {
            return riga.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn get(url: &str) -> (u16, String) {
    let risposta = reqwest::get(url).await.unwrap();
    (risposta.status().as_u16(), risposta.text().await.unwrap())
}

fn cifra(testo: &str, nome: &str) -> Option<f64> {
    testo.lines().find_map(|riga| riga.strip_prefix(nome)?.strip_prefix(' ')?.parse().ok())
}

#[tokio::test]
async fn the_figures_tell_what_happened_and_name_nobody() {
    let scena = Scena::nuova(10).await.unwrap();
    let log = scena.harness.folder.path().join("secondo.log");
    let processo =
        Processo::avvia_con(&scena.indirizzi(), &log, &[("SIGESS_METRICHE", "127.0.0.1:0")]).await.unwrap();
    let detto = riga(&log, |riga| riga.ends_with("/metrics")).await;
    let metriche = detto.split_whitespace().last().unwrap().to_owned();

    let ripetuto = comando(Some(CANARINO));
    for variabili in [ripetuto.clone(), ripetuto, comando(None)] {
        assert_eq!(manda(&processo.url, &scena.segretariato, variabili).await.0, 200);
    }
    let _ = get(&format!("{}/{CANARINO}", processo.url)).await;
    let (stato, testo) = get(&metriche).await;
    assert_eq!(stato, 200);
    for (nome, almeno) in [
        ("sigess_append_batches_total", 1.0),
        ("sigess_append_outcomes_total{outcome=\"stored\"}", 1.0),
        ("sigess_append_batch_commands_count", 1.0),
        ("sigess_append_batch_duration_seconds_count", 1.0),
        ("sigess_commands_total{outcome=\"stored\"}", 1.0),
        ("sigess_visible_duration_seconds_count", 1.0),
        ("sigess_graphql_operations_total{field=\"registraSoggetto\",outcome=\"ok\"}", 3.0),
        ("sigess_http_requests_total{route=\"/graphql\",class=\"2xx\"}", 3.0),
        ("sigess_http_requests_total{route=\"pages\",class=\"4xx\"}", 1.0),
        ("sigess_database_up", 1.0),
        ("sigess_log_position", 1.0),
        ("sigess_process_start_time_seconds", 1.0),
    ] {
        assert!(cifra(&testo, nome).is_some_and(|n| n >= almeno), "{nome} in\n{testo}");
    }
    for nome in [
        "sigess_append_waiting",
        "sigess_append_panics_total",
        "sigess_checkpoint_position",
        "sigess_checkpoint_timestamp_seconds",
        "sigess_pool_connections{pool=\"read\",state=\"idle\"}",
        "sigess_pool_connections{pool=\"write\",state=\"used\"}",
        "sigess_projection_lag_events{projection=\"quadro\"}",
        "sigess_projection_lag_seconds{projection=\"quadro\"}",
    ] {
        assert!(cifra(&testo, nome).is_some(), "{nome} in\n{testo}");
    }
    assert!(testo.contains("sigess_refusals_total{codice=\""), "{testo}");
    anonimo(&testo);

    let (stato, _) = get(&format!("{}/metrics", processo.url)).await;
    assert_eq!(stato, 404, "not where the world can ask");
    assert_eq!(processo.termina().await.unwrap(), Some(0));
}

/// No name, no id, and only labels that are known.
fn anonimo(testo: &str) {
    assert!(!testo.to_uppercase().contains(CANARINO));
    let note = ["route", "class", "field", "outcome", "codice", "projection", "pool", "state", "le", "call"];
    let mut trovate = BTreeSet::new();
    for riga in testo.lines().filter(|riga| !riga.starts_with('#')) {
        let Some((_, etichette)) = riga.split_once('{') else { continue };
        for etichetta in etichette.split("\",").filter_map(|e| e.split_once("=\"")) {
            trovate.insert(etichetta.0.to_owned());
            assert!(etichetta.1.len() < 50 && Uuid::parse_str(etichetta.1).is_err(), "{riga}");
        }
    }
    assert!(trovate.iter().all(|e| note.contains(&e.as_str())), "{trovate:?}");
}

#[tokio::test]
async fn a_database_that_is_away_is_a_refusal_to_come_back_and_one_line_in_the_log() {
    let scena = Scena::nuova(10).await.unwrap();
    let url = &scena.processo.url;
    let ready = format!("{url}/readyz");
    while get(&ready).await.0 != 200 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let administrator = scena.harness.databases.cluster.administrator();
    let server = sqlx::PgPool::connect_with(administrator).await.unwrap();
    let connections = async |allowed: bool| {
        for name in [&scena.harness.databases.log, &scena.harness.databases.keys] {
            let allow = format!("ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS {allowed}");
            sqlx::query(&allow).execute(&server).await.unwrap();
            let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
            sqlx::query(kill).bind(name).execute(&server).await.unwrap();
        }
    };
    scena.segretariato.sessione(url).await.unwrap();
    connections(false).await;
    let variabili = comando(Some(CANARINO));
    let (stato, quando, corpo) = manda(url, &scena.segretariato, variabili.clone()).await;
    assert_eq!((stato, quando.as_deref()), (503, Some("1")), "{corpo}");
    assert_eq!(corpo["errors"][0]["extensions"]["code"], "UNAVAILABLE");
    assert_eq!(corpo.get("data"), None);
    let id = corpo["errors"][0]["extensions"]["requestId"].as_str().unwrap().to_owned();
    // The answer of a moment before may still be handed out.
    let (stato, corpo) = loop {
        let (stato, corpo) = get(&ready).await;
        if stato != 200 {
            break (stato, corpo);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let corpo: Value = serde_json::from_str(&corpo).unwrap();
    assert_eq!(
        (stato, &corpo["controlli"]["registro"], &corpo["controlli"]["chiavi"]),
        (503, &json!(false), &json!(false))
    );
    assert_eq!(get(&format!("{url}/livez")).await.0, 200, "alive all the same");

    connections(true).await;
    loop {
        let (stato, _, corpo) = manda(url, &scena.segretariato, variabili.clone()).await;
        if stato == 200 {
            assert!(corpo["data"]["xyzzycanarino"]["posizione"].is_u64(), "{corpo}");
            break;
        }
        assert_eq!(stato, 503, "{corpo}");
    }
    while get(&ready).await.0 != 200 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    // Every line of the service is JSON; the fault is told once, by the id of its request.
    let testo = tokio::fs::read_to_string(&scena.processo.log).await.unwrap();
    assert!(!testo.to_uppercase().contains(CANARINO));
    let righe: Vec<Value> = testo
        .lines()
        .filter(|riga| !riga.starts_with('·'))
        .map(|riga| serde_json::from_str(riga).unwrap())
        .collect();
    let della_richiesta = |riga: &&Value| {
        riga["target"] == "http.fault"
            && riga["spans"]
                .as_array()
                .is_some_and(|spans| spans.iter().any(|span| span["request_id"] == id.as_str()))
    };
    assert_eq!(righe.iter().filter(della_richiesta).count(), 1, "{testo}");
    server.close().await;
}

#[tokio::test]
async fn ready_needs_read_models_that_have_caught_up_once() {
    let h = tests::Harness::new().await.unwrap();
    tests::servizio::unita(&h.bus, "COM1", "COMUNE", None).await.unwrap();
    let still = Projector::start_with(h.log.clone(), &[]).await.unwrap();
    let app = Applicazione::nuova(Servizi::new(
        h.log.clone(),
        h.tracciamento(),
        still,
        Arc::new(NonConfigurato),
        Arc::new(Utc::now),
        "prova",
    ));
    let before = app.readiness().await;
    assert!(!before.ready(), "{before:?}");
    let at_hand = |name: &str| before.checks.iter().find(|(n, _)| n == name).map(|(_, at_hand)| *at_hand);
    for (name, expected) in [("registro", true), ("chiavi", true), ("migrazioni", true), ("quadro", false)] {
        assert_eq!(at_hand(name), Some(expected), "{name}: {before:?}");
    }
    let projector = Projector::start(h.log.clone()).await.unwrap();
    assert!(projector.wait_for(&[], 1, Duration::from_secs(60)).await);
    assert!(app.readiness().await.ready());
    // Once is enough: a projection that stops later is told, and does not take every process away.
    projector.stop().await;
    let superuser = h.superuser().await.unwrap();
    sqlx::query("UPDATE letture.proiezioni SET errore = 'prova' WHERE nome = 'quadro'")
        .execute(&superuser)
        .await
        .unwrap();
    let after = app.readiness().await;
    assert!(after.ready() && after.notes == ["quadro fermo su un evento"], "{after:?}");
}
