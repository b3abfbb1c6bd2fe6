//! The tree of the read log as it is signed: checkpoints like those of the log of events, in a folder of their own.

use super::Tracciamento;
use event_store::integrity::checkpoints::{CheckpointError, Head, Signed};
use sqlx::Row;

/// Name of the read log in the notes.
pub(super) const ORIGIN: &str = "sigess/tracciamento";
/// Folder of its checkpoints, in that of the others.
pub const CHECKPOINTS: &str = "tracciamento";
/// Leaves read at once.
const PAGE: i64 = 10_000;

impl Signed for Tracciamento {
    fn origin(&self) -> &'static str {
        ORIGIN
    }

    async fn head(&self) -> Result<Head, CheckpointError> {
        // Before the first record there is no instant that a program could hold.
        let row = sqlx::query(
            "SELECT indice, frontiera, greatest(quando, 'epoch'::timestamptz) AS quando, now() AS adesso \
               FROM tracciamento.testa ORDER BY indice DESC LIMIT 1",
        )
        .fetch_one(&self.reading)
        .await?;
        Ok(Head {
            size: row.try_get::<i64, _>("indice")?.cast_unsigned(),
            frontier: row.try_get("frontiera")?,
            written: row.try_get("quando")?,
            now: row.try_get("adesso")?,
        })
    }

    async fn leaves(&self, after: u64, since: &Head, size: u64) -> Result<Vec<Vec<u8>>, CheckpointError> {
        Ok(sqlx::query_scalar(
            "SELECT foglia FROM tracciamento.letture \
              WHERE quando >= $1 AND indice > $2 AND indice <= $3 ORDER BY quando, indice LIMIT $4",
        )
        .bind(since.written)
        .bind(after.cast_signed())
        .bind(size.cast_signed())
        .bind(PAGE)
        .fetch_all(&self.reading)
        .await?)
    }

    /// What was written before, or by another process, is seen when this one signs or writes: each signs what it wrote.
    async fn grown(&self, signed: u64) -> bool {
        let mut written = self.writer.head();
        match self.head().await {
            Ok(head) if head.size == signed => {}
            Ok(_) => return true,
            Err(error) => tracing::warn!(%error, "the head of the read log cannot be read"),
        }
        written.wait_for(|at| *at > signed).await.is_ok()
    }
}
