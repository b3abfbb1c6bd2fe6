//! Refusals of an operator.

use crate::codice_fiscale::ErroreCodiceFiscale;
use crate::rifiuto::{Codice, ErroreCampo, Rifiuto};
use thiserror::Error;

/// Why a command about an operator is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OperatoreError {
    /// The operator was enabled already.
    #[error("the operator exists already")]
    Esistente,
    /// The operator was never enabled.
    #[error("the operator does not exist")]
    Inesistente,
    /// His codice fiscale cannot be read.
    #[error("codice fiscale refused")]
    CodiceFiscale(#[source] ErroreCodiceFiscale),
    /// Nothing would change.
    #[error("nothing changes")]
    NessunaModifica,
    /// One field is at fault.
    #[error(transparent)]
    Campo(#[from] ErroreCampo),
}

impl Rifiuto for OperatoreError {
    fn codice(&self) -> Codice {
        match self {
            Self::Esistente => Codice::Esistente,
            Self::Inesistente => Codice::OperatoreInesistente,
            Self::CodiceFiscale(causa) => causa.codice(),
            Self::NessunaModifica => Codice::NessunaModifica,
            Self::Campo(causa) => causa.codice,
        }
    }

    fn campi(&self) -> Vec<String> {
        match self {
            Self::CodiceFiscale(_) => vec!["codiceFiscale".into()],
            Self::Campo(causa) => causa.campi(),
            Self::Esistente | Self::Inesistente | Self::NessunaModifica => Vec::new(),
        }
    }
}
