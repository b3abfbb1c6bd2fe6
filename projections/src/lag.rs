//! How far the read models are behind the log, asked with one select: for whoever watches.

use crate::error::QueryError;
use crate::projection::Descriptor;
use crate::sql::unsigned;
use sqlx::{PgPool, Row};

/// How one read model stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Lag {
    /// Its name.
    pub name: &'static str,
    /// Where the log is.
    pub head: u64,
    /// Events not folded yet.
    pub events: u64,
    /// Age of the oldest of them, in seconds; 0 when there is none.
    pub seconds: f64,
    /// An event it cannot fold stopped it.
    pub stopped: bool,
}

/// How all read models of this program stand.
///
/// # Errors
/// When the database does not answer.
pub async fn lag(pool: &PgPool) -> Result<Vec<Lag>, QueryError> {
    let projections = Descriptor::all();
    let rows = sqlx::query(
        "SELECT q.o, h.position AS head, coalesce(p.position, 0) AS position, p.errore IS NOT NULL AS stopped, \
                coalesce(extract(epoch FROM clock_timestamp() - e.recorded_at), 0)::float8 AS seconds \
           FROM unnest($1::text[], $2::int[]) WITH ORDINALITY q(nome, versione, o) \
          CROSS JOIN (SELECT max(position) AS position FROM registro.log_head) h \
           LEFT JOIN letture.proiezioni p ON p.nome = q.nome AND p.versione = q.versione \
           LEFT JOIN registro.events e ON e.position = coalesce(p.position, 0) + 1 \
          ORDER BY q.o",
    )
    .bind(projections.iter().map(|p| p.name).collect::<Vec<_>>())
    .bind(projections.iter().map(|p| p.version).collect::<Vec<_>>())
    .fetch_all(pool)
    .await?;
    let mut lags = Vec::with_capacity(projections.len());
    for (projection, row) in projections.iter().zip(&rows) {
        let head = unsigned(row, "head")?;
        lags.push(Lag {
            name: projection.name,
            head,
            events: head.saturating_sub(unsigned(row, "position")?),
            seconds: row.try_get::<f64, _>("seconds")?.max(0.0),
            stopped: row.try_get("stopped")?,
        });
    }
    Ok(lags)
}
