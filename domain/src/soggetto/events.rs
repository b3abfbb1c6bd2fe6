//! What can happen to a subject of the internal registry. The stream's id is the [`SoggettoId`].

use crate::identita::SoggettoId;
use crate::persona::{DatiAnagrafici, Provenienza};
use crate::riservato::{Classe, Partizione, Riservato};
use crate::{debug_oscurato, eventi};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The subject was imported from ANPR with «Importa dati Soggetto» (M-D06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SoggettoImportato {
    /// Personal data as the register showed them.
    pub anagrafica: Riservato<DatiAnagrafici>,
    /// Where they come from.
    pub provenienza: Provenienza,
}

/// The subject was entered by hand (M-H14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SoggettoRegistrato {
    /// Personal data as entered.
    pub anagrafica: Riservato<DatiAnagrafici>,
}

/// The personal data were corrected; they are whole, as they hold from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnagraficaModificata {
    /// The corrected data.
    pub anagrafica: Riservato<DatiAnagrafici>,
    /// Why, and which codice fiscale is given up.
    pub correzione: Riservato<Correzione>,
}

/// Circumstances of a correction.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correzione {
    /// The operator's reason.
    pub motivo: Option<String>,
    /// Codice fiscale that the subject had before, when it changed.
    pub codice_fiscale_precedente: Option<String>,
}

/// Telephones and mail addresses as they hold from now on (M-E08).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContattiModificati {
    /// All contacts.
    pub contatti: Riservato<Contatti>,
}

/// Contacts of a person (M-E08).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contatti {
    /// E-mail.
    pub email: Option<String>,
    /// PEC.
    pub pec: Option<String>,
    /// Domicilio digitale.
    pub domicilio_digitale: Option<String>,
    /// Telefono 1, 2, 3; empty ones left out.
    pub telefoni: Vec<String>,
}

/// A stato civile holds from a date on; the older one becomes history («Storicizza dal», M-E06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatoCivileStoricizzato {
    /// The new stato civile.
    pub stato_civile: Riservato<StatoCivile>,
}

/// A stato civile and since when it holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatoCivile {
    /// List STATO_CIVILE.
    pub codice: String,
    /// First day on which it holds.
    pub dal: NaiveDate,
    /// «Note - Stato Civile».
    pub note: Option<String>,
}

/// An address of one kind holds from a date on (M-E09).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndirizzoRegistrato {
    /// List TIPO_INDIRIZZO: 1 residenza, 3 domicilio, ….
    pub tipo: String,
    /// The address.
    pub indirizzo: Riservato<Indirizzo>,
}

/// An address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indirizzo {
    /// First day on which it holds.
    pub dal: NaiveDate,
    /// Codice catastale of the comune, or of the state (Znnn) for an address abroad.
    pub codice_luogo: String,
    /// Name of the comune, or of town and state abroad.
    pub luogo: String,
    /// Sigla of the province; empty abroad.
    pub provincia: String,
    /// CAP or postal code.
    pub cap: Option<String>,
    /// Street with its kind («Via Roma»).
    pub via: String,
    /// House number.
    pub civico: Option<String>,
    /// «presso».
    pub presso: Option<String>,
}

impl Partizione for Correzione {
    const CLASSE: Classe = Classe::Anagrafica;
}
impl Partizione for Contatti {
    const CLASSE: Classe = Classe::Contatti;
}
impl Partizione for StatoCivile {
    const CLASSE: Classe = Classe::Anagrafica;
}
impl Partizione for Indirizzo {
    const CLASSE: Classe = Classe::Contatti;
}

debug_oscurato!(Correzione, Contatti, StatoCivile, Indirizzo);

eventi! {
    /// Events of a [`super::Soggetto`].
    SoggettoEvent {
        "SoggettoImportato" "1" => SoggettoImportato,
        "SoggettoRegistrato" "1" => SoggettoRegistrato,
        "AnagraficaModificata" "1" => AnagraficaModificata,
        "ContattiModificati" "1" => ContattiModificati,
        "StatoCivileStoricizzato" "1" => StatoCivileStoricizzato,
        "IndirizzoRegistrato" "1" => IndirizzoRegistrato,
    }
}

impl SoggettoEvent {
    /// Whose file it is.
    #[must_use]
    pub fn soggetto(&self) -> SoggettoId {
        match self {
            Self::SoggettoImportato(e) => e.anagrafica.soggetto,
            Self::SoggettoRegistrato(e) => e.anagrafica.soggetto,
            Self::AnagraficaModificata(e) => e.anagrafica.soggetto,
            Self::ContattiModificati(e) => e.contatti.soggetto,
            Self::StatoCivileStoricizzato(e) => e.stato_civile.soggetto,
            Self::IndirizzoRegistrato(e) => e.indirizzo.soggetto,
        }
    }
}
