//! What can go wrong while facts are folded and while lists are read. No text carries a value of a row.

use event_store::ReadError;
use event_store::seal::KeyError;

/// Why facts could not be folded into a read model.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// The database did not take it.
    #[error("read models: {}", describe(.0))]
    Database(#[from] sqlx::Error),
    /// What the log says contradicts itself.
    #[error("at position {position}: {what}")]
    Data {
        /// Position of the fact.
        position: u64,
        /// What is wrong with it.
        what: &'static str,
    },
}

impl ProjectionError {
    /// Whether trying again cannot help: it is the fact, not the hour.
    #[must_use]
    pub fn is_permanent(&self) -> bool {
        match self {
            Self::Data { .. } => true,
            Self::Database(error) => is_about_the_statement(error),
        }
    }
}

/// Why a list could not be read.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The database did not answer.
    #[error("read models: {}", describe(.0))]
    Database(#[from] sqlx::Error),
    /// Who may see what is not known as it is now.
    #[error("the read models of rights are behind the log")]
    Behind,
    /// The cursor is not one of this list.
    #[error("not a cursor of this list")]
    Cursor,
}

/// Whether reading the same events again cannot help.
pub(crate) fn is_permanent(error: &ReadError) -> bool {
    match error {
        ReadError::Keys(KeyError::Missing(_))
        | ReadError::Sealed { .. }
        | ReadError::Unreadable { .. }
        | ReadError::Newer { .. } => true,
        ReadError::Database(_) | ReadError::Stream(..) | ReadError::Keys(_) => false,
    }
}

/// What may be said about a database error: the SQLSTATE, never a value.
pub(crate) fn describe(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(e) => format!("SQLSTATE {}", e.code().unwrap_or_default()),
        sqlx::Error::Io(e) => format!("connection: {}", e.kind()),
        sqlx::Error::PoolTimedOut => "no connection became free in time".to_owned(),
        sqlx::Error::ColumnDecode { index, .. } => format!("column {index} has an unexpected value"),
        _ => "connection lost or protocol error".to_owned(),
    }
}

/// Data, integrity, syntax and program limits; everything else (connection, resources, shutdown, deadlock) passes.
fn is_about_the_statement(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(e) => {
            e.code().is_some_and(|code| ["22", "23", "42", "54"].iter().any(|class| code.starts_with(class)))
        }
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Encode(_) | sqlx::Error::ColumnNotFound(_) => true,
        _ => false,
    }
}
