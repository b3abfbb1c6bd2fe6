//! The read log: who was shown the data of whom, when, as what and by which right. Its own schema, its own role, its own
//! tree (`migrations/registro/0020_tracciamento.sql`). A record is written before the answer leaves; without it there is no
//! answer.

mod avvisi;
mod export;
mod metrics;
mod reading;
mod record;
mod removed;
mod signed;
mod termini;
mod verify;
mod watch;
mod writer;

pub use avvisi::{Avviso, EsitoPasso, NuovoPasso, Passo, PostoAvviso};
pub use export::RecordEsportato;
pub use reading::{Contenuto, FiltroLetture, GruppoLettura, LetturaRegistrata, PaginaLetture, PostoLettura};
pub use record::Lettura;
pub use signed::CHECKPOINTS;
pub use verify::{DifettoLetture, GuastoLetture, VerificaLetture};
pub use watch::{Guida, LetturaOsservata};

use metrics::WriterMetrics;
use prometheus_client::registry::Registry;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, PgPool};
use std::sync::Arc;
use writer::Writer;

/// Connections for reading the log itself: few do, and they must not stand in the way of those who write.
const READING: u32 = 4;

/// Why a reading could not be written down, or the log be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TracciamentoError {
    /// Too many wait already.
    #[error("too many readings wait to be written down")]
    Busy,
    /// The database is away, or does not answer in time.
    #[error("the read log is not available: {0}")]
    Unavailable(String),
    /// A record is not of the form of records.
    #[error("record {0} of the read log cannot be read")]
    Unreadable(u64),
    /// The service is ending.
    #[error("the read log is closed")]
    Stopped,
}

/// The read log, open. Clones share it.
#[derive(Clone)]
pub struct Tracciamento {
    writer: Writer,
    metrics: Arc<WriterMetrics>,
    reading: PgPool,
}

impl Tracciamento {
    /// Starts its writer; `options` connect to the log database as the role of the read log. Nothing is asked of the
    /// database before the first reading.
    #[must_use]
    pub fn start(options: PgConnectOptions) -> Self {
        let reading = PgPoolOptions::new()
            .max_connections(READING)
            .connect_lazy_with(options.clone().options([("jit", "off")]).disable_statement_logging());
        let metrics = Arc::new(WriterMetrics::default());
        Self { writer: Writer::start(options, Arc::clone(&metrics)), metrics, reading }
    }

    /// Whether it answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn answers(&self) -> Result<(), TracciamentoError> {
        let head = sqlx::query("SELECT max(indice) FROM tracciamento.testa").execute(&self.reading).await;
        head.map(drop).map_err(reading::unavailable)
    }

    /// Puts what the writer counts into a registry.
    pub fn register(&self, registry: &mut Registry) {
        self.metrics.register(registry);
    }

    /// Writes a reading down; when this returns, it is on disk.
    ///
    /// # Errors
    /// When it may not be: then nothing may be shown.
    pub async fn annota(&self, lettura: &Lettura) -> Result<(), TracciamentoError> {
        self.writer.write(lettura.records()).await
    }
}
