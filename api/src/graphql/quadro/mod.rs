//! The quadro riassuntivo (M-F).

mod queries;
mod types;

pub(crate) use queries::QuadroQuery;
