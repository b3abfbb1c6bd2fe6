//! What runs on a cluster directory right now: the pid file, and the process it names.

use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{Connection, PgConnection};
use tokio::process::Command;
use tokio::time::Instant;

use super::account::Account;
use super::directories::socket_name;
use super::error::PostgresError;
use super::process::{QUICK, output, run};
use super::settings::SUPERUSER;

const PID_FILE: &str = "postmaster.pid";
/// Crash recovery of a large log takes its time; so may a shutdown that is under way.
const PATIENCE: Duration = Duration::from_mins(5);
const PAUSE: Duration = Duration::from_millis(50);

/// A server that answered on our cluster.
#[derive(Debug, Clone)]
pub(super) struct Postmaster {
    pub(super) pid: u32,
    pub(super) socket_dir: PathBuf,
    pub(super) port: u16,
    /// Whether it has written that it takes connections.
    pub(super) ready: bool,
}

impl Postmaster {
    fn socket(&self) -> PathBuf {
        self.socket_dir.join(socket_name(self.port))
    }
}

/// What a process id in a pid file stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Process {
    /// No such process.
    Gone,
    /// Another program that got the number, or the unreaped remains of the server.
    Other,
    /// The server of this cluster.
    Server,
}

/// What [`find`] found.
#[derive(Debug)]
pub(super) enum Found {
    /// No server runs.
    Nothing,
    /// One runs and answers.
    Server(Postmaster),
    /// One runs, and its socket is gone: somebody tidied up. Nobody can connect to it any more.
    Unreachable,
}

/// The running server of `cluster`. Waits while one starts, recovers or shuts down. A pid file whose process is
/// something else is removed: PostgreSQL would refuse to start for it.
pub(super) async fn find(cluster: &Path) -> Result<Found, PostgresError> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let Some((pid, postmaster)) = read(cluster)? else { return Ok(Found::Nothing) };
        match process(pid, cluster).await? {
            Process::Gone => return Ok(Found::Nothing),
            Process::Other => {
                remove(&cluster.join(PID_FILE))?;
                return Ok(Found::Nothing);
            }
            Process::Server => {}
        }
        let last = match postmaster {
            Some(server) => match answers(&server, cluster).await {
                Ok(()) => return Ok(Found::Server(server)),
                Err(_) if server.ready && !server.socket().exists() => return Ok(Found::Unreachable),
                Err(error) => error.to_string(),
            },
            None => "it is just starting".to_owned(),
        };
        if Instant::now() > deadline {
            return Err(PostgresError::Unresponsive { directory: cluster.to_path_buf(), pid, last });
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// The process id in the cluster's pid file, and the rest of it once the server has written it.
///
/// # Errors
/// When the file exists and cannot be read.
pub(super) fn read(cluster: &Path) -> Result<Option<(u32, Option<Postmaster>)>, PostgresError> {
    let path = cluster.join(PID_FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(parse(&text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(PostgresError::file("read", &path)(error)),
    }
}

/// Lines: pid, data directory, start time, port, socket directory, address, shared memory, status.
fn parse(text: &str) -> Option<(u32, Option<Postmaster>)> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let pid = lines.first()?.parse().ok()?;
    let rest = || {
        let port = lines.get(3)?.parse().ok()?;
        let socket_dir = lines.get(4).filter(|directory| directory.starts_with('/'))?;
        let ready = lines.get(7).is_some_and(|status| *status == "ready");
        Some(Postmaster { pid, socket_dir: socket_dir.into(), port, ready })
    };
    Some((pid, rest()))
}

/// What the process `pid` is. Its working directory tells (a server works in its cluster directory); where that
/// cannot be seen, its command line.
pub(super) async fn process(pid: u32, cluster: &Path) -> Result<Process, PostgresError> {
    if !Path::new("/proc/self").exists() {
        return process_by_command_line(pid).await;
    }
    let home = PathBuf::from(format!("/proc/{pid}"));
    if !home.exists() {
        return Ok(Process::Gone);
    }
    let ours = cluster.metadata().map_err(PostgresError::file("inspect", cluster))?;
    match home.join("cwd").metadata() {
        Ok(theirs) if (theirs.dev(), theirs.ino()) == (ours.dev(), ours.ino()) => Ok(Process::Server),
        Ok(_) => Ok(Process::Other),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Process::Other),
        Err(_) => {
            let line = std::fs::read(home.join("cmdline")).unwrap_or_default();
            Ok(by_name(&String::from_utf8_lossy(&line)))
        }
    }
}

async fn process_by_command_line(pid: u32) -> Result<Process, PostgresError> {
    let mut ps = Command::new("ps");
    ps.args(["-o", "args=", "-p", &pid.to_string()]);
    let answer = output(&mut ps, &[], QUICK).await?;
    if !answer.status.success() {
        return Ok(Process::Gone);
    }
    Ok(by_name(&String::from_utf8_lossy(&answer.stdout)))
}

fn by_name(command_line: &str) -> Process {
    if command_line.contains("postgres") { Process::Server } else { Process::Other }
}

/// Asks the server whether it is ready and really serves this cluster.
async fn answers(postmaster: &Postmaster, cluster: &Path) -> Result<(), sqlx::Error> {
    let options = options(&postmaster.socket_dir, postmaster.port, SUPERUSER, "postgres");
    let ask = async {
        let mut connection = PgConnection::connect_with(&options).await?;
        let directory: String =
            sqlx::query_scalar("SELECT current_setting('data_directory')").fetch_one(&mut connection).await?;
        connection.close().await?;
        Ok(directory)
    };
    match tokio::time::timeout(QUICK, ask).await {
        Ok(Ok(directory)) if same_directory(Path::new(&directory), cluster) => Ok(()),
        Ok(Ok(directory)) => Err(sqlx::Error::Configuration(format!("it serves {directory}").into())),
        Ok(Err(error)) => Err(error),
        Err(_) => Err(sqlx::Error::PoolTimedOut),
    }
}

fn same_directory(one: &Path, other: &Path) -> bool {
    match (one.metadata(), other.metadata()) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Connection options over a private server's socket. Nothing is encrypted: no network is involved.
pub(super) fn options(socket_dir: &Path, port: u16, role: &str, database: &str) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket_dir)
        .port(port)
        .username(role)
        .database(database)
        .ssl_mode(PgSslMode::Disable)
}

/// Sends the server a signal that ends it (`KILL`: as if the machine had lost it), and waits until it is gone.
pub(super) async fn end(
    account: &Account,
    signal: &str,
    pid: u32,
    cluster: &Path,
) -> Result<(), PostgresError> {
    // Under the server's account: the pid comes from a file that account can write, and root may kill anything.
    run(account.command("kill").args(["-s", signal, &pid.to_string()]), QUICK).await?;
    let deadline = Instant::now() + QUICK;
    while process(pid, cluster).await? == Process::Server {
        if Instant::now() > deadline {
            let last = "it does not end".to_owned();
            return Err(PostgresError::Unresponsive { directory: cluster.to_path_buf(), pid, last });
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(())
}

/// Removes a file that may already be gone.
pub(super) fn remove(path: &Path) -> Result<(), PostgresError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(PostgresError::file("remove", path)(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_pid_file_whole_or_just_begun() {
        let (pid, server) = parse("4711\n/data/pg15\n1700000000\n5432\n/tmp/s\n\n  123 4\nready\n").unwrap();
        let server = server.unwrap();
        assert_eq!((pid, server.pid, server.port, server.ready), (4711, 4711, 5432, true));
        assert_eq!(server.socket_dir, Path::new("/tmp/s"));
        assert!(matches!(parse("4711\n/data/pg15\n"), Some((4711, None))));
        assert!(parse("").is_none());
    }

    #[tokio::test]
    async fn tells_another_process_from_the_server() {
        let elsewhere = tempfile::tempdir().unwrap();
        assert_eq!(process(std::process::id(), elsewhere.path()).await.unwrap(), Process::Other);
        let mut child = Command::new("true").spawn().unwrap();
        let pid = child.id().unwrap();
        child.wait().await.unwrap();
        assert_eq!(process(pid, elsewhere.path()).await.unwrap(), Process::Gone);
    }
}
