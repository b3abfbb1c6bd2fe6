//! Who looked at what: the read log, read.

mod queries;
mod types;

pub(crate) use queries::{TracciamentoQuery, di_tracciamento};
