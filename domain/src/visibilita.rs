//! Who may do what with whose file: the one decision of the house.
//!
//! Everything that shows or changes a file asks [`decidi`]; lists, counts and searches ask it for the
//! [`titoli_sufficienti`] and look for one of them in the database, so that a list and the file it leads to never
//! disagree. What an operator holds on a file is a [`Titolo`], and titles come from events only. The notes of a case have
//! a decision more, [`decidi_sezione`].

mod sezione;
#[cfg(test)]
mod tests;

pub use sezione::{Legame, Sezione, decidi_sezione, titoli_sufficienti_sezione};

use crate::attore::Ruolo;

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Azione {
    /// Receive a person: search, enter, ask the register, record a segnalazione. Needs no title.
    Accogliere,
    /// Open an emergency access to a person whom one may not see. Needs no title, but reasons.
    AprireEmergenza,
    /// See a row of a list.
    Elencare,
    /// Open the file.
    Leggere,
    /// Change it.
    Modificare,
    /// Be told of the emergency accesses to it.
    VedereEmergenze,
    /// Review them.
    RiesaminareEmergenze,
    /// Read who looked at what, of everybody. Needs no title; opens no file.
    LeggereTracciamento,
    /// Read alerts about readings, take and close them. Needs no title; opens no file.
    TrattareAvvisi,
}

impl Azione {
    /// All of them.
    pub const TUTTE: [Self; 9] = [
        Self::Accogliere,
        Self::AprireEmergenza,
        Self::Elencare,
        Self::Leggere,
        Self::Modificare,
        Self::VedereEmergenze,
        Self::RiesaminareEmergenze,
        Self::LeggereTracciamento,
        Self::TrattareAvvisi,
    ];
}

/// With what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cosa {
    /// The personal data of a subject and his households.
    Soggetto,
    /// A segnalazione and what became of it.
    Pratica,
}

impl Cosa {
    /// All of them.
    pub const TUTTE: [Self; 2] = [Self::Soggetto, Self::Pratica];
}

/// What opens a file to an operator, in the membership with which he is logged in. Of several, the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Titolo {
    /// He entered it, or has it now.
    Incarico,
    /// His unit holds it.
    Unita,
    /// Whoever has it in charge let his unit read it, today.
    Concessione,
    /// He opened an emergency access to the person, and its hour is not over.
    Emergenza,
}

impl Titolo {
    /// All of them.
    pub const TUTTI: [Self; 4] = [Self::Incarico, Self::Unita, Self::Concessione, Self::Emergenza];

    /// As the read log has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incarico => "INCARICO",
            Self::Unita => "UNITA",
            Self::Concessione => "CONCESSIONE",
            Self::Emergenza => "EMERGENZA",
        }
    }
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decisione {
    /// Yes, because of this title; without one where none is needed.
    Consentito(Option<Titolo>),
    /// No.
    Negato(Diniego),
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diniego {
    /// The role never does this.
    Ruolo,
    /// The role does this, but holds no title here that is enough: the file does not exist for him.
    Titolo,
    /// The case is open, this note in it is not.
    Sezione,
}

impl Decisione {
    /// Whether he may.
    #[must_use]
    pub fn consentito(self) -> bool {
        matches!(self, Self::Consentito(_))
    }
}

/// Whether somebody in that role may do this with a file on which he holds these titles.
#[must_use]
pub fn decidi(ruolo: Ruolo, azione: Azione, cosa: Cosa, titoli: &[Titolo]) -> Decisione {
    if senza_titolo(ruolo, azione) {
        return Decisione::Consentito(None);
    }
    if !Titolo::TUTTI.into_iter().any(|t| basta(ruolo, azione, cosa, t)) {
        return Decisione::Negato(Diniego::Ruolo);
    }
    let titolo = titoli.iter().copied().filter(|t| basta(ruolo, azione, cosa, *t)).min();
    titolo.map_or(Decisione::Negato(Diniego::Titolo), |t| Decisione::Consentito(Some(t)))
}

/// The titles that let somebody in that role do this: what a list looks for.
#[must_use]
pub fn titoli_sufficienti(ruolo: Ruolo, azione: Azione, cosa: Cosa) -> Vec<Titolo> {
    Titolo::TUTTI.into_iter().filter(|t| basta(ruolo, azione, cosa, *t)).collect()
}

/// Whether somebody in that role does this to whatever file, whoever holds it.
#[must_use]
pub fn senza_titolo(ruolo: Ruolo, azione: Azione) -> bool {
    match azione {
        Azione::Accogliere => lavora_sui_casi(ruolo),
        Azione::AprireEmergenza => apre_emergenze(ruolo),
        // The work of whoever controls, and of nobody who is controlled; of the whole installation.
        Azione::VedereEmergenze | Azione::LeggereTracciamento | Azione::TrattareAvvisi => {
            matches!(ruolo, Ruolo::Auditor | Ruolo::Dpo)
        }
        Azione::RiesaminareEmergenze => ruolo == Ruolo::Auditor,
        Azione::Elencare | Azione::Leggere | Azione::Modificare => false,
    }
}

/// Whether somebody in that role sees also what the units below his hold.
#[must_use]
pub fn vede_unita_sottostanti(ruolo: Ruolo) -> bool {
    ruolo == Ruolo::Coordinatore
}

/// Administrators, auditors, analysts and the Region have their own work, and no file in it.
fn lavora_sui_casi(ruolo: Ruolo) -> bool {
    match ruolo {
        Ruolo::OperatoreSegretariato
        | Ruolo::AssistenteSociale
        | Ruolo::OperatoreUfficioPiano
        | Ruolo::Coordinatore => true,
        Ruolo::RegioneLettura | Ruolo::Auditor | Ruolo::Analista | Ruolo::Amministratore | Ruolo::Dpo => {
            false
        }
    }
}

/// Those whom a person in danger may meet, and the auditor: by this way only he reads what is in a case.
fn apre_emergenze(ruolo: Ruolo) -> bool {
    matches!(
        ruolo,
        Ruolo::OperatoreSegretariato | Ruolo::AssistenteSociale | Ruolo::Coordinatore | Ruolo::Auditor
    )
}

fn basta(ruolo: Ruolo, azione: Azione, cosa: Cosa, titolo: Titolo) -> bool {
    match azione {
        Azione::Accogliere
        | Azione::AprireEmergenza
        | Azione::LeggereTracciamento
        | Azione::TrattareAvvisi => false,
        // The unit that holds the file is told, and its coordinator judges; whose case it was does not matter.
        Azione::VedereEmergenze | Azione::RiesaminareEmergenze => {
            ruolo == Ruolo::Coordinatore && matches!(titolo, Titolo::Incarico | Titolo::Unita)
        }
        Azione::Elencare | Azione::Leggere | Azione::Modificare => match titolo {
            Titolo::Incarico => lavora_sui_casi(ruolo),
            Titolo::Unita => match ruolo {
                Ruolo::OperatoreSegretariato | Ruolo::Coordinatore => true,
                // The people and the list of his unit; a colleague's case only when it is given to him.
                Ruolo::AssistenteSociale => cosa == Cosa::Soggetto || azione == Azione::Elencare,
                _ => false,
            },
            // Both are for reading.
            Titolo::Concessione => lavora_sui_casi(ruolo) && azione != Azione::Modificare,
            Titolo::Emergenza => apre_emergenze(ruolo) && azione != Azione::Modificare,
        },
    }
}
