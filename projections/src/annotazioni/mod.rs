//! Notes of cases: which there are. Their texts are folded from their streams.

mod projection;
mod query;

pub use projection::Annotazioni;
pub use query::{annotazioni, annotazioni_vedute};
