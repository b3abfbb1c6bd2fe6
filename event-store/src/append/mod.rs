//! The way into the log: commands are gathered into batches and handed to the function `registro.append`, which
//! decides them one by one (docs/adr/0001-append.md).

mod call;
mod writer;

use chrono::{DateTime, Utc};
use uuid::Uuid;

pub(crate) use call::describe;
pub use writer::Writer;

/// One decided command, sealed and ready to be stored.
#[derive(Clone, Debug)]
pub struct Append {
    /// Id of the command, made by the client.
    pub command_id: Uuid,
    /// HMAC of the canonical request.
    pub request_hmac: Vec<u8>,
    /// Type of the aggregate.
    pub aggregate_type: &'static str,
    /// Id of the stream.
    pub stream: String,
    /// Version of the stream on which the command was decided.
    pub version: u64,
    /// Its events, at least one.
    pub events: Vec<NewEvent>,
    /// Rules that cross streams.
    pub reservations: Vec<Reservation>,
}

/// An event as it will be stored.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// Stable type string.
    pub event_type: String,
    /// Version of that type.
    pub event_version: String,
    /// JSON text; stored and hashed byte for byte.
    pub payload: String,
    /// JSON text; stored and hashed byte for byte.
    pub metadata: String,
    /// Ciphertexts of the sealed partitions.
    pub partitions: Vec<Vec<u8>>,
}

/// A reservation, hashed.
#[derive(Clone, Debug)]
pub struct Reservation {
    /// Name space.
    pub scope: &'static str,
    /// Keyed hash of the value.
    pub hash: Vec<u8>,
    /// Who holds it.
    pub holder: String,
    /// Reserve, or release.
    pub reserve: bool,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the log.
    Stored {
        /// Position of its last event.
        position: u64,
        /// Version of the stream after it.
        version: u64,
        /// When the log learned it.
        recorded_at: DateTime<Utc>,
    },
    /// It was in the log before.
    Repeated(Prior),
    /// Its id was used for another request.
    Different,
    /// The stream has moved on.
    Conflict {
        /// Where the stream is.
        version: u64,
    },
    /// A reservation is held by somebody else.
    Reserved {
        /// Name space of the reservation.
        scope: String,
        /// Who holds it.
        holder: String,
    },
}

/// What a stored command did when it was first sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prior {
    /// Position of its last event.
    pub position: u64,
    /// Id of the stream it wrote to.
    pub stream: String,
    /// Version of that stream after it.
    pub version: u64,
}

/// Why a command was neither stored nor refused.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AppendError {
    /// Too much is waiting already; come back later.
    #[error("the writer's queue is full")]
    Busy,
    /// The database is away. Whether the command was stored is unknown: ask again with the same command id.
    #[error("the log database does not answer: {0}")]
    Unavailable(String),
    /// The database refused this command's data.
    #[error("the log refused the command: {0}")]
    Invalid(String),
    /// The process is stopping.
    #[error("the writer has stopped")]
    Stopped,
}

/// What JSON makes of NUL. The type `json` stores it, but no operator of PostgreSQL can read such a text again.
const NUL_IN_JSON: &str = "\\u0000";

impl Append {
    /// Whether the database can take it: what it would refuse must not cost its neighbours a second call.
    fn check(&self, most_bytes: usize) -> Result<(), AppendError> {
        let refuse = |why: &str| Err(AppendError::Invalid(why.to_owned()));
        let texts = |e: &NewEvent| {
            [&e.event_type, &e.event_version, &e.payload, &e.metadata]
                .iter()
                .any(|t| t.contains('\0') || t.contains(NUL_IN_JSON))
        };
        if self.events.is_empty() {
            return refuse("a command without events");
        }
        if self.stream.contains('\0') || self.events.iter().any(texts) {
            return refuse("a text holds NUL");
        }
        if self.size() > most_bytes {
            return refuse("a command larger than a batch");
        }
        Ok(())
    }

    /// Roughly how many bytes travel to the database.
    #[must_use]
    pub fn size(&self) -> usize {
        self.events
            .iter()
            .map(|e| {
                e.payload.len()
                    + e.metadata.len()
                    + 64
                    + e.partitions.iter().map(|p| p.len() + 8).sum::<usize>()
            })
            .sum::<usize>()
            + 128
    }
}
