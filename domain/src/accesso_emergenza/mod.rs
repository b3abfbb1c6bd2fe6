//! Emergency access: an operator opens the file of a person whom he may not see, for an hour and for reasons that somebody
//! else judges afterwards.

mod aggregate;
mod commands;
mod error;
mod events;
#[cfg(test)]
mod tests;

pub use aggregate::{AccessoEmergenza, Emergenza};
pub use commands::*;
pub use error::*;
pub use events::*;
