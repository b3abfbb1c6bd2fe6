//! The nucleo anagrafe: the household exactly as ANPR shows it (M-E12, M-E13). Nobody edits it; it is compared with
//! the register and aligned.

mod aggregate;
mod commands;
mod error;
mod events;
mod rules;
#[cfg(test)]
mod tests;

pub use aggregate::{Confronto, NucleoAnagrafe, Verifica};
pub use commands::*;
pub use error::*;
pub use events::*;
