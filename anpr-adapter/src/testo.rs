//! Cleaning of what the register writes. Names stay as they come, upper case and accents included.

use chrono::{Datelike, NaiveDate};
use domain::anagrafe::ErroreAnagrafe;

/// Longest surname or first name. The register allows 80 characters.
pub(crate) const MAX_NOME: usize = 100;
/// Longest name of a place.
pub(crate) const MAX_LUOGO: usize = 200;
/// Longest code, flag or identifier.
pub(crate) const MAX_CODICE: usize = 40;
/// Nobody in the register was born or died before this year.
const PRIMO_ANNO: i32 = 1850;

/// A text without blanks around it; `None` when nothing is left.
///
/// # Errors
/// When it holds a control character, one that changes the direction of what follows, or is longer than `massimo`
/// characters.
pub(crate) fn testo(valore: Option<&str>, massimo: usize) -> Result<Option<String>, ErroreAnagrafe> {
    let Some(valore) = valore.map(str::trim).filter(|t| !t.is_empty()) else { return Ok(None) };
    if valore.chars().any(invisibile) {
        return Err(ErroreAnagrafe::RispostaNonValida("text with control characters"));
    }
    if valore.chars().nth(massimo).is_some() {
        return Err(ErroreAnagrafe::RispostaNonValida("text too long"));
    }
    Ok(Some(valore.to_owned()))
}

/// A short code, see [`testo`].
pub(crate) fn codice(valore: Option<&str>) -> Result<Option<String>, ErroreAnagrafe> {
    testo(valore, MAX_CODICE)
}

/// A numeric code without leading zeros (`01` and `1` are the same relation); any other code is kept raw.
pub(crate) fn codice_tabella(valore: Option<&str>) -> Result<Option<String>, ErroreAnagrafe> {
    Ok(codice(valore)?.map(|c| match c.trim_start_matches('0') {
        resto if !resto.is_empty() && resto.bytes().all(|b| b.is_ascii_digit()) => resto.to_owned(),
        _ => c,
    }))
}

/// A flag that can only be `1` or absent.
pub(crate) fn spunta(valore: Option<&str>) -> Result<bool, ErroreAnagrafe> {
    match codice(valore)?.as_deref() {
        None => Ok(false),
        Some("1") => Ok(true),
        Some(_) => Err(ErroreAnagrafe::RispostaNonValida("flag with an unknown value")),
    }
}

/// A date `YYYY-MM-DD`, exactly.
pub(crate) fn data(valore: Option<&str>) -> Result<Option<NaiveDate>, ErroreAnagrafe> {
    let Some(testo) = codice(valore)? else { return Ok(None) };
    let scritta_per_intero = testo.len() == 10
        && testo
            .bytes()
            .enumerate()
            .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    NaiveDate::parse_from_str(&testo, "%Y-%m-%d")
        .ok()
        .filter(|data| scritta_per_intero && data.year() >= PRIMO_ANNO)
        .map(Some)
        .ok_or(ErroreAnagrafe::RispostaNonValida("invalid date"))
}

/// What must not reach a screen or a database as part of a text.
fn invisibile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_accents_and_apostrophes_and_drops_blanks_around() {
        assert_eq!(testo(Some(" D'ALÒ ȘTEFAN "), 20).expect("clean"), Some("D'ALÒ ȘTEFAN".to_owned()));
        assert_eq!(testo(Some("   "), 20).expect("clean"), None);
    }

    #[test]
    fn refuses_control_and_direction_characters_and_long_texts() {
        for cattivo in ["A\0B", "A\u{1b}[31m", "A\nB", "A\u{202E}B", "A\u{200B}B", "ABCDEFGHIJKLMNOPQRSTU"] {
            assert!(testo(Some(cattivo), 20).is_err());
        }
        assert!(testo(Some("ÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀ"), 20).is_ok());
    }

    #[test]
    fn table_codes_lose_leading_zeros_and_unknown_ones_stay_raw() {
        for (dato, letto) in [("01", "1"), ("28", "28"), ("0", "0"), ("00", "00"), ("X9", "X9"), ("0A", "0A")]
        {
            assert_eq!(codice_tabella(Some(dato)).expect("clean"), Some(letto.to_owned()));
        }
    }

    #[test]
    fn dates_must_be_written_in_full_and_exist() {
        assert!(data(Some("2024-02-29")).is_ok());
        for cattiva in [
            "2023-02-29",
            "2024-2-9",
            "20240229",
            "29/02/2024",
            "+024-02-29",
            "1849-12-31",
            "2024-02-29T00:00",
        ] {
            assert!(data(Some(cattiva)).is_err(), "{cattiva}");
        }
    }

    #[test]
    fn a_flag_is_one_or_absent() {
        assert!(spunta(Some("1")).expect("known"));
        assert!(!spunta(None).expect("known"));
        assert!(spunta(Some("2")).is_err());
    }
}
