//! A private cluster: found or made, started or adopted, stopped.

use std::fs::File;
use std::path::{Path, PathBuf};

use sqlx::postgres::PgConnectOptions;

use super::account::Account;
use super::binaries::{Binaries, ServerVersion, Source};
use super::directories;
use super::error::PostgresError;
use super::initialise::{check_version, initialise};
use super::instance::Instance;
use super::postmaster::{self, Found};
use super::settings::{Durability, PORT};
use super::{lock, restoration, roles};

/// What to start, where, and how safe.
pub struct ClusterOptions<'a> {
    /// Directory for everything private, for example `.data`; made if absent. Each major version has its own
    /// cluster in it (`pg15`, `pg18`).
    pub data_dir: PathBuf,
    /// Which server.
    pub source: Source,
    /// What a commit is worth.
    pub durability: Durability,
    /// Where the npm package is unpacked; default `postgresql-npm` in the data directory.
    pub npm_cache: Option<PathBuf>,
    /// Told, in one line each, what takes time or is unusual.
    pub progress: &'a (dyn Fn(&str) + Send + Sync),
}

fn silent(_: &str) {}

impl ClusterOptions<'static> {
    /// A durable cluster on the server `SIGESS_PG` names, or the newest; nothing is told.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            source: Source::from_environment(),
            durability: Durability::Durable,
            npm_cache: None,
            progress: &silent,
        }
    }
}

/// A running private server. Dropped without [`stop`](Self::stop) it goes on running, and the next
/// [`start`](Self::start) adopts it; one for tests is ended at once.
#[derive(Debug)]
pub struct PrivateCluster {
    instance: Instance,
    base: PathBuf,
    /// Whether the end of this value must leave the server alone.
    released: bool,
    /// Held for as long as we answer for the server.
    _lock: File,
}

impl PrivateCluster {
    /// Starts the private server of a data directory, making its cluster at the first call. A server that an
    /// earlier, killed program left running is adopted; one that was killed itself recovers.
    ///
    /// # Errors
    /// [`PostgresError::Locked`] while another program (or this one) runs it; [`PostgresError::NothingFound`] when no
    /// server is to be had; otherwise what could not be done, with its cause.
    pub async fn start(options: ClusterOptions<'_>) -> Result<Self, PostgresError> {
        let account = Account::choose().await?;
        let base = directories::reachable(&account, &options.data_dir, options.progress).await?;
        let lock = lock::take(&options.data_dir)?;
        if restoration::mark(&base).exists() {
            return Err(PostgresError::Restoring { directory: base });
        }
        Self::start_locked(options, account, base, lock).await
    }

    /// As [`start`](Self::start), with the lock of the data directory held.
    pub(super) async fn start_locked(
        options: ClusterOptions<'_>,
        account: Account,
        base: PathBuf,
        lock: File,
    ) -> Result<Self, PostgresError> {
        let ClusterOptions { source, durability, npm_cache, progress, .. } = options;
        let cache = npm_cache.unwrap_or_else(|| base.join("postgresql-npm"));
        let binaries = Binaries::find(&source, &account, &cache, progress).await?;
        let major = binaries.version.major;
        let directory = base.join(format!("pg{major}"));
        let account = account.of_existing(&directory);
        if directory.symlink_metadata().is_err() {
            announce_new(&base, &binaries, progress);
            initialise(&account, &binaries, &directory, durability).await?;
        }
        check_version(&directory, major)?;
        directories::own_directory(&directory, &account, 0o700)?;
        let socket_dir = directories::socket_directory(&account, &directory, PORT)?;
        let mut instance = Instance { account, binaries, directory, socket_dir, durability };
        match postmaster::find(&instance.directory).await? {
            Found::Server(server) => {
                progress(&format!("PostgreSQL still runs as process {}: going on with it", server.pid));
                instance.adopt(server.socket_dir).await?;
            }
            Found::Unreachable => instance.restart().await?,
            Found::Nothing => instance.launch().await?,
        }
        Ok(Self::of(instance, base, lock))
    }

    /// A server that runs, with the lock of its data directory.
    pub(super) fn of(instance: Instance, base: PathBuf, lock: File) -> Self {
        Self { instance, base, released: false, _lock: lock }
    }

    /// The account it runs under.
    pub(super) fn account(&self) -> Account {
        self.instance.account
    }

    /// Makes the roles and both databases, unless they are there. See [`roles::prepare`].
    ///
    /// # Errors
    /// [`PostgresError::Database`].
    pub async fn prepare(&self) -> Result<(), PostgresError> {
        roles::prepare(&self.administrator()).await
    }

    /// Shuts the server down: transactions under way are rolled back, everything committed is kept.
    ///
    /// # Errors
    /// When it does not end within a minute; it then goes on running.
    pub async fn stop(mut self) -> Result<(), PostgresError> {
        self.released = true;
        self.instance.shut_down("fast").await?;
        // Empty now. Only tidiness: the next start makes it again.
        let _ = std::fs::remove_dir(&self.instance.socket_dir);
        Ok(())
    }

    /// Stops the server and deletes the cluster with everything in it. For tests.
    ///
    /// # Errors
    /// When it does not stop, or something cannot be deleted.
    pub async fn destroy(mut self) -> Result<(), PostgresError> {
        self.released = true;
        self.instance.shut_down("immediate").await?;
        let _ = std::fs::remove_dir_all(&self.instance.socket_dir);
        std::fs::remove_dir_all(&self.instance.directory)
            .map_err(PostgresError::file("remove", &self.instance.directory))
    }

    /// Lets go of the server without stopping it: the next [`start`](Self::start) adopts it.
    pub fn release(mut self) {
        self.released = true;
    }

    /// Stops the server if it runs and starts it again.
    ///
    /// # Errors
    /// When it does not stop or does not start.
    pub async fn restart(&self) -> Result<(), PostgresError> {
        self.instance.restart().await
    }

    /// SIGKILL to the server's main process, for fault tests. The cluster stays as the crash left it;
    /// [`restart`](Self::restart) recovers it.
    ///
    /// # Errors
    /// When there is no server to kill or it does not end.
    pub async fn kill_hard(&self) -> Result<(), PostgresError> {
        self.instance.kill().await
    }

    /// The server's version.
    pub fn version(&self) -> &ServerVersion {
        &self.instance.binaries.version
    }

    /// Version and origin of the server in one line.
    pub fn source_description(&self) -> String {
        describe(&self.instance.binaries)
    }

    /// The server's log. It holds no value of any row.
    pub fn log_file(&self) -> PathBuf {
        self.instance.log_file()
    }

    /// The directory of the cluster's files.
    pub fn directory(&self) -> &Path {
        &self.instance.directory
    }

    /// The directory that holds the cluster and the npm package: the data directory, or what replaces it where the server's account cannot reach it.
    pub fn base_directory(&self) -> &Path {
        &self.base
    }

    /// The directory of the server's socket.
    pub fn socket_dir(&self) -> &Path {
        &self.instance.socket_dir
    }

    /// A connection URL, understood by sqlx and by libpq.
    pub fn url(&self, role: &str, database: &str) -> String {
        url(&self.instance.socket_dir, role, database)
    }

    /// Connection options for a role and a database.
    pub fn connect_options(&self, role: &str, database: &str) -> PgConnectOptions {
        self.instance.connect_options(role, database)
    }

    /// Connection options of the superuser, for [`roles`].
    pub fn administrator(&self) -> PgConnectOptions {
        self.instance.administrator()
    }
}

impl Drop for PrivateCluster {
    fn drop(&mut self) {
        if !self.released && self.instance.durability == Durability::ForTests {
            self.instance.abandon();
        }
    }
}

/// Tells that a new cluster is made, and of clusters of other versions that stay unused.
fn announce_new(base: &Path, binaries: &Binaries, progress: &(dyn Fn(&str) + Send + Sync)) {
    progress(&format!("making a new cluster in {} with {}", base.display(), describe(binaries)));
    let own = format!("pg{}", binaries.version.major);
    for entry in std::fs::read_dir(base).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name != *own && entry.path().join("PG_VERSION").is_file() {
            progress(&format!(
                "the data in {} belong to another version and stay unused",
                entry.path().display()
            ));
        }
    }
}

fn describe(binaries: &Binaries) -> String {
    let origin = if binaries.packaged { "npm package" } else { "installed" };
    format!("PostgreSQL {} ({origin}, {})", binaries.version, binaries.directory.display())
}

/// `postgres://role@%2Ftmp%2F…:5432/database`; everything but letters and digits of the directory is encoded.
pub(super) fn url(socket_dir: &Path, role: &str, database: &str) -> String {
    use std::os::unix::ffi::OsStrExt;
    let host: String = socket_dir
        .as_os_str()
        .as_bytes()
        .iter()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(*byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("postgres://{role}@{host}:{PORT}/{database}?sslmode=disable")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_leads_to_the_socket() {
        let text = url(Path::new("/tmp/sigess-0a"), "ruolo", "sigess");
        assert_eq!(text, "postgres://ruolo@%2Ftmp%2Fsigess-0a:5432/sigess?sslmode=disable");
        let options: PgConnectOptions = text.parse().unwrap();
        assert_eq!(options.get_socket().map(PathBuf::as_path), Some(Path::new("/tmp/sigess-0a")));
        assert_eq!(options.get_database(), Some("sigess"));
    }
}
