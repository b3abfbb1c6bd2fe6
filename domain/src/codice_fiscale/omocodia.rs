//! Letters that stand for digits when two people would have the same code.

/// The letter that replaces each digit, `0` first.
const LETTERE: &[u8; 10] = b"LMNPQRSTUV";

/// The value of a digit, also when a letter replaces it.
pub(super) fn cifra(carattere: u8) -> Option<u8> {
    match carattere {
        b'0'..=b'9' => Some(carattere - b'0'),
        _ => (0u8..).zip(LETTERE).find(|(_, lettera)| **lettera == carattere).map(|(cifra, _)| cifra),
    }
}
