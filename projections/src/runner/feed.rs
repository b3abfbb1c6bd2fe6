//! The feed, read and understood once for all projections that are at the same place.

use crate::fact::{Fact, understood};
use event_store::{Log, ReadError};
use std::collections::VecDeque;
use std::ops::{Deref, Range};
use std::sync::Arc;
use tokio::sync::Mutex;

/// Batches kept for those who come a little later.
const KEPT: usize = 4;

/// The feed of a process.
pub(super) struct SharedFeed {
    log: Log,
    recent: Mutex<VecDeque<Batch>>,
}

struct Batch {
    after: u64,
    facts: Arc<[Fact]>,
}

/// Consecutive facts.
pub(super) struct Facts {
    facts: Arc<[Fact]>,
    range: Range<usize>,
}

impl Deref for Facts {
    type Target = [Fact];

    fn deref(&self) -> &[Fact] {
        &self.facts[self.range.clone()]
    }
}

impl SharedFeed {
    pub(super) fn new(log: Log) -> Self {
        Self { log, recent: Mutex::default() }
    }

    /// Up to `limit` facts after a position, at least one unless there is none. What comes before an event that cannot
    /// be understood is given out; the error comes when it is the next one.
    pub(super) async fn read(&self, after: u64, limit: usize) -> Result<Facts, ReadError> {
        // Held while reading: whoever wants the same batch waits for it instead of reading it too.
        let mut recent = self.recent.lock().await;
        if let Some(facts) = recent.iter().find_map(|b| b.after(after, limit)) {
            return Ok(facts);
        }
        let opened = self.log.feed(after, u32::try_from(limit).unwrap_or(u32::MAX)).await?;
        let facts: Arc<[Fact]> = understood(opened)?.into();
        let range = 0..facts.len();
        if !facts.is_empty() {
            recent.truncate(KEPT - 1);
            recent.push_front(Batch { after, facts: Arc::clone(&facts) });
        }
        Ok(Facts { facts, range })
    }
}

impl Batch {
    /// Positions have no gaps: the place of a fact in the batch follows from its position.
    fn after(&self, after: u64, limit: usize) -> Option<Facts> {
        let start = usize::try_from(after.checked_sub(self.after)?).ok()?;
        (start < self.facts.len()).then(|| Facts {
            facts: Arc::clone(&self.facts),
            range: start..self.facts.len().min(start + limit),
        })
    }
}
