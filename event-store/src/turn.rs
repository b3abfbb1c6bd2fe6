//! Turns: rules across streams that are no reservation. Whoever ends something must find nobody in it; whoever puts somebody
//! in must find it there. Each looks first and appends then, so both at once would pass. Holding a turn over both steps,
//! they come one after the other, in whatever process they are.

use crate::log::Log;
use sqlx::{Postgres, Transaction};
use uuid::Uuid;

/// How long somebody waits for his turn.
const PATIENCE: &str = "SET LOCAL lock_timeout = '5s'";

/// With whom a turn is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// With others who share it.
    Shared,
    /// With nobody.
    Alone,
}

/// Why somebody did not get his turn.
#[derive(Debug, thiserror::Error)]
pub enum TurnError {
    /// Somebody else had it all the time.
    #[error("somebody else has the turn")]
    Busy,
    /// The database does not answer.
    #[error("the database does not answer")]
    Database(#[source] sqlx::Error),
}

impl From<sqlx::Error> for TurnError {
    fn from(error: sqlx::Error) -> Self {
        let busy = matches!(&error, sqlx::Error::Database(e) if e.code().as_deref() == Some("55P03"));
        if busy { Self::Busy } else { Self::Database(error) }
    }
}

/// A turn that somebody has, until he drops it.
#[must_use = "it lasts while it is held"]
pub struct Turn {
    _held: Transaction<'static, Postgres>,
}

impl Log {
    /// Waits for a turn at one thing of a kind.
    ///
    /// # Errors
    /// It does not come in five seconds, or the database does not answer.
    pub async fn turn(&self, kind: &str, id: Uuid, company: Company) -> Result<Turn, TurnError> {
        let mut transaction = self.turn_pool().begin().await?;
        sqlx::query(PATIENCE).execute(&mut *transaction).await?;
        let lock = match company {
            Company::Shared => "SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))",
            Company::Alone => "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
        };
        sqlx::query(lock).bind(format!("turn:{kind}/{id}")).execute(&mut *transaction).await?;
        Ok(Turn { _held: transaction })
    }
}
