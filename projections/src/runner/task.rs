//! The task of one projection.

use super::checkpoint;
use super::feed::{Facts, SharedFeed};
use super::leadership::{self, Mandate, SIGN_OF_LIFE};
use super::progress::Place;
use crate::error::{ProjectionError, is_permanent};
use crate::projection::Descriptor;
use event_store::{Log, ReadError};
use sqlx::Connection;
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
    /// Somebody else leads, or the checkpoint was moved by hand: what is folded next must be asked again.
    #[error("the mandate has ended")]
    Deposed,
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
        let mut connection = leadership::candidate(&self.log, &self.projection).await?;
        let mut mandate = loop {
            match leadership::try_lead(connection, &self.projection).await? {
                Ok(mandate) => break mandate,
                Err(back) => connection = back,
            }
            if leadership::depose_the_silent(&mut connection, &self.projection).await? {
                tracing::warn!(
                    projection = self.projection.name,
                    "a leader that gave no sign of life is deposed"
                );
            }
            self.pause(LEADERSHIP_RETRY).await;
            if self.asked_to_stop() {
                return Ok(End::Asked);
            }
        };
        let (number, position) = (mandate.number, mandate.position);
        self.place.change(|state| (state.position, state.leading) = (position, true));
        tracing::info!(projection = self.projection.name, position, mandate = number, "projection leads");
        let end = self.follow(&mut mandate).await?;
        mandate.connection.close().await?;
        Ok(end)
    }

    /// Folds what the log has, and waits for more.
    async fn follow(&mut self, mandate: &mut Mandate) -> Result<End, Fault> {
        let mut head = self.log.head();
        let (mut position, mut limit) = (mandate.position, BATCH);
        loop {
            if self.asked_to_stop() {
                return Ok(End::Asked);
            }
            if *head.borrow_and_update() <= position {
                tokio::select! {
                    changed = head.changed() => if changed.is_err() { return Ok(End::Asked) },
                    _ = self.stop.changed() => {}
                    () = tokio::time::sleep(SIGN_OF_LIFE) => mandate.show_life().await?,
                }
                continue;
            }
            match self.step(mandate, position, limit).await {
                Ok(reached) => {
                    position = reached;
                    limit = (limit * 2).min(BATCH);
                    self.place.change(|state| (state.position, state.stopped) = (position, false));
                }
                // Closing in on the event that is to blame, so that what comes before it is folded.
                Err(fault) if fault.is_permanent() && limit > 1 => limit /= 2,
                Err(fault) if fault.is_permanent() => {
                    self.poisoned(mandate, position + 1, &fault).await?;
                    return Ok(End::Poison);
                }
                Err(fault) => return Err(fault),
            }
        }
    }

    /// One batch; where it ends.
    async fn step(&self, mandate: &mut Mandate, position: u64, limit: usize) -> Result<u64, Fault> {
        let facts = self.feed.read(position, limit).await?;
        // The head promised an event that is not there: perhaps a database that was restored. Look again later.
        let last = facts.last().map(|f| f.position).ok_or(sqlx::Error::RowNotFound)?;
        let folded = self.fold(mandate, &facts, (position, last)).await;
        folded.map(|()| last)
    }

    async fn fold(&self, mandate: &mut Mandate, facts: &Facts, span: (u64, u64)) -> Result<(), Fault> {
        let mut tx = mandate.connection.begin().await?;
        let folded = async {
            if !checkpoint::move_checkpoint(&mut tx, &self.projection, mandate.number, span).await? {
                return Err(Fault::Deposed);
            }
            Ok((self.projection.apply)(&mut tx, facts).await?)
        }
        .await;
        match folded {
            Ok(()) => Ok(tx.commit().await?),
            Err(fault) => {
                // The connection may be what failed: then the first error says more.
                let _ = tx.rollback().await;
                Err(fault)
            }
        }
    }

    async fn poisoned(&self, mandate: &mut Mandate, position: u64, fault: &Fault) -> Result<(), sqlx::Error> {
        let error = match checkpoint::kind_of(&mut mandate.connection, position).await? {
            Some((event_type, version)) => {
                format!("event {event_type} v{version} at position {position}: {fault}")
            }
            None => format!("position {position}: {fault}"),
        };
        tracing::error!(projection = self.projection.name, %error, "projection stops");
        checkpoint::note_error(&mut mandate.connection, &self.projection, mandate.number, &error).await?;
        self.place.change(|state| state.stopped = true);
        Ok(())
    }
}

impl Fault {
    /// Whether trying again cannot help.
    fn is_permanent(&self) -> bool {
        match self {
            Self::Deposed => false,
            Self::Fold(error) => error.is_permanent(),
            Self::Read(error) => is_permanent(error),
        }
    }
}
