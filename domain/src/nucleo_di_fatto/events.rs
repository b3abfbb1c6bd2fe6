//! What can happen to a nucleo di fatto: the household as the operators know it (M-E10). The stream's id is the
//! [`NucleoId`].

use crate::identita::{NucleoId, SoggettoId};
use crate::persona::DatiAnagrafici;
use crate::riservato::{Classe, Partizione, Riservato};
use crate::{debug_oscurato, eventi};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A nucleo was opened around a person, who is its first member (M-E11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NucleoDiFattoAperto {
    /// The nucleo.
    pub nucleo: NucleoId,
    /// The person it was opened for.
    pub intestatario: SoggettoId,
    /// Its name, sealed for the intestatario.
    pub nome: Riservato<NomeNucleo>,
}

/// Name of a nucleo, «FAM. ROSSI» (M-E15).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NomeNucleo {
    /// The name, without the word «Nucleo».
    pub nome: String,
}

/// A person joined the nucleo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComponenteAggiunto {
    /// Who joined.
    pub componente: SoggettoId,
    /// His data, when he has no file of his own in the internal registry.
    pub dati: Option<Riservato<DatiAnagrafici>>,
    /// Relation and circumstances, sealed for the person who joined.
    pub appartenenza: Riservato<Appartenenza>,
    /// List MOTIVO_INGRESSO_NUCLEO.
    pub motivo: Option<String>,
    /// First day of membership.
    pub dal: NaiveDate,
    /// The operator confirmed that the person is in another nucleo too (the reason is in `appartenenza`).
    pub confermato: bool,
}

/// How a person belongs to a nucleo.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appartenenza {
    /// List RELAZIONE_PARENTELA, relative to the intestatario; absent for himself.
    pub relazione: Option<String>,
    /// Why he belongs to a second nucleo.
    pub conferma: Option<String>,
}

/// A person left the nucleo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComponenteRimosso {
    /// Who left.
    pub componente: SoggettoId,
    /// List MOTIVO_USCITA_NUCLEO.
    pub motivo: String,
    /// Last day of membership.
    pub al: NaiveDate,
}

/// The relation of a member was corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelazioneParentelaModificata {
    /// The member.
    pub componente: SoggettoId,
    /// The relation that holds.
    pub appartenenza: Riservato<Appartenenza>,
}

/// The notes of the nucleo were rewritten.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteNucleoModificate {
    /// The notes, sealed for the intestatario.
    pub note: Riservato<NoteNucleo>,
}

/// Notes of a nucleo.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteNucleo {
    /// Free text; empty when there is none.
    pub testo: String,
}

impl Partizione for NomeNucleo {
    const CLASSE: Classe = Classe::Anagrafica;
}
impl Partizione for Appartenenza {
    const CLASSE: Classe = Classe::Anagrafica;
}
impl Partizione for NoteNucleo {
    const CLASSE: Classe = Classe::Sociale;
}

debug_oscurato!(NomeNucleo, Appartenenza, NoteNucleo);

eventi! {
    /// Events of a [`super::NucleoDiFatto`].
    NucleoDiFattoEvent {
        "NucleoDiFattoAperto" "1" => NucleoDiFattoAperto,
        "ComponenteAggiunto" "1" => ComponenteAggiunto,
        "ComponenteRimosso" "1" => ComponenteRimosso,
        "RelazioneParentelaModificata" "1" => RelazioneParentelaModificata,
        "NoteNucleoModificate" "1" => NoteNucleoModificate,
    }
}
