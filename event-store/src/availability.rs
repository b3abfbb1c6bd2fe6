//! What may be said of a fault, and whether it is that of a database that is away, full or overloaded: then the caller
//! may come back with the same request.

use crate::append::{AppendError, describe};
use crate::bus::PriorError;
use crate::loader::LoadError;
use crate::store::{CommitError, LoadStreamError};
use std::error::Error;

/// A fault with its causes on one line. What a database says of an error may quote a value: only its code is told.
#[must_use]
pub fn causes(fault: &(dyn Error + 'static)) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut cause = Some(fault);
    while let Some(error) = cause {
        let database = error.downcast_ref::<sqlx::Error>();
        let text = database.map_or_else(|| error.to_string(), describe);
        // Many errors repeat what caused them.
        if !told.iter().any(|before| before.contains(&text)) {
            told.push(text);
        }
        cause = if database.is_some() { None } else { error.source() };
    }
    told.join(": ")
}

/// Whether the fault, or a cause of it, passes by itself or with more room.
#[must_use]
pub fn is_unavailable(fault: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(fault);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<sqlx::Error>() {
            return database_is_unavailable(error);
        }
        if let Some(error) = append_error(error) {
            return !matches!(error, AppendError::Invalid(_));
        }
        if let Some(error) = load_error(error) {
            return !matches!(error, LoadError::Invalid);
        }
        cause = error.source();
    }
    false
}

/// A transparent error stands for its cause, and is not in the chain of causes beside it.
fn append_error<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e AppendError> {
    match error.downcast_ref::<CommitError>() {
        Some(CommitError::Append(error)) => Some(error),
        _ => error.downcast_ref(),
    }
}

fn load_error<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e LoadError> {
    match (error.downcast_ref::<LoadStreamError>(), error.downcast_ref::<PriorError>()) {
        (Some(LoadStreamError::Load(error)), _) | (_, Some(PriorError::Load(error))) => Some(error),
        _ => error.downcast_ref(),
    }
}

/// No connection to be had, or classes 08 (connection), 53 (no memory, disk or connections left), 57P (shut down), 58
/// (system).
fn database_is_unavailable(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => true,
        sqlx::Error::Database(e) => {
            e.code().is_some_and(|c| ["08", "53", "57P", "58"].iter().any(|class| c.starts_with(class)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_away_is_told_from_data_that_are_wrong() {
        for fault in [sqlx::Error::PoolTimedOut, sqlx::Error::Io(std::io::ErrorKind::BrokenPipe.into())] {
            assert!(is_unavailable(&fault), "{fault}");
        }
        assert!(is_unavailable(&CommitError::Append(AppendError::Unavailable(String::new()))));
        assert!(!is_unavailable(&CommitError::Append(AppendError::Invalid(String::new()))));
        assert!(!is_unavailable(&CommitError::Json));
        assert!(is_unavailable(&PriorError::Load(LoadError::Busy)));
        assert!(is_unavailable(&LoadStreamError::Load(LoadError::Unavailable(String::new()))));
        assert!(!is_unavailable(&sqlx::Error::RowNotFound));
    }

    #[test]
    fn what_a_database_says_of_a_value_is_not_told() {
        #[derive(Debug, thiserror::Error)]
        #[error("read models")]
        struct Outer(#[source] sqlx::Error);
        let inner = sqlx::Error::Protocol("invalid input syntax: \"XYZZY\"".to_owned());
        assert_eq!(causes(&Outer(inner)), "read models: connection lost or protocol error");
    }
}
