//! Proof that the log is what it was: leaves, tree, verification, exports that prove themselves (docs/integrity.md).

pub mod checkpoints;
pub mod export;
pub mod file;
mod format;
pub mod leaf;
pub mod note;
pub mod restore;
pub mod tree;
pub mod verify;

pub use checkpoints::{CheckpointFolder, Checkpointer};
pub use export::{ExportError, Exported, export_at};
pub use file::{FileError, FileReport, verify_file};
pub use note::Checkpoint;
pub use restore::{Loaded, RestoreError, Step, Target, load_at};
pub use verify::{Finding, Report, verify, verify_at};
