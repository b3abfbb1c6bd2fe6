//! Reading ahead: while the database stores one batch, the next is read, unsealed and understood.

use super::RebuildError;
use crate::fact::Fact;
use crate::projection::Descriptor;
use event_store::{Log, ReadError};
use sqlx::PgConnection;
use tokio::task::JoinHandle;

/// The facts of a log that a projection looks at, batch by batch.
pub(super) struct Ahead<'a> {
    log: &'a Log,
    projection: &'a Descriptor,
    /// Positions in a batch.
    batch: u64,
    at: u64,
    next: Option<Next>,
}

/// A batch that is being read.
struct Next {
    up_to: u64,
    facts: JoinHandle<Result<Vec<Fact>, ReadError>>,
}

impl Drop for Next {
    fn drop(&mut self) {
        self.facts.abort();
    }
}

impl<'a> Ahead<'a> {
    /// From the first event on.
    pub(super) fn new(log: &'a Log, projection: &'a Descriptor, batch: u64) -> Self {
        Self { log, projection, batch, at: 0, next: None }
    }

    /// The last position folded.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// Folds the next batch, up to that position at most. It must not be less than what was given before.
    pub(super) async fn fold(
        &mut self,
        connection: &mut PgConnection,
        up_to: u64,
    ) -> Result<(), RebuildError> {
        let mut next = match self.next.take() {
            Some(next) => next,
            None => self.read(self.at, up_to),
        };
        let facts = (&mut next.facts).await.map_err(|_| sqlx::Error::WorkerCrashed)??;
        if next.up_to < up_to {
            self.next = Some(self.read(next.up_to, up_to));
        }
        (self.projection.apply)(connection, &facts).await?;
        self.at = next.up_to;
        Ok(())
    }

    fn read(&self, after: u64, up_to: u64) -> Next {
        let (log, aggregates) = (self.log.clone(), self.projection.aggregates);
        let up_to = up_to.min(after + self.batch);
        Next { up_to, facts: tokio::spawn(read(log, aggregates, after, up_to)) }
    }
}

async fn read(
    log: Log,
    aggregates: &'static [&'static str],
    after: u64,
    up_to: u64,
) -> Result<Vec<Fact>, ReadError> {
    let opened = if aggregates.is_empty() {
        log.feed(after, u32::try_from(up_to - after).unwrap_or(u32::MAX)).await?
    } else {
        log.feed_of(aggregates, after, up_to).await?
    };
    opened.into_iter().map(Fact::from_opened).collect()
}
