//! One cluster directory and the server on it: launching, adopting, shutting down through `pg_ctl`.

use std::path::PathBuf;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};

use super::account::Account;
use super::binaries::Binaries;
use super::directories::{self, socket_name};
use super::error::PostgresError;
use super::initialise::write_settings;
use super::postmaster::{self, Process};
use super::process::{run, tail};
use super::settings::{Durability, PORT, SUPERUSER};

const LOG: &str = "server.log";
/// A log longer than this (bytes) is set aside at the next start.
const LONG_LOG: u64 = 10 * 1024 * 1024;
/// Seconds `pg_ctl` waits for a start (crash recovery included) and for a stop.
const START_SECONDS: u64 = 300;
const STOP_SECONDS: u64 = 60;
/// How often, and how far apart, a start is tried while backends of a killed server still hold its memory.
const TRIES: u32 = 50;
const BETWEEN_TRIES: Duration = Duration::from_millis(200);

/// A cluster directory with what it takes to run a server on it. Whoever has one holds the data directory's lock.
#[derive(Debug)]
pub(super) struct Instance {
    pub(super) account: Account,
    pub(super) binaries: Binaries,
    pub(super) directory: PathBuf,
    pub(super) socket_dir: PathBuf,
    pub(super) durability: Durability,
}

impl Instance {
    pub(super) fn log_file(&self) -> PathBuf {
        self.directory.join(LOG)
    }

    pub(super) fn connect_options(&self, role: &str, database: &str) -> PgConnectOptions {
        postmaster::options(&self.socket_dir, PORT, role, database)
    }

    pub(super) fn administrator(&self) -> PgConnectOptions {
        self.connect_options(SUPERUSER, "postgres")
    }

    /// SIGKILL to the server.
    pub(super) async fn kill(&self) -> Result<(), PostgresError> {
        let Some(pid) = self.running().await? else {
            return Err(self.not_started("there is nothing to kill".to_owned()));
        };
        postmaster::end(&self.account, "KILL", pid, &self.directory).await
    }

    /// Ends the server at once and waits for it, without async: for destructors.
    pub(super) fn abandon(&self) {
        let mut stop = self.account.command(self.binaries.program("pg_ctl")).into_std();
        stop.args(["stop", "-w", "-m", "immediate", "-D"]).arg(&self.directory);
        // Nobody is left to tell about a failure.
        let _ = stop.output();
        let _ = std::fs::remove_dir_all(&self.socket_dir);
    }

    /// Takes over a running server with its socket, and brings its settings up to date as far as a reload can.
    pub(super) async fn adopt(&mut self, socket_dir: PathBuf) -> Result<(), PostgresError> {
        directories::own_directory(&socket_dir, &self.account, 0o700)?;
        self.socket_dir = socket_dir;
        write_settings(&self.account, &self.directory, &self.socket_dir, self.durability).await?;
        let reload = async {
            let mut connection = PgConnection::connect_with(&self.administrator()).await?;
            sqlx::query("SELECT pg_reload_conf()").execute(&mut connection).await?;
            connection.close().await
        };
        reload.await.map_err(PostgresError::database("reload the server's settings"))
    }

    /// Stops the server if it runs and starts it again.
    pub(super) async fn restart(&self) -> Result<(), PostgresError> {
        self.shut_down("fast").await?;
        self.launch().await
    }

    /// Starts the server; none runs.
    pub(super) async fn launch(&self) -> Result<(), PostgresError> {
        self.launch_within(START_SECONDS).await
    }

    /// The same, with more or less patience.
    pub(super) async fn launch_within(&self, seconds: u64) -> Result<(), PostgresError> {
        directories::own_directory(&self.socket_dir, &self.account, 0o700)?;
        write_settings(&self.account, &self.directory, &self.socket_dir, self.durability).await?;
        self.set_long_log_aside()?;
        let mut tries = 1;
        loop {
            self.remove_stale_socket()?;
            let log_before = self.log_length();
            let Err(error) = self.pg_ctl(&["start", "-w"], seconds).await else { return Ok(()) };
            // The backends of a killed server notice its end only when they next wait for something.
            let waits = self.log_since(log_before).contains("pre-existing shared memory block");
            if !waits || tries == TRIES {
                return Err(self.not_started(error.to_string()));
            }
            tries += 1;
            tokio::time::sleep(BETWEEN_TRIES).await;
        }
    }

    pub(super) fn not_started(&self, reason: String) -> PostgresError {
        PostgresError::NotStarted { reason, log_file: self.log_file(), log_tail: tail(&self.log_since(0)) }
    }

    /// Stops the server, if it runs, in a mode of `pg_ctl stop`.
    pub(super) async fn shut_down(&self, mode: &str) -> Result<(), PostgresError> {
        match self.running().await? {
            Some(_) => self.pg_ctl(&["stop", "-w", "-m", mode], STOP_SECONDS).await,
            // Tidies up what a killed one left behind.
            None => postmaster::find(&self.directory).await.map(drop),
        }
    }

    /// Process id of the server, if it runs.
    async fn running(&self) -> Result<Option<u32>, PostgresError> {
        let Some((pid, _)) = postmaster::read(&self.directory)? else { return Ok(None) };
        Ok((postmaster::process(pid, &self.directory).await? == Process::Server).then_some(pid))
    }

    /// `pg_ctl` gives the server a session of its own. Without `-l` the server would keep our pipes open.
    async fn pg_ctl(&self, arguments: &[&str], seconds: u64) -> Result<(), PostgresError> {
        let mut command = self.account.command(self.binaries.program("pg_ctl"));
        command.args(arguments).arg("-D").arg(&self.directory).arg("-l").arg(self.log_file());
        command.args(["-t", &seconds.to_string()]);
        run(&mut command, Duration::from_secs(seconds + 10)).await.map(drop)
    }

    /// A killed server leaves its socket and a lock file whose process id may have become another program's.
    fn remove_stale_socket(&self) -> Result<(), PostgresError> {
        let socket = self.socket_dir.join(socket_name(PORT));
        postmaster::remove(&socket)?;
        postmaster::remove(&socket.with_file_name(format!("{}.lock", socket_name(PORT))))
    }

    fn set_long_log_aside(&self) -> Result<(), PostgresError> {
        if self.log_length() < LONG_LOG {
            return Ok(());
        }
        let log = self.log_file();
        std::fs::rename(&log, log.with_extension("log.1")).map_err(PostgresError::file("set aside", &log))
    }

    fn log_length(&self) -> u64 {
        self.log_file().metadata().map_or(0, |log| log.len())
    }

    fn log_since(&self, start: u64) -> String {
        let bytes = std::fs::read(self.log_file()).unwrap_or_default();
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        String::from_utf8_lossy(bytes.get(start..).unwrap_or_default()).into_owned()
    }
}
