//! Refusals of an unita organizzativa.

use crate::rifiuto::{Codice, ErroreCampo, Rifiuto};
use thiserror::Error;

/// Why a command on a unit is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UnitaOrganizzativaError {
    /// The unit was set up already.
    #[error("the unit exists already")]
    Esistente,
    /// The unit was never set up.
    #[error("the unit does not exist")]
    Inesistente,
    /// The unit has ceased.
    #[error("the unit has ceased")]
    Cessata,
    /// Nothing would change.
    #[error("nothing changes")]
    NessunaModifica,
    /// One field is at fault.
    #[error(transparent)]
    Campo(#[from] ErroreCampo),
}

impl Rifiuto for UnitaOrganizzativaError {
    fn codice(&self) -> Codice {
        match self {
            Self::Esistente => Codice::Esistente,
            Self::Inesistente => Codice::UnitaInesistente,
            Self::Cessata => Codice::UnitaCessata,
            Self::NessunaModifica => Codice::NessunaModifica,
            Self::Campo(causa) => causa.codice,
        }
    }

    fn campi(&self) -> Vec<String> {
        match self {
            Self::Campo(causa) => causa.campi(),
            Self::Esistente | Self::Inesistente | Self::Cessata | Self::NessunaModifica => Vec::new(),
        }
    }
}
