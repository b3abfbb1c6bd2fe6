//! Who may receive people and work on files at all; which files, decides [`domain::visibilita`] too.

use domain::attore::{Attore, Ruolo};
use domain::visibilita::{Azione, Cosa, decidi};

/// Whether an operator may receive people: search, enter, ask the register, record a segnalazione.
#[must_use]
pub fn puo_operare(attore: &Attore) -> bool {
    decidi(attore.ruolo, Azione::Accogliere, Cosa::Soggetto, &[]).consentito()
}

/// Whether an operator may see how the system is used, and by whom it is administered.
#[must_use]
pub(super) fn puo_amministrare(attore: &Attore) -> bool {
    attore.ruolo == Ruolo::Amministratore
}
