//! Refusals of a nucleo anagrafe.

use crate::rifiuto::{Codice, Rifiuto};
use thiserror::Error;

/// Why a command on a nucleo anagrafe is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NucleoAnagrafeError {
    /// The household was imported already; from then on it is compared and aligned.
    #[error("the household is known already")]
    Esistente,
    /// Nothing was ever asked of the register.
    #[error("nothing is known of the household")]
    Assente,
    /// The members are not a household: none, one twice, or the subject not among them.
    #[error("the register's household cannot be used")]
    RispostaNonValida,
    /// There is no comparison that waits to be applied.
    #[error("no comparison waits to be applied")]
    NonConfrontato,
    /// A later act came after the comparison that the operator saw.
    #[error("the comparison is not the last act")]
    ConfrontoSuperato,
    /// The last comparison found no difference.
    #[error("nothing changes")]
    NessunaModifica,
    /// Data of a member were erased.
    #[error("the data were erased")]
    DatiCancellati,
}

impl Rifiuto for NucleoAnagrafeError {
    fn codice(&self) -> Codice {
        match self {
            Self::Esistente => Codice::Esistente,
            Self::Assente => Codice::NucleoAnagrafeAssente,
            Self::RispostaNonValida => Codice::AnprRispostaNonValida,
            Self::NonConfrontato => Codice::NucleoNonConfrontato,
            Self::ConfrontoSuperato => Codice::ConfrontoSuperato,
            Self::NessunaModifica => Codice::NessunaModifica,
            Self::DatiCancellati => Codice::DatiCancellati,
        }
    }

    fn campi(&self) -> Vec<String> {
        match self {
            Self::Assente => vec!["soggetto".into()],
            Self::ConfrontoSuperato => vec!["confronto".into()],
            _ => Vec::new(),
        }
    }
}
