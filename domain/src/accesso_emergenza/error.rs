//! Refusals of an emergency access.

use crate::rifiuto::{Codice, ErroreCampo, Rifiuto};
use thiserror::Error;

/// Why a command on an emergency access is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EmergenzaError {
    /// It was opened already.
    #[error("the access was opened already")]
    Esistente,
    /// It was never opened.
    #[error("the access does not exist")]
    Inesistente,
    /// Only who opened it ends it.
    #[error("the access is somebody else's")]
    NonPropria,
    /// It is over.
    #[error("the access is over")]
    Terminata,
    /// The reason is for another role.
    #[error("the reason is for another role")]
    MotivoDiAltroRuolo,
    /// Too few words, or words that say nothing.
    #[error("the explanation says nothing")]
    SpiegazioneInsufficiente,
    /// Nobody judges what he did himself.
    #[error("nobody reviews his own access")]
    RiesameProprio,
    /// It was judged already.
    #[error("the review is over")]
    RiesameConcluso,
    /// One field is at fault.
    #[error(transparent)]
    Campo(#[from] ErroreCampo),
}

impl Rifiuto for EmergenzaError {
    fn codice(&self) -> Codice {
        match self {
            Self::Esistente => Codice::Esistente,
            Self::Inesistente => Codice::EmergenzaInesistente,
            Self::NonPropria => Codice::EmergenzaDiAltri,
            Self::Terminata => Codice::EmergenzaTerminata,
            Self::MotivoDiAltroRuolo => Codice::MotivoDiAltroRuolo,
            Self::SpiegazioneInsufficiente => Codice::SpiegazioneInsufficiente,
            Self::RiesameProprio => Codice::RiesameProprio,
            Self::RiesameConcluso => Codice::RiesameConcluso,
            Self::Campo(causa) => causa.codice,
        }
    }

    fn campi(&self) -> Vec<String> {
        let campo = match self {
            Self::Campo(causa) => causa.campo.as_str(),
            Self::Inesistente => "accesso",
            Self::MotivoDiAltroRuolo => "motivo",
            Self::SpiegazioneInsufficiente => "spiegazione",
            _ => return Vec::new(),
        };
        vec![campo.to_owned()]
    }
}
