//! Consulting the register, importing what it said, and how much it is asked.

mod mutations;
mod queries;
mod types;

pub(crate) use mutations::AnprMutation;
pub(crate) use queries::AnprQuery;
