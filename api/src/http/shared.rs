//! One answer for all who ask at the same time, or a moment later: however many ask, the work is done once.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// For how long an answer is handed out.
const FRESH: Duration = Duration::from_secs(1);

/// The last answer. Clones share it.
pub struct Shared<T>(Arc<Mutex<Option<(Instant, T)>>>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Clone + Send + 'static> Shared<T> {
    /// The last answer if it is fresh, else that of `ask`. What was begun is finished, also when who began it has left:
    /// whoever comes and goes all the time starts nothing anew. `None` when it fell over.
    pub(super) async fn get(&self, ask: impl Future<Output = T> + Send + 'static) -> Option<T> {
        let mut last = Arc::clone(&self.0).lock_owned().await;
        if let Some((at, answer)) = &*last
            && at.elapsed() < FRESH
        {
            return Some(answer.clone());
        }
        let asked = tokio::spawn(async move {
            let answer = ask.await;
            *last = Some((Instant::now(), answer.clone()));
            answer
        });
        asked.await.ok()
    }
}
