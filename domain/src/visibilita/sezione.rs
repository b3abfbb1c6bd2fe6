//! The notes of a case: which of them open to whom the case is open.

use super::{Azione, Cosa, Decisione, Diniego, Titolo, basta, decidi};
use crate::attore::Ruolo;
use serde::{Deserialize, Serialize};

/// Class of a note (list SEZIONE).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Sezione {
    /// Whoever may read the case.
    Ordinaria,
    /// Health, courts, violence, measures for minors: besides that, the explicit right.
    Riservata,
    /// Its author, and whoever has the case in charge.
    Privata,
}

impl Sezione {
    /// All of them.
    pub const TUTTE: [Self; 3] = [Self::Ordinaria, Self::Riservata, Self::Privata];

    /// Code in list SEZIONE.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ordinaria => "ORDINARIA",
            Self::Riservata => "RISERVATA",
            Self::Privata => "PRIVATA",
        }
    }

    /// The class of that code.
    #[must_use]
    pub fn da_str(codice: &str) -> Option<Self> {
        Self::TUTTE.into_iter().find(|s| s.as_str() == codice)
    }
}

/// What ties somebody to a note, besides his titles on the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Legame {
    /// Nothing.
    Nessuno,
    /// He wrote it.
    Autore,
    /// He has the case in charge now.
    InCarico,
}

impl Legame {
    /// All of them.
    pub const TUTTI: [Self; 3] = [Self::Nessuno, Self::Autore, Self::InCarico];
}

/// Whether somebody in that role, with or without the right to what is reserved, may read a note of that class in a case
/// on which he holds these titles. `sulla_sezione` are those of them that stand for that class: all but the grants that do
/// not name it.
#[must_use]
pub fn decidi_sezione(
    ruolo: Ruolo,
    riservati: bool,
    sezione: Sezione,
    legame: Legame,
    titoli: &[Titolo],
    sulla_sezione: &[Titolo],
) -> Decisione {
    let sulla_pratica = decidi(ruolo, Azione::Leggere, Cosa::Pratica, titoli);
    if !sulla_pratica.consentito() || legame != Legame::Nessuno {
        return sulla_pratica;
    }
    let titolo = sulla_sezione.iter().copied().filter(|t| apre(ruolo, riservati, sezione, *t)).min();
    titolo.map_or(Decisione::Negato(Diniego::Sezione), |t| Decisione::Consentito(Some(t)))
}

/// The titles that let somebody read notes of that class who neither wrote them nor has the case in charge. Of grants,
/// those that name the class.
#[must_use]
pub fn titoli_sufficienti_sezione(ruolo: Ruolo, riservati: bool, sezione: Sezione) -> Vec<Titolo> {
    Titolo::TUTTI.into_iter().filter(|t| apre(ruolo, riservati, sezione, *t)).collect()
}

fn apre(ruolo: Ruolo, riservati: bool, sezione: Sezione, titolo: Titolo) -> bool {
    basta(ruolo, Azione::Leggere, Cosa::Pratica, titolo)
        && match sezione {
            Sezione::Ordinaria => true,
            // In an emergency there is nobody to give the right first.
            Sezione::Riservata => riservati || titolo == Titolo::Emergenza,
            Sezione::Privata => false,
        }
}
