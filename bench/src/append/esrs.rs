//! The crate `esrs` in its own program (`bench/esrs`), because it brings OpenSSL with it.

use crate::Fault;
use crate::place::Place;
use crate::report::tell;
use crate::stats::Measured;
use event_store::postgres::SUPERUSER;
use sqlx::{Connection, PgConnection};
use std::path::{Path, PathBuf};
use tokio::process::Command;

const DATABASE: &str = "esrs";

/// The program, and where it writes.
pub(super) struct Esrs {
    program: PathBuf,
    url: String,
}

impl Esrs {
    /// Builds it; nothing where that is not possible.
    pub(super) async fn new(place: &Place) -> Option<Self> {
        match build(place).await {
            Ok(esrs) => Some(esrs),
            Err(error) => {
                tell(&format!("without esrs: {error}"));
                None
            }
        }
    }

    pub(super) async fn run(&self, callers: usize, seconds: f64) -> Result<Measured, Fault> {
        let output = Command::new(&self.program)
            .args([&self.url, &callers.to_string(), &seconds.to_string()])
            .output()
            .await?;
        let text = String::from_utf8(output.stdout)?;
        let fields: Vec<f64> = text.split_whitespace().filter_map(|f| f.parse().ok()).collect();
        match fields.as_slice() {
            [per_second, p50, p99] => Ok(Measured {
                per_second: *per_second,
                p50: *p50,
                p99: *p99,
                done: per_second * seconds * (1.0 + super::WARM_UP),
                ..Measured::default()
            }),
            _ => Err(format!("esrs: {}", String::from_utf8_lossy(&output.stderr)).into()),
        }
    }
}

async fn build(place: &Place) -> Result<Esrs, Fault> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("esrs");
    let built = Command::new(option_env!("CARGO").unwrap_or("cargo"))
        .args(["build", "--release", "--locked", "--quiet"])
        .current_dir(&folder)
        .output()
        .await?;
    if !built.status.success() {
        return Err(String::from_utf8_lossy(&built.stderr)
            .lines()
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
            .into());
    }
    let mut administrator = PgConnection::connect_with(&place.superuser()).await?;
    sqlx::query(&format!("CREATE DATABASE {DATABASE}")).execute(&mut administrator).await?;
    administrator.close().await?;
    Ok(Esrs {
        program: folder.join("target/release/bench-esrs"),
        url: place.cluster.url(SUPERUSER, DATABASE),
    })
}
