//! The nucleo di fatto: the household as the operators know it (M-E10, M-E11, M-E15).

mod aggregate;
mod commands;
mod error;
mod events;
mod rules;
#[cfg(test)]
mod tests;

pub use aggregate::{Componente, Nucleo, NucleoDiFatto, Uscita};
pub use commands::*;
pub use error::*;
pub use events::*;
