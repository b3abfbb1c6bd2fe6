//! Prefix search over the names of the comuni, for an autocomplete.

use super::comuni::SENZA_CODICE;
use super::piega::piega;
use super::{Comune, comuni};
use chrono::NaiveDate;
use std::sync::LazyLock;

/// Folded name and period, one entry for each name of the comune, in order of name and province.
static NOMI: LazyLock<Vec<(String, &'static Comune)>> = LazyLock::new(|| {
    let mut nomi: Vec<(String, &'static Comune)> = comuni()
        .iter()
        .filter(|c| c.codcatastale != SENZA_CODICE)
        .flat_map(|c| {
            std::iter::once(c.denominazione).chain(c.altra_denominazione).map(move |n| (piega(n), c))
        })
        .collect();
    nomi.sort_unstable_by(|(a, x), (b, y)| (a, x.sigla_provincia, x.dal).cmp(&(b, y.sigla_provincia, y.dal)));
    nomi
});

/// Comuni whose name begins with `prefisso`, at most `limite`, in order of name and province.
///
/// Case, accents, apostrophes, hyphens and blanks do not count; the other official name is searched too.
/// `alla` chooses those of that day; without it, the current ones. An empty prefix finds nothing.
#[must_use]
pub fn cerca_comuni(prefisso: &str, alla: Option<NaiveDate>, limite: usize) -> Vec<&'static Comune> {
    let chiave = piega(prefisso);
    let mut trovati: Vec<&'static Comune> = Vec::new();
    if chiave.is_empty() {
        return trovati;
    }
    let inizio = NOMI.partition_point(|(nome, _)| *nome < chiave);
    for (nome, comune) in &NOMI[inizio..] {
        if trovati.len() >= limite || !nome.starts_with(&chiave) {
            break;
        }
        let valido = alla.map_or(comune.attuale(), |data| comune.valido_alla(data));
        // Both names of a comune may begin alike.
        if valido && !trovati.iter().any(|t| std::ptr::eq(*t, *comune)) {
            trovati.push(comune);
        }
    }
    trovati
}
