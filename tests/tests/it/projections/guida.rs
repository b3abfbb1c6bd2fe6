//! Who leads a projection: one at a time, and nobody who was replaced writes any more.

use super::{ATTESA, aggiornato, con_proiettore, persona, registra};
use event_store::postgres::roles::APPLICATION_ROLE;
use projections::{Projector, rebuild};
use sqlx::{Connection, PgConnection, PgPool};
use tests::Harness;

/// The highest number that was given to a leader of the subjects.
async fn mandato(pool: &PgPool) -> i64 {
    sqlx::query_scalar("SELECT mandato FROM letture.proiezioni WHERE nome = 'soggetti'")
        .fetch_one(pool)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_whose_number_is_not_the_highest_writes_nothing_until_he_has_a_new_one() {
    let (h, p) = con_proiettore().await;
    registra(&h, persona("ROSSI", "MARIO")).await;
    aggiornato(&h, &p).await;
    let pool = h.log.pool();
    // As if another leader had been given one, while this one neither wrote nor noticed.
    let altrui = mandato(pool).await + 1;
    sqlx::query("UPDATE letture.proiezioni SET mandato = $1 WHERE nome = 'soggetti'")
        .bind(altrui)
        .execute(pool)
        .await
        .unwrap();
    registra(&h, persona("ROSSI", "ANNA")).await;
    aggiornato(&h, &p).await;
    assert!(mandato(pool).await > altrui, "the batch was written under a number of its own");
    let uguali = rebuild(&h.log, None, true, |_, _, _| ()).await.unwrap();
    assert!(uguali.iter().all(|r| r.equal == Some(true)));
}

/// A session that leads the subjects and does nothing any more, as that of a process that was stopped.
async fn addormentato(h: &Harness, nome: &str) -> PgConnection {
    let opzioni = h.databases.cluster.connect_options(APPLICATION_ROLE, &h.databases.log);
    let mut sessione = PgConnection::connect_with(&opzioni.application_name(nome)).await.unwrap();
    let preso: bool =
        sqlx::query_scalar("SELECT pg_try_advisory_lock(hashtextextended('projection:soggetti_v1', 0))")
            .fetch_one(&mut sessione)
            .await
            .unwrap();
    assert!(preso);
    sessione
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_that_shows_no_sign_of_life_is_deposed_and_has_lost_his_connection() {
    let h = Harness::new().await.unwrap();
    let mut sessione = addormentato(&h, "sigess soggetti_v1").await;
    let p = Projector::start(h.log.clone()).await.unwrap();
    registra(&h, persona("ROSSI", "MARIO")).await;
    aggiornato(&h, &p).await;
    let scrive = sqlx::query("UPDATE letture.proiezioni SET position = 0").execute(&mut sessione).await;
    assert!(scrive.is_err(), "the session that slept was ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_leader_that_lives_stays_the_leader() {
    let (h, first) = con_proiettore().await;
    aggiornato(&h, &first).await;
    registra(&h, persona("ROSSI", "MARIO")).await;
    aggiornato(&h, &first).await;
    let prima = mandato(h.log.pool()).await;
    let second = Projector::start(h.another().await.unwrap()).await.unwrap();
    // Longer than the silence after which one is deposed.
    tokio::time::sleep(std::time::Duration::from_secs(8)).await;
    assert_eq!(mandato(h.log.pool()).await, prima);
    assert!(second.wait_for(&[], 1, ATTESA).await);
    assert!(second.status().await.unwrap().iter().all(|s| !s.leader_here));
}
