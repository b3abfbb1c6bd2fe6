//! Answers that are lost on the way: whether the command was stored is found out by asking again.

use super::{istituisci, locked, sound};
use domain::unita_organizzativa::UnitaOrganizzativa;
use event_store::integrity::verify_at;
use event_store::postgres::roles::{LOG_DATABASE, OWNER_ROLE};
use event_store::{Bus, ExecuteError, is_unavailable};
use futures::future::join_all;
use sqlx::{Connection, PgConnection};
use std::sync::atomic::{AtomicBool, Ordering};
use tests::harness::richiesta;
use tests::{Harness, Privata};
use uuid::Uuid;

/// Ends the sessions that append in the database `$1`: between what they send and what they are answered lies the
/// commit.
const KILL: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                     WHERE datname = $1 AND state = 'active' AND query LIKE '%registro.append(%' \
                       AND pid <> pg_backend_pid()";

/// Which standby must confirm a commit before it is answered; none, if it has no name.
async fn standby(server: &mut PgConnection, name: &str) {
    let set = format!("ALTER SYSTEM SET synchronous_standby_names = '{name}'");
    sqlx::query(&set).execute(&mut *server).await.unwrap();
    sqlx::query("SELECT pg_reload_conf()").execute(server).await.unwrap();
}

/// Ends a session that has committed that statement and waits for the standby; whether there is one.
async fn ended(server: &mut PgConnection, statement: &str) -> bool {
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                WHERE wait_event = 'SyncRep' AND strpos(query, $1) > 0";
    let ended = sqlx::query_scalar::<_, bool>(end).bind(statement).fetch_optional(server).await;
    ended.unwrap().unwrap_or(false)
}

#[tokio::test]
async fn an_answer_lost_after_the_commit_is_found_again_by_asking_again() {
    let Privata { cluster, log, anpr: _anpr, folder: _folder, .. } = Privata::nuova().await.unwrap();
    let before = log.position().await.unwrap();
    let mut server = PgConnection::connect_with(&cluster.administrator()).await.unwrap();
    // From here on a commit is done, and is not answered before a standby that nobody has made has confirmed it.
    standby(&mut server, "nessuno").await;
    let mut other = PgConnection::connect_with(&cluster.administrator()).await.unwrap();
    let commits = tokio::spawn(async move {
        let commit = "SELECT pg_logical_emit_message(true, 'prova', 'x')";
        while sqlx::query(commit).execute(&mut other).await.is_ok() {}
    });
    while !ended(&mut server, "pg_logical_emit_message").await {
        assert!(!commits.is_finished(), "it cannot commit");
    }

    let (unita, comando) = istituisci(1);
    let command = tokio::spawn({
        let bus = Bus::new(log.clone());
        async move { bus.execute::<UnitaOrganizzativa>(&richiesta(unita, Uuid::new_v4()), comando).await }
    });
    while !ended(&mut server, "registro.append(").await {
        assert!(!command.is_finished(), "it was answered");
    }
    standby(&mut server, "").await;

    let done = command.await.unwrap().unwrap();
    assert!(done.repeated, "stored by the first call, found by the second");
    assert_eq!(done.position, before + 1);
    let owner = cluster.connect_options(OWNER_ROLE, LOG_DATABASE);
    let report = verify_at(&owner, &[], |_, _| ()).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.events, before + 1, "once");
    server.close().await.unwrap();
    drop(log);
    cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn connections_killed_at_any_instant_of_an_append_leave_one_effect_of_each_command() {
    let h = Harness::new().await.unwrap();
    let superuser = h.superuser().await.unwrap();
    let kill = async || {
        let killed = sqlx::query_scalar::<_, i64>(KILL).bind(&h.databases.log).fetch_one(&superuser);
        killed.await.unwrap()
    };
    // Held until the first is killed, so that no run ends before anything was.
    let lock = locked(&h).await;
    let done = AtomicBool::new(false);
    let commands = async {
        let answers = join_all((0..100).map(|n| until_answered(&h, n))).await;
        done.store(true, Ordering::Relaxed);
        answers
    };
    let breaker = async {
        let mut killed = 0;
        while killed == 0 {
            killed = kill().await;
        }
        drop(lock);
        while !done.load(Ordering::Relaxed) && killed < 40 {
            killed += kill().await;
        }
        killed
    };
    let (mut positions, killed) = futures::join!(commands, breaker);
    assert!(killed > 0);
    positions.sort_unstable();
    assert_eq!(positions, (1..=100).collect::<Vec<_>>(), "each has one effect, {killed} connections killed");
    assert_eq!(sound(&h).await, 100);
}

/// Asks with the same command id until there is an answer; the position of the command.
async fn until_answered(h: &Harness, n: usize) -> u64 {
    let (unita, comando) = istituisci(n);
    let request = richiesta(unita, Uuid::new_v4());
    loop {
        match h.bus.execute::<UnitaOrganizzativa>(&request, comando.clone()).await {
            Ok(done) => return done.position,
            Err(ExecuteError::Fault(fault)) if is_unavailable(&*fault) => {}
            Err(other) => panic!("{other}"),
        }
    }
}
