//! Who may receive people and work on files at all; which files, decides [`domain::visibilita`] too.

use domain::amministrazione::amministra;
use domain::attore::Attore;
use domain::visibilita::{Azione, Cosa, Decisione, Diniego, decidi};

/// Whether an operator may receive people: search, enter, ask the register, record a segnalazione.
#[must_use]
pub fn puo_operare(attore: &Attore) -> bool {
    puo(attore, Azione::Accogliere)
}

/// Whether an operator's role does this at all, to whatever file; to which, decides [`domain::visibilita`] too.
#[must_use]
pub(super) fn puo(attore: &Attore, azione: Azione) -> bool {
    decidi(attore.ruolo, azione, Cosa::Soggetto, &[]) != Decisione::Negato(Diniego::Ruolo)
}

/// Whether an operator may see how the system is used, and by whom it is administered.
#[must_use]
pub(super) fn puo_amministrare(attore: &Attore) -> bool {
    amministra(attore.ruolo)
}
