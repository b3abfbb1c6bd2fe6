//! The RFC 6962 tree over the leaves, as a compact range: one subtree root for every set bit of its size.

use super::leaf::Hash;
use sha2::{Digest, Sha256};

/// A compact range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    size: u64,
    /// Root of the subtree of 2^level leaves; entries of unset bits are left over and not read.
    levels: Vec<Hash>,
}

impl Tree {
    /// The tree of `size` leaves whose compact range the database keeps; `None` when bytes are missing.
    #[must_use]
    pub fn from_frontier(size: u64, stored: &[u8]) -> Option<Self> {
        let needed = (u64::BITS - size.leading_zeros()) as usize;
        let levels =
            stored.chunks_exact(32).take(needed).map(|c| c.try_into().ok()).collect::<Option<Vec<Hash>>>()?;
        (levels.len() == needed).then_some(Self { size, levels })
    }

    /// The compact range as the database keeps it.
    #[must_use]
    pub fn frontier(&self) -> Vec<u8> {
        self.levels.concat()
    }

    /// How many leaves it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let (mut node, mut level, mut rest) = (leaf, 0, self.size);
        while rest & 1 == 1 {
            node = parent(&self.levels[level], &node);
            level += 1;
            rest >>= 1;
        }
        if level == self.levels.len() {
            self.levels.push(node);
        } else {
            self.levels[level] = node;
        }
        self.size += 1;
    }

    /// Root hash (RFC 6962 §2.1); of the empty tree, the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        let roots = (self.levels.iter().zip(0u32..))
            .filter(|(_, level)| self.size >> level & 1 == 1)
            .map(|(h, _)| *h);
        roots.reduce(|right, left| parent(&left, &right)).unwrap_or_else(|| Sha256::digest([]).into())
    }

    /// The frontier as the database keeps it, with the entries that count for its size.
    #[must_use]
    pub fn same_frontier(&self, stored: &[u8]) -> bool {
        (self.levels.iter().zip(0u32..)).filter(|(_, level)| self.size >> level & 1 == 1).all(
            |(hash, level)| {
                stored.get(level as usize * 32..level as usize * 32 + 32) == Some(hash.as_slice())
            },
        )
    }
}

fn parent(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::kek::{hex, unhex};

    /// Definition of RFC 6962 §2.1, word by word.
    fn by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [one] => *one,
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                parent(&by_definition(&leaves[..split]), &by_definition(&leaves[split..]))
            }
        }
    }

    #[test]
    fn agrees_with_the_definition_at_every_size() {
        let mut tree = Tree::default();
        let mut leaves: Vec<Hash> = Vec::new();
        for n in 0u8..70 {
            assert_eq!(tree.root(), by_definition(&leaves), "size {n}");
            let leaf = Sha256::digest([n]).into();
            tree.push(leaf);
            leaves.push(leaf);
        }
    }

    /// Known answers of the certificate-transparency reference tests.
    #[test]
    fn agrees_with_the_known_roots() {
        let inputs = [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        let roots = [
            (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
        ];
        let mut tree = Tree::default();
        for input in inputs {
            let mut leaf = Sha256::new();
            leaf.update([0]);
            leaf.update(unhex(input).unwrap());
            tree.push(leaf.finalize().into());
            if let Some((_, root)) = roots.iter().find(|(size, _)| *size == tree.size()) {
                assert_eq!(hex(&tree.root()), *root);
            }
        }
    }
}
