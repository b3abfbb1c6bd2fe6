//! The projector: one task a projection keeps its read model behind the log.
//!
//! Of all processes, one leads a projection (`leadership`): the one that holds the session lock on the very connection
//! with which it writes, so that it loses both together. Rows and checkpoint go in one transaction, which checks that
//! the leader's number still is the highest and the checkpoint where he read it (fencing). Delivery is at least once
//! and harmless. An event that cannot be folded stops its projection, visibly; everything else is tried again.

mod checkpoint;
mod feed;
mod housekeeping;
mod leadership;
mod progress;
mod task;

use crate::error::describe;
use crate::projection::Descriptor;
use event_store::Log;
use feed::SharedFeed;
use housekeeping::Housekeeping;
use progress::Progress;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub(crate) use checkpoint::{connect, ensure_tables, lock_tables};
pub(crate) use housekeeping::sweep_shadow;

/// How long is waited for projections that do not keep up.
const MOMENT: Duration = Duration::from_secs(1);

/// Why the projector could not start.
#[derive(Debug, thiserror::Error)]
pub enum ProjectorError {
    /// The tables could not be made.
    #[error("read models: {}", describe(.0))]
    Database(#[from] sqlx::Error),
}

/// How a projection stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectionStatus {
    /// Name.
    pub name: &'static str,
    /// Version.
    pub version: i32,
    /// Last position folded.
    pub position: u64,
    /// Why it stopped: type, version and position of an event, never a value.
    pub error: Option<String>,
    /// This process leads it.
    pub leader_here: bool,
}

/// A read model of another program's version that lies beside ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherVersion {
    /// Name.
    pub name: String,
    /// Version.
    pub version: i32,
    /// Last position folded.
    pub position: u64,
    /// Newer software made it; else older software did, and it goes when nobody reads it any more.
    pub newer: bool,
}

/// Keeps all read models. Clones share it; when the last one is dropped the tasks end.
#[derive(Clone)]
pub struct Projector(Arc<Inner>);

struct Inner {
    log: Log,
    projections: Vec<Descriptor>,
    progress: Arc<Progress>,
    stop: watch::Sender<bool>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Projector {
    /// Makes the tables that are missing and starts a task for every projection.
    ///
    /// # Errors
    /// When the database does not answer or refuses the tables.
    pub async fn start(log: Log) -> Result<Self, ProjectorError> {
        Self::start_with(log, &Descriptor::all()).await
    }

    /// As [`Self::start`], for some projections.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub async fn start_with(log: Log, projections: &[Descriptor]) -> Result<Self, ProjectorError> {
        let moved_in = housekeeping::move_in(&log, projections).await?;
        let progress = Arc::new(Progress::new(log.pool().clone(), projections));
        progress.refresh().await?;
        let feed = Arc::new(SharedFeed::new(log.clone()));
        let (stop, stopping) = watch::channel(false);
        let tasks = projections.iter().zip(progress.places()).map(|(projection, place)| {
            let task = task::Task {
                projection: *projection,
                log: log.clone(),
                feed: Arc::clone(&feed),
                place: Arc::clone(place),
                stop: stopping.clone(),
            };
            tokio::spawn(task.run())
        });
        let mut tasks: Vec<_> = tasks.collect();
        let housekeeping =
            Housekeeping { log: log.clone(), projections: projections.to_vec(), stop: stopping };
        tasks.push(tokio::spawn(housekeeping.run(moved_in)));
        let tasks = Mutex::new(tasks);
        Ok(Self(Arc::new(Inner { log, projections: projections.to_vec(), progress, stop, tasks })))
    }

    /// Waits until the named projections (all, when none is named) have folded that position; whether they have. Gives
    /// up after `up_to`, and at once on a projection that has stopped or has an unknown name.
    pub async fn wait_for(&self, names: &[&str], position: u64, up_to: Duration) -> bool {
        tokio::time::timeout(up_to, self.0.progress.reached(names, position)).await.unwrap_or(false)
    }

    /// Whether the named projections show the log as it was `patience` ago, or later: what must not be decided on an old
    /// picture asks for it. One that does not is waited for a moment: it may just be starting.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_up(&self, names: &[&str], patience: Duration) -> Result<bool, ProjectorError> {
        let head = *self.0.log.head().borrow();
        Ok(self.0.progress.keep_up(names, head, patience).await?
            || (self.wait_for(names, head, MOMENT).await
                && self.0.progress.keep_up(names, head, patience).await?))
    }

    /// How every projection stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn status(&self) -> Result<Vec<ProjectionStatus>, ProjectorError> {
        let mut status = Vec::new();
        for place in self.0.progress.places() {
            let (position, error) = checkpoint::read(self.0.log.pool(), place.name, place.version).await?;
            status.push(ProjectionStatus {
                name: place.name,
                version: place.version,
                position,
                error,
                leader_here: place.state().leading,
            });
        }
        Ok(status)
    }

    /// Read models that this program does not read: other versions of its own, and names that it does not know.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn others(&self) -> Result<Vec<OtherVersion>, ProjectorError> {
        let all = checkpoint::read_all(self.0.log.pool()).await?;
        let other = |(name, version, position): (String, i32, u64)| {
            let mine = self.0.projections.iter().find(|p| p.name == name).map(|p| p.version);
            let newer = mine.is_none_or(|mine| version > mine);
            (mine != Some(version)).then_some(OtherVersion { name, version, position, newer })
        };
        Ok(all.into_iter().filter_map(other).collect())
    }

    /// Drops the tables of older versions that no process reads any more, once its own have come as far, and whatever an
    /// interrupted rebuild left; the versions that went. Also happens by itself, now and then.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sweep(&self) -> Result<Vec<String>, ProjectorError> {
        let mut connection = connect(&self.0.log, checkpoint::LIVE).await?;
        Ok(housekeeping::sweep(&mut connection, &self.0.projections).await?)
    }

    /// Ends the tasks, each after the batch it is at.
    pub async fn stop(&self) {
        // Nobody listens any more when the tasks have ended already.
        let _ = self.0.stop.send(true);
        let tasks = std::mem::take(&mut *self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        for task in tasks {
            if task.await.is_err() {
                tracing::error!("a projection's task panicked");
            }
        }
    }
}
