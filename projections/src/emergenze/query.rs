//! Lists of emergency accesses, for those who are told of them.

use crate::error::QueryError;
use crate::page::{Cursore, Pagina, limite};
use crate::sql::big;
use crate::visibilita::{Vista, push_titoli};
use domain::identita::{EmergenzaId, OperatoreId, SoggettoId};
use domain::visibilita::{Azione, Cosa, senza_titolo, titoli_sufficienti};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

/// That somebody is still to judge it.
const ATTESA: &str = "(e.esito IS NULL OR e.esito = 'DA_APPROFONDIRE')";

/// Which emergency accesses; nothing means all of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct FiltroEmergenze {
    /// This one.
    pub accesso: Option<EmergenzaId>,
    /// Those that opened this file: a subject's, or a segnalazione.
    pub scheda: Option<Uuid>,
    /// Only those that he who looks opened himself.
    pub propri: bool,
    /// Those that somebody is still to judge, or the others.
    pub da_riesaminare: Option<bool>,
}

/// A page of the emergency accesses of which he who looks is told, newest first: of those to files that his units hold, or
/// of all, as his role has it; and of his own. The values are their ids.
///
/// # Errors
/// When the database does not answer, or the cursor is of another list.
pub async fn emergenze(
    vista: &Vista,
    filtro: FiltroEmergenze,
    dopo: Option<&Cursore>,
    primi: u32,
) -> Result<Pagina<EmergenzaId>, QueryError> {
    let primi = limite(primi);
    let mut query = QueryBuilder::new("SELECT e.accesso, e.posizione FROM letture.emergenze_v1 e WHERE (");
    let FiltroEmergenze { accesso, scheda, propri, da_riesaminare } = filtro;
    push_propria(&mut query, vista);
    if !propri {
        query.push(" OR ");
        push_di_altri(&mut query, vista, Azione::VedereEmergenze);
    }
    query.push(")");
    match da_riesaminare {
        Some(true) => query.push(" AND ").push(ATTESA),
        Some(false) => query.push(" AND NOT ").push(ATTESA),
        None => &mut query,
    };
    if let Some(accesso) = accesso {
        query.push(" AND e.accesso = ").push_bind(accesso.0);
    }
    if let Some(scheda) = scheda {
        // Also after its end: the titles that it gave are still there, with when they ended.
        query.push(
            " AND EXISTS (SELECT 1 FROM letture.titoli_v2 t WHERE t.origine = e.accesso AND t.oggetto = ",
        );
        query.push_bind(scheda).push(")");
    }
    if let Some(cursore) = dopo {
        let posizione: i64 = cursore.0.parse().map_err(|_| QueryError::Cursor)?;
        query.push(" AND e.posizione < ").push_bind(posizione);
    }
    query.push(" ORDER BY e.posizione DESC LIMIT ");
    query.push_bind(i64::try_from(primi + 1).unwrap_or(i64::MAX));
    let righe: Vec<(Uuid, i64)> = query.build_query_as().fetch_all(vista.pool()).await?;
    let pagina = Pagina::di(righe, primi, |(_, posizione)| posizione.to_string());
    Ok(Pagina {
        voci: pagina.voci.into_iter().map(|(id, _)| EmergenzaId(id)).collect(),
        cursori: pagina.cursori,
        altra: pagina.altra,
    })
}

/// How many emergency accesses of others, of which he who looks is told, somebody is still to judge.
///
/// # Errors
/// When the database does not answer.
pub async fn quante_da_riesaminare(vista: &Vista) -> Result<u64, QueryError> {
    let mut query = QueryBuilder::new("SELECT count(*) FROM letture.emergenze_v1 e WHERE ");
    query.push(ATTESA).push(" AND NOT (");
    push_propria(&mut query, vista);
    query.push(") AND ");
    push_di_altri(&mut query, vista, Azione::VedereEmergenze);
    let quante: i64 = query.build_query_scalar().fetch_one(vista.pool()).await?;
    Ok(quante.cast_unsigned())
}

/// Whether he who looks may judge an emergency access. That it is not his own is a rule of the access.
///
/// # Errors
/// When the database does not answer.
pub async fn puo_riesaminare(vista: &Vista, accesso: EmergenzaId) -> Result<bool, QueryError> {
    let mut query =
        QueryBuilder::new("SELECT EXISTS (SELECT 1 FROM letture.emergenze_v1 e WHERE e.accesso = ");
    query.push_bind(accesso.0).push(" AND ");
    push_di_altri(&mut query, vista, Azione::RiesaminareEmergenze);
    query.push(")");
    Ok(query.build_query_scalar().fetch_one(vista.pool()).await?)
}

/// That somebody opened an emergency access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmergenzaAperta {
    /// The access.
    pub accesso: EmergenzaId,
    /// To whose file.
    pub soggetto: SoggettoId,
    /// Who.
    pub operatore: OperatoreId,
}

/// The emergency accesses that were opened after that position. For a job that shows them to nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn aperte_dopo(pool: &PgPool, posizione: u64) -> Result<Vec<EmergenzaAperta>, QueryError> {
    let righe: Vec<(Uuid, Uuid, Uuid)> = sqlx::query_as(
        "SELECT accesso, soggetto, operatore FROM letture.emergenze_v1 WHERE posizione > $1 ORDER BY posizione",
    )
    .bind(big(posizione))
    .fetch_all(pool)
    .await?;
    let aperta = |(accesso, soggetto, operatore)| EmergenzaAperta {
        accesso: EmergenzaId(accesso),
        soggetto: SoggettoId(soggetto),
        operatore: OperatoreId(operatore),
    };
    Ok(righe.into_iter().map(aperta).collect())
}

fn push_propria(query: &mut QueryBuilder<'_, Postgres>, vista: &Vista) {
    match vista.sguardo() {
        Some(sguardo) => query.push("e.operatore = ").push_bind(sguardo.chi.attore.operatore.0),
        None => query.push("false"),
    };
}

fn push_di_altri(query: &mut QueryBuilder<'_, Postgres>, vista: &Vista, azione: Azione) {
    match vista.sguardo() {
        Some(sguardo) if !senza_titolo(sguardo.chi.attore.ruolo, azione) => {
            let titoli = titoli_sufficienti(sguardo.chi.attore.ruolo, azione, Cosa::Soggetto);
            push_titoli(query, sguardo, &titoli, "e.soggetto");
        }
        _ => {
            query.push("true");
        }
    }
}
