//! Operators and units.

mod queries;
mod types;

pub(crate) use queries::OrganizzazioneQuery;
pub(crate) use types::{Incarico, Operatore, UnitaOrganizzativa};
