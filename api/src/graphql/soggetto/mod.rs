//! Subjects: search, file, personal data, contacts, stato civile, addresses.

mod anagrafica;
mod input;
mod mutations;
mod queries;
mod scheda;
mod types;

pub(crate) use anagrafica::{Anagrafica, Provenienza};
pub(crate) use input::AnagraficaInput;
pub(crate) use mutations::SoggettoMutation;
pub(crate) use queries::SoggettoQuery;
pub(crate) use scheda::DatiScheda;
pub(crate) use scheda::SchedaSoggetto;
pub(crate) use types::Soggetto;
