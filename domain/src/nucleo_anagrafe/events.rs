//! What can happen to the household as ANPR shows it (M-E12, M-E13). One stream a subject; the stream's id is the
//! [`SoggettoId`] of the person for whom the register was asked.

use crate::identita::SoggettoId;
use crate::persona::{DatiAnagrafici, Provenienza};
use crate::riservato::{Classe, Partizione, Riservato};
use crate::{debug_oscurato, eventi};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The household was imported with the subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NucleoAnagrafeImportato {
    /// For whom the register was asked.
    pub soggetto: SoggettoId,
    /// The members, himself among them.
    pub componenti: Vec<ComponenteAnagrafe>,
    /// Where they come from.
    pub provenienza: Provenienza,
}

/// The subject was imported, but the register gave no household: it is not verified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NucleoAnagrafeNonVerificato {
    /// For whom the register was asked.
    pub soggetto: SoggettoId,
    /// Code of the refusal that stood in the way (see `rifiuto`).
    pub causa: String,
}

/// The household was compared with the register; what differs is the content of the event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NucleoAnagrafeConfrontato {
    /// Differences; none when the two agree.
    pub differenze: Vec<Differenza>,
    /// What the register was asked, and when.
    pub provenienza: Provenienza,
}

/// The household was aligned with what the last comparison found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NucleoAnagrafeAllineato {
    /// The differences that were applied.
    pub differenze: Vec<Differenza>,
    /// Origin of the data they carry.
    pub provenienza: Provenienza,
}

/// A member of the household.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComponenteAnagrafe {
    /// Who. He has a subject id and keys, but a file only after his own import.
    pub componente: SoggettoId,
    /// His data and his place in the household.
    pub dati: Riservato<DatiComponente>,
}

/// Data of a member, as the register showed them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatiComponente {
    /// Personal data.
    pub anagrafica: DatiAnagrafici,
    /// `tipoLegame`: 3 family, 4 institutional household, 5 AIRE family.
    pub tipo_legame: String,
    /// `codiceLegame`, relative to the intestatario scheda.
    pub codice_legame: Option<String>,
    /// Since when the relation holds.
    pub dal: Option<NaiveDate>,
}

/// One difference between the household here and in the register (list DIFFERENZA_NUCLEO).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "tipo", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Differenza {
    /// In the register only.
    SoloAnpr {
        /// Who is to be added.
        rilevato: ComponenteAnagrafe,
    },
    /// Here only.
    SoloInterno {
        /// Who is to be removed.
        componente: SoggettoId,
    },
    /// The personal data differ.
    DatiDiversi {
        /// The member with the data of the register.
        rilevato: ComponenteAnagrafe,
        /// Names of the fields that differ.
        campi: Vec<String>,
    },
    /// The relation differs.
    RelazioneDiversa {
        /// The member with the data of the register.
        rilevato: ComponenteAnagrafe,
    },
}

/// What a difference is about; each is accepted on its own (list DIFFERENZA_NUCLEO).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClasseDifferenza {
    /// Members in the register only.
    SoloAnpr,
    /// Members here only.
    SoloInterno,
    /// Personal data.
    DatiDiversi,
    /// Relations.
    RelazioneDiversa,
}

impl ClasseDifferenza {
    /// All of them.
    pub const TUTTE: [Self; 4] =
        [Self::SoloAnpr, Self::SoloInterno, Self::DatiDiversi, Self::RelazioneDiversa];

    /// Code in list DIFFERENZA_NUCLEO.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SoloAnpr => "SOLO_ANPR",
            Self::SoloInterno => "SOLO_INTERNO",
            Self::DatiDiversi => "DATI_DIVERSI",
            Self::RelazioneDiversa => "RELAZIONE_DIVERSA",
        }
    }

    /// The class of that code.
    #[must_use]
    pub fn da_str(codice: &str) -> Option<Self> {
        Self::TUTTE.into_iter().find(|c| c.as_str() == codice)
    }
}

impl Differenza {
    /// What it is about.
    #[must_use]
    pub fn classe(&self) -> ClasseDifferenza {
        match self {
            Self::SoloAnpr { .. } => ClasseDifferenza::SoloAnpr,
            Self::SoloInterno { .. } => ClasseDifferenza::SoloInterno,
            Self::DatiDiversi { .. } => ClasseDifferenza::DatiDiversi,
            Self::RelazioneDiversa { .. } => ClasseDifferenza::RelazioneDiversa,
        }
    }
}

impl Partizione for DatiComponente {
    const CLASSE: Classe = Classe::Anagrafica;
}

debug_oscurato!(DatiComponente);

eventi! {
    /// Events of a [`super::NucleoAnagrafe`].
    NucleoAnagrafeEvent {
        "NucleoAnagrafeImportato" "1" => NucleoAnagrafeImportato,
        "NucleoAnagrafeNonVerificato" "1" => NucleoAnagrafeNonVerificato,
        "NucleoAnagrafeConfrontato" "1" => NucleoAnagrafeConfrontato,
        "NucleoAnagrafeAllineato" "1" => NucleoAnagrafeAllineato,
    }
}
