//! What can happen to an operator. The stream's id is the [`OperatoreId`]; the names are sealed under the same value.

use crate::attore::Ruolo;
use crate::identita::{OperatoreId, UnitaId};
use crate::riservato::{Classe, Partizione, Riservato};
use crate::{debug_oscurato, eventi};
use serde::{Deserialize, Serialize};

/// An operator was enabled (M-A11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OperatoreAbilitato {
    /// The operator.
    pub operatore: OperatoreId,
    /// Who he is.
    pub dati: Riservato<DatiOperatore>,
    /// Role.
    pub ruolo: Ruolo,
    /// Unit he works for.
    pub unita: UnitaId,
}

/// Who an operator is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatiOperatore {
    /// Surname.
    pub cognome: String,
    /// First name.
    pub nome: String,
    /// Codice fiscale, the key by which he logs in.
    pub codice_fiscale: String,
}

/// An operator was disabled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OperatoreDisabilitato {
    /// The operator.
    pub operatore: OperatoreId,
}

/// A disabled operator was enabled again, or the role or unit of an operator changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncaricoModificato {
    /// The operator.
    pub operatore: OperatoreId,
    /// Role from now on.
    pub ruolo: Ruolo,
    /// Unit from now on.
    pub unita: UnitaId,
}

impl Partizione for DatiOperatore {
    const CLASSE: Classe = Classe::Anagrafica;
}

debug_oscurato!(DatiOperatore);

eventi! {
    /// Events of an [`super::Operatore`].
    OperatoreEvent {
        "OperatoreAbilitato" "1" => OperatoreAbilitato,
        "OperatoreDisabilitato" "1" => OperatoreDisabilitato,
        "IncaricoModificato" "1" => IncaricoModificato,
    }
}
