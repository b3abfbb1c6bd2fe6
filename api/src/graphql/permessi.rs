//! Who may do what: one function, asked by every resolver that reads or changes anything.

use domain::attore::{Attore, Ruolo};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Azione {
    /// Look something up.
    Leggere,
    /// Change a file, or ask the register about somebody.
    Operare,
    /// See how the system is used.
    Amministrare,
}

/// Whether an operator may. The HTTP layer lets active operators in only.
#[must_use]
pub fn puo(attore: &Attore, azione: Azione) -> bool {
    match azione {
        Azione::Leggere => true,
        Azione::Amministrare => attore.ruolo == Ruolo::Amministratore,
        Azione::Operare => matches!(
            attore.ruolo,
            Ruolo::OperatoreSegretariato
                | Ruolo::AssistenteSociale
                | Ruolo::OperatoreUfficioPiano
                | Ruolo::Coordinatore
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::identita::{OperatoreId, UnitaId};
    use uuid::Uuid;

    #[test]
    fn those_who_work_on_files_may_change_them_and_everybody_may_look() {
        let che_operano: Vec<&str> = Ruolo::TUTTI
            .into_iter()
            .map(|ruolo| Attore { operatore: OperatoreId(Uuid::nil()), ruolo, unita: UnitaId(Uuid::nil()) })
            .inspect(|attore| assert!(puo(attore, Azione::Leggere)))
            .filter(|attore| puo(attore, Azione::Operare))
            .map(|attore| attore.ruolo.as_str())
            .collect();
        assert_eq!(
            che_operano,
            ["OPERATORE_SEGRETARIATO", "ASSISTENTE_SOCIALE", "OPERATORE_UFFICIO_PIANO", "COORDINATORE"]
        );
    }
}
