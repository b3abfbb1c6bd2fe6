//! What can happen to an emergency access. The stream's id is the [`EmergenzaId`].

use crate::attore::Attore;
use crate::identita::{EmergenzaId, SegnalazioneId, SoggettoId};
use crate::riservato::{Classe, Partizione, Riservato};
use crate::{debug_oscurato, eventi};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// An operator opened the file of a person and the cases about him, for reading, until an instant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmergenzaAperta {
    /// The access.
    pub accesso: EmergenzaId,
    /// To whose file.
    pub soggetto: SoggettoId,
    /// The cases about him that there were.
    pub pratiche: Vec<SegnalazioneId>,
    /// Who opened it, with role and unit of then.
    pub chi: Attore,
    /// List MOTIVO_EMERGENZA.
    pub motivo: String,
    /// Why, in his own words, sealed for the subject.
    pub spiegazione: Riservato<Spiegazione>,
    /// When.
    pub aperta_il: DateTime<Utc>,
    /// When it ends.
    pub scade: DateTime<Utc>,
}

/// Whoever opened it ended it before its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergenzaChiusa {
    /// When.
    pub chiusa_il: DateTime<Utc>,
}

/// Somebody else judged whether it was needed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmergenzaRiesaminata {
    /// Who, with role and unit of then.
    pub da: Attore,
    /// When.
    pub riesaminata_il: DateTime<Utc>,
    /// List ESITO_RIESAME.
    pub esito: String,
    /// What he found, sealed for the subject.
    pub note: Option<Riservato<Spiegazione>>,
}

/// Free text about an emergency access.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spiegazione {
    /// The text.
    pub testo: String,
}

impl Partizione for Spiegazione {
    const CLASSE: Classe = Classe::Sociale;
}

debug_oscurato!(Spiegazione);

eventi! {
    /// Events of an [`super::AccessoEmergenza`].
    EmergenzaEvent {
        "EmergenzaAperta" "1" => EmergenzaAperta,
        "EmergenzaChiusa" "1" => EmergenzaChiusa,
        "EmergenzaRiesaminata" "1" => EmergenzaRiesaminata,
    }
}
