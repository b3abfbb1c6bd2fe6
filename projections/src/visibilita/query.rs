//! Whether single files may be seen, and who follows a person whom one may not see.

use super::predicato::{
    Chi, Sguardo, Vista, push_join, push_nucleo, push_pratica, push_soggetto, push_vale, titolo_tenuto,
};
use super::projection::Parte;
use crate::error::QueryError;
use chrono::{DateTime, Utc};
use domain::identita::{NucleoId, OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use domain::tracciamento::{Accesso, Base, Oggetto};
use domain::visibilita::{Azione, Cosa, Titolo, vede_unita_sottostanti};
use sqlx::{PgPool, QueryBuilder, Row};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Levels of units below one another, at most: a circle must not keep a query busy for ever.
const LIVELLI_MAX: i32 = 32;

/// How an operator looks, with his role and unit of now.
///
/// # Errors
/// When the database does not answer.
pub async fn sguardo(pool: &PgPool, chi: Chi) -> Result<Sguardo, QueryError> {
    let attore = chi.attore;
    if !vede_unita_sottostanti(attore.ruolo) {
        return Ok(Sguardo { chi, unita: vec![attore.unita.0] });
    }
    let sotto: Vec<Uuid> = sqlx::query_scalar(
        "WITH RECURSIVE sotto AS ( \
             SELECT $1::uuid AS unita, 1 AS livello \
             UNION ALL \
             SELECT u.unita, s.livello + 1 FROM sotto s JOIN letture.unita_v3 u ON u.padre = s.unita \
              WHERE s.livello < $2) \
         SELECT DISTINCT unita FROM sotto",
    )
    .bind(attore.unita.0)
    .bind(LIVELLI_MAX)
    .fetch_all(pool)
    .await?;
    Ok(Sguardo { chi, unita: sotto })
}

/// Whether a subject's file exists for him who looks.
///
/// # Errors
/// When the database does not answer.
pub async fn vede_soggetto(vista: &Vista, azione: Azione, soggetto: SoggettoId) -> Result<bool, QueryError> {
    let mut query = QueryBuilder::new("SELECT ");
    push_soggetto(&mut query, vista, azione, "s.id");
    query.push(" FROM (SELECT ").push_bind(soggetto.0).push("::uuid AS id) s");
    Ok(query.build_query_scalar().fetch_one(vista.pool()).await?)
}

/// Those of these subjects whose file exists for him who looks.
///
/// # Errors
/// When the database does not answer.
pub async fn soggetti_veduti(
    vista: &Vista,
    azione: Azione,
    soggetti: &[SoggettoId],
) -> Result<HashSet<SoggettoId>, QueryError> {
    if soggetti.is_empty() {
        return Ok(HashSet::new());
    }
    let mut query = QueryBuilder::new("SELECT s.id FROM unnest(");
    query.push_bind(soggetti.iter().map(|s| s.0).collect::<Vec<_>>()).push(") s(id) WHERE ");
    push_soggetto(&mut query, vista, azione, "s.id");
    let visti: Vec<Uuid> = query.build_query_scalar().fetch_all(vista.pool()).await?;
    Ok(visti.into_iter().map(SoggettoId).collect())
}

/// Those of these segnalazioni that exist for him who looks.
///
/// # Errors
/// When the database does not answer.
pub async fn vedute(
    vista: &Vista,
    azione: Azione,
    segnalazioni: &[SegnalazioneId],
) -> Result<HashSet<SegnalazioneId>, QueryError> {
    if segnalazioni.is_empty() {
        return Ok(HashSet::new());
    }
    let mut query = QueryBuilder::new("SELECT s.id FROM unnest(");
    query.push_bind(segnalazioni.iter().map(|s| s.0).collect::<Vec<_>>()).push(") s(id) WHERE ");
    push_pratica(&mut query, vista, azione, "s.id");
    let viste: Vec<Uuid> = query.build_query_scalar().fetch_all(vista.pool()).await?;
    Ok(viste.into_iter().map(SegnalazioneId).collect())
}

/// Those of these nuclei di fatto that exist for him who looks: he may see somebody who is in it.
///
/// # Errors
/// When the database does not answer.
pub async fn nuclei_veduti(
    vista: &Vista,
    azione: Azione,
    nuclei: &[NucleoId],
) -> Result<HashSet<NucleoId>, QueryError> {
    if nuclei.is_empty() {
        return Ok(HashSet::new());
    }
    let mut query = QueryBuilder::new("SELECT n.id FROM unnest(");
    query.push_bind(nuclei.iter().map(|n| n.0).collect::<Vec<_>>()).push(") n(id) WHERE ");
    push_nucleo(&mut query, vista, azione, "n.id", None);
    let veduti: Vec<Uuid> = query.build_query_scalar().fetch_all(vista.pool()).await?;
    Ok(veduti.into_iter().map(NucleoId).collect())
}

/// By what each of these was open to him who looks, for the read log: whether it may be opened, the predicate has said.
/// Absent is what he holds nothing on, and what nobody can hold.
///
/// # Errors
/// When the database does not answer.
pub async fn basi(vista: &Vista, oggetti: &[Oggetto]) -> Result<HashMap<Oggetto, Base>, QueryError> {
    let per_id: HashMap<Uuid, (Oggetto, Cosa)> = oggetti.iter().copied().filter_map(tenibile).collect();
    let mut query = QueryBuilder::new("");
    for cosa in Cosa::TUTTE {
        let ids: Vec<Uuid> = per_id.iter().filter(|(_, di)| di.1 == cosa).map(|(id, _)| *id).collect();
        if ids.is_empty() {
            continue;
        }
        query.push(if query.sql().is_empty() { "" } else { " UNION ALL " });
        query.push("SELECT o.id, tenuti.rango FROM unnest(").push_bind(ids).push(") o(id)");
        push_join(&mut query, vista, cosa, "o.id");
    }
    if query.sql().is_empty() {
        return Ok(HashMap::new());
    }
    let mut titoli: Vec<(Uuid, Oggetto, Titolo)> = Vec::new();
    for riga in query.build().fetch_all(vista.pool()).await? {
        let id: Uuid = riga.try_get("id")?;
        let Some((oggetto, cosa)) = per_id.get(&id).copied() else { continue };
        titoli.extend(titolo_tenuto(&riga, vista, cosa)?.map(|titolo| (id, oggetto, titolo)));
    }
    let aperti: Vec<Uuid> =
        titoli.iter().filter(|(_, _, t)| *t == Titolo::Emergenza).map(|(id, _, _)| *id).collect();
    let emergenze = emergenze(vista, &aperti).await?;
    let base = |(id, oggetto, titolo): (Uuid, Oggetto, Titolo)| {
        let emergenza = emergenze.get(&id).copied().filter(|_| titolo == Titolo::Emergenza);
        (oggetto, Base { titolo, emergenza })
    };
    Ok(titoli.into_iter().map(base).collect())
}

/// The emergency accesses by which he who looks has these files open, of each the one that ends last.
async fn emergenze(vista: &Vista, oggetti: &[Uuid]) -> Result<HashMap<Uuid, Uuid>, QueryError> {
    let Some(sguardo) = vista.sguardo().filter(|_| !oggetti.is_empty()) else { return Ok(HashMap::new()) };
    let mut query = QueryBuilder::new(
        "SELECT DISTINCT ON (titoli.oggetto) titoli.oggetto, titoli.origine FROM letture.titoli_v2 titoli \
          WHERE titoli.oggetto = ANY(",
    );
    query.push_bind(oggetti).push(") AND titoli.a_posizione IS NULL AND titoli.unita = ANY(");
    query.push_bind(&sguardo.unita).push(") AND ");
    push_vale(&mut query, &sguardo.chi, Titolo::Emergenza);
    query.push(" ORDER BY titoli.oggetto, titoli.scade DESC, titoli.origine DESC");
    let righe: Vec<(Uuid, Uuid)> = query.build_query_as().fetch_all(vista.pool()).await?;
    Ok(righe.into_iter().collect())
}

/// What somebody can hold a title on.
fn tenibile(oggetto: Oggetto) -> Option<(Uuid, (Oggetto, Cosa))> {
    match oggetto {
        Oggetto::Soggetto(s) => Some((s.0, (oggetto, Cosa::Soggetto))),
        Oggetto::Pratica(p) => Some((p.0, (oggetto, Cosa::Pratica))),
        Oggetto::Nucleo(_) | Oggetto::Consultazione(_) => None,
    }
}

/// A title that somebody holds on a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenuto {
    /// The title.
    pub titolo: Titolo,
    /// Of an emergency access, when it ends, and the access.
    pub emergenza: Option<(DateTime<Utc>, Uuid)>,
}

/// The titles that he who looks holds on a file that is open to him, to tell him what he may do with it.
///
/// # Errors
/// When the database does not answer.
pub async fn titoli(vista: &Vista, oggetto: Uuid) -> Result<Vec<Tenuto>, QueryError> {
    let Some(sguardo) = vista.sguardo() else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::new(
        "SELECT titoli.parte, titoli.operatore, titoli.origine, titoli.scade FROM letture.titoli_v2 titoli \
          WHERE titoli.oggetto = ",
    );
    query.push_bind(oggetto).push(" AND titoli.a_posizione IS NULL AND titoli.unita = ANY(");
    query.push_bind(&sguardo.unita).push(") AND (");
    for (posto, titolo) in [Titolo::Unita, Titolo::Concessione, Titolo::Emergenza].into_iter().enumerate() {
        if posto > 0 {
            query.push(" OR ");
        }
        push_vale(&mut query, &sguardo.chi, titolo);
    }
    query.push(")");
    let mut tenuti = Vec::new();
    for riga in query.build().fetch_all(vista.pool()).await? {
        let (parte, operatore): (String, Option<Uuid>) = (riga.try_get("parte")?, riga.try_get("operatore")?);
        let (scade, accesso): (Option<DateTime<Utc>>, Uuid) =
            (riga.try_get("scade")?, riga.try_get("origine")?);
        let titolo = match Parte::da_str(&parte) {
            Some(Parte::Concessione) => Titolo::Concessione,
            Some(Parte::Emergenza) => Titolo::Emergenza,
            _ if operatore == Some(sguardo.chi.attore.operatore.0) => Titolo::Incarico,
            _ => Titolo::Unita,
        };
        tenuti.push(Tenuto { titolo, emergenza: scade.map(|scade| (scade, accesso)) });
    }
    Ok(tenuti)
}

/// The person with exactly this codice fiscale and the units that hold his file: all that may be said of him to whom his
/// file is not open.
///
/// # Errors
/// When the database does not answer.
pub async fn seguito_da(
    vista: &Vista,
    codice_fiscale: &str,
) -> Result<Option<(SoggettoId, Vec<UnitaId>)>, QueryError> {
    let righe: Vec<(Uuid, Option<Uuid>)> = sqlx::query_as(
        "SELECT DISTINCT s.soggetto, t.unita FROM letture.soggetti_v1 s \
           LEFT JOIN letture.titoli_v2 t ON t.oggetto = s.soggetto AND t.a_posizione IS NULL \
                 AND t.parte = ANY($2) \
          WHERE s.codice_fiscale = $1",
    )
    .bind(codice_fiscale)
    // Who only looks at it does not hold it.
    .bind(Parte::TENGONO.map(Parte::as_str).as_slice())
    .fetch_all(vista.pool())
    .await?;
    let Some((soggetto, _)) = righe.first() else {
        vista.divulgato().vuoto(Accesso::Seguito);
        return Ok(None);
    };
    vista.divulgato().mostra(Accesso::Seguito, [Oggetto::Soggetto(SoggettoId(*soggetto))]);
    let unita = righe.iter().filter(|r| r.0 == *soggetto).filter_map(|r| r.1.map(UnitaId));
    Ok(Some((SoggettoId(*soggetto), unita.collect())))
}

/// The files that operators have themselves, found by their codice fiscale. For a rule that shows them to nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn schede_di_operatori(
    pool: &PgPool,
    operatori: &[OperatoreId],
) -> Result<HashMap<OperatoreId, SoggettoId>, QueryError> {
    let righe: Vec<(Uuid, Uuid)> = sqlx::query_as(
        "SELECT o.operatore, s.soggetto FROM letture.operatori_v3 o \
           JOIN letture.soggetti_v1 s ON s.codice_fiscale = o.codice_fiscale \
          WHERE o.operatore = ANY($1)",
    )
    .bind(operatori.iter().map(|o| o.0).collect::<Vec<_>>())
    .fetch_all(pool)
    .await?;
    Ok(righe
        .into_iter()
        .map(|(operatore, soggetto)| (OperatoreId(operatore), SoggettoId(soggetto)))
        .collect())
}
