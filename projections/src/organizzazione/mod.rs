//! Units and operators, as they are now.

mod projection;
mod query;
#[cfg(test)]
mod tests;

pub use projection::Organizzazione;
pub use query::{
    FiltroOperatori, OperatoreRiga, Unita, distretto_di, operatori, operatori_per_id, unita, unita_per_id,
};
