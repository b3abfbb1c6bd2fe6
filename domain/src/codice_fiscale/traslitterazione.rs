//! Names as the 26 letters of the code.

use unicode_normalization::UnicodeNormalization;

/// The letters `A`–`Z` of a name, upper case; everything else is dropped.
///
/// Circular 34/E of 2011 gives: Ä=AE, Ö=OE, Ü=UE, Æ=AE, Œ=OE, ß=SS, and for Â Ç Č Ê Ë Î Ï Ô Û Š Ž and the accented
/// vowels the plain letter. For letters it does not name, those with a mark lose it (Ñ=N, Å=A, Ő=O) and the others
/// follow the machine readable passports of ICAO 9303: Ø=OE, Ð=D, Đ=D, Þ=TH, Ł=L, Ħ=H, Ŧ=T, ı=I, Ŋ=N, Ə=E.
pub(super) fn lettere(nome: &str) -> String {
    let mut lettere = String::with_capacity(nome.len());
    // Composed first, so that "o" followed by a combining diaeresis counts as "ö".
    for carattere in nome.nfkc().flat_map(char::to_uppercase) {
        match carattere {
            'A'..='Z' => lettere.push(carattere),
            'Ä' | 'Æ' | 'Ǽ' => lettere.push_str("AE"),
            'Ö' | 'Œ' | 'Ø' | 'Ǿ' => lettere.push_str("OE"),
            'Ü' => lettere.push_str("UE"),
            'ẞ' => lettere.push_str("SS"),
            'Þ' => lettere.push_str("TH"),
            'Ð' | 'Đ' => lettere.push('D'),
            'Ł' => lettere.push('L'),
            'Ħ' => lettere.push('H'),
            'Ŧ' => lettere.push('T'),
            'Ŋ' => lettere.push('N'),
            'Ə' => lettere.push('E'),
            _ => lettere.extend(carattere.nfd().filter(char::is_ascii_uppercase)),
        }
    }
    lettere
}
