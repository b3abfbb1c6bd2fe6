//! Who may do what with whose file: the one decision of the house.
//!
//! Everything that shows or changes a file asks [`decidi`]; lists, counts and searches ask it for the
//! [`titoli_sufficienti`] and look for one of them in the database, so that a list and the file it leads to never
//! disagree. What an operator holds on a file is a [`Titolo`], and titles come from events only.

use crate::attore::Ruolo;

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Azione {
    /// Receive a person: search, enter, ask the register, record a segnalazione. Needs no title.
    Accogliere,
    /// See a row of a list.
    Elencare,
    /// Open the file.
    Leggere,
    /// Change it.
    Modificare,
}

impl Azione {
    /// All of them.
    pub const TUTTE: [Self; 4] = [Self::Accogliere, Self::Elencare, Self::Leggere, Self::Modificare];
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

/// What opens a file to an operator, in the membership with which he is logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Titolo {
    /// He entered it, or has it now.
    Incarico,
    /// His unit holds it.
    Unita,
}

impl Titolo {
    /// All of them.
    pub const TUTTI: [Self; 2] = [Self::Incarico, Self::Unita];

    /// As the read log has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incarico => "INCARICO",
            Self::Unita => "UNITA",
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
    if !lavora_sui_casi(ruolo) {
        return Decisione::Negato(Diniego::Ruolo);
    }
    if azione == Azione::Accogliere {
        return Decisione::Consentito(None);
    }
    let titolo = titoli.iter().copied().filter(|t| basta(ruolo, azione, cosa, *t)).min();
    titolo.map_or(Decisione::Negato(Diniego::Titolo), |t| Decisione::Consentito(Some(t)))
}

/// The titles that let somebody in that role do this: what a list looks for.
#[must_use]
pub fn titoli_sufficienti(ruolo: Ruolo, azione: Azione, cosa: Cosa) -> Vec<Titolo> {
    Titolo::TUTTI.into_iter().filter(|t| decidi(ruolo, azione, cosa, &[*t]).consentito()).collect()
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

fn basta(ruolo: Ruolo, azione: Azione, cosa: Cosa, titolo: Titolo) -> bool {
    match titolo {
        Titolo::Incarico => true,
        Titolo::Unita => match ruolo {
            Ruolo::OperatoreSegretariato | Ruolo::Coordinatore => true,
            // The people and the list of his unit; a colleague's case only when it is given to him.
            Ruolo::AssistenteSociale => cosa == Cosa::Soggetto || azione == Azione::Elencare,
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Role; then, with the unit's title, whether he may list, open and change: a subject, a pratica.
    const CON_UNITA: [(Ruolo, [bool; 3], [bool; 3]); 9] = [
        (Ruolo::OperatoreSegretariato, [true, true, true], [true, true, true]),
        (Ruolo::AssistenteSociale, [true, true, true], [true, false, false]),
        (Ruolo::OperatoreUfficioPiano, [false, false, false], [false, false, false]),
        (Ruolo::Coordinatore, [true, true, true], [true, true, true]),
        (Ruolo::RegioneLettura, [false, false, false], [false, false, false]),
        (Ruolo::Auditor, [false, false, false], [false, false, false]),
        (Ruolo::Analista, [false, false, false], [false, false, false]),
        (Ruolo::Amministratore, [false, false, false], [false, false, false]),
        (Ruolo::Dpo, [false, false, false], [false, false, false]),
    ];
    /// Roles that receive people and follow cases given to them.
    const AL_LAVORO: [Ruolo; 4] = [
        Ruolo::OperatoreSegretariato,
        Ruolo::AssistenteSociale,
        Ruolo::OperatoreUfficioPiano,
        Ruolo::Coordinatore,
    ];

    #[test]
    fn every_role_action_and_relation_is_decided_as_the_table_says() {
        assert!(Ruolo::TUTTI.iter().all(|r| CON_UNITA.iter().filter(|riga| riga.0 == *r).count() == 1));
        for (ruolo, soggetto, pratica) in CON_UNITA {
            let al_lavoro = AL_LAVORO.contains(&ruolo);
            for (cosa, con_unita) in [(Cosa::Soggetto, soggetto), (Cosa::Pratica, pratica)] {
                let accoglie = decidi(ruolo, Azione::Accogliere, cosa, &[]);
                assert_eq!(accoglie.consentito(), al_lavoro, "{ruolo:?} receives");
                let azioni = [Azione::Elencare, Azione::Leggere, Azione::Modificare];
                for (azione, con_unita) in azioni.into_iter().zip(con_unita) {
                    let puo = |titoli: &[Titolo]| decidi(ruolo, azione, cosa, titoli).consentito();
                    assert!(!puo(&[]), "{ruolo:?} {azione:?} {cosa:?} without title");
                    assert_eq!(puo(&[Titolo::Incarico]), al_lavoro, "{ruolo:?} {azione:?} {cosa:?} his own");
                    assert_eq!(puo(&[Titolo::Unita]), con_unita, "{ruolo:?} {azione:?} {cosa:?} of his unit");
                    assert_eq!(puo(&Titolo::TUTTI), al_lavoro, "{ruolo:?} {azione:?} {cosa:?} both");
                }
            }
        }
    }

    #[test]
    fn what_may_be_opened_is_listed_and_what_may_be_changed_may_be_opened() {
        for ruolo in Ruolo::TUTTI {
            for cosa in Cosa::TUTTE {
                let titoli = |azione| titoli_sufficienti(ruolo, azione, cosa);
                let (elenca, legge) = (titoli(Azione::Elencare), titoli(Azione::Leggere));
                assert!(legge.iter().all(|t| elenca.contains(t)), "{ruolo:?} {cosa:?}");
                assert!(titoli(Azione::Modificare).iter().all(|t| legge.contains(t)), "{ruolo:?} {cosa:?}");
            }
        }
    }

    #[test]
    fn a_refusal_says_whether_the_role_or_the_title_was_missing() {
        let decidi = |ruolo, titoli: &[Titolo]| decidi(ruolo, Azione::Leggere, Cosa::Pratica, titoli);
        assert_eq!(decidi(Ruolo::Auditor, &Titolo::TUTTI), Decisione::Negato(Diniego::Ruolo));
        assert_eq!(decidi(Ruolo::AssistenteSociale, &[Titolo::Unita]), Decisione::Negato(Diniego::Titolo));
        let consentito = decidi(Ruolo::AssistenteSociale, &Titolo::TUTTI);
        assert_eq!(consentito, Decisione::Consentito(Some(Titolo::Incarico)));
    }
}
