//! Relations within a household.

use super::{Lista, voce};

/// The relation seen from the other side: if A is `codice` of B, then B is the result of A (codes of
/// RELAZIONE_PARENTELA: 3 figlio ↔ 6 padre, 4 nipote ↔ 7 nonno, …).
///
/// `None` where the code does not tell, for example for the intestatario or for "nipote" without more.
#[must_use]
pub fn relazione_inversa(codice: &str) -> Option<&'static str> {
    voce(Lista::RelazioneParentela, codice)?.attributo("inversa")
}
