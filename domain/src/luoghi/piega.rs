//! The form of a name under which it is searched.

use unicode_normalization::UnicodeNormalization;

/// Lower case letters `a`–`z` and digits only: no accents, apostrophes, blanks or hyphens.
pub(super) fn piega(testo: &str) -> String {
    let mut piegato = String::with_capacity(testo.len());
    if testo.is_ascii() {
        // Nearly all names: much cheaper than decomposing them.
        piegato.extend(
            testo.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase())),
        );
        return piegato;
    }
    for carattere in testo.nfd().flat_map(char::to_lowercase) {
        match carattere {
            'ß' => piegato.push_str("ss"),
            'æ' => piegato.push_str("ae"),
            'œ' => piegato.push_str("oe"),
            'ø' => piegato.push('o'),
            'ł' => piegato.push('l'),
            'đ' | 'ð' => piegato.push('d'),
            'ı' => piegato.push('i'),
            c if c.is_ascii_alphanumeric() => piegato.push(c),
            _ => {}
        }
    }
    piegato
}
