//! A private server that another program of ours runs: found, not started, not stopped.

use std::path::{Path, PathBuf};

use sqlx::postgres::PgConnectOptions;

use super::account::Account;
use super::directories;
use super::error::PostgresError;
use super::postmaster::{self, Found};

/// A private server that runs already.
#[derive(Clone, Debug)]
pub struct RunningCluster {
    pub(super) directory: PathBuf,
    pub(super) socket_dir: PathBuf,
    pub(super) port: u16,
}

impl RunningCluster {
    /// The private server that runs on a data directory, if one does: that of a `sigess serve` or `sigess demo`
    /// beside us. The newest, should several versions have a cluster there.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub async fn find(data_dir: &Path) -> Result<Option<Self>, PostgresError> {
        if !data_dir.exists() {
            return Ok(None);
        }
        let account = Account::choose().await?;
        let base = directories::reachable(&account, data_dir, &|_| ()).await?;
        let entries = std::fs::read_dir(&base).map_err(PostgresError::file("read", &base))?;
        let mut clusters: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .filter(|path| path.file_name().and_then(|n| n.to_str()).is_some_and(is_cluster))
            .collect();
        clusters.sort_unstable();
        for cluster in clusters.into_iter().rev() {
            if let Found::Server(server) = postmaster::find(&cluster).await? {
                let (socket_dir, port) = (server.socket_dir, server.port);
                return Ok(Some(Self { directory: cluster, socket_dir, port }));
            }
        }
        Ok(None)
    }

    /// Connection options for a role and a database.
    #[must_use]
    pub fn connect_options(&self, role: &str, database: &str) -> PgConnectOptions {
        postmaster::options(&self.socket_dir, self.port, role, database)
    }
}

/// Whether a directory of that name holds a cluster.
pub(super) fn is_cluster(name: &str) -> bool {
    name.strip_prefix("pg")
        .is_some_and(|major| !major.is_empty() && major.bytes().all(|b| b.is_ascii_digit()))
}
