//! A database of its own for every test, copied from a template in which the migrations ran once.

use access::Tracciamento;
use chrono::NaiveDate;
use domain::attore::{Attore, Ruolo};
use domain::evento::Registrato;
use domain::identita::{OperatoreId, UnitaId};
use domain::persona::{DatiAnagrafici, IndicatoreCf};
use event_store::postgres::drop_database;
use event_store::postgres::roles::{APPLICATION_ROLE, KEYS_ROLE, OWNER_ROLE, READ_LOG_ROLE};
use event_store::postgres::testing::TestCluster;
use event_store::seal::FileKek;
use event_store::{Bus, CommandRequest, ExecuteError, Executed, Log, LogConfig, Metadata, migrations};
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

/// Whatever went wrong while a test was set up.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Two fresh, migrated databases.
pub struct Databases {
    /// The shared server.
    pub cluster: &'static TestCluster,
    /// Name of the log database.
    pub log: String,
    /// Name of the key database.
    pub keys: String,
}

impl Databases {
    /// Copies the templates, making them first where they are not there.
    ///
    /// # Errors
    /// When there is no server to be had, or a migration fails.
    pub async fn fresh() -> Result<Self, Fault> {
        let cluster = TestCluster::shared().await?;
        let version = migrations::fingerprint();
        let log_template = format!("modello_registro_{version}");
        let keys_template = format!("modello_chiavi_{version}");
        cluster
            .ensure_template(&log_template, OWNER_ROLE, |options| async move {
                let pool = one_connection(options).await?;
                migrations::migrate_log(&pool).await?;
                pool.close().await;
                Ok::<_, Fault>(())
            })
            .await?;
        cluster
            .ensure_template(&keys_template, KEYS_ROLE, |options| async move {
                let pool = one_connection(options).await?;
                migrations::migrate_keys(&pool).await?;
                pool.close().await;
                Ok::<_, Fault>(())
            })
            .await?;
        Ok(Self {
            cluster,
            log: cluster.copy_of(&log_template).await?,
            keys: cluster.copy_of(&keys_template).await?,
        })
    }

    /// The log database, as the application.
    #[must_use]
    pub fn application(&self) -> PgConnectOptions {
        self.cluster.connect_options(APPLICATION_ROLE, &self.log)
    }

    /// The log database, as the role of the read log.
    #[must_use]
    pub fn read_log(&self) -> PgConnectOptions {
        self.cluster.connect_options(READ_LOG_ROLE, &self.log)
    }

    /// The log database, as its owner.
    #[must_use]
    pub fn owner(&self) -> PgConnectOptions {
        self.cluster.connect_options(OWNER_ROLE, &self.log)
    }

    /// The log database, as the superuser.
    #[must_use]
    pub fn superuser(&self) -> PgConnectOptions {
        self.cluster.administrator().database(&self.log)
    }

    /// The key database, as its owner.
    #[must_use]
    pub fn key_owner(&self) -> PgConnectOptions {
        self.cluster.connect_options(KEYS_ROLE, &self.keys)
    }
}

impl Drop for Databases {
    fn drop(&mut self) {
        let (administrator, names) = (self.cluster.administrator(), [self.log.clone(), self.keys.clone()]);
        // A runtime of its own: this one may be ending. What cannot be dropped goes with the cluster.
        let sweep = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                for name in &names {
                    drop_database(&administrator, name).await?;
                }
                Ok::<_, Fault>(())
            })
        });
        let _ = sweep.join();
    }
}

/// An open log on databases of its own.
pub struct Harness {
    /// The databases.
    pub databases: Databases,
    /// The log.
    pub log: Log,
    /// The bus on it.
    pub bus: Bus,
    /// Folder of the key-encryption key.
    pub folder: TempDir,
}

impl Harness {
    /// A fresh one.
    ///
    /// # Errors
    /// When there is no server to be had.
    pub async fn new() -> Result<Self, Fault> {
        let databases = Databases::fresh().await?;
        let folder = tempfile::tempdir()?;
        let log = Self::open_log(&databases, &folder).await?;
        Ok(Self { bus: Bus::new(log.clone()), log, databases, folder })
    }

    /// The read log of these databases.
    #[must_use]
    pub fn tracciamento(&self) -> Tracciamento {
        Tracciamento::start(self.databases.read_log())
    }

    /// Another opening of the same log, as another process would have it.
    ///
    /// # Errors
    /// When a database does not answer.
    pub async fn another(&self) -> Result<Log, Fault> {
        Self::open_log(&self.databases, &self.folder).await
    }

    async fn open_log(databases: &Databases, folder: &TempDir) -> Result<Log, Fault> {
        let kek = Arc::new(FileKek::open_or_create(&folder.path().join("kek"))?);
        let config =
            LogConfig { log: databases.application(), keys: databases.key_owner(), kek, read_connections: 8 };
        Ok(Log::open(config).await?)
    }

    /// A pool of the superuser on the log database.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn superuser(&self) -> Result<PgPool, Fault> {
        one_connection(self.databases.superuser()).await
    }

    /// Carries out a command with a new command id.
    ///
    /// # Errors
    /// The refusal or fault of the bus.
    pub async fn esegui<A: Registrato>(
        &self,
        stream: impl ToString,
        comando: A::Command,
    ) -> Result<Executed<A::Event>, ExecuteError<A::Error, A::Event>>
    where
        A::Command: Clone + Send,
        A::Event: 'static,
    {
        self.bus.execute::<A>(&richiesta(stream, Uuid::new_v4()), comando).await
    }
}

/// A request with that command id and nothing special about it.
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "ids are small and copied")]
pub fn richiesta(stream: impl ToString, command_id: Uuid) -> CommandRequest {
    CommandRequest {
        stream: stream.to_string(),
        command_id,
        canonical: b"prova".to_vec(),
        expected_version: None,
        metadata: Metadata::default().with("actor", "prova"),
    }
}

/// An operator of a role, in a unit of his own.
#[must_use]
pub fn attore(ruolo: Ruolo) -> Attore {
    Attore { operatore: OperatoreId(Uuid::new_v4()), ruolo, unita: UnitaId(Uuid::new_v4()) }
}

/// The office date of the scenarios.
#[must_use]
pub fn oggi() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 10, 21).unwrap_or_default()
}

async fn one_connection(options: PgConnectOptions) -> Result<PgPool, Fault> {
    Ok(PgPoolOptions::new().max_connections(2).connect_with(options).await?)
}

/// A person of whom nothing but the names is known.
#[must_use]
pub fn persona(cognome: &str, nome: Option<&str>) -> DatiAnagrafici {
    DatiAnagrafici {
        cognome: Some(cognome.to_owned()),
        nome: nome.map(str::to_owned),
        sesso: None,
        data_nascita: None,
        luogo_nascita: None,
        codice_fiscale: None,
        indicatore_cf: IndicatoreCf::NonDisponibile,
        cf_validato: None,
        id_anpr: None,
        cittadinanze: vec![],
        stato_demografico: None,
        data_stato_demografico: None,
    }
}
