//! Operators log in: a provider that behaves, one that misbehaves in every way, sessions, the way out. Machines do not.

mod entering;
mod machines;
mod memberships;
mod provider;
mod refusals;
pub(crate) mod scene;
mod sessions;
mod startup;
mod way_out;
