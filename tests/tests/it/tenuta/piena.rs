//! An operator meets a full queue.

use super::{append, locked, sound};
use crate::login::scene::{Scene, anna};
use event_store::append::{AppendError, Outcome};
use event_store::metrics::AppendOutcome;
use futures::future::join_all;
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

/// Something that the read models can fold: an operator is shown nothing while they stand still.
const CESSATA: &str = r#"{"evento":"UnitaCessata","unita":"00000000-0000-4000-8000-000000000050"}"#;

#[tokio::test]
async fn an_operator_before_a_full_queue_is_told_when_to_come_back_and_then_has_his_way() {
    let s = Scene::new().await;
    let mut browser = s.inside(anna()).await;
    let anagrafica = json!({ "cognome": "PROVA", "nome": "ADA", "indicatoreCf": "NON_DISPONIBILE" });
    let command = json!({
        "query": "mutation($input: RegistraSoggettoInput!) { registraSoggetto(input: $input) { esito rifiuti { codice } } }",
        "variables": { "input": { "comando": Uuid::new_v4(), "anagrafica": anagrafica } },
    });

    let before = sound(&s.harness).await;
    let lock = locked(&s.harness).await;
    let writer = s.harness.log.writer();
    // The writer waits for the lock before the queue fills, so that it takes nothing out of it any more.
    let first = writer.append(append(CESSATA));
    let crowd = async {
        until_somebody_waits(&s).await;
        join_all((0..6000).map(|_| writer.append(append(CESSATA)))).await
    };
    let operator = async {
        while writer.metrics().with_outcome(AppendOutcome::Busy) == 0 {
            tokio::task::yield_now().await;
        }
        let answer = browser.post("/graphql", &command).await;
        drop(lock);
        answer
    };
    let (first, crowd, answer) = futures::join!(first, crowd, operator);
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.text);
    assert_eq!(answer.retry_after.as_deref(), Some("1"), "{}", answer.text);
    assert!(crowd.iter().all(|o| matches!(o, Ok(Outcome::Stored { .. }) | Err(AppendError::Busy))));
    let stored = crowd.iter().chain([&first]).filter(|o| o.is_ok()).count() as u64;
    assert_eq!(sound(&s.harness).await, before + stored, "nothing of the operator's was stored");

    let answer = browser.post("/graphql", &command).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.json()["data"]["registraSoggetto"]["esito"], "ESEGUITO", "{}", answer.text);
}

async fn until_somebody_waits(s: &Scene) {
    let waiting = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')";
    while !sqlx::query_scalar::<_, bool>(waiting).fetch_one(s.harness.log.pool()).await.unwrap() {
        tokio::task::yield_now().await;
    }
}
