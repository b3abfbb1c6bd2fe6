//! The form under which names are searched.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest folded name; what is longer is cut, because a B-tree has limits.
const PAROLA_MAX: usize = 100;

/// Lower-case letters `a`–`z` and digits only: no accents, apostrophes, blanks or hyphens.
#[must_use]
pub fn chiave(testo: &str) -> String {
    let mut chiave = String::with_capacity(testo.len());
    if testo.is_ascii() {
        // Nearly all names: much cheaper than decomposing them.
        let lettere = testo.bytes().filter(u8::is_ascii_alphanumeric);
        chiave.extend(lettere.map(|b| char::from(b.to_ascii_lowercase())));
        return chiave;
    }
    for carattere in testo.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match carattere {
            'ß' => chiave.push_str("ss"),
            'æ' => chiave.push_str("ae"),
            'œ' => chiave.push_str("oe"),
            'ø' => chiave.push('o'),
            'ł' => chiave.push('l'),
            'đ' | 'ð' => chiave.push('d'),
            'ı' => chiave.push('i'),
            c if c.is_ascii_alphanumeric() => chiave.push(c),
            _ => {}
        }
    }
    chiave
}

/// One folded word of a key.
pub(crate) fn parola(nome: Option<&str>) -> String {
    let mut parola = chiave(nome.unwrap_or_default());
    parola.truncate(PAROLA_MAX);
    parola
}

/// «first second», folded; nothing when there is neither.
pub(crate) fn chiave_di(primo: &Option<String>, secondo: &Option<String>) -> Option<String> {
    (primo.is_some() || secondo.is_some())
        .then(|| format!("{} {}", parola(primo.as_deref()), parola(secondo.as_deref())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_operators_type_differently() {
        let coppie = [
            ("D'Amico", "damico"),
            ("DE  ROSSI", "derossi"),
            ("Nicolò", "nicolo"),
            ("NICOLO'", "nicolo"),
            ("Müller", "muller"),
            ("Strauß", "strauss"),
            ("Łukasz", "lukasz"),
            ("Søren", "soren"),
            ("Đorđević", "dordevic"),
            ("Ægir", "aegir"),
            ("Œuvre", "oeuvre"),
            ("Işık", "isik"),
            ("İnci", "inci"),
            ("ROSSI-BIANCHI", "rossibianchi"),
            ("王", ""),
        ];
        for (testo, atteso) in coppie {
            assert_eq!(chiave(testo), atteso, "{testo}");
        }
    }

    #[test]
    fn a_key_has_one_blank_and_a_person_without_names_none() {
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(chiave_di(&some("De Rossi"), &some("Anna Maria")), some("derossi annamaria"));
        assert_eq!(chiave_di(&some("Rossi"), &None), some("rossi "));
        assert_eq!(chiave_di(&None, &some("Anna")), some(" anna"));
        assert_eq!(chiave_di(&None, &None), None);
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_ignores_case_and_composition(testo in "\\PC{0,20}") {
            let piegato = chiave(&testo);
            prop_assert!(piegato.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
            prop_assert_eq!(chiave(&piegato), piegato.clone());
            let scomposto: String = testo.nfd().collect();
            prop_assert_eq!(chiave(&scomposto), piegato);
        }
    }
}
