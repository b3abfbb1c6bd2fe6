//! Checkpoints, tables, and the connections that write them.

use crate::projection::Descriptor;
use crate::sql::{big, unsigned};
use event_store::Log;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, PgPool, Row};

/// Schema of the read models.
pub(super) const LIVE: &str = "letture";

/// How to connect in order to write tables of that schema. What is committed so may be lost with the server, rows and
/// checkpoint together: they are folded again. A session whose process has gone, or sleeps in a transaction, is ended
/// by the server: what it holds must not outlive it.
pub(super) fn options(log: &Log, schema: &str) -> PgConnectOptions {
    let settings = [
        ("search_path", schema),
        ("synchronous_commit", "off"),
        ("client_min_messages", "warning"),
        ("client_connection_check_interval", "1s"),
        ("idle_in_transaction_session_timeout", "60s"),
        // That of the connections which serve requests is not meant for a batch or a rebuild.
        ("statement_timeout", "0"),
    ];
    (*log.pool().connect_options()).clone().options(settings)
}

/// A connection that writes tables of that schema.
pub(crate) async fn connect(log: &Log, schema: &str) -> Result<PgConnection, sqlx::Error> {
    options(log, schema).connect().await
}

/// Makes the tables that are missing, and their checkpoints. What is there is not touched, for others may be at work on
/// it: making an index that exists locks its table all the same.
pub(crate) async fn ensure_tables(
    connection: &mut PgConnection,
    projections: &[Descriptor],
) -> Result<(), sqlx::Error> {
    let mut tx = connection.begin().await?;
    lock_tables(&mut tx).await?;
    for projection in projections {
        if !is_complete(&mut tx, projection).await? {
            make_tables(&mut tx, projection).await?;
        }
    }
    tx.commit().await
}

/// Whether all tables and the checkpoint of a projection are there.
async fn is_complete(connection: &mut PgConnection, projection: &Descriptor) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM letture.proiezioni WHERE nome = $1 AND versione = $2 AND tabelle = $3) \
            AND NOT EXISTS (SELECT 1 FROM unnest($3::text[]) t \
                             WHERE to_regclass(format('%I.%I', current_schema, t)) IS NULL)",
    )
    .bind(projection.name)
    .bind(projection.version)
    .bind(projection.tables)
    .fetch_one(connection)
    .await
}

/// Makes all tables of a projection anew, to be folded from the first event. Tables of which one is gone (perhaps with a
/// restored backup that left them out) say nothing that can be relied on.
async fn make_tables(connection: &mut PgConnection, projection: &Descriptor) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO letture.proiezioni (nome, versione, position, tabelle) VALUES ($1, $2, 0, $3) \
         ON CONFLICT (nome, versione) DO UPDATE SET position = 0, errore = NULL, tabelle = EXCLUDED.tabelle",
    )
    .bind(projection.name)
    .bind(projection.version)
    .bind(projection.tables)
    .execute(&mut *connection)
    .await?;
    for table in projection.tables {
        sqlx::query(&format!("DROP TABLE IF EXISTS {table}")).execute(&mut *connection).await?;
    }
    connection.execute(projection.schema).await?;
    Ok(())
}

/// Until the end of the transaction nobody else makes tables or exchanges them: CREATE … IF NOT EXISTS is not safe against
/// itself, nor against a table that is leaving.
pub(crate) async fn lock_tables(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended('projections:tables', 0))")
        .execute(connection)
        .await
        .map(|_| ())
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

/// Name, version and position of every projection of any program.
pub(super) async fn read_all(pool: &PgPool) -> Result<Vec<(String, i32, u64)>, sqlx::Error> {
    let rows = sqlx::query("SELECT nome, versione, position FROM letture.proiezioni ORDER BY nome, versione")
        .fetch_all(pool)
        .await?;
    rows.iter().map(|r| Ok((r.try_get("nome")?, r.try_get("versione")?, unsigned(r, "position")?))).collect()
}

/// Moves a checkpoint, if the mandate still is the leader's and it stands where he thinks, and locks it until the end of
/// the transaction: until then nobody else gets a mandate.
pub(super) async fn move_checkpoint(
    connection: &mut PgConnection,
    projection: &Descriptor,
    mandate: i64,
    (from, to): (u64, u64),
) -> Result<bool, sqlx::Error> {
    let moved = sqlx::query(
        "UPDATE letture.proiezioni SET position = $5, errore = NULL, aggiornata = now() \
          WHERE nome = $1 AND versione = $2 AND mandato = $3 AND position = $4",
    )
    .bind(projection.name)
    .bind(projection.version)
    .bind(mandate)
    .bind(big(from))
    .bind(big(to))
    .execute(connection)
    .await?;
    Ok(moved.rows_affected() == 1)
}

/// Notes why a projection has stopped, if the mandate still is the leader's.
pub(super) async fn note_error(
    connection: &mut PgConnection,
    projection: &Descriptor,
    mandate: i64,
    error: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE letture.proiezioni SET errore = $4, aggiornata = now() \
          WHERE nome = $1 AND versione = $2 AND mandato = $3",
    )
    .bind(projection.name)
    .bind(projection.version)
    .bind(mandate)
    .bind(error)
    .execute(connection)
    .await?;
    Ok(())
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
