//! The model beside the live one, in a schema of its own.

use super::ahead::Ahead;
use super::digest::{Digested, digest};
use super::{RebuildError, RebuildReport};
use crate::projection::Descriptor;
use crate::runner::{connect, ensure_tables, lock_tables, sweep_shadow};
use crate::sql::unsigned;
use event_store::Log;
use sqlx::{Connection, PgConnection};

/// Schema of the live models.
const LIVE: &str = "letture";
/// Schema of models beside them.
const SHADOW: &str = "letture_ombra";

/// Rebuilds, one projection after the other.
pub(super) struct Shadow<'a> {
    log: &'a Log,
    connection: PgConnection,
    batch: u64,
}

impl<'a> Shadow<'a> {
    /// Takes the lock that lets one rebuild run at a time; it is the connection's.
    pub(super) async fn open(log: &'a Log, batch: u32) -> Result<Self, RebuildError> {
        // A server that was never started has no tables to compare with.
        let mut live = connect(log, LIVE).await?;
        ensure_tables(&mut live, &Descriptor::all()).await?;
        live.close().await?;
        let mut connection = connect(log, SHADOW).await?;
        let free: bool =
            sqlx::query_scalar("SELECT pg_try_advisory_lock(hashtextextended('projections:rebuild', 0))")
                .fetch_one(&mut connection)
                .await?;
        if !free {
            return Err(RebuildError::Running);
        }
        sweep_shadow(&mut connection).await?;
        Ok(Self { log, connection, batch: u64::from(batch.max(1)) })
    }

    /// Gives the lock back, now and not when the server notices that the client has gone.
    pub(super) async fn close(mut self) -> Result<(), RebuildError> {
        sqlx::query("SELECT pg_advisory_unlock(hashtextextended('projections:rebuild', 0))")
            .execute(&mut self.connection)
            .await?;
        Ok(self.connection.close().await?)
    }

    /// Compares the live model with a new one, both at the live one's checkpoint.
    pub(super) async fn prove(
        &mut self,
        projection: &Descriptor,
        progress: &mut impl FnMut(u64, u64),
    ) -> Result<RebuildReport, RebuildError> {
        let (checkpoint, live) = self.snapshot(projection).await?;
        self.start(projection).await?;
        let mut ahead = Ahead::new(self.log, projection, self.batch);
        while ahead.at() < checkpoint {
            let mut tx = self.connection.begin().await?;
            ahead.fold(&mut tx, checkpoint).await?;
            tx.commit().await?;
            progress(ahead.at(), checkpoint);
        }
        let new = digest(&mut self.connection, SHADOW, projection).await?;
        self.drop_tables(projection).await?;
        Ok(RebuildReport {
            name: projection.name,
            version: projection.version,
            events: checkpoint,
            rows: new.rows,
            equal: Some(live == new),
            digest_live: Some(live.sha256),
            digest_shadow: Some(new.sha256),
            swapped: false,
        })
    }

    /// Puts a new model in the place of the live one, at the live one's checkpoint, which does not move.
    pub(super) async fn replace(
        &mut self,
        projection: &Descriptor,
        progress: &mut impl FnMut(u64, u64),
    ) -> Result<RebuildReport, RebuildError> {
        self.start(projection).await?;
        let mut ahead = Ahead::new(self.log, projection, self.batch);
        loop {
            let checkpoint = checkpoint(&mut self.connection, projection, "").await?;
            if ahead.at() + self.batch >= checkpoint {
                break;
            }
            let mut tx = self.connection.begin().await?;
            ahead.fold(&mut tx, checkpoint).await?;
            tx.commit().await?;
            progress(ahead.at(), checkpoint);
        }
        // The rest, with the live model standing still: for no longer than that, for who writes waits to read it.
        let mut tx = self.connection.begin().await?;
        lock_tables(&mut tx).await?;
        let checkpoint = checkpoint(&mut tx, projection, "FOR UPDATE").await?;
        while ahead.at() < checkpoint {
            ahead.fold(&mut tx, checkpoint).await?;
        }
        progress(ahead.at(), checkpoint);
        for table in projection.tables {
            sqlx::raw_sql(&format!(
                "DROP TABLE {LIVE}.{table}; ALTER TABLE {SHADOW}.{table} SET SCHEMA {LIVE}"
            ))
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(RebuildReport {
            name: projection.name,
            version: projection.version,
            events: checkpoint,
            rows: count(&mut self.connection, projection).await?,
            digest_live: None,
            digest_shadow: None,
            equal: None,
            swapped: true,
        })
    }

    /// Checkpoint and digest of the live model, as of one instant.
    async fn snapshot(&mut self, projection: &Descriptor) -> Result<(u64, Digested), RebuildError> {
        let mut tx = self.connection.begin().await?;
        sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY").execute(&mut *tx).await?;
        let position = checkpoint(&mut tx, projection, "").await?;
        let live = digest(&mut tx, LIVE, projection).await?;
        tx.commit().await?;
        Ok((position, live))
    }

    /// Empty tables, whatever an interrupted rebuild left.
    async fn start(&mut self, projection: &Descriptor) -> Result<(), RebuildError> {
        let position = checkpoint(&mut self.connection, projection, "").await?;
        let end = self.log.position().await?;
        if position > end {
            return Err(RebuildError::Beyond(position, end));
        }
        self.drop_tables(projection).await?;
        sqlx::raw_sql(projection.schema).execute(&mut self.connection).await?;
        Ok(())
    }

    async fn drop_tables(&mut self, projection: &Descriptor) -> Result<(), RebuildError> {
        for table in projection.tables {
            let drop = format!("DROP TABLE IF EXISTS {SHADOW}.{table}");
            sqlx::raw_sql(&drop).execute(&mut self.connection).await?;
        }
        Ok(())
    }
}

async fn checkpoint(
    connection: &mut PgConnection,
    projection: &Descriptor,
    lock: &str,
) -> Result<u64, sqlx::Error> {
    let select = format!("SELECT position FROM letture.proiezioni WHERE nome = $1 AND versione = $2 {lock}");
    let row =
        sqlx::query(&select).bind(projection.name).bind(projection.version).fetch_one(connection).await?;
    unsigned(&row, "position")
}

/// Rows of the live model.
async fn count(connection: &mut PgConnection, projection: &Descriptor) -> Result<u64, sqlx::Error> {
    let mut rows = 0;
    for table in projection.tables {
        let row = sqlx::query(&format!("SELECT count(*) AS n FROM {LIVE}.{table}"))
            .fetch_one(&mut *connection)
            .await?;
        rows += unsigned(&row, "n")?;
    }
    Ok(rows)
}
