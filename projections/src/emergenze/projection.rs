//! Facts to emergency accesses.

use crate::error::ProjectionError;
use crate::fact::{DomainFact, Fact};
use crate::projection::Projection;
use crate::sql::big;
use cqrs_es::Aggregate;
use domain::accesso_emergenza::{AccessoEmergenza, EmergenzaEvent};
use sqlx::PgConnection;
use uuid::Uuid;

/// The projection.
pub struct Emergenze;

impl Projection for Emergenze {
    const NAME: &'static str = "emergenze";
    const VERSION: i32 = 1;
    const SCHEMA: &'static str = include_str!("schema.sql");
    const TABLES: &'static [&'static str] = &["emergenze_v1"];
    const AGGREGATES: &'static [&'static str] = &[AccessoEmergenza::TYPE];

    /// One statement for each: they are few.
    async fn apply(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), ProjectionError> {
        for fact in facts {
            let (DomainFact::AccessoEmergenza(evento), Ok(accesso)) = (&fact.event, fact.stream.parse())
            else {
                continue;
            };
            scrivi(connection, accesso, evento, fact.position).await?;
        }
        Ok(())
    }
}

async fn scrivi(
    connection: &mut PgConnection,
    accesso: Uuid,
    evento: &EmergenzaEvent,
    posizione: u64,
) -> Result<(), sqlx::Error> {
    let query = match evento {
        EmergenzaEvent::EmergenzaAperta(e) => sqlx::query(
            "INSERT INTO emergenze_v1 (accesso, posizione, soggetto, operatore, unita, aperta_il, scade) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(accesso)
        .bind(big(posizione))
        .bind(e.soggetto.0)
        .bind(e.chi.operatore.0)
        .bind(e.chi.unita.0)
        .bind(e.aperta_il)
        .bind(e.scade),
        EmergenzaEvent::EmergenzaChiusa(e) => {
            sqlx::query("UPDATE emergenze_v1 SET chiusa_il = $2 WHERE accesso = $1")
                .bind(accesso)
                .bind(e.chiusa_il)
        }
        EmergenzaEvent::EmergenzaRiesaminata(e) => {
            sqlx::query("UPDATE emergenze_v1 SET esito = $2 WHERE accesso = $1").bind(accesso).bind(&e.esito)
        }
    };
    query.execute(connection).await?;
    Ok(())
}
