//! Rebuilding under fire: writers write, readers read, and whoever rebuilds is killed.

use super::{aggiornato, con_proiettore, persona, registra};
use domain::identita::SoggettoId;
use projections::soggetti::schede;
use projections::visibilita::Vista;
use projections::{RebuildError, RebuildReport, rebuild};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sqlx::PgPool;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tests::Harness;
use tests::servizio::{Indirizzi, indirizzi_di, programma};
use tokio::process::Command;

/// Subjects in the order of their positions: the log of these tests holds nothing else.
type Registrati = Arc<Mutex<Vec<SoggettoId>>>;

async fn checkpoint(pool: &PgPool) -> usize {
    let position: i64 = sqlx::query_scalar("SELECT position FROM letture.proiezioni WHERE nome = 'soggetti'")
        .fetch_one(pool)
        .await
        .unwrap();
    usize::try_from(position).unwrap()
}

/// Reads without pause: whatever the checkpoint promised must be there. An empty or an older table would lack it.
async fn leggi(pool: PgPool, registrati: Registrati, basta: Arc<AtomicBool>, letture: Arc<AtomicUsize>) {
    while !basta.load(Ordering::Relaxed) {
        let promessi = checkpoint(&pool).await;
        let attesi: Vec<_> =
            registrati.lock().unwrap().iter().take(promessi).rev().take(50).copied().collect();
        let letti = schede(&Vista::intera(&pool), &attesi).await.unwrap();
        assert_eq!(letti.len(), attesi.len(), "at checkpoint {promessi}");
        letture.fetch_add(1, Ordering::Relaxed);
    }
}

/// Writes all the time, yet less than a rebuild in small batches folds: it must be able to catch up.
async fn scrivi(h: &Harness, registrati: &Registrati, basta: &AtomicBool) {
    let mut passo = tokio::time::interval(Duration::from_millis(20));
    while !basta.load(Ordering::Relaxed) {
        passo.tick().await;
        let soggetto = registra(h, persona("ROSSI", "MARIO")).await;
        registrati.lock().unwrap().push(soggetto);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn readers_see_no_gap_while_models_are_rebuilt_and_switched_under_writes() {
    let (h, p) = con_proiettore().await;
    let (registrati, basta, letture) =
        (Registrati::default(), Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let lettori: Vec<_> = (0..4)
        .map(|_| {
            let pool = h.log.pool().clone();
            tokio::spawn(leggi(pool, Arc::clone(&registrati), Arc::clone(&basta), Arc::clone(&letture)))
        })
        .collect();
    let altro = h.another().await.unwrap();
    let scambi = async {
        for batch in [7, 50, 500, 500] {
            let rifatti = projections::rebuild::rebuild_in_batches(&altro, None, false, batch, |_, _, _| ())
                .await
                .unwrap();
            assert!(rifatti.iter().all(|r| r.swapped));
        }
        basta.store(true, Ordering::Relaxed);
    };
    tokio::join!(scambi, scrivi(&h, &registrati, &basta));
    for lettore in lettori {
        lettore.await.unwrap();
    }
    let fine = aggiornato(&h, &p).await;
    eprintln!("{fine} events, {} reads", letture.load(Ordering::Relaxed));
    assert!(letture.load(Ordering::Relaxed) > 100 && fine > 20);
    uguali(&rebuild(&altro, None, true, |_, _, _| ()).await.unwrap());
}

fn uguali(rapporti: &[RebuildReport]) {
    assert!(rapporti.iter().all(|r| r.equal == Some(true)), "{rapporti:?}");
}

/// `sigess rebuild` in a process of its own.
/// Name of the sessions of a rebuild in a process of its own.
const REBUILD: &str = "rebuild-under-test";

fn sigess_rebuild(dove: &Indirizzi) -> Command {
    let mut comando = Command::new(programma());
    comando
        .arg("rebuild")
        .env("DATABASE_URL", &dove.registro)
        .env("CHIAVI_DATABASE_URL", &dove.chiavi)
        .env("SIGESS_KEK", &dove.kek)
        .env("SIGESS_DATI", dove.kek.parent().unwrap())
        .env("PGAPPNAME", REBUILD)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .kill_on_drop(true);
    comando
}

/// Waits until the server has noticed that a rebuild was killed: until then its last statement may still come to an end.
async fn andato(pool: &PgPool) {
    let sessioni =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1";
    while sqlx::query_scalar::<_, i64>(sessioni).bind(REBUILD).fetch_one(pool).await.unwrap() > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Waits until somebody holds the lock of rebuilds.
async fn cominciato(pool: &PgPool) {
    loop {
        let preso: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND mode = 'ExclusiveLock' \
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
               AND ((classid::bigint << 32) | objid::bigint) = hashtextextended('projections:rebuild', 0))",
        )
        .fetch_one(pool)
        .await
        .unwrap();
        if preso {
            return;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// Proves the live models, as soon as the lock of the one that was killed is free.
async fn prova(h: &Harness) -> Vec<RebuildReport> {
    let da = Instant::now();
    loop {
        match rebuild(&h.log, None, true, |_, _, _| ()).await {
            Err(RebuildError::Running) if da.elapsed() < super::ATTESA => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            esito => return esito.unwrap(),
        }
    }
}

async fn ombre(pool: &PgPool) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM pg_tables WHERE schemaname = 'letture_ombra'")
        .fetch_one(pool)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_rebuild_killed_at_any_instant_leaves_the_live_models_right_and_nothing_behind() {
    let (h, p) = con_proiettore().await;
    let mut caso = ChaCha8Rng::seed_from_u64(crate::seme());
    let (registrati, basta) = (Registrati::default(), Arc::new(AtomicBool::new(false)));
    let dove = indirizzi_di(&h.databases, &h.folder.path().join("kek"), None);
    let pool = h.log.pool();
    let letture = Arc::new(AtomicUsize::new(0));
    let lettore =
        tokio::spawn(leggi(pool.clone(), Arc::clone(&registrati), Arc::clone(&basta), Arc::clone(&letture)));
    let uccisioni = async {
        // How long an undisturbed one takes, from its lock on.
        let mut intero = sigess_rebuild(&dove).spawn().unwrap();
        cominciato(pool).await;
        let da = Instant::now();
        assert!(intero.wait().await.unwrap().success());
        let durata = da.elapsed();
        let mut lasciate = 0;
        for giro in 0..12 {
            let mut processo = sigess_rebuild(&dove).spawn().unwrap();
            cominciato(pool).await;
            tokio::time::sleep(durata.mul_f64(caso.gen_range(0.0..1.0))).await;
            processo.kill().await.unwrap();
            lasciate += usize::from(ombre(pool).await > 0);
            andato(pool).await;
            if giro % 2 == 0 {
                uguali(&prova(&h).await);
            } else {
                p.sweep().await.unwrap();
            }
            assert_eq!(ombre(pool).await, 0, "what was left is swept");
        }
        eprintln!("killed within {durata:?}; {lasciate} of 12 left something behind");
        assert!(lasciate > 0, "some were killed in the middle");
        basta.store(true, Ordering::Relaxed);
    };
    tokio::join!(uccisioni, scrivi(&h, &registrati, &basta));
    lettore.await.unwrap();
    aggiornato(&h, &p).await;
    uguali(&prova(&h).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_of_which_one_is_missing_are_folded_anew_from_the_first_event() {
    let (h, p) = con_proiettore().await;
    registra(&h, persona("ROSSI", "MARIO")).await;
    aggiornato(&h, &p).await;
    p.stop().await;
    // As after the restore of a backup that left a part out.
    sqlx::query("DROP TABLE letture.soggetti_dizionario_v1").execute(h.log.pool()).await.unwrap();
    let p = projections::Projector::start(h.log.clone()).await.unwrap();
    aggiornato(&h, &p).await;
    uguali(&prova(&h).await);
}
