//! What a unit still has to do.

use crate::error::QueryError;
use domain::identita::UnitaId;
use domain::segnalazione::StatoSegnalazione;
use sqlx::PgPool;

/// Whether that unit has an open segnalazione: one of its operators has it, or recorded it and nobody has it yet.
///
/// # Errors
/// When the database does not answer.
pub async fn ha_pratiche_aperte(pool: &PgPool, unita: UnitaId) -> Result<bool, QueryError> {
    let aperti = StatoSegnalazione::TUTTI.into_iter().filter(|s| *s != StatoSegnalazione::Chiusa);
    let trovata = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM letture.segnalazioni_v1 s JOIN letture.titoli_v2 t \
                            ON t.oggetto = s.segnalazione AND t.unita = $1 AND t.a_posizione IS NULL \
                         WHERE s.a_posizione IS NULL AND s.stato = ANY($2) \
                           AND (t.parte = 'ASSEGNATARIO' OR (t.parte = 'AUTORE' AND s.assegnatario IS NULL)))",
    );
    let aperti: Vec<&str> = aperti.map(StatoSegnalazione::as_str).collect();
    Ok(trovata.bind(unita.0).bind(aperti).fetch_one(pool).await?)
}
