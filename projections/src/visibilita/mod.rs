//! Who may see which file: titles, kept from events, and the predicate that every list, count, search and single read
//! puts into its statement. Which title is enough for what is decided in [`domain::visibilita`], for all of them.

mod predicato;
mod projection;
mod query;
#[cfg(test)]
mod tests;
mod unita;

pub use predicato::{Chi, Sguardo, Vista};
pub(crate) use predicato::{
    push_annotazione, push_join, push_nucleo, push_pratica, push_soggetto, push_titoli, titolo_tenuto,
};
#[cfg(feature = "bulk")]
pub(crate) use projection::Parte;
pub use projection::Visibilita;
pub use query::{
    Tenuto, basi, nuclei_veduti, schede_di_operatori, seguito_da, sguardo, soggetti_veduti, titoli,
    vede_soggetto, vedute,
};
pub use unita::ha_pratiche_aperte;
