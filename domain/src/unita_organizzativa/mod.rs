//! An unita organizzativa: Regione, distretto, comune, office (M-F05, M-G13).

mod aggregate;
mod commands;
mod error;
mod events;
mod rules;
#[cfg(test)]
mod tests;

pub use aggregate::{Unita, UnitaOrganizzativa};
pub use commands::*;
pub use error::*;
pub use events::*;
pub use rules::padre_ammesso;
