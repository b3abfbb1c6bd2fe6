//! The streams of a file.

use super::Ruolo;
use crate::error::QueryError;
use crate::sql::{big, coded, unsigned};
use domain::identita::SoggettoId;
use sqlx::{PgPool, Row};

/// A stream that concerns a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamRef {
    /// Type of the aggregate.
    pub tipo: String,
    /// Id of the stream.
    pub stream: String,
    /// As what it concerns him.
    pub ruolo: Ruolo,
    /// Position of the event that made it concern him.
    pub da: u64,
    /// Position of the event that ended this, which still is part of his story.
    pub a: Option<u64>,
}

/// Every stream that concerned a subject up to a position, also those that do not any more, oldest first. Somebody who
/// comes back has a row for each time.
///
/// # Errors
/// When the database does not answer.
pub async fn streams_of(
    pool: &PgPool,
    soggetto: SoggettoId,
    alla: Option<u64>,
) -> Result<Vec<StreamRef>, QueryError> {
    let righe = sqlx::query(
        "SELECT tipo, stream, ruolo, da_posizione, \
                CASE WHEN a_posizione <= $2 THEN a_posizione END AS a_posizione \
           FROM letture.fascicolo_v1 WHERE soggetto = $1 AND da_posizione <= $2 \
          ORDER BY da_posizione, tipo, stream, ruolo",
    )
    .bind(soggetto.0)
    .bind(big(alla.unwrap_or(u64::MAX)))
    .fetch_all(pool)
    .await?;
    let letta = |r: &sqlx::postgres::PgRow| {
        Ok(StreamRef {
            tipo: r.try_get("tipo")?,
            stream: r.try_get("stream")?,
            ruolo: coded(r, "ruolo", Ruolo::da_str)?,
            da: unsigned(r, "da_posizione")?,
            a: r.try_get::<Option<i64>, _>("a_posizione")?.map(i64::cast_unsigned),
        })
    };
    righe.iter().map(letta).collect()
}
