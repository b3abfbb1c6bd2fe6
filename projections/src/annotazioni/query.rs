//! The notes that open to him who looks; the others are not there, and are not counted.

use crate::error::QueryError;
use crate::page::{Cursore, Pagina, limite};
use crate::sql::big;
use crate::visibilita::{Vista, push_annotazione};
use domain::identita::{AnnotazioneId, SegnalazioneId};
use sqlx::QueryBuilder;
use std::collections::HashSet;
use uuid::Uuid;

/// A page of the notes of a segnalazione that were there at a position, newest first.
///
/// # Errors
/// When the database does not answer, or the cursor is of another list.
pub async fn annotazioni(
    vista: &Vista,
    segnalazione: SegnalazioneId,
    alla: Option<u64>,
    dopo: Option<&Cursore>,
    primi: u32,
) -> Result<Pagina<AnnotazioneId>, QueryError> {
    let primi = limite(primi);
    let mut query = QueryBuilder::new(
        "SELECT a.annotazione, a.posizione FROM letture.annotazioni_v1 a WHERE a.segnalazione = ",
    );
    query.push_bind(segnalazione.0).push(" AND ");
    push_annotazione(&mut query, vista, "a");
    if let Some(posizione) = alla {
        query.push(" AND a.posizione <= ").push_bind(big(posizione));
    }
    if let Some(cursore) = dopo {
        let posizione: i64 = cursore.0.parse().map_err(|_| QueryError::Cursor)?;
        query.push(" AND a.posizione < ").push_bind(posizione);
    }
    query.push(" ORDER BY a.posizione DESC LIMIT ");
    query.push_bind(i64::try_from(primi + 1).unwrap_or(i64::MAX));
    let righe: Vec<(Uuid, i64)> = query.build_query_as().fetch_all(vista.pool()).await?;
    let pagina = Pagina::di(righe, primi, |(_, posizione)| posizione.to_string());
    Ok(Pagina {
        voci: pagina.voci.into_iter().map(|(id, _)| AnnotazioneId(id)).collect(),
        cursori: pagina.cursori,
        altra: pagina.altra,
    })
}

/// Those of these notes, and those of this segnalazione, that open to him who looks.
///
/// # Errors
/// When the database does not answer.
pub async fn annotazioni_vedute(
    vista: &Vista,
    annotazioni: &[AnnotazioneId],
    segnalazione: Option<SegnalazioneId>,
) -> Result<HashSet<AnnotazioneId>, QueryError> {
    if annotazioni.is_empty() && segnalazione.is_none() {
        return Ok(HashSet::new());
    }
    let mut query = QueryBuilder::new("SELECT a.annotazione FROM letture.annotazioni_v1 a WHERE ");
    match segnalazione {
        Some(segnalazione) => query.push("a.segnalazione = ").push_bind(segnalazione.0),
        None => {
            let ids: Vec<Uuid> = annotazioni.iter().map(|a| a.0).collect();
            query.push("a.annotazione = ANY(").push_bind(ids).push(")")
        }
    };
    query.push(" AND ");
    push_annotazione(&mut query, vista, "a");
    let viste: Vec<Uuid> = query.build_query_scalar().fetch_all(vista.pool()).await?;
    Ok(viste.into_iter().map(AnnotazioneId).collect())
}
