//! What can be asked about an operator.

use super::events::DatiOperatore;
use crate::attore::{NumeroIncarico, Ruolo};
use crate::identita::{OperatoreId, UnitaId};
use chrono::NaiveDate;

/// Commands of an [`super::Operatore`].
#[derive(Clone)]
pub enum OperatoreCommand {
    /// Enable a new operator.
    Abilita {
        /// Id, equal to the stream's.
        operatore: OperatoreId,
        /// Who he is.
        dati: DatiOperatore,
        /// The first of his memberships.
        incarico: NuovoIncarico,
    },
    /// Disable him.
    Disabilita {
        /// Why.
        motivo: Option<String>,
    },
    /// Enable him again.
    Riabilita {
        /// Why.
        motivo: Option<String>,
    },
    /// Give him one more membership.
    ConferisciIncarico {
        /// The membership.
        incarico: NuovoIncarico,
    },
    /// End one of them.
    CessaIncarico {
        /// Which.
        numero: NumeroIncarico,
        /// Its last day; the day before its first one when it is not to hold at all.
        al: NaiveDate,
        /// Why.
        motivo: Option<String>,
        /// Office date.
        oggi: NaiveDate,
    },
}

/// A membership, as it is asked for.
#[derive(Clone)]
pub struct NuovoIncarico {
    /// Role.
    pub ruolo: Ruolo,
    /// Unit.
    pub unita: UnitaId,
    /// Professional type, in words.
    pub profilo: Option<String>,
    /// First day.
    pub dal: NaiveDate,
    /// Last day, if it has one.
    pub al: Option<NaiveDate>,
    /// The act by which it is given.
    pub atto: Option<String>,
    /// Whether it opens reserved sections.
    pub riservati: bool,
}

impl NuovoIncarico {
    /// A membership from that day on, without anything else.
    #[must_use]
    pub fn dal(dal: NaiveDate, ruolo: Ruolo, unita: UnitaId) -> Self {
        Self { ruolo, unita, profilo: None, dal, al: None, atto: None, riservati: false }
    }
}

crate::debug_oscurato!(OperatoreCommand, NuovoIncarico);
