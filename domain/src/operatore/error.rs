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
    /// He was disabled.
    #[error("the operator is disabled")]
    Disabilitato,
    /// He has no membership of that number.
    #[error("no such membership")]
    IncaricoInesistente,
    /// That membership is over.
    #[error("the membership is over")]
    IncaricoFinito,
    /// He has that role for that unit already, on some of these days.
    #[error("the membership overlaps another one")]
    IncaricoSovrapposto,
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
            Self::Disabilitato => Codice::OperatoreDisabilitato,
            Self::IncaricoInesistente => Codice::IncaricoInesistente,
            Self::IncaricoFinito => Codice::IncaricoFinito,
            Self::IncaricoSovrapposto => Codice::IncaricoSovrapposto,
            Self::NessunaModifica => Codice::NessunaModifica,
            Self::Campo(causa) => causa.codice,
        }
    }

    fn campi(&self) -> Vec<String> {
        match self {
            Self::CodiceFiscale(_) => vec!["codiceFiscale".into()],
            Self::Campo(causa) => causa.campi(),
            Self::IncaricoInesistente | Self::IncaricoFinito => vec!["incarico".into()],
            Self::IncaricoSovrapposto => vec!["dal".into(), "al".into()],
            Self::Esistente | Self::Inesistente | Self::Disabilitato | Self::NessunaModifica => Vec::new(),
        }
    }
}
