//! A subject of the internal registry: his personal data, contacts, stato civile and addresses (M-D, M-E).

mod aggregate;
mod commands;
mod error;
mod events;
pub(crate) mod rules;
#[cfg(test)]
mod tests;

pub use aggregate::{Origine, SchedaSoggetto, Soggetto};
pub use commands::*;
pub use error::*;
pub use events::*;
