//! Several `sigess serve` at one database, as processes that are woken, stopped and killed.

use crate::projections::{ATTESA, con_proiettore, persona, registra};
use projections::{Projector, rebuild};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sqlx::PgPool;
use std::time::{Duration, Instant};
use tests::Harness;
use tests::servizio::{Indirizzi, Processo, indirizzi_di};

fn dove(h: &Harness) -> Indirizzi {
    indirizzi_di(&h.databases, &h.folder.path().join("kek"), None)
}

async fn avvia(h: &Harness) -> Processo {
    Processo::avvia(&dove(h), &h.folder.path().join("sigess.log")).await.unwrap()
}

/// Waits until every read model has a leader, and answers their numbers.
async fn mandati(pool: &PgPool) -> Vec<i64> {
    loop {
        let mandati: Vec<i64> = sqlx::query_scalar("SELECT mandato FROM letture.proiezioni ORDER BY nome")
            .fetch_all(pool)
            .await
            .unwrap();
        if !mandati.is_empty() && mandati.iter().all(|m| *m > 0) {
            return mandati;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn uguali(h: &Harness) {
    let rapporti = rebuild(&h.log, None, true, |_, _, _| ()).await.unwrap();
    assert!(rapporti.iter().all(|r| r.equal == Some(true)), "{rapporti:?}");
}

async fn scrivi(h: &Harness, quanti: usize) -> u64 {
    for _ in 0..quanti {
        registra(h, persona("ROSSI", "MARIO")).await;
    }
    h.log.position().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_leads_is_woken_by_what_another_one_writes() {
    let h = Harness::new().await.unwrap();
    let guida = avvia(&h).await;
    mandati(h.log.pool()).await;
    let qui = Projector::start(h.log.clone()).await.unwrap();
    // Without a wake-up each of these would wait for the next slow look at the head, two seconds after the last one.
    let da = Instant::now();
    for _ in 0..20 {
        let position = scrivi(&h, 1).await;
        assert!(qui.wait_for(&[], position, ATTESA).await);
    }
    let tutte = da.elapsed();
    assert!(qui.status().await.unwrap().iter().all(|s| !s.leader_here), "the other process leads");
    eprintln!("20 events seen after {tutte:?}");
    assert!(tutte < Duration::from_secs(20), "{tutte:?}");
    guida.uccidi().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_that_was_stopped_is_replaced_and_writes_nothing_when_it_wakes_up() {
    let h = Harness::new().await.unwrap();
    let ferma = avvia(&h).await;
    mandati(h.log.pool()).await;
    let qui = Projector::start(h.another().await.unwrap()).await.unwrap();
    let position = scrivi(&h, 20).await;
    assert!(qui.wait_for(&[], position, ATTESA).await);
    // While it is in the midst of it.
    let (_, ()) = tokio::join!(scrivi(&h, 200), async {
        ferma.segnala("STOP").await.unwrap();
    });
    let position = h.log.position().await.unwrap();
    assert!(qui.wait_for(&[], position, ATTESA).await, "{:?}", qui.status().await);
    assert!(qui.status().await.unwrap().iter().all(|s| s.leader_here));
    let dopo = mandati(h.log.pool()).await;

    ferma.segnala("CONT").await.unwrap();
    for _ in 0..10 {
        let position = scrivi(&h, 5).await;
        assert!(qui.wait_for(&[], position, ATTESA).await);
    }
    assert_eq!(mandati(h.log.pool()).await, dopo, "nobody else has led since");
    assert!(qui.status().await.unwrap().iter().all(|s| s.leader_here));
    uguali(&h).await;

    // It has not died of it: it takes over when it is its turn.
    qui.stop().await;
    let position = scrivi(&h, 1).await;
    let legge = Projector::start(h.log.clone()).await.unwrap();
    assert!(legge.wait_for(&[], position, ATTESA).await);
    assert_eq!(ferma.termina().await.unwrap(), Some(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn leaders_killed_at_any_instant_leave_models_that_equal_the_log() {
    let h = Harness::new().await.unwrap();
    let mut caso = ChaCha8Rng::seed_from_u64(crate::seme());
    let (basta, mut finito) = tokio::sync::watch::channel(false);
    let scrittore = async {
        let mut scritti = 0;
        while !*finito.borrow_and_update() {
            scrivi(&h, 10).await;
            scritti += 10;
        }
        scritti
    };
    let uccisioni = async {
        for _ in 0..10 {
            let processo = avvia(&h).await;
            tokio::time::sleep(Duration::from_millis(caso.gen_range(0..400))).await;
            processo.uccidi().await.unwrap();
        }
        basta.send(true).unwrap();
    };
    let (scritti, ()) = tokio::join!(scrittore, uccisioni);
    let ultimo = Projector::start(h.another().await.unwrap()).await.unwrap();
    let position = h.log.position().await.unwrap();
    assert!(ultimo.wait_for(&[], position, ATTESA).await);
    let prima = sqlx::query_scalar::<_, i64>("SELECT max(mandato) FROM letture.proiezioni");
    eprintln!("{scritti} events, {:?} leaders", prima.fetch_one(h.log.pool()).await);
    uguali(&h).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn doctor_names_read_models_that_stopped_and_those_of_newer_software() {
    let (h, p) = con_proiettore().await;
    registra(&h, persona("ROSSI", "MARIO")).await;
    crate::projections::scrivi_sconosciuto(&h).await;
    assert!(!p.wait_for(&[], 2, ATTESA).await, "they stop");
    sqlx::query("INSERT INTO letture.proiezioni (nome, versione, position) VALUES ('soggetti', 99, 1)")
        .execute(h.log.pool())
        .await
        .unwrap();
    let dove = dove(&h);
    let esito = tokio::process::Command::new(tests::servizio::programma())
        .arg("doctor")
        .env("DATABASE_URL", &dove.registro)
        .env("CHIAVI_DATABASE_URL", &dove.chiavi)
        .env("SIGESS_KEK", &dove.kek)
        .env("SIGESS_DATI", dove.kek.parent().unwrap())
        .output()
        .await
        .unwrap();
    let detto = String::from_utf8(esito.stdout).unwrap();
    assert_eq!(esito.status.code(), Some(1), "{detto}");
    for atteso in [
        "[MALE] modello di lettura soggetti v1 alla posizione 1: fermo su event PianoApprovato v7 at position 2",
        "[nota] modello di lettura soggetti v99 alla posizione 1: di un programma più nuovo di questo",
    ] {
        assert!(detto.contains(atteso), "{detto}");
    }
}
