//! New subject ids whose keys are committed already, so that no command waits for the key database.

use super::keys::{KeyError, KeyStore};
use domain::identita::SoggettoId;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};

/// Ids kept ready; what is left of them at the end of the process is never used.
const READY: usize = 64;
/// Keys made with one insert.
const BATCH: usize = 16;

/// Hands out new subject ids.
pub struct SubjectPool {
    ready: Mutex<mpsc::Receiver<SoggettoId>>,
    keys: Arc<KeyStore>,
}

impl SubjectPool {
    /// Starts keeping ids ready. Ends when dropped.
    #[must_use]
    pub fn start(keys: Arc<KeyStore>) -> Self {
        let (sender, receiver) = mpsc::channel(READY);
        tokio::spawn(fill(Arc::clone(&keys), sender));
        Self { ready: Mutex::new(receiver), keys }
    }

    /// A new subject id, with keys.
    ///
    /// # Errors
    /// When the key database does not answer.
    pub async fn take(&self) -> Result<SoggettoId, KeyError> {
        match self.ready.lock().await.try_recv() {
            Ok(id) => Ok(id),
            // Empty: the key database is behind or away. Ask it ourselves, so that its error reaches the caller.
            Err(_) => {
                let made = self.keys.create(1).await?;
                made.into_iter().next().ok_or(KeyError::Database(sqlx::Error::RowNotFound))
            }
        }
    }

    /// As many new subject ids.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub async fn take_many(&self, count: usize) -> Result<Vec<SoggettoId>, KeyError> {
        let mut ids = Vec::with_capacity(count);
        {
            let mut ready = self.ready.lock().await;
            while ids.len() < count {
                let Ok(id) = ready.try_recv() else { break };
                ids.push(id);
            }
        }
        if ids.len() < count {
            ids.extend(self.keys.create(count - ids.len()).await?);
        }
        Ok(ids)
    }
}

async fn fill(keys: Arc<KeyStore>, ready: mpsc::Sender<SoggettoId>) {
    while let Ok(first) = ready.reserve().await {
        drop(first);
        match keys.create(BATCH).await {
            Ok(ids) => {
                for id in ids {
                    if ready.send(id).await.is_err() {
                        return;
                    }
                }
            }
            Err(error) => {
                tracing::warn!(%error, "no new subject keys; trying again");
                tokio::select! {
                    () = tokio::time::sleep(Duration::from_secs(1)) => {}
                    () = ready.closed() => return,
                }
            }
        }
    }
}
