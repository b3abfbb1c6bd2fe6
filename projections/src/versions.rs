//! Versioned rows in memory, for one batch: every change of a row ends the version that held and opens another, so
//! that any past instant can be read from the table.
//!
//! Rows come in groups (those of one stream); a group that a batch touches is loaded whole, as it holds.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// Versions of the rows of the groups that a batch touches.
pub(crate) struct Versions<G, K, R> {
    current: HashMap<G, BTreeMap<K, Current<R>>>,
    changes: Changes<G, K, R>,
}

struct Current<R> {
    from: u64,
    row: R,
    stored: bool,
}

/// What is to be written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Changes<G, K, R> {
    /// Stored versions that end.
    pub(crate) ended: Vec<Ended<G, K>>,
    /// New versions.
    pub(crate) opened: Vec<Opened<G, K, R>>,
}

/// A stored version that ends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ended<G, K> {
    pub(crate) group: G,
    pub(crate) key: K,
    pub(crate) to: u64,
}

/// A new version, perhaps ended within the same batch.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Opened<G, K, R> {
    pub(crate) group: G,
    pub(crate) key: K,
    pub(crate) row: R,
    pub(crate) from: u64,
    pub(crate) to: Option<u64>,
}

impl<G: Clone + Eq + Hash, K: Clone + Ord, R: PartialEq> Versions<G, K, R> {
    /// Starts from the versions that hold.
    pub(crate) fn stored(rows: impl IntoIterator<Item = (G, K, u64, R)>) -> Self {
        let mut current: HashMap<G, BTreeMap<K, Current<R>>> = HashMap::new();
        for (group, key, from, row) in rows {
            current.entry(group).or_default().insert(key, Current { from, row, stored: true });
        }
        Self { current, changes: Changes { ended: Vec::new(), opened: Vec::new() } }
    }

    /// The row that holds.
    pub(crate) fn get(&self, group: &G, key: &K) -> Option<&R> {
        self.current.get(group)?.get(key).map(|c| &c.row)
    }

    /// The rows of a group that hold, by key.
    pub(crate) fn group(&self, group: &G) -> impl Iterator<Item = (&K, &R)> {
        self.current.get(group).into_iter().flatten().map(|(key, c)| (key, &c.row))
    }

    /// From that position on this row holds; without effect when it held already.
    pub(crate) fn put(&mut self, group: &G, key: K, at: u64, row: R) {
        let rows = self.current.entry(group.clone()).or_default();
        match rows.get_mut(&key) {
            Some(held) if held.row == row => {}
            // The second change that one event makes.
            Some(held) if held.from == at => held.row = row,
            Some(held) => {
                let before = std::mem::replace(held, Current { from: at, row, stored: false });
                self.changes.end(group.clone(), key, before, at);
            }
            None => {
                rows.insert(key, Current { from: at, row, stored: false });
            }
        }
    }

    /// From that position on the row does not hold any more; without effect when it did not.
    pub(crate) fn end(&mut self, group: &G, key: &K, at: u64) {
        if let Some((key, held)) = self.current.get_mut(group).and_then(|rows| rows.remove_entry(key))
            && held.from < at
        {
            self.changes.end(group.clone(), key, held, at);
        }
    }

    /// What the batch changes.
    pub(crate) fn changes(mut self) -> Changes<G, K, R> {
        for (group, rows) in self.current {
            for (key, Current { from, row, stored }) in rows {
                if !stored {
                    self.changes.opened.push(Opened { group: group.clone(), key, row, from, to: None });
                }
            }
        }
        self.changes
    }
}

impl<G, K, R> Changes<G, K, R> {
    fn end(&mut self, group: G, key: K, held: Current<R>, to: u64) {
        if held.stored {
            self.ended.push(Ended { group, key, to });
        } else {
            self.opened.push(Opened { group, key, row: held.row, from: held.from, to: Some(to) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type V = Versions<u8, u8, char>;

    #[test]
    fn a_change_ends_the_stored_version_and_opens_another() {
        let mut v = V::stored([(1, 1, 3, 'a')]);
        v.put(&1, 1, 5, 'b');
        let changes = v.changes();
        assert_eq!(changes.ended, [Ended { group: 1, key: 1, to: 5 }]);
        assert_eq!(changes.opened, [Opened { group: 1, key: 1, row: 'b', from: 5, to: None }]);
    }

    #[test]
    fn a_row_that_stays_the_same_opens_no_version() {
        let mut v = V::stored([(1, 1, 3, 'a')]);
        v.put(&1, 1, 5, 'a');
        let changes = v.changes();
        assert!(changes.ended.is_empty() && changes.opened.is_empty());
    }

    #[test]
    fn a_version_that_held_at_no_position_leaves_no_row() {
        let mut v = V::stored([]);
        v.put(&1, 1, 5, 'a');
        v.end(&1, &1, 5);
        v.end(&1, &2, 5);
        assert!(v.changes().opened.is_empty());
    }

    /// Plays operations in batches of `size` against a table in memory.
    fn play(operations: &[(u8, u8, Option<char>)], size: usize) -> Vec<(u8, u8, char, u64, Option<u64>)> {
        let mut table: Vec<(u8, u8, char, u64, Option<u64>)> = Vec::new();
        let numbered: Vec<_> = operations.iter().zip(1u64..).collect();
        for batch in numbered.chunks(size) {
            let held = table.iter().filter(|r| r.4.is_none()).map(|r| (r.0, r.1, r.3, r.2));
            let mut v = V::stored(held.collect::<Vec<_>>());
            for ((group, key, row), at) in batch {
                match row {
                    Some(row) => v.put(group, *key, *at, *row),
                    None => v.end(group, key, *at),
                }
            }
            let changes = v.changes();
            for e in changes.ended {
                let held = table.iter_mut().find(|r| (r.0, r.1, r.4) == (e.group, e.key, None));
                held.unwrap().4 = Some(e.to);
            }
            table.extend(changes.opened.into_iter().map(|o| (o.group, o.key, o.row, o.from, o.to)));
        }
        table.sort_unstable();
        table
    }

    proptest! {
        #[test]
        fn the_table_does_not_depend_on_the_batches(
            operations in prop::collection::vec((0u8..3, 0u8..3, prop::option::of(prop::char::range('a', 'c'))), 0..40),
            size in 1usize..12,
        ) {
            prop_assert_eq!(play(&operations, 1), play(&operations, size));
        }
    }
}
