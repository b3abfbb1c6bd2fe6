//! Alerts about readings, for whoever controls.

mod mutations;
mod queries;
mod types;

pub(crate) use mutations::AvvisiMutation;
pub(crate) use queries::{AvvisiQuery, avvisi_aperti};
