//! What is invented of people and households.

use chrono::NaiveDate;
use domain::persona::{DataParziale, LuogoNascita, Sesso};
use serde::Serialize;

/// A person as the register holds him.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Persona {
    /// ID ANPR, unique.
    pub id_anpr: String,
    /// Valid codice fiscale; unique except for duplicates of the same person. Absent for a few.
    pub codice_fiscale: Option<String>,
    /// An earlier code under which the register still finds the person.
    pub codice_fiscale_precedente: Option<String>,
    /// Validated by the tax agency.
    pub cf_validato: bool,
    /// Surname, if there is one.
    pub cognome: Option<String>,
    /// First name.
    pub nome: String,
    /// Sex.
    pub sesso: Sesso,
    /// Birth date.
    pub nascita: DataParziale,
    /// Birth place: a comune that existed on that day, or a foreign state.
    pub luogo_nascita: LuogoNascita,
    /// Citizenship: 3-digit ISTAT code of the state.
    pub cittadinanza: String,
    /// `statoCivile`, ANPR table 1.
    pub stato_civile: u8,
    /// Date of death.
    pub decesso: Option<NaiveDate>,
    /// Cancelled from the register.
    pub cancellata: bool,
    /// Italian abroad.
    pub aire: bool,
}

impl Persona {
    /// Italian citizenship.
    pub const ITALIANA: &'static str = "100";
    /// `statoCivile`: never married.
    pub const CELIBE: u8 = 1;
    /// `statoCivile`: married.
    pub const CONIUGATO: u8 = 2;
    /// `statoCivile`: widowed.
    pub const VEDOVO: u8 = 3;
    /// `statoCivile`: divorced.
    pub const DIVORZIATO: u8 = 4;
    /// `statoCivile`: in a civil union.
    pub const UNITO: u8 = 6;

    /// Whether the register shows the person as alive on that day.
    #[must_use]
    pub fn in_vita(&self, giorno: NaiveDate) -> bool {
        self.nascita.data <= giorno && self.decesso.is_none_or(|decesso| giorno < decesso)
    }
}

/// People who live together.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Famiglia {
    /// `tipoLegame`: 3 family, 4 institutional household, 5 AIRE family.
    pub tipo_legame: u8,
    /// Where.
    pub indirizzo: Indirizzo,
    /// Members, the intestatario (or responsabile) first.
    pub componenti: Vec<Componente>,
}

impl Famiglia {
    /// `tipoLegame` of a family.
    pub const FAMIGLIA: u8 = 3;
    /// `tipoLegame` of an institutional household.
    pub const CONVIVENZA: u8 = 4;
    /// `tipoLegame` of a family abroad.
    pub const AIRE: u8 = 5;

    /// A household of that person alone, at this address.
    pub(super) fn di_una_persona(&self, persona: usize, dal: NaiveDate) -> Self {
        let intestatario = Componente { persona, codice_legame: Componente::INTESTATARIO, dal };
        Self {
            tipo_legame: Self::FAMIGLIA,
            indirizzo: self.indirizzo.clone(),
            componenti: vec![intestatario],
        }
    }
}

/// A member of a household.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Componente {
    /// Index of the person.
    pub persona: usize,
    /// `codiceLegame`: ANPR table 5 for families, table 6 for institutional households.
    pub codice_legame: u8,
    /// Since when.
    pub dal: NaiveDate,
}

impl Componente {
    /// Relation: intestatario scheda, or responsabile of an institutional household.
    pub const INTESTATARIO: u8 = 1;
    /// Relation: husband or wife.
    pub const CONIUGE: u8 = 2;
    /// Member of an institutional household (table 6).
    pub const MEMBRO: u8 = 2;
    /// Relation: child.
    pub const FIGLIO: u8 = 3;
    /// Relation: parent.
    pub const GENITORE: u8 = 6;
    /// Relation: brother or sister.
    pub const FRATELLO: u8 = 9;
    /// Relation: parent-in-law.
    pub const SUOCERO: u8 = 17;
    /// Relation: living together out of affection.
    pub const CONVIVENTE: u8 = 23;
    /// Relation: living together for other reasons.
    pub const COABITANTE: u8 = 25;
    /// Relation: in a civil union.
    pub const UNITO: u8 = 28;
}

/// An address in Lazio. The streets are invented.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Indirizzo {
    /// Codice catastale of the comune.
    pub comune: &'static str,
    /// For example `VIA`.
    pub specie: &'static str,
    /// Name of the street.
    pub denominazione: &'static str,
    /// House number.
    pub civico: u16,
}

/// Why a person cannot be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroreSpostamento {
    /// Nobody with that index.
    #[error("unknown person")]
    Sconosciuta,
    /// Both are in the same household already.
    #[error("already in that household")]
    GiaInsieme,
    /// Alone already.
    #[error("already alone")]
    GiaSola,
    /// The others would be left without intestatario.
    #[error("intestatario of a household with other members")]
    Intestatario,
}

domain::debug_oscurato!(Persona, Famiglia, Componente, Indirizzo);
