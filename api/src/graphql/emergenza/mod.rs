//! Emergency accesses.

mod mutations;
mod queries;
mod types;

pub(crate) use mutations::EmergenzaMutation;
pub(crate) use queries::{EmergenzaQuery, da_riesaminare};
