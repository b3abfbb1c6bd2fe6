//! The least a durable event can cost: pgbench, one prepared `INSERT` a transaction, into a table with one index.

use super::cqrs::TABLE;
use crate::Fault;
use crate::place::Place;
use crate::stats::{Latencies, Measured, count};
use event_store::postgres::SUPERUSER;
use sqlx::{Connection, PgConnection};
use std::path::{Path, PathBuf};
use tokio::process::Command;

const DATABASE: &str = "pgbench";
/// Threads of pgbench: with one it is the bottleneck itself from 32 clients on.
const THREADS: usize = 2;
/// Bytes of payload and of metadata, as our log has them on average (ciphertexts counted in the payload).
const PAYLOAD: usize = 620;
const METADATA: usize = 420;

/// Where it writes.
pub(super) struct Pgbench {
    program: PathBuf,
    socket_dir: PathBuf,
    script: PathBuf,
    folder: PathBuf,
}

impl Pgbench {
    pub(super) async fn new(place: &Place) -> Result<Self, Fault> {
        let program = program()?;
        let mut administrator = PgConnection::connect_with(&place.superuser()).await?;
        sqlx::query(&format!("CREATE DATABASE {DATABASE}")).execute(&mut administrator).await?;
        administrator.close().await?;
        let mut connection =
            PgConnection::connect_with(&place.cluster.connect_options(SUPERUSER, DATABASE)).await?;
        sqlx::query(TABLE).execute(&mut connection).await?;
        connection.close().await?;
        let folder = place.folder.path().to_owned();
        let script = folder.join("insert.sql");
        let json = |bytes: usize| format!("{{\"x\":\"{}\"}}", "x".repeat(bytes));
        let insert = format!(
            "INSERT INTO events VALUES ('segnalazione', gen_random_uuid()::text, 1, 'SegnalazioneCreata', '1', \
             '{}', '{}');\n",
            json(PAYLOAD),
            json(METADATA)
        );
        std::fs::write(&script, insert)?;
        Ok(Self { program, socket_dir: place.cluster.socket_dir().to_owned(), script, folder })
    }

    /// What it does, for the report.
    pub(super) fn what(&self) -> String {
        format!(
            "pgbench: -M prepared, {THREADS} threads, {PAYLOAD} + {METADATA} bytes of JSON a row, one index"
        )
    }

    pub(super) async fn run(&self, clients: usize, seconds: f64) -> Result<Measured, Fault> {
        let whole = seconds.ceil();
        let output = Command::new(&self.program)
            .args(["--no-vacuum", "--protocol=prepared", "--log", "--random-seed=1"])
            .arg(format!("--client={clients}"))
            .arg(format!("--jobs={}", THREADS.min(clients)))
            .arg(format!("--time={whole}"))
            .arg("--file")
            .arg(&self.script)
            .args(["--host".as_ref(), self.socket_dir.as_os_str()])
            .args(["--username", SUPERUSER, DATABASE])
            .current_dir(&self.folder)
            .output()
            .await?;
        if !output.status.success() {
            return Err(format!("pgbench: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut latencies = self.latencies()?;
        let tps = text
            .lines()
            .find_map(|l| l.strip_prefix("tps = "))
            .and_then(|l| l.split_whitespace().next())
            .and_then(|n| n.parse().ok());
        Ok(Measured {
            per_second: tps.unwrap_or_else(|| count(latencies.count()) / whole),
            p50: latencies.percentile(50),
            p99: latencies.percentile(99),
            done: count(latencies.count()),
            ..Measured::default()
        })
    }

    /// From the logs of its threads: the third field is the latency in microseconds.
    fn latencies(&self) -> Result<Latencies, Fault> {
        let mut all = Latencies::default();
        for entry in std::fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("pgbench_log.")) {
                let text = std::fs::read_to_string(&path)?;
                all.merge(text.lines().filter_map(|l| l.split(' ').nth(2)?.parse().ok()).collect());
                std::fs::remove_file(&path)?;
            }
        }
        Ok(all)
    }
}

/// In the path, or where Debian has it: beside the server.
fn program() -> Result<PathBuf, Fault> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let installed = (15..=30).rev().map(|major| PathBuf::from(format!("/usr/lib/postgresql/{major}/bin")));
    std::env::split_paths(&path)
        .chain(installed)
        .map(|folder| folder.join("pgbench"))
        .find(|program: &PathBuf| Path::is_file(program))
        .ok_or_else(|| "pgbench is not installed".into())
}
