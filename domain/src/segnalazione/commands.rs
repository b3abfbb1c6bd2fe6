//! What can be asked of a segnalazione.

use super::events::DatiSegnalante;
use crate::attore::Attore;
use crate::identita::{SegnalazioneId, SoggettoId, UnitaId};
use chrono::NaiveDate;

/// The details as entered on the form.
#[derive(Clone)]
pub struct DettagliInput {
    /// Date of the contact.
    pub data_contatto: NaiveDate,
    /// List CANALE.
    pub canale: String,
    /// List MOTIVO_SEGNALAZIONE.
    pub motivo: String,
    /// List URGENZA.
    pub urgenza: String,
    /// List TIPO_SEGNALANTE.
    pub tipo_segnalante: String,
    /// The segnalante, when he has a file in the internal registry.
    pub segnalante: Option<SoggettoId>,
    /// Name and contacts of a segnalante without a file, with the subject id made for him.
    pub dati_segnalante: Option<(SoggettoId, DatiSegnalante)>,
    /// Notes.
    pub note: Option<String>,
}

/// A grant as entered on the form.
#[derive(Clone)]
pub struct ConcessioneInput {
    /// To which unit, which has not ceased.
    pub a: UnitaId,
    /// List SEZIONE; the ordinary notes are always among them.
    pub sezioni: Vec<String>,
    /// First day; today when it is not said.
    pub dal: Option<NaiveDate>,
    /// Last day.
    pub al: NaiveDate,
    /// Why.
    pub motivo: String,
}

/// Commands of a [`super::Segnalazione`]. `chi` acts; `oggi` is the office's date.
#[derive(Clone)]
pub enum SegnalazioneCommand {
    /// Record a first contact.
    Crea {
        /// Id, equal to the stream's.
        segnalazione: SegnalazioneId,
        /// Whom it is about.
        segnalato: SoggettoId,
        /// Distretto of the author's unit.
        distretto: UnitaId,
        /// What was said.
        dettagli: DettagliInput,
        /// Number in the system it was taken over from.
        numero_originario: Option<String>,
        /// Who records.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Change the details.
    Modifica {
        /// The details, whole.
        dettagli: DettagliInput,
        /// Who acts.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Record the outcome.
    RegistraEsito {
        /// List ESITO_SEGNALAZIONE.
        esito: String,
        /// The original, for a duplicate.
        originale: Option<SegnalazioneId>,
        /// Notes.
        note: Option<String>,
        /// Who acts.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Give it to an operator.
    Assegna {
        /// To whom, with role and unit of today.
        assegnatario: Attore,
        /// Word to the assignee.
        nota: Option<String>,
        /// Who acts.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
    /// The assignee accepts.
    Accetta {
        /// Who acts.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
    /// The assignee gives it back.
    Restituisci {
        /// List MOTIVO_RIASSEGNAZIONE.
        motivo: String,
        /// Explanation.
        nota: Option<String>,
        /// Who acts.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Close the pratica.
    Chiudi {
        /// Who acts.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Open it again.
    Riapri {
        /// Why.
        motivo: String,
        /// Who acts.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Let another unit read for some days.
    Concedi {
        /// To which unit, and until when.
        accesso: ConcessioneInput,
        /// Who acts.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Take a grant back.
    Revoca {
        /// Number of the grant.
        concessione: u32,
        /// Why.
        motivo: Option<String>,
        /// Who acts.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
}

crate::debug_oscurato!(DettagliInput, ConcessioneInput, SegnalazioneCommand);
