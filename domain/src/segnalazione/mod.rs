//! The segnalazione: a first contact, who follows it, how it ends (M-B01 to M-B04, M-G).

mod aggregate;
mod commands;
mod concessione;
mod error;
mod events;
mod pratica;
mod rules;
#[cfg(test)]
mod tests;

pub use aggregate::Segnalazione;
pub use commands::*;
pub use concessione::Concessione;
pub use error::*;
pub use events::*;
pub use pratica::{Assegnazione, Chiusura, Pratica, Restituzione, StatoSegnalazione};
