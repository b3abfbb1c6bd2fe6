//! What can be asked of an emergency access.

use crate::attore::Attore;
use crate::identita::{EmergenzaId, SegnalazioneId, SoggettoId};
use chrono::{DateTime, Utc};

/// Commands of an [`super::AccessoEmergenza`]. `chi` acts; `adesso` is the instant.
#[derive(Clone)]
pub enum EmergenzaCommand {
    /// Open it.
    Apri {
        /// Id, equal to the stream's.
        accesso: EmergenzaId,
        /// To whose file.
        soggetto: SoggettoId,
        /// The cases about him.
        pratiche: Vec<SegnalazioneId>,
        /// List MOTIVO_EMERGENZA.
        motivo: String,
        /// Why, in his own words.
        spiegazione: String,
        /// Who acts.
        chi: Attore,
        /// Now.
        adesso: DateTime<Utc>,
    },
    /// End it before its time.
    Chiudi {
        /// Who acts.
        chi: Attore,
        /// Now.
        adesso: DateTime<Utc>,
    },
    /// Judge it.
    Riesamina {
        /// List ESITO_RIESAME.
        esito: String,
        /// What was found.
        note: Option<String>,
        /// Who acts.
        chi: Attore,
        /// Now.
        adesso: DateTime<Utc>,
    },
}

crate::debug_oscurato!(EmergenzaCommand);
