//! Code lists, places, codice fiscale.

mod calcolo;
mod luoghi;
mod queries;
mod types;

pub(crate) use queries::CodificheQuery;
pub(crate) use types::Voce;
