//! Sweeping what nobody needs any more: tables of versions that no process reads, and what a rebuild that was
//! interrupted left behind.
//!
//! Every process holds, as long as it lives, a shared lock on each version that it reads. Newer software sweeps an older
//! version once its own has come as far and that lock is free. Software of the older version that is started again
//! afterwards finds nothing and builds it anew.

use super::checkpoint::{self, connect, ensure_tables};
use crate::projection::Descriptor;
use event_store::Log;
use sqlx::{Connection, PgConnection};
use std::time::Duration;
use tokio::sync::watch;

/// How often it is looked whether there is something to sweep.
const INTERVAL: Duration = Duration::from_secs(60);

/// Says that this process reads these versions, on a connection that must be kept, and makes what is missing of them.
pub(super) async fn move_in(log: &Log, projections: &[Descriptor]) -> Result<PgConnection, sqlx::Error> {
    let mut connection = connect(log, checkpoint::LIVE).await?;
    for projection in projections {
        sqlx::query("SELECT pg_advisory_lock_shared(hashtextextended($1, 0))")
            .bind(in_use(projection.name, projection.version))
            .execute(&mut connection)
            .await?;
    }
    ensure_tables(&mut connection, projections).await?;
    Ok(connection)
}

pub(super) struct Housekeeping {
    pub(super) log: Log,
    pub(super) projections: Vec<Descriptor>,
    pub(super) stop: watch::Receiver<bool>,
}

impl Housekeeping {
    /// Sweeps now and then, and keeps the process moved in, until it is told to stop.
    pub(super) async fn run(mut self, moved_in: PgConnection) {
        let mut connection = Some(moved_in);
        while !*self.stop.borrow() {
            if let Err(error) = self.once(&mut connection).await {
                tracing::debug!(error = crate::error::describe(&error), "nothing can be swept");
                connection = None;
            }
            // A lost connection is a lost lock: it is taken again soon.
            let pause = if connection.is_some() { INTERVAL } else { Duration::from_secs(1) };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                changed = self.stop.changed() => if changed.is_err() { break },
            }
        }
        if let Some(connection) = connection {
            // What is not said now the server notices by itself.
            let _ = connection.close().await;
        }
    }

    async fn once(&self, connection: &mut Option<PgConnection>) -> Result<(), sqlx::Error> {
        let connection = match connection {
            Some(connection) => connection,
            None => connection.insert(move_in(&self.log, &self.projections).await?),
        };
        sweep(connection, &self.projections).await.map(|_| ())
    }
}

/// Sweeps what can be swept; the versions that went.
pub(super) async fn sweep(
    connection: &mut PgConnection,
    projections: &[Descriptor],
) -> Result<Vec<String>, sqlx::Error> {
    sweep_shadow(connection).await?;
    let older: Vec<(String, i32)> = sqlx::query_as(
        "SELECT older.nome, older.versione FROM unnest($1::text[], $2::int[]) mine(nome, versione) \
           JOIN letture.proiezioni p ON p.nome = mine.nome AND p.versione = mine.versione \
           JOIN letture.proiezioni older ON older.nome = p.nome AND older.versione < p.versione \
          WHERE p.position >= older.position AND p.errore IS NULL",
    )
    .bind(projections.iter().map(|p| p.name).collect::<Vec<_>>())
    .bind(projections.iter().map(|p| p.version).collect::<Vec<_>>())
    .fetch_all(&mut *connection)
    .await?;
    let mut swept = Vec::new();
    for (name, version) in older {
        if sweep_version(connection, &name, version).await? {
            tracing::info!(projection = name, version, "tables that nobody reads are swept");
            swept.push(format!("{name}_v{version}"));
        }
    }
    Ok(swept)
}

async fn sweep_version(connection: &mut PgConnection, name: &str, version: i32) -> Result<bool, sqlx::Error> {
    let mut tx = connection.begin().await?;
    let free: bool = sqlx::query_scalar("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))")
        .bind(in_use(name, version))
        .fetch_one(&mut *tx)
        .await?;
    if !free {
        tx.rollback().await?;
        return Ok(false);
    }
    let drops: Vec<String> = sqlx::query_scalar(
        "SELECT format('DROP TABLE IF EXISTS letture.%I', t) FROM letture.proiezioni, unnest(tabelle) t \
          WHERE nome = $1 AND versione = $2",
    )
    .bind(name)
    .bind(version)
    .fetch_all(&mut *tx)
    .await?;
    drop_all(&mut tx, &drops).await?;
    sqlx::query("DELETE FROM letture.proiezioni WHERE nome = $1 AND versione = $2")
        .bind(name)
        .bind(version)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// Tables beside the live ones while no rebuild runs: it did not come to its end.
pub(crate) async fn sweep_shadow(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    const LEFT: &str = "SELECT format('DROP TABLE IF EXISTS letture_ombra.%I', tablename) FROM pg_tables WHERE schemaname = 'letture_ombra'";
    let left: Vec<String> = sqlx::query_scalar(LEFT).fetch_all(&mut *connection).await?;
    if left.is_empty() {
        return Ok(());
    }
    let mut tx = connection.begin().await?;
    let free: bool =
        sqlx::query_scalar("SELECT pg_try_advisory_xact_lock(hashtextextended('projections:rebuild', 0))")
            .fetch_one(&mut *tx)
            .await?;
    if free {
        // Looked at again under the lock: what was there before may have become live meanwhile.
        let left: Vec<String> = sqlx::query_scalar(LEFT).fetch_all(&mut *tx).await?;
        drop_all(&mut tx, &left).await?;
        tracing::info!(tables = left.len(), "what an interrupted rebuild left is swept");
    }
    tx.commit().await
}

/// Does not wait long for somebody who is looking at such a table by hand.
async fn drop_all(connection: &mut PgConnection, drops: &[String]) -> Result<(), sqlx::Error> {
    sqlx::query("SET LOCAL lock_timeout = '2s'").execute(&mut *connection).await?;
    for drop in drops {
        sqlx::query(drop).execute(&mut *connection).await?;
    }
    Ok(())
}

fn in_use(name: &str, version: i32) -> String {
    format!("projection in use:{name}_v{version}")
}
