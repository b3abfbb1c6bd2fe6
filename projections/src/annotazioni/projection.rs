//! Facts to notes.

use crate::error::ProjectionError;
use crate::fact::{DomainFact, Fact};
use crate::projection::Projection;
use crate::sql::big;
use cqrs_es::Aggregate;
use domain::annotazione::{Annotazione, AnnotazioneEvent};
use sqlx::PgConnection;

/// The projection.
pub struct Annotazioni;

impl Projection for Annotazioni {
    const NAME: &'static str = "annotazioni";
    const VERSION: i32 = 1;
    const SCHEMA: &'static str = include_str!("schema.sql");
    const TABLES: &'static [&'static str] = &["annotazioni_v1"];
    const AGGREGATES: &'static [&'static str] = &[Annotazione::TYPE];

    async fn apply(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), ProjectionError> {
        let aggiunte: Vec<_> = facts
            .iter()
            .filter_map(|fact| match &fact.event {
                DomainFact::Annotazione(AnnotazioneEvent::AnnotazioneAggiunta(e)) => Some((fact, e)),
                _ => None,
            })
            .collect();
        if aggiunte.is_empty() {
            return Ok(());
        }
        sqlx::query(
            "INSERT INTO annotazioni_v1 (annotazione, segnalazione, posizione, sezione, autore) \
             SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::uuid[])",
        )
        .bind(aggiunte.iter().map(|(_, e)| e.annotazione.0).collect::<Vec<_>>())
        .bind(aggiunte.iter().map(|(_, e)| e.segnalazione.0).collect::<Vec<_>>())
        .bind(aggiunte.iter().map(|(f, _)| big(f.position)).collect::<Vec<_>>())
        .bind(aggiunte.iter().map(|(_, e)| e.sezione.as_str()).collect::<Vec<_>>())
        .bind(aggiunte.iter().map(|(_, e)| e.autore.operatore.0).collect::<Vec<_>>())
        .execute(connection)
        .await?;
        Ok(())
    }
}
