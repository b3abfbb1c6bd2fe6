//! The two databases of this run: somebody's, those of a service that runs beside us, or our own private ones.

use crate::impostazioni::{Impostazioni, Profilo};
use crate::terminale::avanza;
use event_store::postgres::PgConnectOptions;
use event_store::postgres::roles::{
    APPLICATION_ROLE, KEYS_DATABASE, KEYS_ROLE, LOG_DATABASE, OWNER_ROLE, READ_LOG_ROLE,
};
use event_store::postgres::{ClusterOptions, Physical, PostgresError, PrivateCluster, RunningCluster};
use event_store::seal::{FileKek, KekError};
use event_store::{Log, LogConfig, OpenLogError, migrations};
use std::sync::Arc;

/// Why the databases cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BancheError {
    /// The private PostgreSQL could not be had.
    #[error(transparent)]
    Postgres(#[from] PostgresError),
    /// A setting is missing outside the development profile.
    #[error("{0} non è impostato: nel profilo di produzione è obbligatorio")]
    Mancante(&'static str),
    /// A database URL cannot be read.
    #[error("{0} non è un indirizzo PostgreSQL valido")]
    Indirizzo(&'static str),
    /// The key-encryption key.
    #[error(transparent)]
    Kek(#[from] KekError),
    /// The migrations.
    #[error("migrazione non riuscita: {0}")]
    Migrazione(String),
    /// The log.
    #[error(transparent)]
    Log(#[from] OpenLogError),
}

/// The databases.
pub struct Banche {
    /// Log database, as the application role.
    pub applicazione: PgConnectOptions,
    /// Log database, as the role of the read log.
    pub tracciamento: PgConnectOptions,
    /// Log database, as its owner, where we may be that.
    pub proprietario: Option<PgConnectOptions>,
    /// Key database.
    pub chiavi: PgConnectOptions,
    /// Where they are, for people.
    pub descrizione: String,
    cluster: Option<PrivateCluster>,
    accanto: Option<RunningCluster>,
}

impl Banche {
    /// Finds the databases, starting a private PostgreSQL where none is named or runs already.
    ///
    /// # Errors
    /// When there is none to be had, or a setting is missing.
    pub async fn ottieni(impostazioni: &Impostazioni) -> Result<Self, BancheError> {
        if impostazioni.profilo == Profilo::Produzione {
            obbligatorio(impostazioni.database_url.as_ref(), "DATABASE_URL")?;
            obbligatorio(impostazioni.chiavi_database_url.as_ref(), "CHIAVI_DATABASE_URL")?;
            obbligatorio(impostazioni.tracciamento_database_url.as_ref(), "TRACCIAMENTO_DATABASE_URL")?;
        }
        match &impostazioni.database_url {
            Some(url) => Self::esterne(impostazioni, url),
            None => Self::private(impostazioni).await,
        }
    }

    fn esterne(impostazioni: &Impostazioni, url: &str) -> Result<Self, BancheError> {
        let applicazione = leggi(url, "DATABASE_URL")?;
        let chiavi = match &impostazioni.chiavi_database_url {
            Some(url) => leggi(url, "CHIAVI_DATABASE_URL")?,
            None => return Err(BancheError::Mancante("CHIAVI_DATABASE_URL")),
        };
        // In development the servers trust whoever asks: the role is all that differs.
        let tracciamento = match &impostazioni.tracciamento_database_url {
            Some(url) => leggi(url, "TRACCIAMENTO_DATABASE_URL")?,
            None => applicazione.clone().username(READ_LOG_ROLE),
        };
        let proprietario = impostazioni
            .proprietario_database_url
            .as_ref()
            .map(|url| leggi(url, "PROPRIETARIO_DATABASE_URL"))
            .transpose()?;
        let descrizione = "PostgreSQL indicato da DATABASE_URL".to_owned();
        Ok(Self {
            applicazione,
            tracciamento,
            proprietario,
            chiavi,
            descrizione,
            cluster: None,
            accanto: None,
        })
    }

    async fn private(impostazioni: &Impostazioni) -> Result<Self, BancheError> {
        // A service beside us has its server locked: go along with it rather than start a second one.
        let options = ClusterOptions { progress: &avanza, ..ClusterOptions::new(&impostazioni.dati) };
        match PrivateCluster::start(options).await {
            Ok(cluster) => {
                cluster.prepare().await?;
                Ok(Self::di(cluster))
            }
            Err(PostgresError::Locked { .. }) if impostazioni.database_url.is_none() => {
                let running = RunningCluster::find(&impostazioni.dati).await?;
                let running = running.ok_or(BancheError::Mancante("DATABASE_URL"))?;
                Ok(Self {
                    applicazione: running.connect_options(APPLICATION_ROLE, LOG_DATABASE),
                    tracciamento: running.connect_options(READ_LOG_ROLE, LOG_DATABASE),
                    proprietario: Some(running.connect_options(OWNER_ROLE, LOG_DATABASE)),
                    chiavi: running.connect_options(KEYS_ROLE, KEYS_DATABASE),
                    descrizione: "PostgreSQL privato di un altro sigess in esecuzione".to_owned(),
                    cluster: None,
                    accanto: Some(running),
                })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The databases of a private PostgreSQL of ours, with its roles made.
    #[must_use]
    pub fn di(cluster: PrivateCluster) -> Self {
        let descrizione =
            format!("{} (privato, {})", cluster.source_description(), cluster.directory().display());
        Self {
            applicazione: cluster.connect_options(APPLICATION_ROLE, LOG_DATABASE),
            tracciamento: cluster.connect_options(READ_LOG_ROLE, LOG_DATABASE),
            proprietario: Some(cluster.connect_options(OWNER_ROLE, LOG_DATABASE)),
            chiavi: cluster.connect_options(KEYS_ROLE, KEYS_DATABASE),
            descrizione,
            cluster: Some(cluster),
            accanto: None,
        }
    }

    /// A private PostgreSQL, ours or another's, for base backups; none for an external one, and where PostgreSQL's
    /// programs for them are missing.
    ///
    /// # Errors
    /// When its folder cannot be read.
    pub async fn fisico(&self) -> Result<Option<Physical>, PostgresError> {
        match (&self.cluster, &self.accanto) {
            (Some(cluster), _) => Physical::of_private(cluster),
            (None, Some(running)) => Physical::of_running(running).await,
            (None, None) => Ok(None),
        }
    }

    /// Somebody else's PostgreSQL.
    #[must_use]
    pub fn esterna(&self) -> bool {
        self.cluster.is_none() && self.accanto.is_none()
    }

    /// The private PostgreSQL is ours: it was started here and ends with us.
    #[must_use]
    pub fn cluster(&self) -> Option<&PrivateCluster> {
        self.cluster.as_ref()
    }

    /// Brings both databases up to date, as their owners. Without the owner's URL only says so: the tables must
    /// then be there already.
    ///
    /// # Errors
    /// When a migration fails.
    pub async fn migra(&self) -> Result<(), BancheError> {
        let fault = |e: event_store::migrations::MigrationError| BancheError::Migrazione(e.to_string());
        if let Some(proprietario) = &self.proprietario {
            migrations::run_log(proprietario).await.map_err(fault)?;
        } else {
            avanza("PROPRIETARIO_DATABASE_URL non impostato: il registro deve essere già aggiornato");
        }
        migrations::run_keys(&self.chiavi).await.map_err(fault)?;
        Ok(())
    }

    /// Opens the log.
    ///
    /// # Errors
    /// When a database does not answer, or the key-encryption key is missing.
    pub async fn apri(&self, impostazioni: &Impostazioni) -> Result<Log, BancheError> {
        Ok(Log::open(self.configurazione(impostazioni)?).await?)
    }

    /// The same, to serve requests: the database gives up what nobody waits for any more.
    ///
    /// # Errors
    /// As [`Self::apri`].
    pub async fn apri_per_richieste(&self, impostazioni: &Impostazioni) -> Result<Log, BancheError> {
        let tempo = impostazioni.http.tempo_istruzione();
        Ok(Log::open_for_requests(self.configurazione(impostazioni)?, tempo).await?)
    }

    fn configurazione(&self, impostazioni: &Impostazioni) -> Result<LogConfig, BancheError> {
        let file = impostazioni.file_kek();
        let kek = match impostazioni.profilo {
            Profilo::Sviluppo => FileKek::open_or_create(&file)?,
            Profilo::Produzione => FileKek::open(&file)?,
        };
        Ok(LogConfig {
            log: self.applicazione.clone(),
            keys: self.chiavi.clone(),
            kek: Arc::new(kek),
            read_connections: impostazioni.connessioni,
        })
    }

    /// Stops a private PostgreSQL that we started.
    ///
    /// # Errors
    /// When it does not stop.
    pub async fn ferma(self) -> Result<(), BancheError> {
        match self.cluster {
            Some(cluster) => Ok(cluster.stop().await?),
            None => Ok(()),
        }
    }
}

fn obbligatorio(valore: Option<&String>, nome: &'static str) -> Result<(), BancheError> {
    if valore.is_none() { Err(BancheError::Mancante(nome)) } else { Ok(()) }
}

fn leggi(url: &str, nome: &'static str) -> Result<PgConnectOptions, BancheError> {
    url.parse().map_err(|_| BancheError::Indirizzo(nome))
}
