//! What may be typed: one place that trims, normalises and limits every text of every command.
//!
//! Texts are kept in Unicode NFC, without leading and trailing blanks, also those that have no width: a text that shows
//! nothing is missing. One-line fields hold no control character and single blanks only; notes may hold line breaks and tabs. Directional overrides are refused everywhere: with them
//! a text reads differently from what it is. Lengths are counted in characters, after normalising.

use crate::rifiuto::{Codice, ErroreCampo};
use unicode_normalization::UnicodeNormalization;

/// Longest name of a person, a nucleo or a unit.
pub const NOME_MAX: usize = 100;
/// Longest one-line text that is not a name: a street, a description, how to reach somebody.
pub const RIGA_MAX: usize = 200;
/// Longest short identifier: a house number, a postal code, a number of an older system.
pub const SIGLA_MAX: usize = 30;
/// Longest note.
pub const NOTE_MAX: usize = 4000;

/// A one-line text that must be there.
///
/// # Errors
/// `CampoObbligatorio` when blank, `CampoTroppoLungo`, `CaratteriNonAmmessi`.
pub fn riga(testo: &str, max: usize, campo: &str) -> Result<String, ErroreCampo> {
    riga_facoltativa(Some(testo), max, campo)?
        .ok_or_else(|| ErroreCampo::nuovo(Codice::CampoObbligatorio, campo))
}

/// A one-line text that may be missing; a blank one is missing.
///
/// # Errors
/// `CampoTroppoLungo`, `CaratteriNonAmmessi`.
pub fn riga_facoltativa(testo: Option<&str>, max: usize, campo: &str) -> Result<Option<String>, ErroreCampo> {
    let Some(testo) = testo else { return Ok(None) };
    let testo: String = rifilato(testo).nfc().collect();
    ammessi(&testo, campo, |c| !c.is_control())?;
    let testo = testo.split_whitespace().collect::<Vec<_>>().join(" ");
    limitato(testo, max, campo)
}

/// A note that may be missing; a blank one is missing. Line breaks become `\n`.
///
/// # Errors
/// `CampoTroppoLungo`, `CaratteriNonAmmessi`.
pub fn note(testo: Option<&str>, campo: &str) -> Result<Option<String>, ErroreCampo> {
    let Some(testo) = testo else { return Ok(None) };
    let testo: String = rifilato(&testo.replace("\r\n", "\n")).nfc().collect();
    ammessi(&testo, campo, |c| !c.is_control() || c == '\n' || c == '\t')?;
    limitato(testo, NOTE_MAX, campo)
}

/// Without the blanks around it. Those of no width come along when a text is copied from a page or a file.
fn rifilato(testo: &str) -> &str {
    let invisibile = |c: char| matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{3164}' | '\u{FEFF}');
    testo.trim_matches(|c: char| c.is_whitespace() || invisibile(c))
}

fn ammessi(testo: &str, campo: &str, ammesso: fn(char) -> bool) -> Result<(), ErroreCampo> {
    let direzionale = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if testo.chars().all(|c| ammesso(c) && !direzionale(c)) {
        Ok(())
    } else {
        Err(ErroreCampo::nuovo(Codice::CaratteriNonAmmessi, campo))
    }
}

fn limitato(testo: String, max: usize, campo: &str) -> Result<Option<String>, ErroreCampo> {
    if testo.chars().count() > max {
        return Err(ErroreCampo::nuovo(Codice::CampoTroppoLungo, campo));
    }
    Ok((!testo.is_empty()).then_some(testo))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codice<T>(esito: Result<T, ErroreCampo>) -> Option<Codice> {
        esito.err().map(|e| e.codice)
    }

    #[test]
    fn a_name_is_trimmed_composed_and_has_single_blanks() {
        assert_eq!(riga("  DE   ROSA\u{300} ", NOME_MAX, "cognome"), Ok("DE ROSÀ".into()));
    }

    #[test]
    fn a_blank_text_is_missing() {
        assert_eq!(riga_facoltativa(Some(" \n "), NOME_MAX, "nome"), Ok(None));
        assert_eq!(note(Some("\r\n"), "note"), Ok(None));
        assert_eq!(codice(riga("  ", NOME_MAX, "nome")), Some(Codice::CampoObbligatorio));
        assert_eq!(
            codice(riga("\u{200B} \u{FEFF}\u{AD}", NOME_MAX, "nome")),
            Some(Codice::CampoObbligatorio)
        );
        assert_eq!(riga("\u{FEFF}ROSSI\u{200B}", NOME_MAX, "cognome"), Ok("ROSSI".into()));
    }

    #[test]
    fn length_is_counted_in_characters_not_bytes() {
        assert!(riga(&"à".repeat(NOME_MAX), NOME_MAX, "nome").is_ok());
        assert_eq!(codice(riga(&"à".repeat(NOME_MAX + 1), NOME_MAX, "nome")), Some(Codice::CampoTroppoLungo));
        assert_eq!(codice(note(Some(&"a".repeat(NOTE_MAX + 1)), "note")), Some(Codice::CampoTroppoLungo));
    }

    #[test]
    fn refuses_control_characters_and_directional_overrides() {
        for testo in ["a\0b", "a\u{1b}b", "a\tb", "a\nb", "a\u{202e}b"] {
            assert_eq!(codice(riga(testo, NOME_MAX, "nome")), Some(Codice::CaratteriNonAmmessi), "{testo:?}");
        }
        assert_eq!(codice(note(Some("a\0b"), "note")), Some(Codice::CaratteriNonAmmessi));
    }

    #[test]
    fn notes_keep_their_lines() {
        assert_eq!(note(Some("uno\r\n\tdue\n"), "note"), Ok(Some("uno\n\tdue".into())));
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(testo in any::<String>()) {
            if let Ok(Some(una)) = riga_facoltativa(Some(&testo), RIGA_MAX, "t") {
                prop_assert_eq!(riga_facoltativa(Some(&una), RIGA_MAX, "t"), Ok(Some(una)));
            }
            if let Ok(Some(una)) = note(Some(&testo), "t") {
                prop_assert_eq!(note(Some(&una), "t"), Ok(Some(una)));
            }
        }
    }
}
