//! What can be asked about an operator.

use super::events::DatiOperatore;
use crate::attore::Ruolo;
use crate::identita::{OperatoreId, UnitaId};

/// Commands of an [`super::Operatore`].
#[derive(Clone)]
pub enum OperatoreCommand {
    /// Enable a new operator.
    Abilita {
        /// Id, equal to the stream's.
        operatore: OperatoreId,
        /// Who he is.
        dati: DatiOperatore,
        /// Role.
        ruolo: Ruolo,
        /// Unit.
        unita: UnitaId,
    },
    /// Disable him.
    Disabilita,
    /// Change role or unit; enables him again when disabled.
    ModificaIncarico {
        /// Role from now on.
        ruolo: Ruolo,
        /// Unit from now on.
        unita: UnitaId,
    },
}

crate::debug_oscurato!(OperatoreCommand);
