//! What can go wrong while a server is found, started or prepared.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A fault of the private PostgreSQL. Texts are for whoever runs the program; none carries a value of a row.
#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    /// Neither an installed server nor the packaged one can be had.
    #[error(
        "no PostgreSQL 15 or newer: none is installed, and the packaged one cannot be had ({reason}); install the \
         server (Debian/Ubuntu: apt install postgresql; macOS: brew install postgresql), or set DATABASE_URL"
    )]
    NothingFound {
        /// Why the npm package is no way out.
        reason: String,
    },
    /// A directory named by the caller, or the unpacked package, holds no server that runs here.
    #[error("no usable PostgreSQL server in {}: {reason}", directory.display())]
    Unusable {
        /// The directory of the binaries.
        directory: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another program runs this private cluster.
    #[error("the private PostgreSQL of {} is in use by process {holder}; stop that program first", directory.display())]
    Locked {
        /// The data directory.
        directory: PathBuf,
        /// Process id of the holder, or `unknown`.
        holder: String,
    },
    /// A directory we must rely on belongs to someone else or is not a directory.
    #[error("{} is not a directory of user id {expected_owner}: remove it", directory.display())]
    ForeignDirectory {
        /// The directory.
        directory: PathBuf,
        /// The user id that should own it.
        expected_owner: u32,
    },
    /// A cluster directory that is not what its name says.
    #[error("{} is not a PostgreSQL {expected} cluster", directory.display())]
    ForeignCluster {
        /// The cluster directory.
        directory: PathBuf,
        /// The major version expected there.
        expected: u32,
    },
    /// No place short enough for the server's socket.
    #[error("no usable directory for the PostgreSQL socket: {reason}")]
    NoSocketDirectory {
        /// What was tried.
        reason: String,
    },
    /// A server runs on the cluster and answers nobody.
    #[error("PostgreSQL process {pid} runs on {} and does not answer: {last}", directory.display())]
    Unresponsive {
        /// The cluster directory.
        directory: PathBuf,
        /// Process id of the postmaster.
        pid: u32,
        /// The last answer or failure.
        last: String,
    },
    /// The server did not start.
    #[error("PostgreSQL did not start ({reason}); its log {} ends: {log_tail}", log_file.display())]
    NotStarted {
        /// What `pg_ctl` said.
        reason: String,
        /// The server log.
        log_file: PathBuf,
        /// Its last lines.
        log_tail: String,
    },
    /// A restore into this data directory was begun and not finished.
    #[error("a restore into {} is not finished: repeat «sigess restore»", directory.display())]
    Restoring {
        /// The data directory.
        directory: PathBuf,
    },
    /// A restore needs a data directory without a cluster.
    #[error("{} is there already: a restore needs a data directory without a cluster", directory.display())]
    Occupied {
        /// The cluster.
        directory: PathBuf,
    },
    /// A base backup holds a link: a tablespace outside the data directory.
    #[error("{} is no plain file: tablespaces are not supported", path.display())]
    ForeignFile {
        /// What was found.
        path: PathBuf,
    },
    /// The server's account cannot use the archive.
    #[error("user id {uid}, under which PostgreSQL runs, cannot reach {}", directory.display())]
    ArchiveOutOfReach {
        /// The folder of the archived WAL.
        directory: PathBuf,
        /// The account.
        uid: u32,
    },
    /// The server was started before this program knew of archives.
    #[error("the server was started without an archive of its WAL: stop the service and start it again")]
    ArchiveOff,
    /// The archive is that of another server, or of this one before it was restored.
    #[error("the WAL in {} is that of another server, or of this one before a restore: use a new folder", directory.display())]
    ForeignArchive {
        /// The folder of the archived WAL.
        directory: PathBuf,
    },
    /// A WAL segment does not get into the archive.
    #[error("{} does not appear: the server's log says why", segment.display())]
    NotArchived {
        /// The segment.
        segment: PathBuf,
    },
    /// A name that may not become an SQL identifier.
    #[error("{0:?} is not a database or role name: lower case letters, digits and _ only, at most 63")]
    BadName(String),
    /// The environment variable that names a test cluster is not `directory;user`.
    #[error("{variable} must read \"<socket directory>;<user>\"")]
    BadTestCluster {
        /// Name of the variable.
        variable: &'static str,
    },
    /// A program could not be run at all.
    #[error("could not run {program}: {source}")]
    NotRun {
        /// The program.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// A program ended with an error.
    #[error("{program} failed ({status}): {message}")]
    Failed {
        /// The program.
        program: String,
        /// Its exit status.
        status: String,
        /// The end of what it wrote.
        message: String,
    },
    /// A program took too long and was ended.
    #[error("{program} took longer than {} s", limit.as_secs())]
    TimedOut {
        /// The program.
        program: String,
        /// The time it had.
        limit: Duration,
    },
    /// A file or directory could not be used.
    #[error("could not {action} {}: {source}", path.display())]
    File {
        /// What was being done.
        action: &'static str,
        /// To which file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The server refused or lost an administrative statement.
    #[error("could not {action}: {source}")]
    Database {
        /// What was being done.
        action: &'static str,
        /// The cause.
        source: sqlx::Error,
    },
}

impl PostgresError {
    /// For `map_err` on file operations.
    pub(super) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { action, path, source }
    }

    /// For `map_err` on statements.
    pub(super) fn database(action: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| Self::Database { action, source }
    }
}
