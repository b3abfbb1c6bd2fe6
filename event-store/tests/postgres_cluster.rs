//! The private PostgreSQL for real: started, killed, adopted, refused. `SIGESS_PG=npm` runs the same on the package.
#![expect(clippy::unwrap_used, reason = "the helpers of these tests")]

use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use event_store::postgres::roles::{
    APPLICATION_ROLE, KEYS_DATABASE, KEYS_ROLE, LOG_DATABASE, OWNER_ROLE, READ_LOG_ROLE,
};
use event_store::postgres::testing::{TestCluster, run_with_cluster, temporary_place, test_options};
use event_store::postgres::{
    ClusterOptions, Durability, PostgresError, PrivateCluster, create_from_template, drop_database,
};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

async fn start(data: &Path) -> PrivateCluster {
    PrivateCluster::start(test_options(data)).await.unwrap()
}

async fn execute(options: &PgConnectOptions, statement: &str) -> Result<u64, sqlx::Error> {
    let mut connection = PgConnection::connect_with(options).await?;
    let result = sqlx::query(statement).execute(&mut connection).await?;
    connection.close().await?;
    Ok(result.rows_affected())
}

async fn ask(options: &PgConnectOptions, query: &str) -> String {
    let mut connection = PgConnection::connect_with(options).await.unwrap();
    let answer = sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    answer
}

async fn pid(cluster: &PrivateCluster) -> String {
    ask(&cluster.administrator(), "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)").await
}

#[tokio::test]
async fn keeps_what_was_committed_from_one_start_to_the_next() {
    let place = temporary_place().unwrap();
    let cluster = start(place.path()).await;
    cluster.prepare().await.unwrap();
    let owner = cluster.connect_options(OWNER_ROLE, LOG_DATABASE);
    execute(&owner, "CREATE TABLE t AS SELECT 42 AS n").await.unwrap();
    cluster.stop().await.unwrap();
    assert!(execute(&owner, "SELECT").await.is_err(), "it must not run any more");

    let cluster = start(place.path()).await;
    let by_url: PgConnectOptions = cluster.url(OWNER_ROLE, LOG_DATABASE).parse().unwrap();
    assert_eq!(ask(&by_url, "SELECT n::text FROM t").await, "42");
    cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn a_durable_server_is_durable_and_hears_no_network() {
    let place = temporary_place().unwrap();
    let options = ClusterOptions { durability: Durability::Durable, ..test_options(place.path()) };
    let cluster = PrivateCluster::start(options).await.unwrap();
    let settings = "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN
        ('data_checksums', 'fsync', 'full_page_writes', 'listen_addresses', 'server_encoding', 'synchronous_commit')";
    assert_eq!(
        ask(&cluster.administrator(), settings).await,
        "data_checksums=on fsync=on full_page_writes=on listen_addresses= server_encoding=UTF8 synchronous_commit=on"
    );
    let version = ask(&cluster.administrator(), "SHOW server_version").await;
    assert!(
        version.starts_with(&cluster.version().to_string()),
        "{version}: {}",
        cluster.source_description()
    );
    cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn ctrl_c_in_the_terminal_does_not_reach_the_server() {
    let place = temporary_place().unwrap();
    let cluster = start(place.path()).await;
    let pid = pid(&cluster).await;
    let ps = Command::new("ps").args(["-o", "pgid=", "-p", &pid]).output().await.unwrap();
    assert_eq!(String::from_utf8_lossy(&ps.stdout).trim(), pid, "it must lead a process group of its own");
    cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn refuses_a_second_start_and_names_the_holder() {
    let place = temporary_place().unwrap();
    let cluster = start(place.path()).await;
    match PrivateCluster::start(test_options(place.path())).await {
        Err(PostgresError::Locked { holder, .. }) => assert_eq!(holder, std::process::id().to_string()),
        other => panic!("not refused: {other:?}"),
    }
    cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn recovers_after_the_server_was_killed() {
    let place = temporary_place().unwrap();
    let cluster = start(place.path()).await;
    execute(&cluster.administrator(), "CREATE TABLE t AS SELECT 7 AS n").await.unwrap();
    // A backend that does not notice at once that its server is gone.
    let busy = cluster.administrator();
    let busy =
        tokio::spawn(async move { execute(&busy, "SELECT count(*) FROM generate_series(1, 3000000)").await });
    let seen = "SELECT count(*)::text FROM pg_stat_activity WHERE query LIKE '%3000000)'";
    while ask(&cluster.administrator(), seen).await != "1" {}
    cluster.kill_hard().await.unwrap();
    assert!(execute(&cluster.administrator(), "SELECT").await.is_err());
    cluster.restart().await.unwrap();
    assert_eq!(ask(&cluster.administrator(), "SELECT n::text FROM t").await, "7");
    // Its outcome depends on when the kill came; only that it ends matters.
    let _ = busy.await.unwrap();

    cluster.kill_hard().await.unwrap();
    cluster.release();
    let cluster = start(place.path()).await;
    assert_eq!(ask(&cluster.administrator(), "SELECT n::text FROM t").await, "7");
    cluster.destroy().await.unwrap();
}

/// Set for the process that is killed below: where its data are.
const VICTIM: &str = "SIGESS_TEST_VICTIM";

#[tokio::test]
async fn adopts_the_server_of_a_program_that_was_killed() {
    if let Some(data) = std::env::var_os(VICTIM) {
        let cluster = start(Path::new(&data)).await;
        println!("server {}", pid(&cluster).await);
        // Until the kill, or the end of whoever should have sent it.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        return;
    }
    let place = temporary_place().unwrap();
    let mut victim = Command::new(std::env::current_exe().unwrap());
    victim.args(["--exact", "adopts_the_server_of_a_program_that_was_killed", "--nocapture"]);
    victim.env(VICTIM, place.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut victim = victim.spawn().unwrap();
    let mut lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    let served_by = loop {
        let line = lines.next_line().await.unwrap().unwrap();
        if let Some((_, pid)) = line.split_once("server ") {
            break pid.to_owned();
        }
    };
    victim.kill().await.unwrap();

    let cluster = start(place.path()).await;
    assert_eq!(pid(&cluster).await, served_by, "the running server must be kept");
    cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn a_half_made_cluster_is_no_obstacle_and_does_not_stay() {
    let place = temporary_place().unwrap();
    let version = {
        let cluster = start(place.path()).await;
        let major = cluster.version().major;
        cluster.destroy().await.unwrap();
        major
    };
    let left = place.path().join(format!("pg{version}.new1"));
    std::fs::create_dir_all(left.join("base")).unwrap();
    let cluster = start(place.path()).await;
    assert!(!left.exists());
    cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn refuses_the_cluster_of_another_version() {
    let place = temporary_place().unwrap();
    let cluster = start(place.path()).await;
    let version = cluster.directory().join("PG_VERSION");
    cluster.stop().await.unwrap();
    std::fs::write(version, "14\n").unwrap();
    let refused = PrivateCluster::start(test_options(place.path())).await;
    assert!(matches!(refused, Err(PostgresError::ForeignCluster { .. })), "{refused:?}");
}

#[tokio::test]
async fn restarts_a_server_whose_socket_was_tidied_away() {
    let place = temporary_place().unwrap();
    let cluster = start(place.path()).await;
    let before = pid(&cluster).await;
    let socket_dir = cluster.socket_dir().to_path_buf();
    cluster.release();
    std::fs::remove_dir_all(socket_dir).unwrap();
    let cluster = start(place.path()).await;
    assert_ne!(pid(&cluster).await, before);
    cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn roles_are_made_once_however_many_make_them() {
    let place = temporary_place().unwrap();
    let cluster = start(place.path()).await;
    let attempts = futures_of(8, || cluster.prepare());
    for attempt in attempts.await {
        attempt.unwrap();
    }
    let administrator = cluster.administrator();
    execute(&administrator, "ALTER ROLE sigess_applicazione CREATEDB").await.unwrap();
    cluster.prepare().await.unwrap();
    let roles = "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles
        WHERE rolname LIKE 'sigess%' AND rolcanlogin AND NOT (rolsuper OR rolcreatedb OR rolcreaterole)";
    assert_eq!(
        ask(&administrator, roles).await,
        "sigess_applicazione sigess_chiavi sigess_proprietario sigess_tracciamento"
    );
    cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn every_role_enters_only_its_own_database() {
    let cluster = TestCluster::shared().await.unwrap();
    let enters =
        async |role, database| execute(&cluster.connect_options(role, database), "SELECT").await.is_ok();
    for (role, database, allowed) in [
        (OWNER_ROLE, LOG_DATABASE, true),
        (APPLICATION_ROLE, LOG_DATABASE, true),
        (READ_LOG_ROLE, LOG_DATABASE, true),
        (KEYS_ROLE, KEYS_DATABASE, true),
        (APPLICATION_ROLE, KEYS_DATABASE, false),
        (READ_LOG_ROLE, KEYS_DATABASE, false),
        (OWNER_ROLE, KEYS_DATABASE, false),
        (KEYS_ROLE, LOG_DATABASE, false),
        (APPLICATION_ROLE, "postgres", false),
    ] {
        assert_eq!(enters(role, database).await, allowed, "{role} into {database}");
    }
    let application = cluster.connect_options(APPLICATION_ROLE, LOG_DATABASE);
    assert!(execute(&application, "CREATE TABLE t()").await.is_err());
}

#[tokio::test]
async fn a_template_is_built_once_and_copied_with_its_rights() {
    let cluster = TestCluster::shared().await.unwrap();
    let administrator = cluster.administrator();
    let template = format!("modello_{}", std::process::id());
    let build = || {
        cluster.ensure_template(&template, OWNER_ROLE, async |site: PgConnectOptions| {
            let made = execute(&site, "CREATE TABLE t AS SELECT 1 AS n").await;
            made.map(drop).map_err(|source| PostgresError::Database { action: "fill the template", source })
        })
    };
    for built in futures_of(4, build).await {
        built.unwrap();
    }
    let copy = cluster.copy_of(&template).await.unwrap();
    execute(&cluster.connect_options(OWNER_ROLE, &copy), "INSERT INTO t VALUES (2)").await.unwrap();
    execute(&cluster.connect_options(APPLICATION_ROLE, &copy), "SELECT").await.unwrap();
    assert!(execute(&cluster.connect_options(KEYS_ROLE, &copy), "SELECT").await.is_err());
    assert!(create_from_template(&administrator, &copy, &template).await.is_err(), "the name is taken");
    for database in [&copy, &template] {
        drop_database(&administrator, database).await.unwrap();
        drop_database(&administrator, database).await.unwrap();
    }
}

#[tokio::test]
async fn the_server_log_holds_no_value_of_a_row() {
    let place = temporary_place().unwrap();
    let cluster = start(place.path()).await;
    let administrator = cluster.administrator();
    execute(&administrator, "CREATE TABLE t(cf text PRIMARY KEY, born date CHECK (born > '1900-01-01'))")
        .await
        .unwrap();
    execute(&administrator, "INSERT INTO t VALUES ('SEGRETO', '2000-01-01')").await.unwrap();
    for refused in [
        "INSERT INTO t VALUES ('SEGRETO', '2000-01-01')",
        "INSERT INTO t VALUES ('SEGRETO2', '1800-01-01')",
        "INSERT INTO t SELECT 'x', c::date FROM (VALUES ('SEGRETO3')) v(c)",
        "DO $$ BEGIN RAISE WARNING 'SEGRETO4'; RAISE EXCEPTION 'SEGRETO5'; END $$",
    ] {
        assert!(execute(&administrator, refused).await.is_err(), "{refused}");
    }
    let log = std::fs::read_to_string(cluster.log_file()).unwrap();
    assert!(log.contains("ready to accept connections"), "this must be the log: {log}");
    assert!(!log.contains("SEGRETO"), "{log}");
    cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn a_command_runs_with_a_cluster_and_its_exit_code_comes_back() {
    let script = r#"d="${SIGESS_TEST_PG%;*}"; test -S "$d/.s.PGSQL.5432" && printf %s "$d" > "$0" && exit 7"#;
    let place = temporary_place().unwrap();
    let note = place.path().join("note");
    let command = ["sh".into(), "-c".into(), script.into(), note.clone().into_os_string()];
    assert_eq!(run_with_cluster(&command).await.unwrap(), 7);
    let socket_dir = std::fs::read_to_string(note).unwrap();
    let given = std::env::var("SIGESS_TEST_PG").unwrap_or_default();
    assert_eq!(
        Path::new(&socket_dir).exists(),
        given.starts_with(&socket_dir),
        "only a cluster of its own goes"
    );
    let killed = ["sh".into(), "-c".into(), "kill -KILL $$".into()];
    assert_eq!(run_with_cluster(&killed).await.unwrap(), 128 + 9);
    assert!(run_with_cluster(&[]).await.is_err());
}

/// Runs `count` of the same at once.
async fn futures_of<F: Future>(count: usize, make: impl Fn() -> F) -> Vec<F::Output> {
    futures::future::join_all((0..count).map(|_| make())).await
}
