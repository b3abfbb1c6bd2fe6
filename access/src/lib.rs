//! Who comes in, what he asked of the register, whose data he was shown. Its own tables (schemas `accesso` and
//! `tracciamento`) and SQL.

mod chiamate_anpr;
pub mod cns;
mod consultazioni;
pub mod login;
mod token;
mod tracciamento;

pub use chiamate_anpr::{ChiamateAnpr, ConsumoRiga};
pub use consultazioni::Consultazioni;
pub use token::{
    MAX_LIFE, Machine, MadeToken, NewToken, Presented, Scope, TokenError, TokenRow, UnknownScope,
};

pub use tracciamento::{
    Avviso, CHECKPOINTS, EsitoPasso, Guida, LetturaOsservata, NuovoPasso, Passo, PostoAvviso, RecordEsportato,
};
pub use tracciamento::{
    Contenuto, DifettoLetture, FiltroLetture, GruppoLettura, GuastoLetture, Lettura, LetturaRegistrata,
    PaginaLetture, PostoLettura, Tracciamento, TracciamentoError, VerificaLetture,
};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Rome;
use event_store::Log;
use sqlx::PgPool;

/// Access control on an open log database.
#[derive(Clone)]
pub struct Access {
    log: Log,
}

/// Why access could not be decided.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// The database did not answer.
    #[error("access database: {0}")]
    Database(#[from] sqlx::Error),
    /// The log cannot be read.
    #[error(transparent)]
    Log(#[from] event_store::ReadError),
    /// An operator cannot be loaded.
    #[error("operators cannot be loaded")]
    Load(#[from] event_store::store::LoadStreamError),
    /// A sealed row does not open.
    #[error("a sealed row does not open: {0}")]
    Sealed(#[from] event_store::seal::CipherError),
    /// A sealed row is not what it should be.
    #[error("a sealed row cannot be read")]
    Unreadable,
}

impl Access {
    /// Access control beside this log.
    #[must_use]
    pub fn new(log: Log) -> Self {
        Self { log }
    }

    fn pool(&self) -> &PgPool {
        self.log.command_pool()
    }
}

/// The day that it is in the office (Europe/Rome).
#[must_use]
pub fn office_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Rome).date_naive()
}
