//! The trail of who came in, who was turned away, who left. Rows are only ever added, and go after their time
//! (`migrations/registro/0034_termini_degli_accessi.sql`).

use super::level::Level;
use super::membership::stored;
use crate::{Access, AccessError};
use chrono::{DateTime, Utc};
use domain::attore::NumeroIncarico;
use domain::identita::OperatoreId;
use sqlx::PgExecutor;
use std::net::IpAddr;
use uuid::Uuid;

/// From where something was asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source {
    /// Id of the request.
    pub request: Option<Uuid>,
    /// The address that it came from.
    pub address: Option<IpAddr>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A session was opened.
    Entered,
    /// A valid login of somebody who is not enabled.
    NotEnabled,
    /// The provider's answer was refused.
    Refused,
    /// The operator left.
    Left,
    /// The provider said that he left.
    LeftAtProvider,
    /// The operator ended a session of his from another one.
    LeftElsewhere,
    /// An administrator ended the session.
    Ended,
    /// A session ended because the operator is no longer enabled.
    Disabled,
    /// A session ended because none of the operator's memberships holds any more.
    WithoutMembership,
    /// An operator goes on in that membership.
    Chosen,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Entered => "ENTRATO",
            Self::NotEnabled => "NON_ABILITATO",
            Self::Refused => "RIFIUTATO",
            Self::Left => "USCITO",
            Self::LeftAtProvider => "USCITO_DAL_GESTORE",
            Self::LeftElsewhere => "USCITO_DA_ALTROVE",
            Self::Ended => "TERMINATO",
            Self::Disabled => "DISABILITATO",
            Self::WithoutMembership => "SENZA_INCARICO",
            Self::Chosen => "INCARICO_SCELTO",
        }
    }
}

/// One row.
pub(super) struct Entry<'a> {
    pub(super) at: DateTime<Utc>,
    pub(super) outcome: Outcome,
    pub(super) reason: Option<&'static str>,
    pub(super) provider: &'a str,
    pub(super) operatore: Option<OperatoreId>,
    /// With which of his memberships.
    pub(super) incarico: Option<NumeroIncarico>,
    /// Keyed hash of the codice fiscale of somebody who is not enabled.
    pub(super) person: Option<Vec<u8>>,
    pub(super) level: Option<Level>,
    /// From where it was asked for.
    pub(super) source: Source,
    /// Who ended a session, where an operator did.
    pub(super) by: Option<OperatoreId>,
    /// Name of the session that it is about.
    pub(super) session: Option<Uuid>,
}

impl<'a> Entry<'a> {
    /// A row with only what every row has.
    pub(super) fn new(at: DateTime<Utc>, outcome: Outcome, provider: &'a str) -> Self {
        Self {
            at,
            outcome,
            provider,
            reason: None,
            operatore: None,
            incarico: None,
            person: None,
            level: None,
            source: Source::default(),
            by: None,
            session: None,
        }
    }

    /// Adds it.
    pub(super) async fn add(self, executor: impl PgExecutor<'_>) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO accesso.accessi (quando, esito, motivo, gestore, operatore, persona, livello, richiesta, incarico, \
                                           da_operatore, sessione, indirizzo) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::inet)",
        )
        .bind(self.at)
        .bind(self.outcome.as_str())
        .bind(self.reason)
        .bind(self.provider)
        .bind(self.operatore.map(|o| o.0))
        .bind(self.person)
        .bind(self.level.map(Level::number))
        .bind(self.source.request)
        .bind(self.incarico.map(stored))
        .bind(self.by.map(|o| o.0))
        .bind(self.session)
        .bind(self.source.address.map(|address| address.to_string()))
        .execute(executor)
        .await?;
        Ok(())
    }
}

impl Access {
    /// Takes away the rows of the trail that are older than so many months; answers how many there were. The database refuses
    /// less than 24 months.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_of_trail(&self, months: u16) -> Result<u64, AccessError> {
        let gone: i64 = sqlx::query_scalar("SELECT accesso.elimina_accessi($1)")
            .bind(i32::from(months))
            .fetch_one(self.pool())
            .await?;
        Ok(gone.unsigned_abs())
    }
}
