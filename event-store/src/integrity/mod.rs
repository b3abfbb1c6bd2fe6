//! Proof that the log is what it was: leaves, tree, verification (docs/integrity.md).

pub mod leaf;
pub mod tree;
pub mod verify;

pub use verify::{Finding, Report, verify, verify_at};
