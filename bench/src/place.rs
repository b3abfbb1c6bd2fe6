//! A private PostgreSQL, as durable as in production, with a log in it; gone when the benchmark is.

use crate::Fault;
use event_store::postgres::roles::{APPLICATION_ROLE, KEYS_DATABASE, KEYS_ROLE, LOG_DATABASE, OWNER_ROLE};
use event_store::postgres::testing::temporary_place;
use event_store::postgres::{ClusterOptions, PgConnectOptions, PrivateCluster, SUPERUSER};
use event_store::seal::FileKek;
use event_store::{Log, LogConfig, migrations};
use sqlx::{Connection, PgConnection};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// Where everything is. End it with [`Place::clear`].
pub(crate) struct Place {
    /// The server.
    pub(crate) cluster: PrivateCluster,
    /// Folder of its files and of the key-encryption key.
    pub(crate) folder: TempDir,
}

impl Place {
    /// Starts the server and brings both databases up to date.
    pub(crate) async fn new() -> Result<Self, Fault> {
        let folder = temporary_place()?;
        let cluster = PrivateCluster::start(ClusterOptions::new(folder.path())).await?;
        cluster.prepare().await?;
        migrations::run_log(&cluster.connect_options(OWNER_ROLE, LOG_DATABASE)).await?;
        migrations::run_keys(&cluster.connect_options(KEYS_ROLE, KEYS_DATABASE)).await?;
        Ok(Self { cluster, folder })
    }

    /// The log, open as a service has it.
    pub(crate) async fn log(&self) -> Result<Log, Fault> {
        open(self.cluster.socket_dir(), &self.kek()).await
    }

    /// File of the key-encryption key.
    pub(crate) fn kek(&self) -> PathBuf {
        self.folder.path().join("kek")
    }

    /// The log database, as the superuser.
    pub(crate) fn superuser(&self) -> PgConnectOptions {
        self.cluster.connect_options(SUPERUSER, LOG_DATABASE)
    }

    /// Writes out what is in memory, so that it does not happen while the next one is measured.
    pub(crate) async fn settle(&self) -> Result<(), Fault> {
        let mut connection = PgConnection::connect_with(&self.superuser()).await?;
        sqlx::query("CHECKPOINT").execute(&mut connection).await?;
        connection.close().await?;
        Ok(())
    }

    /// Stops the server and deletes everything.
    pub(crate) async fn clear(self) -> Result<(), Fault> {
        Ok(self.cluster.destroy().await?)
    }
}

/// Opens the log of a running server.
pub(crate) async fn open(socket_dir: &Path, kek: &Path) -> Result<Log, Fault> {
    let options = |role, database| {
        PgConnectOptions::new_without_pgpass().socket(socket_dir).username(role).database(database)
    };
    let config = LogConfig {
        log: options(APPLICATION_ROLE, LOG_DATABASE),
        keys: options(KEYS_ROLE, KEYS_DATABASE),
        kek: Arc::new(FileKek::open_or_create(kek)?),
        read_connections: 8,
    };
    Ok(Log::open(config).await?)
}
