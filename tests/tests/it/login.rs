//! Operators log in: a provider that behaves, one that misbehaves in every way, sessions, the way out.

mod entering;
mod provider;
mod refusals;
mod scene;
mod sessions;
mod startup;
mod way_out;
