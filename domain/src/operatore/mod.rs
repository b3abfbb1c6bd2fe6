//! An operator of the services: who he is, in which role and for which unit he works (M-A08 to M-A11).

mod aggregate;
mod commands;
mod error;
mod events;
#[cfg(test)]
mod tests;

pub use aggregate::{Abilitazione, Operatore};
pub use commands::*;
pub use error::*;
pub use events::*;
