//! Refusals of a nucleo di fatto.

use crate::rifiuto::{Codice, ErroreCampo, Rifiuto};
use crate::soggetto::ErroreAnagrafica;
use thiserror::Error;

/// Why a command on a nucleo di fatto is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NucleoDiFattoError {
    /// The nucleo was opened already.
    #[error("the nucleo exists already")]
    Esistente,
    /// The nucleo was never opened.
    #[error("the nucleo does not exist")]
    Inesistente,
    /// The person is a member, or was one on the day from which he is added.
    #[error("the person is a member already")]
    ComponenteGiaPresente,
    /// The person is no member.
    #[error("the person is no member")]
    ComponenteAssente,
    /// The membership would end before it began.
    #[error("the membership would end before it began")]
    PeriodoNonValido,
    /// Data of a person without a file are refused.
    #[error(transparent)]
    Anagrafica(#[from] ErroreAnagrafica),
    /// Nothing would change.
    #[error("nothing changes")]
    NessunaModifica,
    /// The data were erased.
    #[error("the data were erased")]
    DatiCancellati,
    /// One field is at fault.
    #[error(transparent)]
    Campo(#[from] ErroreCampo),
}

impl Rifiuto for NucleoDiFattoError {
    fn codice(&self) -> Codice {
        match self {
            Self::Esistente => Codice::Esistente,
            Self::Inesistente => Codice::NucleoInesistente,
            Self::ComponenteGiaPresente => Codice::ComponenteGiaPresente,
            Self::ComponenteAssente => Codice::ComponenteAssente,
            Self::PeriodoNonValido => Codice::PeriodoNonValido,
            Self::Anagrafica(causa) => causa.codice(),
            Self::NessunaModifica => Codice::NessunaModifica,
            Self::DatiCancellati => Codice::DatiCancellati,
            Self::Campo(causa) => causa.codice,
        }
    }

    fn campi(&self) -> Vec<String> {
        match self {
            Self::ComponenteGiaPresente | Self::ComponenteAssente => vec!["componente".into()],
            Self::PeriodoNonValido => vec!["al".into()],
            Self::Inesistente => vec!["nucleo".into()],
            Self::Anagrafica(causa) => causa.campi(),
            Self::Campo(causa) => causa.campi(),
            Self::Esistente | Self::NessunaModifica | Self::DatiCancellati => Vec::new(),
        }
    }
}
