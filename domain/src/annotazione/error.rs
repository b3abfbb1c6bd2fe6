//! Refusals of a note.

use crate::rifiuto::{Codice, ErroreCampo, Rifiuto};
use thiserror::Error;

/// Why a command on a note is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnnotazioneError {
    /// It was written already.
    #[error("the note exists already")]
    Esistente,
    /// It was never written.
    #[error("the note does not exist")]
    Inesistente,
    /// Neither its author nor who has the case in charge.
    #[error("only its author, or who has the case in charge, may do this")]
    NonPropria,
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

impl Rifiuto for AnnotazioneError {
    fn codice(&self) -> Codice {
        match self {
            Self::Esistente => Codice::Esistente,
            Self::Inesistente => Codice::AnnotazioneInesistente,
            Self::NonPropria => Codice::AnnotazioneDiAltri,
            Self::NessunaModifica => Codice::NessunaModifica,
            Self::DatiCancellati => Codice::DatiCancellati,
            Self::Campo(causa) => causa.codice,
        }
    }

    fn campi(&self) -> Vec<String> {
        match self {
            Self::Campo(causa) => causa.campi(),
            Self::Inesistente => vec!["annotazione".to_owned()],
            _ => Vec::new(),
        }
    }
}
