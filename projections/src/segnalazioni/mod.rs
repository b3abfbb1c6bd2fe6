//! Lists of segnalazioni, as they stand and as they stood.

mod projection;
mod query;
mod store;
#[cfg(test)]
mod tests;

pub use projection::Segnalazioni;
pub use query::{
    Filtro, PraticaAperta, SegnalazioneRiga, con_pratica_aperta, di_soggetto, per_id, per_numero,
    segnalazioni,
};
