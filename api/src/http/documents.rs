//! Which documents an operator's browser may send: outside development, those of our own pages
//! ([ADR 0011](../../../docs/adr/0011-documenti-fidati.md)).

use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Hashes of the documents of the pages, written by `npm run gen` beside the code that sends them.
const MANIFEST: &str = include_str!("../../../ui/src/gql/documenti.json");

/// The documents that are carried out.
#[derive(Clone, Debug)]
pub enum Documents {
    /// Any.
    Open,
    /// Those with these SHA-256, in hexadecimal.
    Trusted(Arc<HashSet<String>>),
}

impl Documents {
    /// Those of the pages that were built with this program. A manifest that cannot be read trusts nothing.
    #[must_use]
    pub fn of_the_pages() -> Self {
        Self::Trusted(Arc::new(manifest().into_keys().collect()))
    }

    /// Whether this text is among them.
    #[must_use]
    pub(super) fn contain(&self, document: &str) -> bool {
        match self {
            Self::Open => true,
            Self::Trusted(hashes) => hashes.contains(&format!("{:x}", Sha256::digest(document))),
        }
    }
}

/// Hash and name of the operation.
fn manifest() -> BTreeMap<String, String> {
    serde_json::from_str(MANIFEST).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_operations_by_hash() {
        let manifest = manifest();
        assert!(manifest.len() > 10, "the pages send more than that");
        for (hash, name) in &manifest {
            let hexadecimal = hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
            assert!(hash.len() == 64 && hexadecimal && !name.is_empty(), "{name}");
        }
    }

    #[test]
    fn a_document_is_trusted_to_the_letter() {
        let hash = format!("{:x}", Sha256::digest("{ saluto }"));
        let documents = Documents::Trusted(Arc::new([hash].into()));
        assert!(documents.contain("{ saluto }"));
        assert!(!documents.contain("{ saluto}") && !documents.contain(""));
        assert!(Documents::Open.contain("{ altro }"));
    }
}
