//! Base backups of a server, and its archived WAL, by PostgreSQL's own programs.
//!
//! In a private cluster `archivio.conf` says where completed WAL goes; `sigess.conf` includes it. Until there is one,
//! WAL is not kept (`archive_command = 'true'`).

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection, Row};
use tokio::io::AsyncReadExt;
use tokio::process::Command;
use tokio::time::Instant;

use super::account::Account;
use super::attach::RunningCluster;
use super::cluster::PrivateCluster;
use super::error::PostgresError;
use super::process::{QUICK, run, run_with_input, tail};
use super::settings::{ARCHIVE_FILE, SUPERUSER, archive_text};
use super::{directories, postmaster};

/// Checking a large backup takes as long as reading it.
const VERIFICATION: Duration = Duration::from_hours(12);
/// The archiver retries a failed command once a minute; this is long enough to see one.
const ARCHIVING: Duration = Duration::from_mins(3);
const PAUSE: Duration = Duration::from_millis(100);

/// A server of which base backups can be made.
#[derive(Debug)]
pub struct Physical {
    tools: PathBuf,
    /// Where `pg_basebackup` connects; no password.
    connection: Vec<OsString>,
    private: Option<PrivateServer>,
}

#[derive(Debug)]
struct PrivateServer {
    account: Account,
    directory: PathBuf,
    administrator: PgConnectOptions,
}

impl Physical {
    /// The private server, where PostgreSQL's programs for backups lie beside it: the npm package has none.
    pub fn of_private(cluster: &PrivateCluster) -> Result<Option<Self>, PostgresError> {
        Self::of(cluster.directory(), cluster.socket_dir(), super::settings::PORT, cluster.account())
    }

    /// The same of a private server that another program of ours runs.
    ///
    /// # Errors
    /// When its directory cannot be read.
    pub async fn of_running(cluster: &RunningCluster) -> Result<Option<Self>, PostgresError> {
        let account = Account::choose().await?.of_existing(&cluster.directory);
        Self::of(&cluster.directory, &cluster.socket_dir, cluster.port, account)
    }

    fn of(
        directory: &Path,
        socket: &Path,
        port: u16,
        account: Account,
    ) -> Result<Option<Self>, PostgresError> {
        let options = directory.join("postmaster.opts");
        let text = std::fs::read_to_string(&options).map_err(PostgresError::file("read", &options))?;
        let Some(tools) = tools_beside(&text) else { return Ok(None) };
        let connection = ["--host".into(), socket.into(), "--port".into(), port.to_string().into()];
        Ok(Some(Self {
            tools,
            connection: connection.into_iter().chain(["--username".into(), SUPERUSER.into()]).collect(),
            private: Some(PrivateServer {
                account,
                directory: directory.to_path_buf(),
                administrator: postmaster::options(socket, port, SUPERUSER, "postgres"),
            }),
        }))
    }

    /// A server that others run, by the address of a role with REPLICATION, with the newest programs installed here.
    /// A password comes from where PostgreSQL's programs look for it (`PGPASSFILE`), not from the address.
    pub async fn of_address(address: &str) -> Option<Self> {
        let tools = super::binaries::directories_with("pg_basebackup").await.pop()?;
        Some(Self { tools, connection: vec!["--dbname".into(), address.into()], private: None })
    }

    /// Whether the server is a private one: then its archive can be set up from here.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.private.is_some()
    }

    /// Lets a private server archive its WAL into `folder`, and waits until it does. Once set up, it goes on doing so.
    ///
    /// # Errors
    /// When the folder cannot be written by the server, belongs to another server, or the server was started without
    /// an archive.
    pub async fn archive_into(&self, folder: &Path) -> Result<(), PostgresError> {
        let Some(server) = &self.private else { return Ok(()) };
        let parent = folder.parent().unwrap_or(folder);
        if server.account.switch && !server.account.can_enter(parent).await? {
            return Err(PostgresError::ArchiveOutOfReach {
                directory: folder.to_path_buf(),
                uid: server.account.uid,
            });
        }
        directories::own_directory(folder, &server.account, 0o700)?;
        let fault = PostgresError::database;
        let mut administrator =
            PgConnection::connect_with(&server.administrator).await.map_err(fault("connect for a backup"))?;
        let row = sqlx::query(
            "SELECT system_identifier::text || ' ' || timeline_id AS lineage, current_setting('archive_mode') AS mode \
               FROM pg_control_system(), pg_control_checkpoint()",
        )
        .fetch_one(&mut administrator)
        .await
        .map_err(fault("ask the server for its archive"))?;
        let lineage: String = row.try_get("lineage").map_err(fault("ask the server for its archive"))?;
        if row.try_get::<String, _>("mode").map_err(fault("ask the server for its archive"))? == "off" {
            return Err(PostgresError::ArchiveOff);
        }
        claim(server, folder, &lineage).await?;
        let text = archive_text(folder);
        let file = server.directory.join(ARCHIVE_FILE);
        run_with_input(server.account.command("tee").arg(&file), text.as_bytes(), QUICK).await?;
        sqlx::query("SELECT pg_reload_conf()")
            .execute(&mut administrator)
            .await
            .map_err(fault("reload the server's settings"))?;
        administrator.close().await.map_err(fault("close the connection"))?;
        self.archive_now(folder).await
    }

    /// Completes the current WAL segment of a private server and waits until it is in `folder`.
    ///
    /// # Errors
    /// When it does not get there.
    pub async fn archive_now(&self, folder: &Path) -> Result<(), PostgresError> {
        let Some(server) = &self.private else { return Ok(()) };
        let fault = PostgresError::database;
        let switched = async {
            let mut administrator = PgConnection::connect_with(&server.administrator).await?;
            // Something must be in a segment for the switch to end it.
            sqlx::query("SELECT pg_create_restore_point('sigess backup')")
                .execute(&mut administrator)
                .await?;
            let name: String = sqlx::query_scalar("SELECT pg_walfile_name(pg_switch_wal() - 1)")
                .fetch_one(&mut administrator)
                .await?;
            administrator.close().await.map(|()| name)
        };
        let segment = folder.join(switched.await.map_err(fault("end a WAL segment"))?);
        let deadline = Instant::now() + ARCHIVING;
        while !segment.exists() {
            if Instant::now() > deadline {
                return Err(PostgresError::NotArchived { segment });
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Makes a base backup in `to`, which must not be there; `progress` is told how many kilobytes of how many.
    ///
    /// # Errors
    /// When `pg_basebackup` fails.
    pub async fn base_backup(&self, to: &Path, progress: impl FnMut(u64, u64)) -> Result<(), PostgresError> {
        let mut command = Command::new(self.tools.join("pg_basebackup"));
        command.args(&self.connection).arg("--pgdata").arg(to);
        command.args(["--wal-method=stream", "--checkpoint=fast", "--manifest-checksums=SHA256"]);
        command.args(["--no-password", "--progress", "--label=sigess"]);
        command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let program = "pg_basebackup".to_owned();
        let not_run = |source| PostgresError::NotRun { program: program.clone(), source };
        let mut child = command.kill_on_drop(true).spawn().map_err(not_run)?;
        let complaint = match child.stderr.take() {
            Some(stderr) => follow(stderr, progress).await.map_err(not_run)?,
            None => String::new(),
        };
        let status = child.wait().await.map_err(not_run)?;
        if status.success() {
            return Ok(());
        }
        Err(PostgresError::Failed { program, status: status.to_string(), message: tail(&complaint) })
    }

    /// Checks a base backup with `pg_verifybackup` of the same installation.
    ///
    /// # Errors
    /// [`PostgresError::Failed`] with what is wrong.
    pub async fn verify(&self, base: &Path) -> Result<(), PostgresError> {
        verify_with(&self.tools, base).await
    }
}

/// Checks a base backup with the newest `pg_verifybackup` installed here; answers whether there is one.
///
/// # Errors
/// [`PostgresError::Failed`] with what is wrong.
pub async fn verify_base(base: &Path) -> Result<bool, PostgresError> {
    let version = base.join("PG_VERSION");
    let version = std::fs::read_to_string(&version).map_err(PostgresError::file("read", &version))?;
    // Its look at the WAL needs the programs of the very version.
    let of_version = format!("/{}/", version.trim());
    let mut found = super::binaries::directories_with("pg_verifybackup").await;
    found.sort_by_key(|tools| tools.to_string_lossy().contains(&of_version));
    match found.pop() {
        Some(tools) => verify_with(&tools, base).await.map(|()| true),
        None => Ok(false),
    }
}

async fn verify_with(tools: &Path, base: &Path) -> Result<(), PostgresError> {
    let mut command = Command::new(tools.join("pg_verifybackup"));
    run(command.arg("--quiet").arg(base).env("LC_ALL", "C"), VERIFICATION).await.map(drop)
}

/// The first WAL segment that a base backup needs, as its label names it.
#[must_use]
pub fn first_segment(base: &Path) -> Option<String> {
    let label = std::fs::read_to_string(base.join("backup_label")).ok()?;
    let name = label.lines().next()?.split_once("(file ")?.1.strip_suffix(')')?;
    is_segment(name).then(|| name.to_owned())
}

/// Whether a file of an archive is a WAL segment: 24 hexadecimal digits, the first eight for the timeline.
#[must_use]
pub fn is_segment(name: &str) -> bool {
    name.len() == 24 && name.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Two servers, or one before and after it was restored, must not write into one archive: their segments have the
/// same names.
async fn claim(server: &PrivateServer, folder: &Path, lineage: &str) -> Result<(), PostgresError> {
    let file = folder.join("server");
    match std::fs::read_to_string(&file) {
        Ok(text) if text.trim() == lineage => Ok(()),
        Ok(_) => Err(PostgresError::ForeignArchive { directory: folder.to_path_buf() }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            run_with_input(server.account.command("tee").arg(&file), format!("{lineage}\n").as_bytes(), QUICK)
                .await
                .map(drop)
        }
        Err(error) => Err(PostgresError::file("read", &file)(error)),
    }
}

/// Programs beside the server that wrote this `postmaster.opts`.
fn tools_beside(options: &str) -> Option<PathBuf> {
    let program = options.split('"').next()?.trim();
    let directory = Path::new(program).parent()?;
    directory.join("pg_basebackup").is_file().then(|| directory.to_path_buf())
}

/// Reads progress (`12345/67890 kB (18%)`, rewritten in place) until the end; answers what else was said.
async fn follow(
    mut stderr: impl AsyncReadExt + Unpin,
    mut progress: impl FnMut(u64, u64),
) -> std::io::Result<String> {
    let (mut said, mut line, mut chunk) = (String::new(), String::new(), [0; 4096]);
    loop {
        let read = stderr.read(&mut chunk).await?;
        for c in String::from_utf8_lossy(&chunk[..read]).chars() {
            if !matches!(c, '\r' | '\n') {
                line.push(c);
                continue;
            }
            match kilobytes(&line) {
                Some((done, of)) => progress(done, of),
                None => said.extend([line.as_str(), "\n"]),
            }
            line.clear();
        }
        if read == 0 {
            return Ok(said + &line);
        }
    }
}

fn kilobytes(line: &str) -> Option<(u64, u64)> {
    let (done, rest) = line.trim().split_once('/')?;
    Some((done.parse().ok()?, rest.split_once(" kB")?.0.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_progress_that_is_told() {
        assert_eq!(kilobytes("  12345/67890 kB (18%), 0/1 tablespace (/x)"), Some((12345, 67890)));
        assert_eq!(kilobytes("pg_basebackup: error: connection to server failed"), None);
    }

    #[test]
    fn reads_the_first_segment_of_a_label() {
        let base = tempfile::tempdir().unwrap();
        let label =
            "START WAL LOCATION: 0/2000028 (file 000000010000000000000002)\nCHECKPOINT LOCATION: 0/2000060\n";
        std::fs::write(base.path().join("backup_label"), label).unwrap();
        assert_eq!(first_segment(base.path()).as_deref(), Some("000000010000000000000002"));
        assert!(!is_segment("00000002.history") && !is_segment("000000010000000000000002.00000028.backup"));
    }
}
