//! Consulting the register, and importing what it said.

mod mutations;
mod types;

pub(crate) use mutations::AnprMutation;
