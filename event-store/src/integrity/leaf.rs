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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tree::Tree;
    use crate::seal::kek::hex;
    use chrono::DateTime;

    /// The page that shows the vectors to whoever writes a verifier of his own.
    const PAGE: &str = include_str!("../../../docs/integrity.md");

    /// The two events of the page.
    fn vectors() -> [Stored; 2] {
        let first = Stored {
            aggregate_type: "unita_organizzativa".into(),
            stream: "00000000-0000-4000-8000-000000000001".into(),
            sequence: 1,
            event_type: "UnitaRinominata".into(),
            event_version: "1".into(),
            payload: r#"{"evento":"UnitaRinominata","descrizione":"Città"}"#.into(),
            metadata: r#"{"command_id":"00000000-0000-4000-8000-00000000000a"}"#.into(),
            partitions: Vec::new(),
            position: 1,
            recorded_at: DateTime::from_timestamp_micros(1_729_499_400_000_000).unwrap(),
        };
        let second = Stored {
            sequence: 2,
            event_type: "X".into(),
            event_version: "2".into(),
            payload: r#"{"evento":"X","nota":{"sigillo":0}}"#.into(),
            metadata: "{}".into(),
            partitions: vec![vec![1, 2, 3], Vec::new()],
            position: 2,
            recorded_at: DateTime::from_timestamp_micros(1_729_499_400_000_001).unwrap(),
            ..first.clone()
        };
        [first, second]
    }

    #[test]
    fn leaves_and_root_are_those_of_the_page() {
        let [first, second] = vectors();
        let one = leaf(&first, &[0; 32]);
        let two = leaf(&second, &one);
        let mut tree = Tree::default();
        tree.push(one);
        tree.push(two);
        // Computed outside this program, from the layout on the page.
        let expected = [
            (one, "bb59583d854916e8b7e4bba8e4be14ca6b2b1e335527e8a5079d97fab03dba12"),
            (two, "5b93433eba86ee8baeca73864b31b2cddf98cbbfa910b11f32b6d4181292dd54"),
            (tree.root(), "0170bb4ad6b8fd927718abdd2a7049e1c9a206aabd39dbeb520d90dfef065dbe"),
        ];
        for (computed, vector) in expected {
            assert_eq!(hex(&computed), vector);
            assert!(PAGE.contains(vector), "docs/integrity.md does not show {vector}");
        }
        for event in [first, second] {
            for text in [event.payload, event.metadata, event.stream] {
                assert!(PAGE.contains(&text), "docs/integrity.md does not show {text}");
            }
        }
    }

    #[test]
    fn every_part_of_an_event_enters_its_leaf() {
        let [first, second] = vectors();
        let whole = leaf(&second, &leaf(&first, &[0; 32]));
        let changes: [fn(&mut Stored); 9] = [
            |e| e.aggregate_type.push('x'),
            |e| e.stream.push('x'),
            |e| e.sequence += 1,
            |e| e.event_type.push('x'),
            |e| e.event_version.push('x'),
            |e| e.payload.push(' '),
            |e| e.metadata.push(' '),
            |e| e.partitions.swap(0, 1),
            |e| e.position += 1,
        ];
        for change in changes {
            let mut altered = second.clone();
            change(&mut altered);
            assert_ne!(leaf(&altered, &leaf(&first, &[0; 32])), whole);
        }
        let later = Stored { recorded_at: first.recorded_at, ..second.clone() };
        assert_ne!(leaf(&later, &leaf(&first, &[0; 32])), whole);
        assert_ne!(leaf(&second, &[0; 32]), whole, "the previous leaf of the stream");
        let redivided = Stored { event_type: "X2".into(), event_version: String::new(), ..second };
        assert_ne!(leaf(&redivided, &leaf(&first, &[0; 32])), whole, "lengths come before texts");
    }
}
