//! Units and operators.

use crate::error::QueryError;
use crate::soggetti::chiave;
use crate::sql::coded;
use domain::attore::Ruolo;
use domain::identita::{OperatoreId, UnitaId};
use sqlx::postgres::PgRow;
use sqlx::{PgPool, QueryBuilder, Row};
use std::collections::HashMap;
use uuid::Uuid;

/// Levels of units above one another, at most: a circle must not keep a query busy for ever.
const LIVELLI_MAX: i32 = 32;

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
    /// It does not exist any more.
    pub cessata: bool,
}

/// An operator.
#[derive(Clone, PartialEq, Eq)]
pub struct OperatoreRiga {
    /// The operator.
    pub operatore: OperatoreId,
    /// Surname, unless erased.
    pub cognome: Option<String>,
    /// First name, unless erased.
    pub nome: Option<String>,
    /// Role.
    pub ruolo: Ruolo,
    /// Unit.
    pub unita: UnitaId,
    /// He may come in.
    pub attivo: bool,
    /// Codice fiscale, unless erased.
    pub codice_fiscale: Option<String>,
}

domain::debug_oscurato!(OperatoreRiga);

/// Which operators; nothing means all.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FiltroOperatori {
    /// With one of these roles; empty means any.
    pub ruoli: Vec<Ruolo>,
    /// Of this unit.
    pub unita: Option<UnitaId>,
    /// Active, or disabled.
    pub attivi: Option<bool>,
    /// Beginning of surname and name, in either order.
    pub testo: Option<String>,
}

domain::debug_oscurato!(FiltroOperatori);

/// All units, by code.
///
/// # Errors
/// When the database does not answer.
pub async fn unita(pool: &PgPool) -> Result<Vec<Unita>, QueryError> {
    let select = "SELECT unita, codice, descrizione, tipo, padre, cessata FROM letture.unita_v1 ORDER BY codice, unita";
    let righe = sqlx::query(select).fetch_all(pool).await?;
    Ok(righe.iter().map(read_unita).collect::<Result<_, _>>()?)
}

/// Units by id.
///
/// # Errors
/// When the database does not answer.
pub async fn unita_per_id(pool: &PgPool, ids: &[UnitaId]) -> Result<HashMap<UnitaId, Unita>, QueryError> {
    let righe = sqlx::query(
        "SELECT unita, codice, descrizione, tipo, padre, cessata FROM letture.unita_v1 WHERE unita = ANY($1)",
    )
    .bind(ids.iter().map(|id| id.0).collect::<Vec<_>>())
    .fetch_all(pool)
    .await?;
    righe.iter().map(|r| Ok(read_unita(r).map(|u| (u.unita, u))?)).collect()
}

const SELECT_OPERATORI: &str = "SELECT operatore, cognome, nome, codice_fiscale, ruolo, unita, attivo \
    FROM letture.operatori_v1 WHERE ";

/// Operators, by surname and name.
///
/// # Errors
/// When the database does not answer.
pub async fn operatori(pool: &PgPool, filtro: &FiltroOperatori) -> Result<Vec<OperatoreRiga>, QueryError> {
    let FiltroOperatori { ruoli, unita, attivi, testo } = filtro;
    let mut query = QueryBuilder::new(SELECT_OPERATORI);
    query.push("true");
    if !ruoli.is_empty() {
        let ruoli: Vec<&str> = ruoli.iter().map(|r| r.as_str()).collect();
        query.push(" AND ruolo = ANY(").push_bind(ruoli).push(")");
    }
    if let Some(unita) = unita {
        query.push(" AND unita = ").push_bind(unita.0);
    }
    if let Some(attivi) = attivi {
        query.push(" AND attivo = ").push_bind(*attivi);
    }
    // Blanks count for nothing: both sides are folded without them.
    let chiave = chiave(testo.as_deref().unwrap_or_default());
    if !chiave.is_empty() {
        query.push(" AND (starts_with(replace(cognome_nome, ' ', ''), ").push_bind(chiave.clone());
        query.push(") OR starts_with(replace(nome_cognome, ' ', ''), ").push_bind(chiave).push("))");
    }
    query.push(" ORDER BY cognome_nome, operatore");
    let righe = query.build().fetch_all(pool).await?;
    Ok(righe.iter().map(read_operatore).collect::<Result<_, _>>()?)
}

/// Operators by id, disabled ones too.
///
/// # Errors
/// When the database does not answer.
pub async fn operatori_per_id(
    pool: &PgPool,
    ids: &[OperatoreId],
) -> Result<HashMap<OperatoreId, OperatoreRiga>, QueryError> {
    let righe = sqlx::query(&format!("{SELECT_OPERATORI} operatore = ANY($1)"))
        .bind(ids.iter().map(|id| id.0).collect::<Vec<_>>())
        .fetch_all(pool)
        .await?;
    righe.iter().map(|r| Ok(read_operatore(r).map(|o| (o.operatore, o))?)).collect()
}

/// The distretto of a unit: the nearest unit of type DISTRETTO from itself upwards, or the topmost when there is none;
/// nothing for an unknown unit.
///
/// # Errors
/// When the database does not answer.
pub async fn distretto_di(pool: &PgPool, unita: UnitaId) -> Result<Option<UnitaId>, QueryError> {
    let trovata: Option<Uuid> = sqlx::query_scalar(
        "WITH RECURSIVE sopra AS ( \
             SELECT unita, tipo, padre, 1 AS livello FROM letture.unita_v1 WHERE unita = $1 \
             UNION ALL \
             SELECT u.unita, u.tipo, u.padre, s.livello + 1 FROM sopra s JOIN letture.unita_v1 u ON u.unita = s.padre \
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
        cessata: r.try_get("cessata")?,
    })
}

fn read_operatore(r: &PgRow) -> Result<OperatoreRiga, sqlx::Error> {
    Ok(OperatoreRiga {
        operatore: OperatoreId(r.try_get("operatore")?),
        cognome: r.try_get("cognome")?,
        nome: r.try_get("nome")?,
        ruolo: coded(r, "ruolo", Ruolo::da_str)?,
        unita: UnitaId(r.try_get("unita")?),
        attivo: r.try_get("attivo")?,
        codice_fiscale: r.try_get("codice_fiscale")?,
    })
}
