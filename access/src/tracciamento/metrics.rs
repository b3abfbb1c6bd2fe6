//! What the writer counts of itself, for whoever watches it (docs/operations.md).

use event_store::metrics::{durations, sizes};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::time::Instant;

#[derive(Debug)]
pub(super) struct WriterMetrics {
    /// Requests whose records wait, or are being written.
    pub(super) waiting: Gauge,
    /// Requests told to come back, because too many waited.
    pub(super) refused: Counter,
    /// Batches that could not be written: nobody in them was shown anything.
    pub(super) faults: Counter,
    size: Histogram,
    duration: Histogram,
}

impl Default for WriterMetrics {
    fn default() -> Self {
        Self {
            waiting: Gauge::default(),
            refused: Counter::default(),
            faults: Counter::default(),
            size: Histogram::new(sizes()),
            duration: Histogram::new(durations()),
        }
    }
}

impl WriterMetrics {
    pub(super) fn batch(&self, requests: usize, since: Instant, written: bool) {
        self.size.observe(u32::try_from(requests).unwrap_or(u32::MAX).into());
        self.duration.observe(since.elapsed().as_secs_f64());
        if !written {
            self.faults.inc();
        }
    }

    pub(super) fn register(&self, r: &mut Registry) {
        r.register("read_log_waiting", "Requests whose readings wait to be written", self.waiting.clone());
        r.register("read_log_refused", "Requests refused because too many waited", self.refused.clone());
        r.register("read_log_faults", "Batches of readings that could not be written", self.faults.clone());
        r.register("read_log_batch_requests", "Requests in a batch of readings", self.size.clone());
        r.register("read_log_batch_duration_seconds", "Time to write such a batch", self.duration.clone());
    }
}
