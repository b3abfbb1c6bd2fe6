//! Who may administer what: the one decision about operators, memberships and units.
//!
//! An administrator works within the units from his own downwards, changes nobody's rights beyond them, and never his
//! own. Files of people are none of his business: that is said in [`crate::visibilita`].

use crate::attore::Ruolo;

/// What somebody wants to administer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Atto {
    /// Enable a new operator, with a membership in a unit.
    AbilitareOperatore,
    /// Disable an operator.
    DisabilitareOperatore,
    /// Enable him again.
    RiabilitareOperatore,
    /// Give him a membership in a unit.
    ConferireIncarico,
    /// End one.
    CessareIncarico,
    /// Set up a unit below another one.
    IstituireUnita,
    /// Give a unit another description, or say how its office is reached.
    RinominareUnita,
    /// End a unit.
    CessareUnita,
    /// See operators, their memberships and what became of them.
    LeggereOperatore,
    /// See an operator's open sessions.
    LeggereSessioni,
    /// End them.
    TerminareSessioni,
}

impl Atto {
    /// All of them.
    pub const TUTTI: [Self; 11] = [
        Self::AbilitareOperatore,
        Self::DisabilitareOperatore,
        Self::RiabilitareOperatore,
        Self::ConferireIncarico,
        Self::CessareIncarico,
        Self::IstituireUnita,
        Self::RinominareUnita,
        Self::CessareUnita,
        Self::LeggereOperatore,
        Self::LeggereSessioni,
        Self::TerminareSessioni,
    ];

    /// Whether it changes what an operator may do.
    fn tocca_diritti(self) -> bool {
        match self {
            Self::AbilitareOperatore
            | Self::DisabilitareOperatore
            | Self::RiabilitareOperatore
            | Self::ConferireIncarico
            | Self::CessareIncarico => true,
            Self::IstituireUnita
            | Self::RinominareUnita
            | Self::CessareUnita
            | Self::LeggereOperatore
            | Self::LeggereSessioni
            | Self::TerminareSessioni => false,
        }
    }
}

/// What somebody is to what he wants to administer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relazione {
    /// It is himself.
    SeStesso,
    /// It is in the unit of his membership.
    Propria,
    /// It is in a unit below.
    Sottostante,
    /// It is elsewhere, or nowhere.
    Fuori,
}

impl Relazione {
    /// All of them.
    pub const TUTTE: [Self; 4] = [Self::SeStesso, Self::Propria, Self::Sottostante, Self::Fuori];
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decisione {
    /// Yes.
    Consentito,
    /// The role never does this.
    NonDelRuolo,
    /// For him it does not exist.
    NonEsiste,
    /// Nobody changes his own rights.
    SuSeStesso,
}

/// Whether somebody in that role may do this with what stands to him so.
#[must_use]
pub fn decidi(ruolo: Ruolo, atto: Atto, relazione: Relazione) -> Decisione {
    if !amministra(ruolo) {
        return Decisione::NonDelRuolo;
    }
    match relazione {
        Relazione::SeStesso if atto.tocca_diritti() => Decisione::SuSeStesso,
        Relazione::SeStesso | Relazione::Propria | Relazione::Sottostante => Decisione::Consentito,
        Relazione::Fuori => Decisione::NonEsiste,
    }
}

/// Whether that role administers at all.
#[must_use]
pub fn amministra(ruolo: Ruolo) -> bool {
    ruolo == Ruolo::Amministratore
}

#[cfg(test)]
mod tests {
    use super::*;
    use Decisione::{Consentito, NonEsiste, SuSeStesso};

    /// Act; then what is decided about himself, his unit, a unit below, elsewhere.
    const TABELLA: [(Atto, [Decisione; 4]); 11] = [
        (Atto::AbilitareOperatore, [SuSeStesso, Consentito, Consentito, NonEsiste]),
        (Atto::DisabilitareOperatore, [SuSeStesso, Consentito, Consentito, NonEsiste]),
        (Atto::RiabilitareOperatore, [SuSeStesso, Consentito, Consentito, NonEsiste]),
        (Atto::ConferireIncarico, [SuSeStesso, Consentito, Consentito, NonEsiste]),
        (Atto::CessareIncarico, [SuSeStesso, Consentito, Consentito, NonEsiste]),
        (Atto::IstituireUnita, [Consentito, Consentito, Consentito, NonEsiste]),
        (Atto::RinominareUnita, [Consentito, Consentito, Consentito, NonEsiste]),
        (Atto::CessareUnita, [Consentito, Consentito, Consentito, NonEsiste]),
        (Atto::LeggereOperatore, [Consentito, Consentito, Consentito, NonEsiste]),
        (Atto::LeggereSessioni, [Consentito, Consentito, Consentito, NonEsiste]),
        (Atto::TerminareSessioni, [Consentito, Consentito, Consentito, NonEsiste]),
    ];

    #[test]
    fn every_role_act_and_relation_is_decided_as_the_table_says() {
        assert!(Atto::TUTTI.iter().all(|a| TABELLA.iter().filter(|riga| riga.0 == *a).count() == 1));
        for ruolo in Ruolo::TUTTI {
            for (atto, attese) in TABELLA {
                for (relazione, attesa) in Relazione::TUTTE.into_iter().zip(attese) {
                    let attesa = if ruolo == Ruolo::Amministratore { attesa } else { Decisione::NonDelRuolo };
                    assert_eq!(decidi(ruolo, atto, relazione), attesa, "{ruolo:?} {atto:?} {relazione:?}");
                }
            }
        }
    }
}
