//! Read models and the projector that keeps them; every read query.
//!
//! The log is the truth; everything here can be thrown away and folded again ([`rebuild`]). One [`runner`] task a
//! projection reads the feed past its checkpoint, folds a batch in memory and writes rows and checkpoint in one
//! transaction. Every read model is a folder with the same files: `projection` (facts to rows), `query` (rows to
//! lists), `schema.sql` (its tables).
//!
//! Reads take `alla`, a position of the log; `None` is now. Rows of versioned tables hold from `da_posizione` on and
//! until before `a_posizione`.

pub mod annotazioni;
#[cfg(feature = "bulk")]
pub mod bulk;
pub mod emergenze;
pub mod error;
pub mod fact;
pub mod fascicolo;
mod lag;
pub mod names;
pub mod nuclei;
pub mod organizzazione;
pub mod page;
pub mod projection;
#[cfg(test)]
mod prova;
pub mod quadro;
pub mod rebuild;
pub mod runner;
pub mod segnalazioni;
pub mod soggetti;
mod sql;
mod versions;
pub mod visibilita;

pub use error::{ProjectionError, QueryError};
pub use fact::{DomainFact, Fact};
pub use lag::{Lag, lag};
pub use page::{Cursore, Pagina};
pub use projection::{Descriptor, Projection};
pub use rebuild::{RebuildError, RebuildReport, rebuild};
pub use runner::{OtherVersion, ProjectionStatus, Projector, ProjectorError};
