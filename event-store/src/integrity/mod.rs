//! Proof that the log is what it was: leaves, tree, verification (docs/integrity.md).

pub mod checkpoints;
pub mod leaf;
pub mod note;
pub mod tree;
pub mod verify;

pub use checkpoints::{CheckpointFolder, Checkpointer};
pub use note::Checkpoint;
pub use verify::{Finding, Report, verify, verify_at};
