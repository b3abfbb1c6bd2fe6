//! Units and operators with their memberships, as they are now.

mod operatori;
mod projection;
mod query;
#[cfg(test)]
mod tests;

pub use operatori::{
    FiltroOperatori, IncaricoRiga, OperatoreRiga, ha_incarichi, operatori, operatori_per_id,
};
pub use projection::Organizzazione;
pub use query::{Unita, distretto_di, ha_unita_sottostanti, unita, unita_per_id};
