//! The streams of a file.

use super::Ruolo;
use crate::error::QueryError;
use crate::sql::{big, coded, unsigned};
use crate::visibilita::{Vista, push_nucleo, push_soggetto};
use cqrs_es::Aggregate;
use domain::identita::SoggettoId;
use domain::nucleo_di_fatto::NucleoDiFatto;
use domain::visibilita::Azione;
use sqlx::{QueryBuilder, Row};

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
/// comes back has a row for each time. Of a subject whose file is not open to him who looks, those nuclei that are. Which of
/// the segnalazioni and notes among them are open has still to be asked ([`crate::visibilita::vedute`],
/// [`crate::annotazioni::annotazioni_vedute`]).
///
/// # Errors
/// When the database does not answer.
pub async fn streams_of(
    vista: &Vista,
    soggetto: SoggettoId,
    alla: Option<u64>,
) -> Result<Vec<StreamRef>, QueryError> {
    let fino_a = big(alla.unwrap_or(u64::MAX));
    let mut query = QueryBuilder::new("SELECT tipo, stream, ruolo, da_posizione, CASE WHEN a_posizione <= ");
    query
        .push_bind(fino_a)
        .push(" THEN a_posizione END AS a_posizione FROM letture.fascicolo_v1 f WHERE soggetto = ");
    query.push_bind(soggetto.0).push(" AND da_posizione <= ").push_bind(fino_a).push(" AND (");
    push_soggetto(&mut query, vista, Azione::Leggere, "f.soggetto");
    query.push(" OR (tipo = ").push_bind(NucleoDiFatto::TYPE).push(" AND ");
    push_nucleo(&mut query, vista, Azione::Leggere, "f.stream::uuid", None);
    query.push(")) ORDER BY da_posizione, tipo, stream, ruolo");
    let righe = query.build().fetch_all(vista.pool()).await?;
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
