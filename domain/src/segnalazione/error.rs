//! Refusals of a segnalazione.

use crate::rifiuto::{Codice, ErroreCampo, Rifiuto};
use thiserror::Error;

/// Why a command on a segnalazione is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SegnalazioneError {
    /// It was recorded already.
    #[error("the segnalazione exists already")]
    Esistente,
    /// It was never recorded.
    #[error("the segnalazione does not exist")]
    Inesistente,
    /// It is closed.
    #[error("the segnalazione is closed")]
    Chiusa,
    /// It is not closed.
    #[error("the segnalazione is not closed")]
    NonChiusa,
    /// It is assigned: its author can only wait.
    #[error("the segnalazione is assigned")]
    Assegnata,
    /// It is not assigned.
    #[error("the segnalazione is not assigned")]
    NonAssegnata,
    /// The assignee must accept first.
    #[error("the assignment is not accepted yet")]
    NonAccettata,
    /// The assignee accepted already.
    #[error("the assignment is accepted already")]
    GiaAccettata,
    /// Somebody who is not the assignee.
    #[error("only the assignee may do this")]
    NonAssegnatario,
    /// Somebody who is neither the author nor a coordinator.
    #[error("only the author may do this")]
    NonResponsabile,
    /// The operator's role receives no assignment.
    #[error("the operator's role receives no assignments")]
    OperatoreNonAssegnabile,
    /// No outcome was recorded.
    #[error("no outcome was recorded")]
    EsitoMancante,
    /// The outcome does not close a pratica.
    #[error("the outcome does not close a pratica")]
    EsitoNonConclusivo,
    /// A duplicate of nothing, or of itself.
    #[error("a duplicate needs another segnalazione as its original")]
    OriginaleMancante,
    /// A reason is needed.
    #[error("a reason is needed")]
    MotivoMancante,
    /// «Altro» without a word more.
    #[error("«altro» has to be specified")]
    SpecificareAltro,
    /// Nobody reports.
    #[error("nobody reports")]
    SegnalanteMancante,
    /// Who reports does not fit the kind of segnalante.
    #[error("the segnalante does not fit his kind")]
    SegnalanteIncoerente,
    /// Nothing would change.
    #[error("nothing changes")]
    NessunaModifica,
    /// The data were erased.
    #[error("the data were erased")]
    DatiCancellati,
    /// Somebody who neither has it in charge nor coordinates the unit that holds it.
    #[error("only who has it in charge, or the coordinator, may do this")]
    NonInCarico,
    /// A grant to a unit that holds the segnalazione anyway.
    #[error("the unit holds the segnalazione anyway")]
    UnitaPropria,
    /// The unit has a grant in these days already.
    #[error("the unit has a grant in these days already")]
    ConcessioneEsistente,
    /// No grant has that number.
    #[error("there is no such grant")]
    ConcessioneInesistente,
    /// The grant was taken back, or its days are over.
    #[error("the grant is over already")]
    ConcessioneTerminata,
    /// One field is at fault.
    #[error(transparent)]
    Campo(#[from] ErroreCampo),
}

impl Rifiuto for SegnalazioneError {
    fn codice(&self) -> Codice {
        match self {
            Self::Esistente => Codice::Esistente,
            Self::Inesistente => Codice::SegnalazioneInesistente,
            Self::Chiusa => Codice::SegnalazioneChiusa,
            Self::NonChiusa => Codice::SegnalazioneNonChiusa,
            Self::Assegnata => Codice::SegnalazioneAssegnata,
            Self::NonAssegnata => Codice::SegnalazioneNonAssegnata,
            Self::NonAccettata => Codice::AssegnazioneNonAccettata,
            Self::GiaAccettata => Codice::AssegnazioneGiaAccettata,
            Self::NonAssegnatario => Codice::NonAssegnatario,
            Self::NonResponsabile => Codice::NonResponsabile,
            Self::OperatoreNonAssegnabile => Codice::OperatoreNonAssegnabile,
            Self::EsitoMancante => Codice::EsitoMancante,
            Self::EsitoNonConclusivo => Codice::EsitoNonConclusivo,
            Self::OriginaleMancante => Codice::OriginaleMancante,
            Self::MotivoMancante => Codice::MotivoMancante,
            Self::SpecificareAltro => Codice::SpecificareAltro,
            Self::SegnalanteMancante => Codice::SegnalanteMancante,
            Self::SegnalanteIncoerente => Codice::SegnalanteIncoerente,
            Self::NessunaModifica => Codice::NessunaModifica,
            Self::DatiCancellati => Codice::DatiCancellati,
            Self::NonInCarico => Codice::NonInCarico,
            Self::UnitaPropria => Codice::UnitaPropria,
            Self::ConcessioneEsistente => Codice::ConcessioneEsistente,
            Self::ConcessioneInesistente => Codice::ConcessioneInesistente,
            Self::ConcessioneTerminata => Codice::ConcessioneTerminata,
            Self::Campo(causa) => causa.codice,
        }
    }

    fn campi(&self) -> Vec<String> {
        let campo = match self {
            Self::Campo(causa) => causa.campo.as_str(),
            Self::Inesistente => "segnalazione",
            Self::OperatoreNonAssegnabile => "assegnatario",
            Self::EsitoMancante | Self::EsitoNonConclusivo => "esito",
            Self::OriginaleMancante => "originale",
            Self::MotivoMancante => "motivo",
            Self::SpecificareAltro => "note",
            Self::UnitaPropria | Self::ConcessioneEsistente => "unita",
            Self::ConcessioneInesistente | Self::ConcessioneTerminata => "concessione",
            Self::SegnalanteMancante => "segnalante",
            Self::SegnalanteIncoerente => {
                return vec!["tipoSegnalante".into(), "segnalante".into(), "datiSegnalante".into()];
            }
            _ => return Vec::new(),
        };
        vec![campo.to_owned()]
    }
}
