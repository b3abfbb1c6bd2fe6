//! An operator of the services: who he is, in which roles and for which units he works (M-A08 to M-A11).

mod aggregate;
mod commands;
mod error;
mod events;
mod incarico;
mod rules;
#[cfg(test)]
mod tests;

pub use aggregate::{Abilitazione, Operatore};
pub use commands::*;
pub use error::*;
pub use events::*;
pub use incarico::Incarico;
