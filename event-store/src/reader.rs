//! Reading the log: whole streams, the feed by position. Always unseal (with the stored type and sequence), then
//! upcast, then deserialise; errors name type, version and position, never a value.

use crate::metadata::Metadata;
use crate::seal::{KeyError, KeySet, KeyStore, Place, Sealed, UnsealError, subjects_of, unseal};
use chrono::{DateTime, Utc};
use cqrs_es::persist::SerializedEvent;
use domain::evento::Registrato;
use serde_json::Value;
use sqlx::postgres::PgRow;
use sqlx::{Row, ValueRef};
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
    /// An event of an aggregate, type or version that this program does not know.
    #[error(
        "event {event_type} v{event_version} at position {position} of the aggregate {aggregate_type} was written by \
         newer software"
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
            recorded_at: instant(row, "recorded_at")?,
        })
    }

    fn mark(&self) -> Mark<'_> {
        Mark {
            stream: &self.stream,
            sequence: self.sequence,
            event_type: &self.event_type,
            event_version: &self.event_version,
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
        let mark = Mark {
            stream: &self.stream,
            sequence: self.sequence,
            event_type: &self.event_type,
            event_version: &self.event_version,
            position: self.position,
        };
        let event = mark.decode::<A>(self.payload)?;
        Ok(Recorded {
            stream: self.stream,
            sequence: self.sequence,
            event_type: self.event_type,
            event,
            metadata: self.metadata,
            position: self.position,
            recorded_at: self.recorded_at,
        })
    }
}

/// Which event it is, for the steps on its way out of the log.
#[derive(Clone, Copy)]
pub(crate) struct Mark<'a> {
    pub(crate) stream: &'a str,
    pub(crate) sequence: u64,
    pub(crate) event_type: &'a str,
    pub(crate) event_version: &'a str,
    pub(crate) position: u64,
}

impl Mark<'_> {
    pub(crate) fn unreadable(&self) -> ReadError {
        ReadError::Unreadable {
            event_type: self.event_type.to_owned(),
            event_version: self.event_version.to_owned(),
            position: self.position,
        }
    }

    /// First step: the personal data come back.
    pub(crate) fn unseal(
        &self,
        aggregate_type: &str,
        sealed: Sealed,
        keys: &KeySet,
    ) -> Result<Value, ReadError> {
        let (stream, sequence, event_type) = (self.stream, self.sequence, self.event_type);
        let place = Place { aggregate_type, stream, sequence, event_type };
        unseal(sealed, place, keys).map_err(|source| ReadError::Sealed {
            event_type: event_type.to_owned(),
            event_version: self.event_version.to_owned(),
            position: self.position,
            source,
        })
    }

    /// The other two: upcast, deserialise.
    pub(crate) fn decode<A: Registrato>(&self, payload: Value) -> Result<A::Event, ReadError> {
        let upcasters = A::upcasters();
        if upcasters.is_empty() {
            return self.deserialise::<A>(self.event_type, self.event_version, payload);
        }
        let mut serialized = SerializedEvent::new(
            self.stream.to_owned(),
            usize::try_from(self.sequence).unwrap_or(usize::MAX),
            A::TYPE.to_owned(),
            self.event_type.to_owned(),
            self.event_version.to_owned(),
            payload,
            Value::Null,
        );
        for upcaster in upcasters {
            if upcaster.can_upcast(&serialized.event_type, &serialized.event_version) {
                serialized = upcaster.upcast(serialized);
            }
        }
        self.deserialise::<A>(&serialized.event_type, &serialized.event_version, serialized.payload)
    }

    fn deserialise<A: Registrato>(
        &self,
        event_type: &str,
        event_version: &str,
        payload: Value,
    ) -> Result<A::Event, ReadError> {
        // Unknown fields are skipped by serde: an event of a newer version would be read without what is new in it.
        if !A::TIPI.contains(&(event_type, event_version)) {
            return Err(ReadError::Newer {
                aggregate_type: A::TYPE.to_owned(),
                event_type: self.event_type.to_owned(),
                event_version: self.event_version.to_owned(),
                position: self.position,
            });
        }
        // serde quotes the values it stumbles over: its error stays here.
        serde_json::from_value(payload).map_err(|_| self.unreadable())
    }
}

/// An instant of the database. sqlx panics at those that no calendar here knows, which only an altered row has.
fn instant(row: &PgRow, column: &str) -> Result<DateTime<Utc>, sqlx::Error> {
    /// Microseconds from 1970 to 2000, where the database begins to count.
    const EPOCH: i64 = 946_684_800_000_000;
    let raw = row.try_get_raw(column)?;
    if raw.is_null() {
        return Err(sqlx::Error::ColumnDecode { index: column.to_owned(), source: "no instant".into() });
    }
    let bytes = raw.as_bytes().ok().and_then(|b| <[u8; 8]>::try_from(b).ok());
    bytes
        .and_then(|b| i64::from_be_bytes(b).checked_add(EPOCH))
        .and_then(DateTime::from_timestamp_micros)
        .ok_or_else(|| sqlx::Error::ColumnDecode {
            index: column.to_owned(),
            source: "not an instant".into(),
        })
}

/// Unseals stored events, loading the keys of all of them at once.
///
/// # Errors
/// When keys are not at hand, or an event is altered or malformed.
pub async fn open(keys: &KeyStore, stored: Vec<Stored>) -> Result<Vec<Opened>, ReadError> {
    let mut payloads = Vec::with_capacity(stored.len());
    let mut subjects = HashSet::new();
    for event in &stored {
        let payload: Value = serde_json::from_str(&event.payload).map_err(|_| event.mark().unreadable())?;
        subjects_of(&payload, &mut subjects);
        payloads.push(payload);
    }
    let keys = keys.load(&subjects).await?;
    stored.into_iter().zip(payloads).map(|(event, payload)| open_one(event, payload, &keys)).collect()
}

fn open_one(mut event: Stored, payload: Value, keys: &KeySet) -> Result<Opened, ReadError> {
    let metadata = serde_json::from_str(&event.metadata).map_err(|_| event.mark().unreadable())?;
    let partitions = std::mem::take(&mut event.partitions);
    let payload = event.mark().unseal(&event.aggregate_type, Sealed { payload, partitions }, keys)?;
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
