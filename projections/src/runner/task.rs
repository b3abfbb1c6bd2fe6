//! The task of one projection.

use super::checkpoint;
use super::feed::{Facts, SharedFeed};
use super::progress::Place;
use crate::error::{ProjectionError, is_permanent};
use crate::projection::Descriptor;
use event_store::{Log, ReadError};
use sqlx::{Connection, PgConnection};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Events in one batch.
pub(crate) const BATCH: usize = 1000;
/// How often a process that does not lead tries to.
const LEADERSHIP_RETRY: Duration = Duration::from_secs(1);
/// How often a stopped projection is tried again, by whoever gets the lead: perhaps newer software, or the keys are back.
const STOPPED_RETRY: Duration = Duration::from_secs(30);
/// First and longest pause after a fault that passes.
const BACKOFF: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(10));

pub(super) struct Task {
    pub(super) projection: Descriptor,
    pub(super) log: Log,
    pub(super) feed: Arc<SharedFeed>,
    pub(super) place: Arc<Place>,
    pub(super) stop: watch::Receiver<bool>,
}

/// A fault that passes.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Fold(#[from] ProjectionError),
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Fold(error.into())
    }
}

/// Why a stretch of leadership ended.
enum End {
    /// The process is stopping.
    Asked,
    /// An event cannot be folded.
    Poison,
}

impl Task {
    /// Leads whenever it can, until it is told to stop.
    pub(super) async fn run(mut self) {
        let mut backoff = BACKOFF.0;
        while !self.asked_to_stop() {
            let before = self.place.state().position;
            let ended = self.lead().await;
            self.place.change(|state| state.leading = false);
            if self.place.state().position != before {
                backoff = BACKOFF.0;
            }
            match ended {
                Ok(End::Asked) => break,
                Ok(End::Poison) => self.pause(STOPPED_RETRY).await,
                Err(fault) => {
                    tracing::warn!(projection = self.projection.name, %fault, "projection pauses");
                    self.pause(backoff).await;
                    backoff = (backoff * 2).min(BACKOFF.1);
                }
            }
        }
    }

    fn asked_to_stop(&self) -> bool {
        *self.stop.borrow() || self.stop.has_changed().is_err()
    }

    async fn pause(&mut self, pause: Duration) {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = self.stop.changed() => {}
        }
    }

    async fn lead(&mut self) -> Result<End, Fault> {
        let mut connection = checkpoint::connect(&self.log, checkpoint::LIVE).await?;
        while !checkpoint::try_lead(&mut connection, &self.projection).await? {
            self.pause(LEADERSHIP_RETRY).await;
            if self.asked_to_stop() {
                return Ok(End::Asked);
            }
        }
        let position = self.position().await?;
        self.place.change(|state| (state.position, state.leading) = (position, true));
        tracing::info!(projection = self.projection.name, position, "projection leads");
        let end = self.follow(&mut connection, position).await?;
        connection.close().await?;
        Ok(end)
    }

    async fn position(&self) -> Result<u64, sqlx::Error> {
        let Descriptor { name, version, .. } = self.projection;
        checkpoint::read(self.log.pool(), name, version).await.map(|(position, _)| position)
    }

    /// Folds what the log has, and waits for more.
    async fn follow(&mut self, connection: &mut PgConnection, mut position: u64) -> Result<End, Fault> {
        let mut head = self.log.head();
        let mut limit = BATCH;
        loop {
            if self.asked_to_stop() {
                return Ok(End::Asked);
            }
            if *head.borrow_and_update() <= position {
                tokio::select! {
                    changed = head.changed() => if changed.is_err() { return Ok(End::Asked) },
                    _ = self.stop.changed() => {}
                }
                continue;
            }
            match self.step(connection, position, limit).await {
                Ok(Some(reached)) => {
                    position = reached;
                    limit = (limit * 2).min(BATCH);
                    self.place.change(|state| (state.position, state.stopped) = (position, false));
                }
                // The checkpoint is not where it was thought to be.
                Ok(None) => {
                    let moved = self.position().await?;
                    if moved == position {
                        return Err(sqlx::Error::RowNotFound.into());
                    }
                    position = moved;
                }
                // Closing in on the event that is to blame, so that what comes before it is folded.
                Err(fault) if fault.is_permanent() && limit > 1 => limit /= 2,
                Err(fault) if fault.is_permanent() => {
                    self.poisoned(connection, position + 1, &fault).await?;
                    return Ok(End::Poison);
                }
                Err(fault) => return Err(fault),
            }
        }
    }

    /// One batch; where it ends, or nothing when the checkpoint is not where it was.
    async fn step(
        &self,
        connection: &mut PgConnection,
        position: u64,
        limit: usize,
    ) -> Result<Option<u64>, Fault> {
        let facts = self.feed.read(position, limit).await?;
        // The head promised an event that is not there: perhaps a database that was restored. Look again later.
        let last = facts.last().map(|f| f.position).ok_or(sqlx::Error::RowNotFound)?;
        let mut tx = connection.begin().await?;
        let folded = self.fold(&mut tx, &facts, position, last).await;
        match folded {
            Ok(true) => tx.commit().await.map(|()| Some(last)).map_err(Fault::from),
            Ok(false) => tx.rollback().await.map(|()| None).map_err(Fault::from),
            Err(error) => {
                // The connection may be what failed: then the first error says more.
                let _ = tx.rollback().await;
                Err(error.into())
            }
        }
    }

    async fn fold(
        &self,
        connection: &mut PgConnection,
        facts: &Facts,
        from: u64,
        to: u64,
    ) -> Result<bool, ProjectionError> {
        if !checkpoint::move_checkpoint(connection, &self.projection, from, to).await? {
            return Ok(false);
        }
        (self.projection.apply)(connection, facts).await?;
        Ok(true)
    }

    async fn poisoned(
        &self,
        connection: &mut PgConnection,
        position: u64,
        fault: &Fault,
    ) -> Result<(), sqlx::Error> {
        let error = match checkpoint::kind_of(connection, position).await? {
            Some((event_type, version)) => {
                format!("event {event_type} v{version} at position {position}: {fault}")
            }
            None => format!("position {position}: {fault}"),
        };
        tracing::error!(projection = self.projection.name, %error, "projection stops");
        checkpoint::note_error(connection, &self.projection, &error).await?;
        self.place.change(|state| state.stopped = true);
        Ok(())
    }
}

impl Fault {
    /// Whether trying again cannot help.
    fn is_permanent(&self) -> bool {
        match self {
            Self::Fold(error) => error.is_permanent(),
            Self::Read(error) => is_permanent(error),
        }
    }
}
