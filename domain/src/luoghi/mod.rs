//! Places: the historical archive of the Italian comuni and the foreign states, embedded in the binary.
//!
//! The key of a place is its codice catastale together with a date: one code has one row for each period in which
//! name, province or ISTAT code stayed the same. A name is never a key (two current comuni are called CASTRO).
//! A place that does not exist at a date is worth a warning, never a refusal: the official archive has gaps, and
//! people born in them hold valid codes. Sources and changes: `domain/data/README.md`.

mod comuni;
mod piega;
mod ricerca;
mod stati;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use comuni::{Comune, cap_di, comune_alla, comune_per_istat, comune_vicino_alla, comuni, periodi};
pub use ricerca::cerca_comuni;
pub use stati::{StatoEstero, cerca_stati, stati_esteri, stato_estero, stato_per_istat};

/// How much the archives know of a codice catastale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodiceLuogo {
    /// In the archives.
    Noto,
    /// Well formed and possible, but not in the archives: a state that has ceased (of those the list is
    /// incomplete) or a comune born after the archive was taken.
    NonCensito,
    /// No place ever had this code.
    Inesistente,
}

/// Says whether a codice catastale (letter and three digits, upper case) denotes a place.
#[must_use]
pub fn classifica(codice: &str) -> CodiceLuogo {
    if !periodi(codice).is_empty() || stato_estero(codice).is_some() {
        return CodiceLuogo::Noto;
    }
    match codice.as_bytes() {
        [b'Z', cifre @ ..] if tre_cifre(cifre) => CodiceLuogo::NonCensito,
        [b'M', cifre @ ..] if tre_cifre(cifre) && codice > comuni::ultimo_codice() => CodiceLuogo::NonCensito,
        _ => CodiceLuogo::Inesistente,
    }
}

/// Whether the place existed at the date; `None` when the archives do not hold the code.
#[must_use]
pub fn valido_alla(codice: &str, data: NaiveDate) -> Option<bool> {
    match stato_estero(codice) {
        Some(stato) => Some(stato.valido_alla(data)),
        None if periodi(codice).is_empty() => None,
        None => Some(comune_alla(codice, data).is_some()),
    }
}

fn tre_cifre(cifre: &[u8]) -> bool {
    cifre.len() == 3 && cifre.iter().all(u8::is_ascii_digit)
}

/// Reads an ISO date; `None` for an empty or malformed field.
fn data(campo: &str) -> Option<NaiveDate> {
    let mut parti = campo.splitn(3, '-');
    let anno = parti.next()?.parse().ok()?;
    let mese = parti.next()?.parse().ok()?;
    let giorno = parti.next()?.parse().ok()?;
    NaiveDate::from_ymd_opt(anno, mese, giorno)
}

/// `None` for an empty field.
fn non_vuoto(campo: &'static str) -> Option<&'static str> {
    (!campo.is_empty()).then_some(campo)
}
