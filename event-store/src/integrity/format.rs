//! The lines of an export (docs/integrity.md): a header, one line an event, a footer. JSON, in the order of the fields
//! below, with payload and metadata as texts, so that every byte that was hashed survives.

use super::leaf::Hash;
use crate::reader::Stored;
use crate::seal::kek::{hex, unhex};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use uuid::Uuid;

/// Name of the format.
pub(super) const FORMAT: &str = "sigess/export";
/// Its version: another one means that a line means something else.
pub(super) const VERSION: u32 = 1;
/// With this begins the footer, and no other line.
pub(super) const FOOTER: &[u8] = b"{\"end\":";

/// First line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) format: String,
    pub(super) version: u32,
    /// First position of the file.
    pub(super) first: u64,
    /// Last position of the file; `first - 1` when it holds no event.
    pub(super) last: u64,
    /// The log at that time.
    pub(super) head: HeadLine,
    /// Compact range of the tree before `first`, in hexadecimal; empty when the file begins with the log.
    pub(super) frontier: String,
}

/// Where the log stood when it was exported.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct HeadLine {
    pub(super) position: u64,
    /// Root of the tree, in hexadecimal.
    pub(super) root: String,
}

/// An event.
#[derive(Serialize, Deserialize)]
pub(super) struct EventLine<'a> {
    pub(super) position: u64,
    pub(super) recorded_us: i64,
    pub(super) aggregate: Cow<'a, str>,
    pub(super) stream: Cow<'a, str>,
    pub(super) sequence: u64,
    #[serde(rename = "type")]
    pub(super) event_type: Cow<'a, str>,
    pub(super) version: Cow<'a, str>,
    pub(super) payload: Cow<'a, str>,
    pub(super) metadata: Cow<'a, str>,
    /// Ciphertexts, in hexadecimal.
    pub(super) sealed: Vec<String>,
    /// In hexadecimal.
    pub(super) leaf: String,
    /// Leaf of the event before it in the same stream, where that one lies before the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) previous: Option<String>,
    /// The command whose last event it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) command: Option<CommandLine>,
}

/// What the command log holds of a command, besides its place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct CommandLine {
    pub(super) id: Uuid,
    /// Keyed hash of the request, in hexadecimal.
    pub(super) hmac: String,
}

/// Last line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Footer {
    pub(super) end: End,
}

/// What the file must come to.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) events: u64,
    pub(super) commands: u64,
    /// Root of the tree up to `last`, in hexadecimal.
    pub(super) root: String,
    /// SHA-256 of all bytes before this line.
    pub(super) sha256: String,
}

impl<'a> EventLine<'a> {
    pub(super) fn of(event: &'a Stored, leaf: &[u8]) -> Self {
        Self {
            position: event.position,
            recorded_us: event.recorded_at.timestamp_micros(),
            aggregate: (&event.aggregate_type).into(),
            stream: (&event.stream).into(),
            sequence: event.sequence,
            event_type: (&event.event_type).into(),
            version: (&event.event_version).into(),
            payload: (&event.payload).into(),
            metadata: (&event.metadata).into(),
            sealed: event.partitions.iter().map(|p| hex(p)).collect(),
            leaf: hex(leaf),
            previous: None,
            command: None,
        }
    }

    /// The event as it lay in the log; `None` when something in the line cannot be.
    pub(super) fn stored(&self) -> Option<Stored> {
        Some(Stored {
            aggregate_type: self.aggregate.clone().into_owned(),
            stream: self.stream.clone().into_owned(),
            sequence: self.sequence,
            event_type: self.event_type.clone().into_owned(),
            event_version: self.version.clone().into_owned(),
            payload: self.payload.clone().into_owned(),
            metadata: self.metadata.clone().into_owned(),
            partitions: self.sealed.iter().map(|s| unhex(s)).collect::<Option<_>>()?,
            position: self.position,
            recorded_at: DateTime::from_timestamp_micros(self.recorded_us)?,
        })
    }
}

/// A hash in hexadecimal.
pub(super) fn hash(text: &str) -> Option<Hash> {
    unhex(text)?.try_into().ok()
}
