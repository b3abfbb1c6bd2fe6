//! Check characters.

/// Values of the characters at odd positions: digit `n` and the `n`-th letter count the same.
const DISPARI: [usize; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const LETTERE: [char; 26] = [
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U',
    'V', 'W', 'X', 'Y', 'Z',
];

/// The check letter of the first 15 characters, which must be upper case letters and digits.
pub(super) fn lettera_di_controllo(primi_quindici: &str) -> char {
    let somma: usize = primi_quindici
        .bytes()
        .map(|c| usize::from(if c.is_ascii_digit() { c - b'0' } else { c.saturating_sub(b'A') }) % 26)
        .enumerate()
        // Positions are counted from 1: the first one is odd.
        .map(|(i, valore)| if i % 2 == 0 { DISPARI[valore] } else { valore })
        .sum();
    LETTERE[somma % 26]
}

/// Whether the eleventh digit of a provisional code is right (the digits at even positions count double).
pub(super) fn cifra_di_controllo_giusta(undici_cifre: &str) -> bool {
    let somma: u32 = undici_cifre
        .bytes()
        .map(|c| u32::from(c.saturating_sub(b'0')))
        .enumerate()
        .map(|(i, cifra)| if i % 2 == 0 { cifra } else { cifra * 2 / 10 + cifra * 2 % 10 })
        .sum();
    somma.is_multiple_of(10)
}
