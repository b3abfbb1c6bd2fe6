//! What can happen to an operator. The stream's id is the [`OperatoreId`]; what is sealed, is sealed under the same value.

use crate::attore::{NumeroIncarico, Ruolo};
use crate::identita::{OperatoreId, UnitaId};
use crate::riservato::{Classe, Partizione, Riservato};
use crate::{debug_oscurato, eventi};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An operator was enabled (M-A11), with the first of his memberships. In version 1 there were no days: the membership
/// held from the moment of the event on.
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
    /// First day of the membership.
    pub dal: Option<NaiveDate>,
    /// Its last day, if it has one.
    pub al: Option<NaiveDate>,
    /// Whether it opens reserved sections.
    pub riservati: bool,
    /// What else is known of it.
    pub dettagli: Option<Riservato<DettagliIncarico>>,
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

/// What is written about a membership in words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DettagliIncarico {
    /// Professional type.
    pub profilo: Option<String>,
    /// The act by which it was given.
    pub atto: Option<String>,
}

/// Why something about an operator changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MotivoAmministrativo {
    /// In words.
    pub testo: String,
}

/// An operator was disabled: none of his memberships counts until he is enabled again. Version 1 had no reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OperatoreDisabilitato {
    /// The operator.
    pub operatore: OperatoreId,
    /// Why.
    pub motivo: Option<Riservato<MotivoAmministrativo>>,
}

/// A disabled operator was enabled again, with the memberships that he has still.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OperatoreRiabilitato {
    /// The operator.
    pub operatore: OperatoreId,
    /// Why.
    pub motivo: Option<Riservato<MotivoAmministrativo>>,
}

/// An operator was given one more membership.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncaricoConferito {
    /// The operator.
    pub operatore: OperatoreId,
    /// Number of the membership within the operator.
    pub numero: NumeroIncarico,
    /// Role.
    pub ruolo: Ruolo,
    /// Unit.
    pub unita: UnitaId,
    /// First day.
    pub dal: NaiveDate,
    /// Last day, if it has one.
    pub al: Option<NaiveDate>,
    /// Whether it opens reserved sections.
    pub riservati: bool,
    /// What else is known of it.
    pub dettagli: Option<Riservato<DettagliIncarico>>,
}

/// A membership ends, or ends sooner than was foreseen. With the day before its first one it never holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncaricoCessato {
    /// The operator.
    pub operatore: OperatoreId,
    /// Number of the membership.
    pub numero: NumeroIncarico,
    /// Its last day.
    pub al: NaiveDate,
    /// Why.
    pub motivo: Option<Riservato<MotivoAmministrativo>>,
}

/// Role or unit of the first membership changed, and a disabled operator was enabled again. Not written any more: a
/// membership ends, another one is given.
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

impl Partizione for DettagliIncarico {
    const CLASSE: Classe = Classe::Anagrafica;
}

impl Partizione for MotivoAmministrativo {
    const CLASSE: Classe = Classe::Anagrafica;
}

debug_oscurato!(DatiOperatore, DettagliIncarico, MotivoAmministrativo);

eventi! {
    /// Events of an [`super::Operatore`].
    OperatoreEvent {
        "OperatoreAbilitato" "2" => OperatoreAbilitato,
        "OperatoreDisabilitato" "2" => OperatoreDisabilitato,
        "OperatoreRiabilitato" "1" => OperatoreRiabilitato,
        "IncaricoConferito" "1" => IncaricoConferito,
        "IncaricoCessato" "1" => IncaricoCessato,
        "IncaricoModificato" "1" => IncaricoModificato,
    }
}
