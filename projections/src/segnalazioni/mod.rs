//! Lists of segnalazioni, as they stand and as they stood.

mod projection;
mod query;
mod store;
#[cfg(test)]
mod tests;

pub use projection::Segnalazioni;
pub use query::{
    Filtro, Numero, PraticaAperta, SegnalazioneRiga, con_pratica_aperta, numeri, per_numero, pratiche_su,
    segnalazioni,
};
