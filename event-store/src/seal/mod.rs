//! Sealing of personal data (docs/adr/0003-sigilli.md): partitions leave the payload as ciphertexts and come back as values.

mod cipher;
pub mod kek;
pub mod keys;
mod partitions;
pub mod pool;
pub mod system;

pub use cipher::{CipherError, DataKey};
pub use kek::{FileKek, KekError, KeyEncryption};
pub use keys::{KeyError, KeySet, KeyStore, SubjectKeys};
pub use partitions::{Place, SealError, Sealed, UnsealError, seal, subjects_of, unseal};
pub use pool::SubjectPool;
pub use system::SystemKeys;
