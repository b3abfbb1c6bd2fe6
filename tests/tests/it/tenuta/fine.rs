//! The orderly end: what is under way is finished, a client that hangs does not hold it up, the log is signed.

use event_store::integrity::CheckpointFolder;
use event_store::postgres::roles::{LOG_DATABASE, OWNER_ROLE};
use serde_json::json;
use sqlx::{Connection, PgConnection};
use std::time::{Duration, Instant};
use tests::Privata;
use tests::servizio::{Processo, chiedi};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use uuid::Uuid;

const REGISTRA: &str = "mutation R($input: RegistraSoggettoInput!) { registraSoggetto(input: $input) \
                        { esito posizione } }";
/// What the end may take, by its promise.
const AT_MOST: Duration = Duration::from_secs(25);

#[tokio::test]
async fn sigterm_finishes_what_is_under_way_and_signs_the_log_though_a_client_hangs() {
    let Privata { cluster, log, anpr: _anpr, dove, chi, folder } = Privata::nuova().await.unwrap();
    let processo = Processo::avvia(&dove, &folder.path().join("sigess.log")).await.unwrap();
    let url = processo.url.clone();
    let address = url.trim_start_matches("http://").to_owned();

    chi.sessione(&url).await.unwrap();
    // One client never finishes its request; another's command waits for a lock.
    let mut hanging = TcpStream::connect(&address).await.unwrap();
    hanging.write_all(b"POST /graphql HTTP/1.1\r\nHost: prova\r\n").await.unwrap();
    let mut lock =
        PgConnection::connect_with(&cluster.connect_options(OWNER_ROLE, LOG_DATABASE)).await.unwrap();
    sqlx::raw_sql("BEGIN; SELECT position FROM registro.log_head FOR UPDATE")
        .execute(&mut lock)
        .await
        .unwrap();
    let anagrafica = json!({ "cognome": "PROVA", "nome": "FINE", "indicatoreCf": "NON_DISPONIBILE" });
    let input = json!({ "input": { "comando": Uuid::new_v4(), "anagrafica": anagrafica } });
    let under_way = tokio::spawn(async move { chiedi(&url, &chi, REGISTRA, input).await });
    let waits =
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%append(%'";
    // Only the administrator sees what others ask.
    let mut server = PgConnection::connect_with(&cluster.administrator()).await.unwrap();
    while sqlx::query_scalar::<_, i64>(waits).fetch_one(&mut server).await.unwrap() == 0 {
        tokio::task::yield_now().await;
    }

    let since = Instant::now();
    let end = tokio::spawn(processo.termina());
    while TcpStream::connect(&address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    sqlx::raw_sql("ROLLBACK").execute(&mut lock).await.unwrap();
    let answer = under_way.await.unwrap().unwrap();
    assert_eq!(answer["registraSoggetto"]["esito"], "ESEGUITO");
    assert_eq!(end.await.unwrap().unwrap(), Some(0));
    assert!(since.elapsed() < AT_MOST, "{:?}", since.elapsed());
    drop(hanging);

    let held = CheckpointFolder::new(folder.path().join("checkpoint")).held().unwrap();
    let signed = held.good.iter().map(|c| c.size).max();
    assert_eq!(signed, Some(log.position().await.unwrap()), "the last checkpoint covers everything");
    lock.close().await.unwrap();
    server.close().await.unwrap();
    drop(log);
    cluster.destroy().await.unwrap();
}
