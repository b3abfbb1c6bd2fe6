//! The leaf of an event, recomputed outside the database from what is stored. The byte layout is docs/integrity.md;
//! the append function computes the same in SQL.

use crate::reader::Stored;
use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// Leaf of `event`, whose predecessor in the stream has the leaf `previous` (zeros for the first).
#[must_use]
pub fn leaf(event: &Stored, previous: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([0]);
    hash.update(event.position.to_be_bytes());
    hash.update(event.recorded_at.timestamp_micros().to_be_bytes());
    hash.update(previous);
    text(&mut hash, &event.aggregate_type);
    text(&mut hash, &event.stream);
    hash.update(event.sequence.to_be_bytes());
    text(&mut hash, &event.event_type);
    text(&mut hash, &event.event_version);
    hash.update(Sha256::digest(&event.payload));
    hash.update(Sha256::digest(&event.metadata));
    hash.update(u32::try_from(event.partitions.len()).unwrap_or(u32::MAX).to_be_bytes());
    for partition in &event.partitions {
        hash.update(Sha256::digest(partition));
    }
    hash.finalize().into()
}

fn text(hash: &mut Sha256, value: &str) {
    hash.update(u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes());
    hash.update(value);
}
