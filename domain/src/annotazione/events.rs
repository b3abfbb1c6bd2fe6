//! What can happen to a note. The stream's id is the [`AnnotazioneId`].

use crate::attore::Attore;
use crate::identita::{AnnotazioneId, OperatoreId, SegnalazioneId, SoggettoId};
use crate::riservato::{Classe, Partizione, Riservato};
use crate::visibilita::Sezione;
use crate::{debug_oscurato, eventi};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A note was written in a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnnotazioneAggiunta {
    /// The note.
    pub annotazione: AnnotazioneId,
    /// In which case.
    pub segnalazione: SegnalazioneId,
    /// Whom the case is about.
    pub segnalato: SoggettoId,
    /// Who wrote it, with role and unit of then.
    pub autore: Attore,
    /// List SEZIONE: to whom it is open. It never changes.
    pub sezione: Sezione,
    /// List AMBITO_RISERVATO, of a reserved one.
    pub ambito: Option<String>,
    /// Day of what it tells.
    pub del: NaiveDate,
    /// The text, sealed for the person whom the case is about.
    pub testo: Testo,
}

/// A note was corrected; what stood there before stays readable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnnotazioneRettificata {
    /// By whom.
    pub rettificata_da: OperatoreId,
    /// Office date.
    pub il: NaiveDate,
    /// Why, sealed as the text is.
    pub motivo: Testo,
    /// The text from now on.
    pub testo: Testo,
}

/// A text under the key of the class of data that it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Testo {
    /// What the social service writes.
    Sociale(Riservato<TestoSociale>),
    /// Health.
    Sanitario(Riservato<TestoSanitario>),
    /// Courts and measures.
    Giudiziario(Riservato<TestoGiudiziario>),
}

/// What the social service writes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestoSociale {
    /// Free text.
    pub testo: String,
}

/// A text about health.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestoSanitario {
    /// Free text.
    pub testo: String,
}

/// A text about courts and measures.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestoGiudiziario {
    /// Free text.
    pub testo: String,
}

impl Testo {
    /// A text of that class about `soggetto`; what has no class of its own here is social.
    #[must_use]
    pub fn nuovo(classe: Classe, soggetto: SoggettoId, testo: String) -> Self {
        match classe {
            Classe::Sanitaria => Self::Sanitario(Riservato::nuovo(soggetto, TestoSanitario { testo })),
            Classe::Giudiziaria => Self::Giudiziario(Riservato::nuovo(soggetto, TestoGiudiziario { testo })),
            Classe::Anagrafica | Classe::Contatti | Classe::Sociale | Classe::Economica => {
                Self::Sociale(Riservato::nuovo(soggetto, TestoSociale { testo }))
            }
        }
    }

    /// Under whose class it is sealed.
    #[must_use]
    pub fn classe(&self) -> Classe {
        match self {
            Self::Sociale(_) => TestoSociale::CLASSE,
            Self::Sanitario(_) => TestoSanitario::CLASSE,
            Self::Giudiziario(_) => TestoGiudiziario::CLASSE,
        }
    }

    /// Whose data it is.
    #[must_use]
    pub fn soggetto(&self) -> SoggettoId {
        match self {
            Self::Sociale(r) => r.soggetto,
            Self::Sanitario(r) => r.soggetto,
            Self::Giudiziario(r) => r.soggetto,
        }
    }

    /// The text, unless it was erased.
    #[must_use]
    pub fn valore(&self) -> Option<&str> {
        match self {
            Self::Sociale(r) => r.valore().map(|t| t.testo.as_str()),
            Self::Sanitario(r) => r.valore().map(|t| t.testo.as_str()),
            Self::Giudiziario(r) => r.valore().map(|t| t.testo.as_str()),
        }
    }

    /// The trace of the erasure, if it was.
    #[must_use]
    pub fn cancellazione(&self) -> Option<&crate::riservato::Cancellato> {
        match self {
            Self::Sociale(r) => r.cancellazione(),
            Self::Sanitario(r) => r.cancellazione(),
            Self::Giudiziario(r) => r.cancellazione(),
        }
    }
}

impl Partizione for TestoSociale {
    const CLASSE: Classe = Classe::Sociale;
}
impl Partizione for TestoSanitario {
    const CLASSE: Classe = Classe::Sanitaria;
}
impl Partizione for TestoGiudiziario {
    const CLASSE: Classe = Classe::Giudiziaria;
}

debug_oscurato!(TestoSociale, TestoSanitario, TestoGiudiziario);

eventi! {
    /// Events of an [`super::Annotazione`].
    AnnotazioneEvent {
        "AnnotazioneAggiunta" "1" => AnnotazioneAggiunta,
        "AnnotazioneRettificata" "1" => AnnotazioneRettificata,
    }
}
