//! The story of a file.

mod queries;
mod types;

pub(crate) use queries::StoriaQuery;
pub(crate) use types::EventoStoria;
