//! Units and their tree.

use crate::error::QueryError;
use crate::sql::unsigned;
use domain::identita::UnitaId;
use sqlx::postgres::PgRow;
use sqlx::{PgPool, Row};
use std::collections::HashMap;
use uuid::Uuid;

/// Levels of units above one another, at most: a circle must not keep a query busy for ever.
pub(super) const LIVELLI_MAX: i32 = 32;

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unita {
    /// The unit.
    pub unita: UnitaId,
    /// Code.
    pub codice: String,
    /// Description.
    pub descrizione: String,
    /// List TIPO_UO.
    pub tipo: String,
    /// The unit above it.
    pub padre: Option<UnitaId>,
    /// How its office is reached.
    pub recapito: Option<String>,
    /// It does not exist any more.
    pub cessata: bool,
    /// Version of its stream.
    pub versione: u64,
}

/// All units, by code.
///
/// # Errors
/// When the database does not answer.
pub async fn unita(pool: &PgPool) -> Result<Vec<Unita>, QueryError> {
    let select = "SELECT unita, codice, descrizione, tipo, padre, recapito, cessata, versione FROM letture.unita_v3 \
         ORDER BY codice, unita";
    let righe = sqlx::query(select).fetch_all(pool).await?;
    Ok(righe.iter().map(read_unita).collect::<Result<_, _>>()?)
}

/// Units by id.
///
/// # Errors
/// When the database does not answer.
pub async fn unita_per_id(pool: &PgPool, ids: &[UnitaId]) -> Result<HashMap<UnitaId, Unita>, QueryError> {
    let righe = sqlx::query(
        "SELECT unita, codice, descrizione, tipo, padre, recapito, cessata, versione FROM letture.unita_v3 \
          WHERE unita = ANY($1)",
    )
    .bind(ids.iter().map(|id| id.0).collect::<Vec<_>>())
    .fetch_all(pool)
    .await?;
    righe.iter().map(|r| Ok(read_unita(r).map(|u| (u.unita, u))?)).collect()
}

/// Whether some unit that has not ceased stands directly below that one.
///
/// # Errors
/// When the database does not answer.
pub async fn ha_unita_sottostanti(pool: &PgPool, unita: UnitaId) -> Result<bool, QueryError> {
    let select = "SELECT EXISTS (SELECT 1 FROM letture.unita_v3 WHERE padre = $1 AND NOT cessata)";
    Ok(sqlx::query_scalar(select).bind(unita.0).fetch_one(pool).await?)
}

/// The distretto of a unit: the nearest unit of type DISTRETTO from itself upwards, or the topmost when there is none;
/// nothing for an unknown unit.
///
/// # Errors
/// When the database does not answer.
pub async fn distretto_di(pool: &PgPool, unita: UnitaId) -> Result<Option<UnitaId>, QueryError> {
    let trovata: Option<Uuid> = sqlx::query_scalar(
        "WITH RECURSIVE sopra AS ( \
             SELECT unita, tipo, padre, 1 AS livello FROM letture.unita_v3 WHERE unita = $1 \
             UNION ALL \
             SELECT u.unita, u.tipo, u.padre, s.livello + 1 FROM sopra s JOIN letture.unita_v3 u ON u.unita = s.padre \
              WHERE s.tipo <> 'DISTRETTO' AND s.livello < $2) \
         SELECT unita FROM sopra ORDER BY livello DESC LIMIT 1",
    )
    .bind(unita.0)
    .bind(LIVELLI_MAX)
    .fetch_optional(pool)
    .await?;
    Ok(trovata.map(UnitaId))
}

fn read_unita(r: &PgRow) -> Result<Unita, sqlx::Error> {
    Ok(Unita {
        unita: UnitaId(r.try_get("unita")?),
        codice: r.try_get("codice")?,
        descrizione: r.try_get("descrizione")?,
        tipo: r.try_get("tipo")?,
        padre: r.try_get::<Option<Uuid>, _>("padre")?.map(UnitaId),
        recapito: r.try_get("recapito")?,
        cessata: r.try_get("cessata")?,
        versione: unsigned(r, "versione")?,
    })
}
