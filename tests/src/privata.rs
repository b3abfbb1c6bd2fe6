//! A service on a PostgreSQL of its own, for tests that kill it or read its log.

use crate::harness::Fault;
use crate::servizio::{Indirizzi, Persona, operatore, unita};
use dev::anpr::AnprSimulator;
use dev::population::Population;
use domain::attore::Ruolo;
use event_store::postgres::roles::{APPLICATION_ROLE, KEYS_DATABASE, KEYS_ROLE, LOG_DATABASE, OWNER_ROLE};
use event_store::postgres::testing::temporary_place;
use event_store::postgres::{ClusterOptions, PrivateCluster};
use event_store::seal::FileKek;
use event_store::{Bus, Log, LogConfig, migrations};
use std::sync::Arc;
use tempfile::TempDir;

/// Everything but the service itself.
pub struct Privata {
    /// Its PostgreSQL, as durable as in production.
    pub cluster: PrivateCluster,
    /// The log, open beside the service.
    pub log: Log,
    /// The simulated register.
    pub anpr: AnprSimulator,
    /// Where a service finds all this.
    pub dove: Indirizzi,
    /// An operatore di segretariato.
    pub chi: Persona,
    /// Folder of the cluster, of the keys and of the service's log.
    pub folder: TempDir,
}

impl Privata {
    /// Sets it up.
    ///
    /// # Errors
    /// When a part of it cannot be had.
    pub async fn nuova() -> Result<Self, Fault> {
        let folder = temporary_place()?;
        let cluster = PrivateCluster::start(ClusterOptions::new(folder.path())).await?;
        cluster.prepare().await?;
        let owner = cluster.connect_options(OWNER_ROLE, LOG_DATABASE);
        migrations::run_log(&owner).await?;
        let keys = cluster.connect_options(KEYS_ROLE, KEYS_DATABASE);
        migrations::run_keys(&keys).await?;
        let kek = folder.path().join("kek");
        let log = Log::open(LogConfig {
            log: cluster.connect_options(APPLICATION_ROLE, LOG_DATABASE),
            keys,
            kek: Arc::new(FileKek::open_or_create(&kek)?),
            read_connections: 2,
        })
        .await?;
        let bus = Bus::new(log.clone());
        let ufficio = unita(&bus, "UFFICIO", "COMUNE", None).await?;
        let chi = operatore(&bus, ufficio, Ruolo::OperatoreSegretariato, "ZZSNNA85T45H501M").await?;
        let anpr = AnprSimulator::start(([127, 0, 0, 1], 0).into(), Population::generate(1, 50)).await?;
        let dove = Indirizzi {
            registro: cluster.url(APPLICATION_ROLE, LOG_DATABASE),
            chiavi: cluster.url(KEYS_ROLE, KEYS_DATABASE),
            kek,
            anpr: Some(anpr.write_client_files(folder.path())?),
        };
        Ok(Self { cluster, log, anpr, dove, chi, folder })
    }
}
