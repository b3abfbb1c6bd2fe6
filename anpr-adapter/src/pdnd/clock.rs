//! The time as the other side has it.
//!
//! The gateway refuses tokens from the future without any tolerance, so a clock of ours that runs ahead by seconds
//! stops everything. Every answer says what time it is there; what is off by more than its resolution is corrected.

use crate::Clock;
use chrono::{DateTime, Duration, Utc};
use reqwest::header::{DATE, HeaderMap};
use std::sync::atomic::{AtomicI64, Ordering};

/// Differences up to this say nothing: `Date` has whole seconds, and answers take their time.
const RESOLUTION_MILLIS: i64 = 2_000;
/// From this difference on somebody should look at the clock.
const NOTEWORTHY_MILLIS: i64 = 5_000;

/// Our clock, corrected by what the other side says.
pub(super) struct SharedTime {
    clock: Clock,
    offset_millis: AtomicI64,
}

impl SharedTime {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, offset_millis: AtomicI64::new(0) }
    }

    /// What time it is there.
    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.clock)() + self.offset()
    }

    /// How far the other side's clock is ahead of ours; zero when nothing noteworthy was seen.
    pub(super) fn offset(&self) -> Duration {
        Duration::milliseconds(self.offset_millis.load(Ordering::Relaxed))
    }

    /// What time it is here; to be given to [`Self::observe`] as the instant before a request.
    pub(super) fn local(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Learns from an answer to a request that was sent at `sent`.
    pub(super) fn observe(&self, sent: DateTime<Utc>, headers: &HeaderMap) {
        let Some(there) = headers.get(DATE).and_then(|d| d.to_str().ok()).and_then(http_date) else { return };
        let received = self.local();
        // The answer was made some time between the two.
        let offset = if there < sent - Duration::milliseconds(RESOLUTION_MILLIS) {
            (there - sent).num_milliseconds()
        } else if there > received + Duration::milliseconds(RESOLUTION_MILLIS) {
            (there - received).num_milliseconds()
        } else {
            0
        };
        let before = self.offset_millis.swap(offset, Ordering::Relaxed);
        if offset.abs() >= NOTEWORTHY_MILLIS && (offset - before).abs() >= RESOLUTION_MILLIS {
            tracing::warn!(offset_millis = offset, "the clock of this machine differs from that of PDND");
        }
    }
}

fn http_date(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(text).ok().map(|date| date.with_timezone(&Utc))
}
