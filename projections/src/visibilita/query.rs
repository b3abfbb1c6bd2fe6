//! Whether single files may be seen, and who follows a person whom one may not see.

use super::predicato::{Sguardo, Vista, push_pratica, push_soggetto};
use crate::error::QueryError;
use domain::attore::Attore;
use domain::identita::{NucleoId, SegnalazioneId, SoggettoId, UnitaId};
use domain::tracciamento::{Accesso, Divulgato, Oggetto};
use domain::visibilita::{Azione, Titolo, vede_unita_sottostanti};
use sqlx::{PgPool, QueryBuilder};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Levels of units below one another, at most: a circle must not keep a query busy for ever.
const LIVELLI_MAX: i32 = 32;

/// How an operator looks, with his role and unit of now.
///
/// # Errors
/// When the database does not answer.
pub async fn sguardo(pool: &PgPool, attore: Attore) -> Result<Sguardo, QueryError> {
    if !vede_unita_sottostanti(attore.ruolo) {
        return Ok(Sguardo { attore, unita: vec![attore.unita.0] });
    }
    let sotto: Vec<Uuid> = sqlx::query_scalar(
        "WITH RECURSIVE sotto AS ( \
             SELECT $1::uuid AS unita, 1 AS livello \
             UNION ALL \
             SELECT u.unita, s.livello + 1 FROM sotto s JOIN letture.unita_v1 u ON u.padre = s.unita \
              WHERE s.livello < $2) \
         SELECT DISTINCT unita FROM sotto",
    )
    .bind(attore.unita.0)
    .bind(LIVELLI_MAX)
    .fetch_all(pool)
    .await?;
    Ok(Sguardo { attore, unita: sotto })
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
    let mut query =
        QueryBuilder::new("SELECT DISTINCT n.nucleo FROM letture.nuclei_v1 n WHERE n.nucleo = ANY(");
    query.push_bind(nuclei.iter().map(|n| n.0).collect::<Vec<_>>());
    query.push(") AND n.tipo = 'fatto' AND n.a_posizione IS NULL AND n.al IS NULL AND ");
    push_soggetto(&mut query, vista, azione, "n.componente");
    let veduti: Vec<Uuid> = query.build_query_scalar().fetch_all(vista.pool()).await?;
    Ok(veduti.into_iter().map(NucleoId).collect())
}

/// By which title of him who looks each of these files is open; those open by none, because they were reached through
/// another, are left out. For the read log: whether a file may be opened, the predicate has said.
///
/// # Errors
/// When the database does not answer.
pub async fn titoli(vista: &Vista, oggetti: &[Uuid]) -> Result<HashMap<Uuid, Titolo>, QueryError> {
    let Some(sguardo) = vista.sguardo().filter(|_| !oggetti.is_empty()) else { return Ok(HashMap::new()) };
    let righe: Vec<(Uuid, bool)> = sqlx::query_as(
        "SELECT oggetto, bool_or(operatore = $3) FROM letture.titoli_v1 \
          WHERE oggetto = ANY($1) AND unita = ANY($2) AND a_posizione IS NULL GROUP BY oggetto",
    )
    .bind(oggetti)
    .bind(&sguardo.unita)
    .bind(sguardo.attore.operatore.0)
    .fetch_all(vista.pool())
    .await?;
    let titolo = |(oggetto, suo)| (oggetto, if suo { Titolo::Incarico } else { Titolo::Unita });
    Ok(righe.into_iter().map(titolo).collect())
}

/// The person with exactly this codice fiscale and the units that hold his file: all that may be said of him to whom his
/// file is not open.
///
/// # Errors
/// When the database does not answer.
pub async fn seguito_da(
    pool: &PgPool,
    divulgato: &Divulgato,
    codice_fiscale: &str,
) -> Result<Option<(SoggettoId, Vec<UnitaId>)>, QueryError> {
    let righe: Vec<(Uuid, Option<Uuid>)> = sqlx::query_as(
        "SELECT DISTINCT s.soggetto, t.unita FROM letture.soggetti_v1 s \
           LEFT JOIN letture.titoli_v1 t ON t.oggetto = s.soggetto AND t.a_posizione IS NULL \
          WHERE s.codice_fiscale = $1",
    )
    .bind(codice_fiscale)
    .fetch_all(pool)
    .await?;
    let Some((soggetto, _)) = righe.first() else {
        divulgato.vuoto(Accesso::Seguito);
        return Ok(None);
    };
    divulgato.mostra(Accesso::Seguito, [Oggetto::Soggetto(SoggettoId(*soggetto))]);
    let unita = righe.iter().filter(|r| r.0 == *soggetto).filter_map(|r| r.1.map(UnitaId));
    Ok(Some((SoggettoId(*soggetto), unita.collect())))
}
