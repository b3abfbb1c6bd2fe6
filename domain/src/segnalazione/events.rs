//! What can happen to a segnalazione (M-B01, M-G). The stream's id is the [`SegnalazioneId`].

use crate::attore::Attore;
use crate::identita::{OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use crate::riservato::{Classe, Partizione, Riservato};
use crate::visibilita::Sezione;
use crate::{debug_oscurato, eventi};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A first contact was recorded. Its number `AAAA/N` is the rank of this event in its distretto and year, and is
/// therefore not in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegnalazioneCreata {
    /// The segnalazione.
    pub segnalazione: SegnalazioneId,
    /// The subject it is about (M-B04).
    pub segnalato: SoggettoId,
    /// Distretto whose numbers it takes. The append function reads this field: never rename it.
    pub distretto: UnitaId,
    /// Who recorded it.
    pub autore: Attore,
    /// What was said.
    pub dettagli: Dettagli,
    /// Number in the system it was taken over from.
    pub numero_originario: Option<String>,
}

/// The «Dettagli» of a segnalazione (M-G15). Codes and dates are clear, what people said is sealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dettagli {
    /// Date of the contact.
    pub data_contatto: NaiveDate,
    /// List CANALE.
    pub canale: String,
    /// List MOTIVO_SEGNALAZIONE.
    pub motivo: String,
    /// List URGENZA.
    pub urgenza: String,
    /// Who reports.
    pub segnalante: Segnalante,
    /// Notes, sealed for the segnalato.
    pub note: Option<Riservato<NoteSegnalazione>>,
}

/// Who reports (M-B03).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segnalante {
    /// List TIPO_SEGNALANTE.
    pub tipo: String,
    /// The person, when he has a file in the internal registry.
    pub soggetto: Option<SoggettoId>,
    /// Name and contacts, when he has none: sealed under a subject id of his own.
    pub dati: Option<Riservato<DatiSegnalante>>,
}

/// A segnalante who has no file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatiSegnalante {
    /// Name of the person or of the body.
    pub denominazione: String,
    /// How to reach him.
    pub recapito: Option<String>,
}

/// Notes of a segnalazione.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteSegnalazione {
    /// Free text.
    pub testo: String,
}

/// The details were changed; they are whole, as they hold from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegnalazioneModificata {
    /// The details.
    pub dettagli: Dettagli,
}

/// The outcome was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EsitoRegistrato {
    /// List ESITO_SEGNALAZIONE.
    pub esito: String,
    /// The segnalazione of which this is a duplicate.
    pub originale: Option<SegnalazioneId>,
    /// Notes on the outcome, sealed for the segnalato.
    pub note: Option<Riservato<NoteSegnalazione>>,
}

/// The segnalazione was given to an operator for assessment (M-G18).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegnalazioneAssegnata {
    /// To whom.
    pub assegnatario: Attore,
    /// By whom.
    pub assegnante: OperatoreId,
    /// Office date.
    pub il: NaiveDate,
    /// Word to the assignee, sealed for the segnalato.
    pub nota: Option<Riservato<NoteSegnalazione>>,
}

/// The assignee accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegnalazioneAccettata {
    /// Who accepted.
    pub assegnatario: OperatoreId,
    /// Office date.
    pub il: NaiveDate,
}

/// The assignee gave it back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegnalazioneRestituita {
    /// Who gave it back.
    pub assegnatario: OperatoreId,
    /// Office date.
    pub il: NaiveDate,
    /// List MOTIVO_RIASSEGNAZIONE.
    pub motivo: String,
    /// Explanation, sealed for the segnalato.
    pub nota: Option<Riservato<NoteSegnalazione>>,
}

/// The pratica was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PraticaChiusa {
    /// Who closed it.
    pub chiusa_da: OperatoreId,
    /// Closed without ever having been assigned (M-G20).
    pub autonomamente: bool,
    /// The outcome that closes it.
    pub esito: String,
    /// Office date.
    pub il: NaiveDate,
}

/// The pratica was opened again; it returns to whom held it when it was closed, and the outcome is open again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PraticaRiaperta {
    /// Who opened it again.
    pub riaperta_da: OperatoreId,
    /// Office date.
    pub il: NaiveDate,
    /// Why, sealed for the segnalato.
    pub motivo: Riservato<NoteSegnalazione>,
}

/// Another unit was let in to read, for so many days. Grants of a segnalazione are numbered from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessoConcesso {
    /// Number of the grant within the segnalazione.
    pub concessione: u32,
    /// To which unit.
    pub a: UnitaId,
    /// List SEZIONE: which notes it may read with it. The private ones are never among them.
    pub sezioni: Vec<Sezione>,
    /// First day.
    pub dal: NaiveDate,
    /// Last day.
    pub al: NaiveDate,
    /// By whom.
    pub concesso_da: OperatoreId,
    /// Office date.
    pub il: NaiveDate,
    /// Why, sealed for the segnalato.
    pub motivo: Riservato<NoteSegnalazione>,
}

/// A grant was taken back before its last day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessoRevocato {
    /// Number of the grant within the segnalazione.
    pub concessione: u32,
    /// By whom.
    pub revocato_da: OperatoreId,
    /// Office date.
    pub il: NaiveDate,
    /// Why, sealed for the segnalato.
    pub motivo: Option<Riservato<NoteSegnalazione>>,
}

impl Partizione for DatiSegnalante {
    const CLASSE: Classe = Classe::Anagrafica;
}
impl Partizione for NoteSegnalazione {
    const CLASSE: Classe = Classe::Sociale;
}

debug_oscurato!(DatiSegnalante, NoteSegnalazione);

eventi! {
    /// Events of a [`super::Segnalazione`].
    SegnalazioneEvent {
        "SegnalazioneCreata" "1" => SegnalazioneCreata,
        "SegnalazioneModificata" "1" => SegnalazioneModificata,
        "EsitoRegistrato" "1" => EsitoRegistrato,
        "SegnalazioneAssegnata" "1" => SegnalazioneAssegnata,
        "SegnalazioneAccettata" "1" => SegnalazioneAccettata,
        "SegnalazioneRestituita" "1" => SegnalazioneRestituita,
        "PraticaChiusa" "1" => PraticaChiusa,
        "PraticaRiaperta" "1" => PraticaRiaperta,
        "AccessoConcesso" "1" => AccessoConcesso,
        "AccessoRevocato" "1" => AccessoRevocato,
    }
}
