//! A reader asks for too much, or leaves in the middle: the database does not go on for nobody.

use event_store::seal::FileKek;
use event_store::{Log, LogConfig};
use std::sync::Arc;
use std::time::Duration;
use tests::Harness;

/// The log, opened to serve requests that may take so long.
async fn hurried(h: &Harness, time: Duration) -> Log {
    let config = LogConfig {
        log: h.databases.application(),
        keys: h.databases.key_owner(),
        kek: Arc::new(FileKek::open(&h.folder.path().join("kek")).unwrap()),
        read_connections: 2,
    };
    Log::open_for_requests(config, time).await.unwrap()
}

#[tokio::test]
async fn a_statement_of_a_request_that_takes_too_long_is_ended_by_the_database() {
    let h = Harness::new().await.unwrap();
    let log = hurried(&h, Duration::from_millis(300)).await;
    for pool in [log.pool(), log.command_pool()] {
        let ended = sqlx::query("SELECT pg_sleep(60)").execute(pool).await.unwrap_err();
        let by_the_database =
            matches!(&ended, sqlx::Error::Database(e) if e.code().as_deref() == Some("57014"));
        assert!(by_the_database, "{ended}");
    }
    // Whoever rebuilds, exports or verifies opens it without.
    let limit: String = sqlx::query_scalar("SHOW statement_timeout").fetch_one(h.log.pool()).await.unwrap();
    assert_eq!(limit, "0");
}

#[tokio::test]
async fn what_a_reader_asked_for_ends_soon_after_he_has_left() {
    let h = Harness::new().await.unwrap();
    let log = hurried(&h, Duration::from_secs(3)).await;
    let superuser = h.superuser().await.unwrap();
    let running = async || -> bool {
        let sql = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() \
                    AND state = 'active' AND query LIKE 'SELECT pg_sleep(600)%')";
        sqlx::query_scalar(sql).fetch_one(&superuser).await.unwrap()
    };
    let pool = log.pool().clone();
    let reader = tokio::spawn(async move { sqlx::query("SELECT pg_sleep(600)").execute(&pool).await });
    while !running().await {
        assert!(!reader.is_finished(), "it was ended before it was seen");
        tokio::task::yield_now().await;
    }
    reader.abort();
    let ended = async {
        while running().await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), ended).await.unwrap();
    superuser.close().await;
}
