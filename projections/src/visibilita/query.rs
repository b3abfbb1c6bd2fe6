//! Whether single files may be seen, and who follows a person whom one may not see.

use super::predicato::{Chi, Sguardo, Vista, push_pratica, push_soggetto, push_vale};
use super::projection::Parte;
use crate::error::QueryError;
use domain::identita::{NucleoId, OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
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
pub async fn sguardo(pool: &PgPool, chi: Chi) -> Result<Sguardo, QueryError> {
    let attore = chi.attore;
    if !vede_unita_sottostanti(attore.ruolo) {
        return Ok(Sguardo { chi, unita: vec![attore.unita.0] });
    }
    let sotto: Vec<Uuid> = sqlx::query_scalar(
        "WITH RECURSIVE sotto AS ( \
             SELECT $1::uuid AS unita, 1 AS livello \
             UNION ALL \
             SELECT u.unita, s.livello + 1 FROM sotto s JOIN letture.unita_v2 u ON u.padre = s.unita \
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
    let mut query =
        QueryBuilder::new("SELECT DISTINCT n.nucleo FROM letture.nuclei_v1 n WHERE n.nucleo = ANY(");
    query.push_bind(nuclei.iter().map(|n| n.0).collect::<Vec<_>>());
    query.push(") AND n.tipo = 'fatto' AND n.a_posizione IS NULL AND n.al IS NULL AND ");
    push_soggetto(&mut query, vista, azione, "n.componente");
    let veduti: Vec<Uuid> = query.build_query_scalar().fetch_all(vista.pool()).await?;
    Ok(veduti.into_iter().map(NucleoId).collect())
}

/// A title that somebody holds on a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenuto {
    /// The title.
    pub titolo: Titolo,
    /// Of an emergency access, the access.
    pub emergenza: Option<Uuid>,
}

/// The titles that he who looks holds on each of these files. For the read log: whether a file may be opened, the
/// predicate has said.
///
/// # Errors
/// When the database does not answer.
pub async fn titoli(vista: &Vista, oggetti: &[Uuid]) -> Result<HashMap<Uuid, Vec<Tenuto>>, QueryError> {
    let Some(sguardo) = vista.sguardo().filter(|_| !oggetti.is_empty()) else { return Ok(HashMap::new()) };
    let chi = &sguardo.chi;
    let mut query = QueryBuilder::new(
        "SELECT titoli.oggetto, titoli.parte, titoli.operatore, titoli.origine FROM letture.titoli_v2 titoli \
          WHERE titoli.oggetto = ANY(",
    );
    query.push_bind(oggetti).push(") AND titoli.a_posizione IS NULL AND titoli.unita = ANY(");
    query.push_bind(&sguardo.unita).push(") AND (");
    for (posto, titolo) in [Titolo::Unita, Titolo::Concessione, Titolo::Emergenza].into_iter().enumerate() {
        if posto > 0 {
            query.push(" OR ");
        }
        push_vale(&mut query, chi, titolo);
    }
    query.push(")");
    let righe: Vec<(Uuid, String, Option<Uuid>, Uuid)> =
        query.build_query_as().fetch_all(vista.pool()).await?;
    let mut tenuti: HashMap<Uuid, Vec<Tenuto>> = HashMap::new();
    for (oggetto, parte, operatore, origine) in righe {
        let titolo = match Parte::da_str(&parte) {
            Some(Parte::Concessione) => Titolo::Concessione,
            Some(Parte::Emergenza) => Titolo::Emergenza,
            _ if operatore == Some(chi.attore.operatore.0) => Titolo::Incarico,
            _ => Titolo::Unita,
        };
        let emergenza = (titolo == Titolo::Emergenza).then_some(origine);
        tenuti.entry(oggetto).or_default().push(Tenuto { titolo, emergenza });
    }
    tenuti.values_mut().for_each(|t| t.sort_unstable());
    Ok(tenuti)
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
           LEFT JOIN letture.titoli_v2 t ON t.oggetto = s.soggetto AND t.a_posizione IS NULL \
                 AND t.parte = ANY($2) \
          WHERE s.codice_fiscale = $1",
    )
    .bind(codice_fiscale)
    // Who only looks at it does not hold it.
    .bind(Parte::TENGONO.map(Parte::as_str).as_slice())
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

/// The files that operators have themselves, found by their codice fiscale. For a rule that shows them to nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn schede_di_operatori(
    pool: &PgPool,
    operatori: &[OperatoreId],
) -> Result<HashMap<OperatoreId, SoggettoId>, QueryError> {
    let righe: Vec<(Uuid, Uuid)> = sqlx::query_as(
        "SELECT o.operatore, s.soggetto FROM letture.operatori_v2 o \
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
