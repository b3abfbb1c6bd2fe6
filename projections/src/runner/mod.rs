//! The projector: one task a projection keeps its read model behind the log.
//!
//! Of all processes, one leads a projection: the one that holds the session lock on the very connection with which it
//! writes, so that it loses both together. Rows and checkpoint go in one transaction; the checkpoint must stand where
//! it was read (fencing). Delivery is at least once and harmless. An event that cannot be folded stops its projection,
//! visibly; everything else is tried again.

mod checkpoint;
mod feed;
mod progress;
mod task;

use crate::error::describe;
use crate::projection::Descriptor;
use event_store::Log;
use feed::SharedFeed;
use progress::Progress;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub(crate) use checkpoint::{connect, ensure_tables};

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

/// Keeps all read models. Clones share it; when the last one is dropped the tasks end.
#[derive(Clone)]
pub struct Projector(Arc<Inner>);

struct Inner {
    log: Log,
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
        let mut connection = connect(&log, checkpoint::LIVE).await?;
        ensure_tables(&mut connection, projections).await?;
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
        let tasks = Mutex::new(tasks.collect());
        Ok(Self(Arc::new(Inner { log, progress, stop, tasks })))
    }

    /// Waits until the named projections (all, when none is named) have folded that position; whether they have. Gives
    /// up after `up_to`, and at once on a projection that has stopped or has an unknown name.
    pub async fn wait_for(&self, names: &[&str], position: u64, up_to: Duration) -> bool {
        tokio::time::timeout(up_to, self.0.progress.reached(names, position)).await.unwrap_or(false)
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
