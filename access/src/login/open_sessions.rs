//! The open sessions of an operator: listed and ended, by himself or for him.

use super::level::Level;
use super::session::{Revocation, SessionLimits};
use super::trail::{Entry, Outcome, Source};
use super::{Login, secret};
use crate::{Access, AccessError};
use chrono::{DateTime, Utc};
use domain::identita::OperatoreId;
use sqlx::Row;
use uuid::Uuid;

/// Bytes of the digest by which a session is named: enough to name one, and of no use to open it.
const NAME_LENGTH: usize = 16;

/// An open session, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// By what it is named.
    pub id: Uuid,
    /// Where its operator logged in.
    pub provider: String,
    /// At which level.
    pub level: Level,
    /// Since when it is open.
    pub begun: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub seen: DateTime<Utc>,
    /// When it is over in any case.
    pub until: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// Which sessions to end.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// The one of that name.
    One(Uuid),
    /// All of them.
    All,
}

/// Who ends them.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// Their operator, elsewhere.
    Himself,
    /// An administrator.
    Administrator(OperatoreId),
    /// Whoever has the machine's command line.
    CommandLine,
}

impl Access {
    /// The sessions of an operator that open now, the last used first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_sessions(
        &self,
        operatore: OperatoreId,
        limits: SessionLimits,
        now: DateTime<Utc>,
    ) -> Result<Vec<OpenSession>, AccessError> {
        let rows = sqlx::query(
            "SELECT hash, gestore, livello, creata, vista, scade FROM accesso.sessioni \
              WHERE operatore = $1 AND revocata IS NULL AND scade > $2 AND vista > $3 ORDER BY vista DESC, creata DESC",
        )
        .bind(operatore.0)
        .bind(now)
        .bind(now - limits.idle)
        .fetch_all(self.pool())
        .await?;
        let session = |row: &sqlx::postgres::PgRow| {
            Ok(OpenSession {
                id: name(row.try_get::<&[u8], _>("hash")?)?,
                provider: row.try_get("gestore")?,
                level: Level::from_number(row.try_get("livello")?).ok_or(AccessError::Unreadable)?,
                begun: row.try_get("creata")?,
                seen: row.try_get("vista")?,
                until: row.try_get("scade")?,
                this: false,
            })
        };
        rows.iter().map(session).collect()
    }

    /// Ends sessions of an operator; says how many there were. The trail tells which and by whom.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_sessions(
        &self,
        operatore: OperatoreId,
        which: Which,
        by: By,
        source: Source,
        now: DateTime<Utc>,
    ) -> Result<usize, AccessError> {
        let (why, outcome) = match by {
            By::Himself => (Revocation::LeftElsewhere, Outcome::LeftElsewhere),
            By::Administrator(_) | By::CommandLine => (Revocation::Ended, Outcome::Ended),
        };
        let by = match by {
            By::Himself => Some(operatore),
            By::Administrator(administrator) => Some(administrator),
            By::CommandLine => None,
        };
        let one = match which {
            Which::One(id) => Some(id.as_bytes().to_vec()),
            Which::All => None,
        };
        let mut transaction = self.pool().begin().await?;
        let ended = sqlx::query(
            "UPDATE accesso.sessioni SET revocata = $2, motivo = $3, sigillo = NULL \
              WHERE operatore = $1 AND revocata IS NULL AND ($4::bytea IS NULL OR substring(hash FROM 1 FOR 16) = $4) \
             RETURNING gestore, hash",
        )
        .bind(operatore.0)
        .bind(now)
        .bind(why.as_str())
        .bind(one)
        .fetch_all(&mut *transaction)
        .await?;
        for row in &ended {
            let session = Some(name(row.try_get::<&[u8], _>("hash")?)?);
            let entry = Entry::new(now, outcome, row.try_get("gestore")?);
            Entry { operatore: Some(operatore), by, session, source, ..entry }.add(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(ended.len())
    }
}

impl Login {
    /// The open sessions of whoever has this cookie; `None` when it opens nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn own_sessions(&self, token: &str) -> Result<Option<Vec<OpenSession>>, AccessError> {
        let Some(session) = self.look_at_session(token).await? else { return Ok(None) };
        let operatore = session.abilitazione.operatore;
        let mut open = self.access().open_sessions(operatore, self.limits(), self.now()).await?;
        let this = name(&secret::digest(token))?;
        for session in &mut open {
            session.this = session.id == this;
        }
        Ok(Some(open))
    }

    /// Ends a session of whoever has this cookie, by its name; whether there was one. `None` when the cookie opens
    /// nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_own_session(
        &self,
        token: &str,
        id: Uuid,
        source: Source,
    ) -> Result<Option<bool>, AccessError> {
        let Some(session) = self.look_at_session(token).await? else { return Ok(None) };
        let operatore = session.abilitazione.operatore;
        let which = Which::One(id);
        let ended = self.access().end_sessions(operatore, which, By::Himself, source, self.now()).await?;
        Ok(Some(ended > 0))
    }
}

/// The name of a session, from the digest of its cookie.
pub(super) fn name(digest: &[u8]) -> Result<Uuid, AccessError> {
    digest.get(..NAME_LENGTH).and_then(|bytes| Uuid::from_slice(bytes).ok()).ok_or(AccessError::Unreadable)
}
