//! What can be asked of a note.

use crate::attore::Attore;
use crate::identita::{AnnotazioneId, SegnalazioneId, SoggettoId};
use chrono::NaiveDate;

/// Commands of an [`super::Annotazione`]. `chi` acts; `oggi` is the office's date.
#[derive(Clone)]
pub enum AnnotazioneCommand {
    /// Write it.
    Aggiungi {
        /// Id, equal to the stream's.
        annotazione: AnnotazioneId,
        /// In which case, that is not closed.
        segnalazione: SegnalazioneId,
        /// Whom the case is about.
        segnalato: SoggettoId,
        /// List SEZIONE.
        sezione: String,
        /// List AMBITO_RISERVATO, of a reserved one.
        ambito: Option<String>,
        /// Day of what it tells; today when it is not said.
        del: Option<NaiveDate>,
        /// The text.
        testo: String,
        /// Who acts.
        chi: Attore,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Correct it.
    Rettifica {
        /// The text from now on.
        testo: String,
        /// Why.
        motivo: String,
        /// Who acts.
        chi: Attore,
        /// Whether he has the case in charge.
        in_carico: bool,
        /// Office date.
        oggi: NaiveDate,
    },
}

crate::debug_oscurato!(AnnotazioneCommand);
