//! Segnalazioni: lists, the file of one, everything that is done with it.

mod annotazioni;
mod concessioni;
mod dettagli;
mod elenco;
mod mutations;
mod pratiche;
mod queries;
mod types;

pub(crate) use annotazioni::AnnotazioneMutation;
pub(crate) use concessioni::ConcessioneMutation;
pub(crate) use elenco::SegnalazioneInElenco;
pub(crate) use elenco::elenco;
pub(crate) use mutations::SegnalazioneMutation;
pub(crate) use queries::SegnalazioneQuery;
pub(crate) use types::numero_di;
