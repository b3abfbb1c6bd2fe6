//! Who may receive people and work on files at all; which files, decides [`domain::visibilita`] too.

use domain::attore::Attore;
use domain::visibilita::{Azione, Cosa, decidi};

/// Whether an operator may receive people: search, enter, ask the register, record a segnalazione.
#[must_use]
pub fn puo_operare(attore: &Attore) -> bool {
    decidi(attore.ruolo, Azione::Accogliere, Cosa::Soggetto, &[]).consentito()
}
