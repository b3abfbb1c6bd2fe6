//! Personal data shared by several aggregates: who a person is, and how much of it is known.

use crate::debug_oscurato;
use crate::riservato::{Classe, Partizione};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Sex as on the form (M-D05); ANPR's `N` (unknown) is the absence of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sesso {
    /// Maschio.
    M,
    /// Femmina.
    F,
}

/// Where the codice fiscale comes from (M-D10, list INDICATORE_CF).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IndicatoreCf {
    /// Computed from the personal data.
    Calcolato,
    /// Issued by the ministry (ANPR, or a document seen by the operator).
    Ministeriale,
    /// Not known.
    NonDisponibile,
}

/// A birth date of which perhaps only the month or the year is known: ANPR has such dates.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataParziale {
    /// The date, padded with 01 where unknown.
    pub data: NaiveDate,
    /// How much of it is known.
    pub precisione: Precisione,
}

/// How much of a [`DataParziale`] is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precisione {
    /// The whole date.
    Giorno,
    /// Month and year.
    Mese,
    /// The year only.
    Anno,
}

impl DataParziale {
    /// A fully known date.
    #[must_use]
    pub fn certa(data: NaiveDate) -> Self {
        Self { data, precisione: Precisione::Giorno }
    }
}

/// Place of birth.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tipo", rename_all = "snake_case")]
pub enum LuogoNascita {
    /// Italian comune, by codice catastale, with the name it had.
    Comune {
        /// Codice catastale (Belfiore).
        codice: String,
        /// Name of the comune.
        denominazione: String,
        /// Sigla of the province; empty when none.
        provincia: String,
    },
    /// Foreign state, by Z code, with the town when known.
    Estero {
        /// Codice catastale of the state (Znnn).
        codice: String,
        /// Name of the state.
        stato: String,
        /// Town.
        localita: Option<String>,
    },
    /// A place that is in no archive, as somebody wrote it.
    Descritto {
        /// Free description.
        descrizione: String,
    },
}

impl LuogoNascita {
    /// The code that enters the codice fiscale, if the place has one.
    #[must_use]
    pub fn codice(&self) -> Option<&str> {
        match self {
            Self::Comune { codice, .. } | Self::Estero { codice, .. } => Some(codice),
            Self::Descritto { .. } => None,
        }
    }

    /// Name to show in a list.
    #[must_use]
    pub fn descrizione(&self) -> &str {
        match self {
            Self::Comune { denominazione, .. } => denominazione,
            Self::Estero { stato, localita, .. } => localita.as_deref().unwrap_or(stato),
            Self::Descritto { descrizione } => descrizione,
        }
    }
}

/// The «Informazioni generali» of a person (M-D05). Names as registered, upper case when from ANPR.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatiAnagrafici {
    /// Surname; absent for persons without one.
    pub cognome: Option<String>,
    /// First name; absent for persons without one.
    pub nome: Option<String>,
    /// Sex; absent when unknown.
    pub sesso: Option<Sesso>,
    /// Birth date.
    pub data_nascita: Option<DataParziale>,
    /// Birth place.
    pub luogo_nascita: Option<LuogoNascita>,
    /// Codice fiscale (16 characters), provisional code (11 digits), STP or ENI; normalised.
    pub codice_fiscale: Option<String>,
    /// Where the codice fiscale comes from.
    pub indicatore_cf: IndicatoreCf,
    /// Validated by the tax agency, as ANPR says; `None` when nobody said.
    pub cf_validato: Option<bool>,
    /// ID ANPR, «Rif Anagrafe Centrale».
    pub id_anpr: Option<String>,
    /// Citizenships: 3-digit ISTAT codes of the states (100 Italy), or as the registry wrote them.
    pub cittadinanze: Vec<String>,
    /// List STATO_DEMOGRAFICO.
    pub stato_demografico: Option<String>,
    /// Date of the stato demografico.
    pub data_stato_demografico: Option<NaiveDate>,
}

impl DatiAnagrafici {
    /// "COGNOME NOME", whatever of it is known.
    #[must_use]
    pub fn nominativo(&self) -> String {
        [self.cognome.as_deref(), self.nome.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

impl Partizione for DatiAnagrafici {
    const CLASSE: Classe = Classe::Anagrafica;
}

/// Which service of the registry said it, when, and as of which day. Holds no personal datum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenienza {
    /// Use cases asked, for example `C030`, `C015`.
    pub servizi: Vec<String>,
    /// When the answer came.
    pub consultato_il: DateTime<Utc>,
    /// Day as of which the register was shown.
    pub data_riferimento: NaiveDate,
    /// `idOperazioneANPR` of the last answer.
    pub id_operazione: Option<String>,
}

debug_oscurato!(DataParziale, LuogoNascita, DatiAnagrafici);
