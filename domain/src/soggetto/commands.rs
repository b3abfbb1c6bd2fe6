//! What can be asked of a subject. Everything from outside (ids, dates, registry answers) is in the command.

use super::events::{Contatti, Indirizzo, StatoCivile};
use crate::identita::SoggettoId;
use crate::persona::{DatiAnagrafici, Provenienza};
use chrono::NaiveDate;

/// Commands of a [`super::Soggetto`]. `oggi` is the office's date (Europe/Rome).
#[derive(Clone)]
pub enum SoggettoCommand {
    /// «Importa dati Soggetto».
    Importa {
        /// Id of the subject, equal to the stream's.
        soggetto: SoggettoId,
        /// Data from the register, never from the client.
        dati: DatiAnagrafici,
        /// Where they come from.
        provenienza: Provenienza,
    },
    /// Entered by hand.
    Registra {
        /// Id of the subject, equal to the stream's.
        soggetto: SoggettoId,
        /// Data as entered.
        dati: DatiAnagrafici,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Correct the personal data.
    ModificaAnagrafica {
        /// The data, whole.
        dati: DatiAnagrafici,
        /// Why.
        motivo: Option<String>,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Replace the contacts.
    ModificaContatti {
        /// The contacts, whole.
        contatti: Contatti,
    },
    /// «Storicizza dal».
    StoricizzaStatoCivile {
        /// The new stato civile.
        stato_civile: StatoCivile,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Register an address.
    RegistraIndirizzo {
        /// List TIPO_INDIRIZZO.
        tipo: String,
        /// The address.
        indirizzo: Indirizzo,
        /// Office date.
        oggi: NaiveDate,
    },
}

crate::debug_oscurato!(SoggettoCommand);
