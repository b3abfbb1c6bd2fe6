//! Refusals of a subject.

use crate::codice_fiscale::ErroreCodiceFiscale;
use crate::rifiuto::{Codice, ErroreCampo, Rifiuto};
use thiserror::Error;

/// Why personal data are refused, wherever they are entered.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ErroreAnagrafica {
    /// Neither surname nor first name.
    #[error("neither surname nor first name")]
    NomeMancante,
    /// The codice fiscale cannot be read or computed.
    #[error("codice fiscale refused")]
    CodiceFiscale(#[source] ErroreCodiceFiscale),
    /// A computed codice fiscale needs sex, whole birth date and coded birth place; the missing ones.
    #[error("not enough data to compute the codice fiscale")]
    CodiceFiscaleNonCalcolabile(Vec<String>),
    /// Codice fiscale and indicatore do not agree.
    #[error("codice fiscale and indicatore disagree")]
    CodiceFiscaleIncoerente,
    /// One field is at fault.
    #[error(transparent)]
    Campo(#[from] ErroreCampo),
}

impl Rifiuto for ErroreAnagrafica {
    fn codice(&self) -> Codice {
        match self {
            Self::NomeMancante => Codice::NomeMancante,
            Self::CodiceFiscale(causa) => causa.codice(),
            Self::CodiceFiscaleNonCalcolabile(_) => Codice::CodiceFiscaleNonCalcolabile,
            Self::CodiceFiscaleIncoerente => Codice::CodiceFiscaleIncoerente,
            Self::Campo(causa) => causa.codice,
        }
    }

    fn campi(&self) -> Vec<String> {
        match self {
            Self::NomeMancante => vec!["cognome".into(), "nome".into()],
            Self::CodiceFiscale(_) => vec!["codiceFiscale".into()],
            Self::CodiceFiscaleNonCalcolabile(campi) => campi.clone(),
            Self::CodiceFiscaleIncoerente => vec!["codiceFiscale".into(), "indicatoreCf".into()],
            Self::Campo(causa) => causa.campi(),
        }
    }
}

/// Why a command on a subject is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SoggettoError {
    /// The subject is in the internal registry already.
    #[error("the subject exists already")]
    Esistente,
    /// Nothing is known of the subject.
    #[error("the subject does not exist")]
    Inesistente,
    /// An import without codice fiscale.
    #[error("an imported subject needs a codice fiscale")]
    CodiceFiscaleAssente,
    /// What the register answered cannot be imported.
    #[error("the register's data cannot be imported")]
    RispostaNonValida,
    /// The personal data are refused.
    #[error(transparent)]
    Anagrafica(#[from] ErroreAnagrafica),
    /// The new stato civile does not follow the last one.
    #[error("the stato civile does not follow the last one")]
    StatoCivilePrecedente,
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

impl Rifiuto for SoggettoError {
    fn codice(&self) -> Codice {
        match self {
            Self::Esistente => Codice::SoggettoEsistente,
            Self::Inesistente => Codice::SoggettoInesistente,
            Self::CodiceFiscaleAssente => Codice::CodiceFiscaleAssente,
            Self::RispostaNonValida => Codice::AnprRispostaNonValida,
            Self::Anagrafica(causa) => causa.codice(),
            Self::StatoCivilePrecedente => Codice::StatoCivilePrecedente,
            Self::NessunaModifica => Codice::NessunaModifica,
            Self::DatiCancellati => Codice::DatiCancellati,
            Self::Campo(causa) => causa.codice,
        }
    }

    fn campi(&self) -> Vec<String> {
        match self {
            Self::CodiceFiscaleAssente => vec!["codiceFiscale".into()],
            Self::Inesistente => vec!["soggetto".into()],
            Self::Anagrafica(causa) => causa.campi(),
            Self::StatoCivilePrecedente => vec!["dal".into()],
            Self::Campo(causa) => causa.campi(),
            Self::Esistente | Self::RispostaNonValida | Self::NessunaModifica | Self::DatiCancellati => {
                Vec::new()
            }
        }
    }
}
