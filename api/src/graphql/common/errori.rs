//! Errors of the `errors` list: faults, and arguments of queries that cannot be used.

use crate::http::{BAD_USER_INPUT, INTERNAL, UNAVAILABLE, log_fault};
use async_graphql::{Error, ErrorExtensions, Value};
use domain::rifiuto::Codice;
use projections::QueryError;
use std::sync::Arc;

/// A fault: written into the log here, once; nothing of it leaves but whether coming back later may help.
pub(crate) fn guasto(causa: &(dyn std::error::Error + 'static)) -> Error {
    log_fault(causa);
    let behind = matches!(causa.downcast_ref(), Some(QueryError::Behind));
    let code = if behind || event_store::is_unavailable(causa) { UNAVAILABLE } else { INTERNAL };
    Error::new("").extend_with(|_, e| e.set("code", code))
}

/// A fault of a loader, which several resolvers may get.
#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
pub(crate) fn guasto_condiviso(causa: Arc<dyn std::error::Error + Send + Sync>) -> Error {
    guasto(&*causa)
}

/// An argument of a query that cannot be used.
pub(crate) fn non_valida(codice: Codice, campo: &str) -> Error {
    Error::new(codice.messaggio()).extend_with(|_, e| {
        e.set("code", BAD_USER_INPUT);
        e.set("codice", codice.as_str());
        e.set("campi", Value::List(vec![Value::from(campo)]));
    })
}

/// A list that could not be read: the client's cursor, or a fault.
pub(crate) fn di_lettura(errore: &QueryError) -> Error {
    match errore {
        QueryError::Cursor => non_valida(Codice::FormatoNonValido, "after"),
        QueryError::Database(_) | QueryError::Behind => guasto(errore),
    }
}
