//! A server for tests: one that runs already, or a private one for this process.

use std::ffi::OsString;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::cluster::{ClusterOptions, PrivateCluster, url};
use super::databases::{create_from_template, drop_database, ensure_database_on, exists, rename_database};
use super::error::PostgresError;
use super::process::{QUICK, run};
use super::settings::{Durability, PORT, SUPERUSER};
use super::{postmaster, roles};

/// Names a running test cluster as `<socket directory>;<superuser>`.
pub const TEST_CLUSTER: &str = "SIGESS_TEST_PG";

/// Ends the server and removes the data when its standard input ends, that is, when this process has ended in any
/// way: `$1` the pid file, the rest what to remove. Tests have no hook at the end of their process.
const UNDERTAKER: &str = r#"read -r _
kill -QUIT "$(head -n 1 "$1")"
while [ -e "$1" ]; do sleep 0.1; done
rm -rf "$@""#;

static SHARED: OnceCell<TestCluster> = OnceCell::const_new();

/// The server of this process's tests. Its roles are made; databases are made and dropped by the tests.
#[derive(Debug)]
pub struct TestCluster {
    socket_dir: PathBuf,
    superuser: String,
    /// Keeps a server of our own, and what ends it, for as long as the process lives.
    _own: Option<(PrivateCluster, Child)>,
}

impl TestCluster {
    /// The one cluster of this process: what [`TEST_CLUSTER`] names, else a private one without durability, made at
    /// the first call and ended and removed when the process ends.
    ///
    /// # Errors
    /// See [`PrivateCluster::start`].
    pub async fn shared() -> Result<&'static Self, PostgresError> {
        SHARED.get_or_try_init(Self::find_or_start).await
    }

    async fn find_or_start() -> Result<Self, PostgresError> {
        let cluster = match std::env::var(TEST_CLUSTER) {
            Ok(value) => Self::named(&value)?,
            Err(_) => Self::start_own().await?,
        };
        roles::prepare(&cluster.administrator()).await?;
        Ok(cluster)
    }

    fn named(value: &str) -> Result<Self, PostgresError> {
        match value.rsplit_once(';') {
            Some((directory, user)) if directory.starts_with('/') && !user.is_empty() => {
                Ok(Self { socket_dir: directory.into(), superuser: user.to_owned(), _own: None })
            }
            _ => Err(PostgresError::BadTestCluster { variable: TEST_CLUSTER }),
        }
    }

    async fn start_own() -> Result<Self, PostgresError> {
        let place = temporary_place()?;
        let cluster = PrivateCluster::start(test_options(place.path())).await?;
        let mut undertaker = Command::new("sh");
        undertaker.args(["-c", UNDERTAKER, "sh"]).arg(cluster.directory().join("postmaster.pid"));
        undertaker.args([cluster.directory(), cluster.socket_dir(), &place.keep()]);
        undertaker.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let undertaker = undertaker
            .spawn()
            .map_err(|source| PostgresError::NotRun { program: "sh".to_owned(), source })?;
        Ok(Self {
            socket_dir: cluster.socket_dir().to_path_buf(),
            superuser: SUPERUSER.to_owned(),
            _own: Some((cluster, undertaker)),
        })
    }

    /// Connection options for a role and a database.
    pub fn connect_options(&self, role: &str, database: &str) -> PgConnectOptions {
        postmaster::options(&self.socket_dir, PORT, role, database)
    }

    /// A connection URL for a role and a database.
    pub fn url(&self, role: &str, database: &str) -> String {
        url(&self.socket_dir, role, database)
    }

    /// Connection options of the superuser.
    pub fn administrator(&self) -> PgConnectOptions {
        self.connect_options(&self.superuser, "postgres")
    }

    /// Makes the template database `name` of `owner` unless it is there: `build` fills it (with the migrations, say)
    /// and must close its connections. One process builds, the others wait; a half-built one never shows. The name
    /// should change with the content.
    ///
    /// # Errors
    /// Whatever `build` returns, or a [`PostgresError`].
    pub async fn ensure_template<F, Built, E>(&self, name: &str, owner: &str, build: F) -> Result<(), E>
    where
        F: FnOnce(PgConnectOptions) -> Built,
        Built: Future<Output = Result<(), E>>,
        E: From<PostgresError>,
    {
        let administrator = self.administrator();
        let mut connection = roles::locked(&administrator).await?;
        let there =
            exists(&mut connection, name).await.map_err(PostgresError::database("look for a template"))?;
        if !there {
            let site = format!("{name}_b");
            drop_database(&administrator, &site).await?;
            ensure_database_on(&mut connection, &site, owner).await?;
            build(self.connect_options(owner, &site)).await?;
            rename_database(&mut connection, &site, name).await?;
        }
        Ok(roles::close(connection).await?)
    }

    /// A new database for one test, as a copy of `template`; its name is unique. Drop it with [`drop_database`].
    ///
    /// # Errors
    /// See [`create_from_template`].
    pub async fn copy_of(&self, template: &str) -> Result<String, PostgresError> {
        let name = format!("prova_{}", Uuid::new_v4().simple());
        create_from_template(&self.administrator(), &name, template).await?;
        Ok(name)
    }
}

/// Options of a cluster for tests: not durable, the npm package shared with `make demo`.
pub fn test_options(data_dir: &Path) -> ClusterOptions<'static> {
    ClusterOptions {
        durability: Durability::ForTests,
        npm_cache: Some(Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name(".data").join("postgresql-npm")),
        ..ClusterOptions::new(data_dir)
    }
}

/// A temporary directory the server's account can pass through.
///
/// # Errors
/// [`PostgresError::File`].
pub fn temporary_place() -> Result<TempDir, PostgresError> {
    tempfile::Builder::new()
        .prefix("sigess-test-")
        .permissions(Permissions::from_mode(0o711))
        .tempdir()
        .map_err(PostgresError::file("create a directory in", &std::env::temp_dir()))
}

/// Starts a test cluster, runs `command` with [`TEST_CLUSTER`] naming it, and removes the cluster. Ctrl-C reaches
/// the command from the terminal and SIGTERM is passed on; both wait for its end.
///
/// Returns the command's exit code, 128 + signal if a signal ended it. With [`TEST_CLUSTER`] set already, only runs
/// the command.
///
/// # Errors
/// When there is no cluster or `command` cannot be run or is empty.
pub async fn run_with_cluster(command: &[OsString]) -> Result<i32, PostgresError> {
    if std::env::var_os(TEST_CLUSTER).is_some() {
        return supervise(command, None).await;
    }
    let place = temporary_place()?;
    let cluster = PrivateCluster::start(test_options(place.path())).await?;
    let mut named = cluster.socket_dir().as_os_str().to_owned();
    named.push(";");
    named.push(SUPERUSER);
    let code = supervise(command, Some(named)).await;
    cluster.destroy().await?;
    code
}

async fn supervise(command: &[OsString], cluster: Option<OsString>) -> Result<i32, PostgresError> {
    let missing = || std::io::Error::new(std::io::ErrorKind::InvalidInput, "no command given");
    let program = command.first().cloned().unwrap_or_default();
    let not_run = |source| PostgresError::NotRun { program: program.to_string_lossy().into_owned(), source };
    let arguments = command.get(1..).ok_or_else(missing).map_err(not_run)?;
    let mut interrupts = signal(SignalKind::interrupt()).map_err(not_run)?;
    let mut terminations = signal(SignalKind::terminate()).map_err(not_run)?;
    let mut child = Command::new(&program);
    child.args(arguments).envs(cluster.map(|cluster| (TEST_CLUSTER, cluster)));
    let mut child = child.spawn().map_err(not_run)?;
    let status = loop {
        tokio::select! {
            ended = child.wait() => break ended.map_err(not_run)?,
            // The terminal has sent it to the child too.
            _ = interrupts.recv() => {}
            _ = terminations.recv() => pass_on_termination(&child).await,
        }
    };
    let by_signal = std::os::unix::process::ExitStatusExt::signal(&status).map(|signal| 128 + signal);
    Ok(status.code().or(by_signal).unwrap_or(1))
}

async fn pass_on_termination(child: &Child) {
    let Some(pid) = child.id() else { return };
    if let Err(error) = run(Command::new("kill").args(["-TERM", &pid.to_string()]), QUICK).await {
        tracing::warn!(%error, "could not pass SIGTERM on");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn understands_the_name_of_a_running_cluster() {
        let cluster = TestCluster::named("/tmp/sigess-1;postgres").unwrap();
        assert_eq!(
            (cluster.socket_dir.as_path(), cluster.superuser.as_str()),
            (Path::new("/tmp/sigess-1"), "postgres")
        );
        for bad in ["", "/tmp/x", "/tmp/x;", "x;postgres"] {
            assert!(TestCluster::named(bad).is_err(), "{bad:?}");
        }
    }
}
