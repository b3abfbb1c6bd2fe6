//! What the log counts of itself, for whoever watches it (docs/operations.md). Labels are names of ours: nothing that
//! comes from outside, and nobody's data, can become one.

use crate::append::{AppendError, Outcome};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Target of the spans made for traces. They cost nothing unless somebody collects them.
pub const TRACE: &str = "sigess::trace";

/// Bounds of durations, in seconds: from a quarter of a millisecond to half a minute.
pub fn durations() -> impl Iterator<Item = f64> {
    exponential_buckets(0.000_25, 2.0, 18)
}

/// Bounds of numbers of things done at once: 1 to 512.
pub fn sizes() -> impl Iterator<Item = f64> {
    exponential_buckets(1.0, 2.0, 10)
}

macro_rules! outcomes {
    ($(#[$doc:meta])* $name:ident { $( $(#[$vdoc:meta])* $variant:ident $text:literal ),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $(#[$vdoc])* $variant ),+ }

        impl $name {
            /// As it stands in a label.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

outcomes! {
    /// What the bus made of a command.
    CommandOutcome {
        /// It is in the log now.
        Stored "stored",
        /// Nothing was to be done.
        Nothing "nothing",
        /// It was in the log before.
        Repeated "repeated",
        /// A rule refused it.
        Refused "refused",
        /// Its form was older than the file.
        Stale "stale",
        /// Its id was used for another request.
        Different "different",
        /// A reservation is held by somebody else.
        Reserved "reserved",
        /// Too much was waiting.
        Busy "busy",
        /// Its stream kept moving on.
        Contended "contended",
        /// The database is away or full.
        Unavailable "unavailable",
        /// Something broke.
        Fault "fault",
    }
}

outcomes! {
    /// What the writer made of a command.
    AppendOutcome {
        /// Stored.
        Stored "stored",
        /// Stored before.
        Repeated "repeated",
        /// Its id was used for another request.
        Different "different",
        /// The stream had moved on.
        Conflict "conflict",
        /// A reservation is held by somebody else.
        Reserved "reserved",
        /// The queue was full.
        Busy "busy",
        /// The database is away or full.
        Unavailable "unavailable",
        /// The database refused its data.
        Invalid "invalid",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Of {
    outcome: &'static str,
}

/// What the writer counts; its health, too.
#[derive(Debug)]
pub struct AppendMetrics {
    /// Batches answered.
    pub batches: Counter,
    /// Panics of the writer task survived.
    pub panics: Counter,
    /// Calls of the database that failed.
    pub faults: Counter,
    /// Commands that wait, or are being stored.
    pub waiting: Gauge,
    /// Whether the writer has a connection (1) or not.
    pub connected: Gauge,
    outcomes: Family<Of, Counter>,
    size: Histogram,
    duration: Histogram,
}

impl Default for AppendMetrics {
    fn default() -> Self {
        Self {
            batches: Counter::default(),
            panics: Counter::default(),
            faults: Counter::default(),
            waiting: Gauge::default(),
            connected: Gauge::default(),
            outcomes: Family::default(),
            size: Histogram::new(sizes()),
            duration: Histogram::new(durations()),
        }
    }
}

impl AppendMetrics {
    pub(crate) fn batch(&self, commands: usize, since: Instant) {
        self.batches.inc();
        self.size.observe(u32::try_from(commands).unwrap_or(u32::MAX).into());
        self.duration.observe(since.elapsed().as_secs_f64());
    }

    pub(crate) fn outcome(&self, outcome: &Result<Outcome, AppendError>) {
        let outcome = match outcome {
            Ok(Outcome::Stored { .. }) => AppendOutcome::Stored,
            Ok(Outcome::Repeated(_)) => AppendOutcome::Repeated,
            Ok(Outcome::Different) => AppendOutcome::Different,
            Ok(Outcome::Conflict { .. }) => AppendOutcome::Conflict,
            Ok(Outcome::Reserved { .. }) => AppendOutcome::Reserved,
            Err(AppendError::Busy) => AppendOutcome::Busy,
            Err(AppendError::Invalid(_)) => AppendOutcome::Invalid,
            Err(AppendError::Unavailable(_) | AppendError::Stopped) => AppendOutcome::Unavailable,
        };
        self.outcomes.get_or_create(&Of { outcome: outcome.as_str() }).inc();
    }

    /// How many commands had that outcome.
    #[must_use]
    pub fn with_outcome(&self, outcome: AppendOutcome) -> u64 {
        self.outcomes.get(&Of { outcome: outcome.as_str() }).map_or(0, |c| c.get())
    }

    fn register(&self, r: &mut Registry) {
        r.register("append_batches", "Batches answered", self.batches.clone());
        r.register("append_panics", "Panics of the writer task survived", self.panics.clone());
        r.register("append_faults", "Failed calls of the log database", self.faults.clone());
        r.register("append_waiting", "Commands waiting or being stored", self.waiting.clone());
        r.register("append_connected", "Whether the writer has its connection", self.connected.clone());
        r.register("append_outcomes", "Commands by what the writer made of them", self.outcomes.clone());
        r.register("append_batch_commands", "Commands in a batch", self.size.clone());
        r.register("append_batch_duration_seconds", "Time to store a batch", self.duration.clone());
    }
}

/// What loader and bus count.
#[derive(Debug)]
pub struct CommandMetrics {
    commands: Family<Of, Counter>,
    duration: Histogram,
    loads: Histogram,
    load_duration: Histogram,
}

impl Default for CommandMetrics {
    fn default() -> Self {
        Self {
            commands: Family::default(),
            duration: Histogram::new(durations()),
            loads: Histogram::new(sizes()),
            load_duration: Histogram::new(durations()),
        }
    }
}

impl CommandMetrics {
    pub(crate) fn command(&self, outcome: CommandOutcome, since: Instant) {
        self.commands.get_or_create(&Of { outcome: outcome.as_str() }).inc();
        self.duration.observe(since.elapsed().as_secs_f64());
    }

    pub(crate) fn load(&self, streams: usize, since: Instant) {
        self.loads.observe(u32::try_from(streams).unwrap_or(u32::MAX).into());
        self.load_duration.observe(since.elapsed().as_secs_f64());
    }

    fn register(&self, r: &mut Registry) {
        r.register("commands", "Commands by outcome", self.commands.clone());
        r.register("command_duration_seconds", "Time of a command, load to commit", self.duration.clone());
        r.register("load_batch_commands", "Commands whose streams one select loaded", self.loads.clone());
        r.register("load_duration_seconds", "Time of such a select", self.load_duration.clone());
    }
}

/// Puts everything the log counts into a registry.
pub(crate) fn register(append: &AppendMetrics, commands: &CommandMetrics, registry: &mut Registry) {
    append.register(registry);
    commands.register(registry);
}

/// What the checkpointer says of itself.
#[derive(Clone, Debug, Default)]
pub struct CheckpointMetrics {
    /// How far the log is signed.
    pub position: Gauge,
    /// When the last checkpoint was written, in seconds since 1970.
    pub written: Gauge,
    /// 1 when the log is not what was signed, and nothing more is signed.
    pub refused: Gauge,
    /// Checkpoints that could not be kept.
    pub faults: Counter,
}

impl CheckpointMetrics {
    /// Puts them into a registry.
    pub fn register(&self, r: &mut Registry) {
        r.register("checkpoint_position", "How far the log is signed", self.position.clone());
        r.register("checkpoint_timestamp_seconds", "Time of the last checkpoint", self.written.clone());
        r.register("checkpoint_refused", "1 when the log is not what was signed", self.refused.clone());
        r.register("checkpoint_faults", "Checkpoints that could not be kept", self.faults.clone());
    }

    pub(crate) fn held(&self, position: u64, written: Option<SystemTime>) {
        let seconds = written.and_then(|at| at.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_secs());
        self.position.set(i64::try_from(position).unwrap_or(i64::MAX));
        self.written.set(i64::try_from(seconds).unwrap_or(i64::MAX));
    }
}
