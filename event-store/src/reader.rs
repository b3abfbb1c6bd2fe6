//! Reading the log: whole streams, the feed by position. Always unseal (with the stored type and sequence), then
//! upcast, then deserialise; errors name type, version and position, never a value.

use crate::metadata::Metadata;
use crate::seal::{KeyError, KeyStore, Place, Sealed, UnsealError, subjects_of, unseal};
use chrono::{DateTime, Utc};
use cqrs_es::persist::SerializedEvent;
use domain::evento::Registrato;
use serde_json::Value;
use sqlx::Row;
use sqlx::postgres::PgRow;
use std::collections::HashSet;

/// An event as it lies in the log, sealed.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Type of the aggregate.
    pub aggregate_type: String,
    /// Id of the stream.
    pub stream: String,
    /// Sequence in the stream, from 1.
    pub sequence: u64,
    /// Type under which it is stored.
    pub event_type: String,
    /// Version under which it is stored.
    pub event_version: String,
    /// Payload as text.
    pub payload: String,
    /// Metadata as text.
    pub metadata: String,
    /// Ciphertexts.
    pub partitions: Vec<Vec<u8>>,
    /// Position in the log, from 1.
    pub position: u64,
    /// When the log learned it.
    pub recorded_at: DateTime<Utc>,
}

/// An event as it lies in the log, unsealed but not yet understood.
#[derive(Clone)]
pub struct Opened {
    /// Type of the aggregate.
    pub aggregate_type: String,
    /// Id of the stream.
    pub stream: String,
    /// Sequence in the stream, from 1.
    pub sequence: u64,
    /// Type under which it is stored.
    pub event_type: String,
    /// Version under which it is stored.
    pub event_version: String,
    /// Payload in plain form.
    pub payload: Value,
    /// Metadata.
    pub metadata: Metadata,
    /// Position in the log, from 1.
    pub position: u64,
    /// When the log learned it.
    pub recorded_at: DateTime<Utc>,
}

/// An event of a known aggregate, with its place in the log.
#[derive(Clone, Debug)]
pub struct Recorded<E> {
    /// Id of the stream.
    pub stream: String,
    /// Sequence in the stream, from 1.
    pub sequence: u64,
    /// Type under which it is stored.
    pub event_type: String,
    /// The event.
    pub event: E,
    /// Metadata.
    pub metadata: Metadata,
    /// Position in the log, from 1.
    pub position: u64,
    /// When the log learned it.
    pub recorded_at: DateTime<Utc>,
}

/// Why the log could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database did not answer.
    #[error("log database: {0}")]
    Database(#[from] sqlx::Error),
    /// Keys are not at hand.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// A sealed partition does not open.
    #[error("event {event_type} v{event_version} at position {position}: {source}")]
    Sealed {
        /// Stored type.
        event_type: String,
        /// Stored version.
        event_version: String,
        /// Position in the log.
        position: u64,
        /// What is wrong.
        source: UnsealError,
    },
    /// An event is not of the form its type and version promise.
    #[error("event {event_type} v{event_version} at position {position} cannot be read")]
    Unreadable {
        /// Stored type.
        event_type: String,
        /// Stored version.
        event_version: String,
        /// Position in the log.
        position: u64,
    },
    /// An event of an aggregate that this program does not know.
    #[error(
        "event {event_type} v{event_version} at position {position} of the unknown aggregate {aggregate_type} was \
         written by newer software"
    )]
    Newer {
        /// Stored type of the aggregate.
        aggregate_type: String,
        /// Stored type.
        event_type: String,
        /// Stored version.
        event_version: String,
        /// Position in the log.
        position: u64,
    },
    /// postgres-es could not read the stream.
    #[error("stream of {0} could not be read: {1}")]
    Stream(&'static str, String),
}

impl Stored {
    /// From a row with the columns of `registro.events`, payload and metadata as text.
    ///
    /// # Errors
    /// When a column is missing or of another type.
    pub fn from_row(row: &PgRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            aggregate_type: row.try_get("aggregate_type")?,
            stream: row.try_get("aggregate_id")?,
            sequence: row.try_get::<i64, _>("sequence")?.cast_unsigned(),
            event_type: row.try_get("event_type")?,
            event_version: row.try_get("event_version")?,
            payload: row.try_get("payload")?,
            metadata: row.try_get("metadata")?,
            partitions: row.try_get("sigilli")?,
            position: row.try_get::<i64, _>("position")?.cast_unsigned(),
            recorded_at: row.try_get("recorded_at")?,
        })
    }

    fn unreadable(&self) -> ReadError {
        ReadError::Unreadable {
            event_type: self.event_type.clone(),
            event_version: self.event_version.clone(),
            position: self.position,
        }
    }
}

impl Opened {
    /// Upcasts and deserialises the event.
    ///
    /// # Errors
    /// When it is not of the form its type and version promise.
    pub fn decode<A: Registrato>(self) -> Result<Recorded<A::Event>, ReadError> {
        let (stored_type, stored_version) = (self.event_type.clone(), self.event_version.clone());
        let mut serialized = SerializedEvent::new(
            self.stream,
            usize::try_from(self.sequence).unwrap_or(usize::MAX),
            self.aggregate_type,
            self.event_type,
            self.event_version,
            self.payload,
            Value::Null,
        );
        for upcaster in A::upcasters() {
            if upcaster.can_upcast(&serialized.event_type, &serialized.event_version) {
                serialized = upcaster.upcast(serialized);
            }
        }
        // serde quotes the values it stumbles over: its error stays here.
        let event = serde_json::from_value(serialized.payload).map_err(|_| ReadError::Unreadable {
            event_type: stored_type.clone(),
            event_version: stored_version,
            position: self.position,
        })?;
        Ok(Recorded {
            stream: serialized.aggregate_id,
            sequence: self.sequence,
            event_type: stored_type,
            event,
            metadata: self.metadata,
            position: self.position,
            recorded_at: self.recorded_at,
        })
    }
}

/// Unseals stored events, loading the keys of all of them at once.
///
/// # Errors
/// When keys are not at hand, or an event is altered or malformed.
pub async fn open(keys: &KeyStore, stored: Vec<Stored>) -> Result<Vec<Opened>, ReadError> {
    let mut payloads = Vec::with_capacity(stored.len());
    let mut subjects = HashSet::new();
    for event in &stored {
        let payload: Value = serde_json::from_str(&event.payload).map_err(|_| event.unreadable())?;
        subjects_of(&payload, &mut subjects);
        payloads.push(payload);
    }
    let keys = keys.load(&subjects).await?;
    stored.into_iter().zip(payloads).map(|(event, payload)| open_one(event, payload, &keys)).collect()
}

fn open_one(event: Stored, payload: Value, keys: &crate::seal::KeySet) -> Result<Opened, ReadError> {
    let metadata = serde_json::from_str(&event.metadata).map_err(|_| event.unreadable())?;
    let place = Place {
        aggregate_type: &event.aggregate_type,
        stream: &event.stream,
        sequence: event.sequence,
        event_type: &event.event_type,
    };
    let payload =
        unseal(Sealed { payload, partitions: event.partitions }, place, keys).map_err(|source| {
            ReadError::Sealed {
                event_type: event.event_type.clone(),
                event_version: event.event_version.clone(),
                position: event.position,
                source,
            }
        })?;
    Ok(Opened {
        aggregate_type: event.aggregate_type,
        stream: event.stream,
        sequence: event.sequence,
        event_type: event.event_type,
        event_version: event.event_version,
        payload,
        metadata,
        position: event.position,
        recorded_at: event.recorded_at,
    })
}
