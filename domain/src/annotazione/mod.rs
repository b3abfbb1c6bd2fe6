//! A note in a case: what the social service writes down, for whoever may read it. Every note is a stream of its own, so that
//! to whom it is not open nothing tells that there is one, not even a version.

mod aggregate;
mod commands;
mod error;
mod events;
#[cfg(test)]
mod tests;

pub use aggregate::{Annotazione, Nota};
pub use commands::*;
pub use error::*;
pub use events::*;
