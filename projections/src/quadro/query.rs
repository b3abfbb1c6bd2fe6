//! The quadro of persons.

use super::TipoVoce;
use crate::error::QueryError;
use crate::sql::{coded, push_holds_at, unsigned};
use chrono::NaiveDate;
use domain::identita::{OperatoreId, SoggettoId, UnitaId};
use sqlx::postgres::PgRow;
use sqlx::{PgPool, QueryBuilder, Row};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Most entries in an answer.
pub const LIMITE_MAX: u32 = 500;

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voce {
    /// Stable id.
    pub voce: String,
    /// Whose it is.
    pub soggetto: SoggettoId,
    /// Of memberships, the household (see [`crate::nuclei::NucleoRef`]).
    pub nucleo: Option<Uuid>,
    /// Kind.
    pub tipo: TipoVoce,
    /// Stream it comes from.
    pub stream: String,
    /// See [`TipoVoce`].
    pub codice: Option<String>,
    /// First day.
    pub inizio: NaiveDate,
    /// Last day; absent while it lasts.
    pub fine: Option<NaiveDate>,
    /// A diamond: a day, not a span.
    pub istante: bool,
    /// Unit of the operator.
    pub unita: Option<UnitaId>,
    /// Author of the segnalazione, or assignee.
    pub operatore: Option<OperatoreId>,
    /// Position of the event that made it so.
    pub da: u64,
}

/// The entries of these persons that touch a span of days, as they stood at a position; by person, first day and
/// position. At most `limite` (and [`LIMITE_MAX`]).
///
/// # Errors
/// When the database does not answer.
pub async fn quadro(
    pool: &PgPool,
    soggetti: &[SoggettoId],
    dal: Option<NaiveDate>,
    al: Option<NaiveDate>,
    alla: Option<u64>,
    limite: u32,
) -> Result<Vec<Voce>, QueryError> {
    let limite = i64::from(limite.min(LIMITE_MAX));
    let soggetti: BTreeSet<Uuid> = soggetti.iter().map(|s| s.0).collect();
    let mut query = QueryBuilder::new("SELECT v.* FROM unnest(");
    query.push_bind(Vec::from_iter(soggetti));
    query.push(
        ") s(id) CROSS JOIN LATERAL (SELECT voce, soggetto, nucleo, tipo, stream, codice, inizio, fine, istante, unita, \
         operatore, da_posizione FROM letture.quadro_v1 WHERE soggetto = s.id AND",
    );
    push_holds_at(&mut query, alla);
    if let Some(dal) = dal {
        query.push(" AND (fine IS NULL OR fine >= ").push_bind(dal).push(")");
    }
    if let Some(al) = al {
        query.push(" AND inizio <= ").push_bind(al);
    }
    query.push(" ORDER BY inizio, da_posizione, voce LIMIT ").push_bind(limite);
    query.push(") v ORDER BY v.soggetto, v.inizio, v.da_posizione, v.voce LIMIT ").push_bind(limite);
    let righe = query.build().fetch_all(pool).await?;
    Ok(righe.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(r: &PgRow) -> Result<Voce, sqlx::Error> {
    Ok(Voce {
        voce: r.try_get("voce")?,
        soggetto: SoggettoId(r.try_get("soggetto")?),
        nucleo: r.try_get("nucleo")?,
        tipo: coded(r, "tipo", TipoVoce::da_str)?,
        stream: r.try_get("stream")?,
        codice: r.try_get("codice")?,
        inizio: r.try_get("inizio")?,
        fine: r.try_get("fine")?,
        istante: r.try_get("istante")?,
        unita: r.try_get::<Option<Uuid>, _>("unita")?.map(UnitaId),
        operatore: r.try_get::<Option<Uuid>, _>("operatore")?.map(OperatoreId),
        da: unsigned(r, "da_posizione")?,
    })
}
