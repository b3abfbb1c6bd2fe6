//! Checkpoints, tables, and the connections that write them.

use crate::projection::Descriptor;
use crate::sql::{big, unsigned};
use event_store::Log;
use sqlx::{ConnectOptions, Connection, PgConnection, PgPool, Row};

/// Schema of the read models.
pub(super) const LIVE: &str = "letture";

/// A connection that writes tables of that schema. What it commits may be lost with the server, rows and checkpoint
/// together: they are folded again.
pub(crate) async fn connect(log: &Log, schema: &str) -> Result<PgConnection, sqlx::Error> {
    let settings =
        [("search_path", schema), ("synchronous_commit", "off"), ("client_min_messages", "warning")];
    (*log.pool().connect_options()).clone().options(settings).connect().await
}

/// Makes the tables that are missing, and their checkpoints.
pub(crate) async fn ensure_tables(
    connection: &mut PgConnection,
    projections: &[Descriptor],
) -> Result<(), sqlx::Error> {
    let mut tx = connection.begin().await?;
    // CREATE … IF NOT EXISTS is not safe against itself.
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended('projections:tables', 0))")
        .execute(&mut *tx)
        .await?;
    for projection in projections {
        sqlx::raw_sql(projection.schema).execute(&mut *tx).await?;
        sqlx::query(
            "INSERT INTO letture.proiezioni (nome, versione, position) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING",
        )
        .bind(projection.name)
        .bind(projection.version)
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await
}

/// Position and error of a projection; 0 for one that has no checkpoint yet.
pub(super) async fn read(
    pool: &PgPool,
    name: &str,
    version: i32,
) -> Result<(u64, Option<String>), sqlx::Error> {
    let row =
        sqlx::query("SELECT position, errore FROM letture.proiezioni WHERE nome = $1 AND versione = $2")
            .bind(name)
            .bind(version)
            .fetch_optional(pool)
            .await?;
    match row {
        Some(row) => Ok((unsigned(&row, "position")?, row.try_get("errore")?)),
        None => Ok((0, None)),
    }
}

/// Moves a checkpoint, if it stands where it is thought to stand, and locks it until the end of the transaction.
pub(super) async fn move_checkpoint(
    connection: &mut PgConnection,
    projection: &Descriptor,
    from: u64,
    to: u64,
) -> Result<bool, sqlx::Error> {
    let moved = sqlx::query(
        "UPDATE letture.proiezioni SET position = $4, errore = NULL, aggiornata = now() \
          WHERE nome = $1 AND versione = $2 AND position = $3",
    )
    .bind(projection.name)
    .bind(projection.version)
    .bind(big(from))
    .bind(big(to))
    .execute(connection)
    .await?;
    Ok(moved.rows_affected() == 1)
}

/// Notes why a projection has stopped.
pub(super) async fn note_error(
    connection: &mut PgConnection,
    projection: &Descriptor,
    error: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE letture.proiezioni SET errore = $3, aggiornata = now() WHERE nome = $1 AND versione = $2",
    )
    .bind(projection.name)
    .bind(projection.version)
    .bind(error)
    .execute(connection)
    .await?;
    Ok(())
}

/// Becomes leader, unless somebody else is: the lock is the session's.
pub(super) async fn try_lead(
    connection: &mut PgConnection,
    projection: &Descriptor,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT pg_try_advisory_lock(hashtextextended($1, 0))")
        .bind(format!("projection:{}_v{}", projection.name, projection.version))
        .fetch_one(connection)
        .await
}

/// Stored type and version of the event at a position.
pub(super) async fn kind_of(
    connection: &mut PgConnection,
    position: u64,
) -> Result<Option<(String, String)>, sqlx::Error> {
    sqlx::query_as("SELECT event_type, event_version FROM registro.events WHERE position = $1")
        .bind(big(position))
        .fetch_optional(connection)
        .await
}
