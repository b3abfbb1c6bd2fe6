//! The quadro of persons.

use super::TipoVoce;
use crate::error::QueryError;
use crate::page::{Cursore, Pagina};
use crate::sql::{big, coded, push_holds_at, unsigned};
use crate::visibilita::{Vista, push_nucleo, push_pratica, push_soggetto};
use chrono::NaiveDate;
use domain::identita::{OperatoreId, SoggettoId, UnitaId};
use domain::tracciamento::{Accesso, Oggetto};
use domain::visibilita::Azione;
use sqlx::postgres::PgRow;
use sqlx::{QueryBuilder, Row};
use uuid::Uuid;

/// Most entries on a page.
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

/// The entries of these persons that touch a span of days, as they stood at a position: persons in the order given, the
/// entries of each by first day and position. At most `primi` (and [`LIMITE_MAX`]) of them, after the cursor's. Of
/// segnalazioni only those that are open now to him who looks; of memberships those of people whose file is, and of others
/// those in households that he may see.
///
/// # Errors
/// When the cursor is not one of these persons', or the database does not answer.
pub async fn quadro(
    vista: &Vista,
    soggetti: &[SoggettoId],
    dal: Option<NaiveDate>,
    al: Option<NaiveDate>,
    alla: Option<u64>,
    primi: u32,
    dopo: Option<&Cursore>,
) -> Result<Pagina<Voce>, QueryError> {
    let primi = primi.min(LIMITE_MAX);
    let uno_in_piu = i64::from(primi) + 1;
    let dopo = dopo.map(leggi_cursore).transpose()?;
    // Persons before the cursor's have been read.
    let restanti = match &dopo {
        None => soggetti,
        Some(luogo) => {
            let posto = soggetti.iter().position(|s| *s == luogo.soggetto).ok_or(QueryError::Cursor)?;
            &soggetti[posto..]
        }
    };
    let primo = dopo.map(|l| (l.inizio, big(l.da), l.voce));
    let mut query = QueryBuilder::new("SELECT v.* FROM unnest(");
    query.push_bind(restanti.iter().map(|s| s.0).collect::<Vec<Uuid>>());
    query.push(
        ") WITH ORDINALITY s(id, posto) CROSS JOIN LATERAL (SELECT s.posto, voce, soggetto, nucleo, tipo, stream, codice, \
         inizio, fine, istante, unita, operatore, da_posizione FROM letture.quadro_v1 WHERE soggetto = s.id AND",
    );
    push_holds_at(&mut query, alla);
    if let Some((inizio, da, voce)) = primo {
        // Of the others everything comes after: a first day that the index can begin at.
        query.push(" AND inizio >= CASE WHEN s.posto = 1 THEN ").push_bind(inizio);
        query.push(" ELSE '-infinity'::date END AND (s.posto > 1 OR (inizio, da_posizione, voce) > (");
        query.push_bind(inizio).push(", ").push_bind(da).push(", ").push_bind(voce).push("))");
    }
    if let Some(dal) = dal {
        query.push(" AND (fine IS NULL OR fine >= ").push_bind(dal).push(")");
    }
    if let Some(al) = al {
        query.push(" AND inizio <= ").push_bind(al);
    }
    query.push(" AND CASE WHEN tipo IN ('SEGNALAZIONE', 'ASSEGNAZIONE') THEN ");
    push_pratica(&mut query, vista, Azione::Elencare, "quadro_v1.stream::uuid");
    query.push(" ELSE ");
    push_soggetto(&mut query, vista, Azione::Leggere, "quadro_v1.soggetto");
    query.push(" OR CASE WHEN tipo = 'NUCLEO_DI_FATTO' THEN ");
    push_nucleo(&mut query, vista, Azione::Leggere, "quadro_v1.nucleo", alla);
    query.push(" ELSE ");
    push_soggetto(&mut query, vista, Azione::Leggere, "quadro_v1.nucleo");
    query.push(" END END ORDER BY inizio, da_posizione, voce LIMIT ").push_bind(uno_in_piu);
    query.push(") v ORDER BY v.posto, v.inizio, v.da_posizione, v.voce LIMIT ").push_bind(uno_in_piu);
    let righe = query.build().fetch_all(vista.pool()).await?;
    let voci = righe.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    // Also those without an entry on this page: that they are in the household is said on every page.
    vista.divulgato().mostra(Accesso::Quadro, soggetti.iter().map(|s| Oggetto::Soggetto(*s)));
    Ok(Pagina::di(voci, usize::try_from(primi).unwrap_or_default(), cursore))
}

/// Place after an entry.
struct Luogo {
    soggetto: SoggettoId,
    inizio: NaiveDate,
    da: u64,
    voce: String,
}

fn cursore(voce: &Voce) -> String {
    format!("{}.{}.{}.{}", voce.soggetto.0.simple(), voce.inizio, voce.da, voce.voce)
}

fn leggi_cursore(cursore: &Cursore) -> Result<Luogo, QueryError> {
    let mut parti = cursore.0.splitn(4, '.');
    let mut parte = || parti.next().ok_or(QueryError::Cursor);
    Ok(Luogo {
        soggetto: SoggettoId(Uuid::parse_str(parte()?).map_err(|_| QueryError::Cursor)?),
        inizio: parte()?.parse().map_err(|_| QueryError::Cursor)?,
        da: parte()?.parse().map_err(|_| QueryError::Cursor)?,
        voce: parte()?.to_owned(),
    })
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
