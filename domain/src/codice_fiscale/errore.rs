//! Why a code was refused. No variant carries the code or a part of it.

use super::{MESI, omocodia};
use crate::rifiuto::Codice;
use std::fmt;
use thiserror::Error;

/// What belongs at a position of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Atteso {
    /// A letter, `A`–`Z`.
    Lettera,
    /// A digit, or the letter that replaces it in an omocodia.
    Cifra,
    /// One of the twelve letters of the months.
    LetteraMese,
}

impl Atteso {
    pub(super) fn ammette(self, carattere: char) -> bool {
        let Ok(ascii) = u8::try_from(carattere) else { return false };
        match self {
            Self::Lettera => ascii.is_ascii_uppercase(),
            Self::Cifra => omocodia::cifra(ascii).is_some(),
            Self::LetteraMese => MESI.contains(&ascii),
        }
    }
}

impl fmt::Display for Atteso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lettera => "una lettera",
            Self::Cifra => "una cifra",
            Self::LetteraMese => "la lettera di un mese",
        })
    }
}

/// Which of the two names an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampoNome {
    /// Surname.
    Cognome,
    /// First name.
    Nome,
}

impl CampoNome {
    /// Name of the field, as in `DatiAnagrafici`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cognome => "cognome",
            Self::Nome => "nome",
        }
    }
}

/// Why a code cannot be read or computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ErroreCodiceFiscale {
    /// Nothing was written.
    #[error("il codice è vuoto")]
    Vuoto,
    /// Neither 16 characters nor 11 digits.
    #[error("il codice ha {caratteri} caratteri invece di 16 (11 cifre se provvisorio)")]
    Lunghezza {
        /// Characters found, blanks aside.
        caratteri: usize,
    },
    /// A character that cannot stand where it stands.
    #[error("in posizione {posizione} è attesa {atteso}")]
    Carattere {
        /// Position, counted from 1.
        posizione: usize,
        /// What belongs there.
        atteso: Atteso,
    },
    /// The calendar has no such birth date in any century.
    #[error("la data di nascita contenuta nel codice non esiste")]
    DataInesistente,
    /// The check letter (or digit, in a provisional code) is wrong.
    #[error("il carattere di controllo non è corretto")]
    CarattereDiControllo,
    /// No comune or state ever had the code of the place.
    #[error("il luogo di nascita contenuto nel codice non esiste")]
    LuogoSconosciuto,
    /// Computing: the birth place given is no codice catastale.
    #[error("il luogo di nascita indicato non esiste")]
    LuogoNascitaSconosciuto,
    /// Computing: a name without a single letter that could be written `A`–`Z`.
    #[error("il {} non può essere scritto con le lettere A-Z", .campo.as_str())]
    NonTraslitterabile {
        /// The name at fault.
        campo: CampoNome,
    },
    /// Computing: neither surname nor first name.
    #[error("mancano cognome e nome")]
    NomeMancante,
}

impl ErroreCodiceFiscale {
    /// The refusal of the catalogue.
    #[must_use]
    pub fn codice(&self) -> Codice {
        match self {
            Self::Vuoto => Codice::CodiceFiscaleAssente,
            Self::Lunghezza { .. } => Codice::CodiceFiscaleLunghezza,
            Self::Carattere { .. } => Codice::CodiceFiscaleFormato,
            Self::DataInesistente => Codice::CodiceFiscaleData,
            Self::CarattereDiControllo => Codice::CodiceFiscaleControllo,
            Self::LuogoSconosciuto => Codice::CodiceFiscaleLuogo,
            Self::LuogoNascitaSconosciuto => Codice::LuogoNascitaSconosciuto,
            Self::NonTraslitterabile { .. } | Self::NomeMancante => Codice::CodiceFiscaleNonCalcolabile,
        }
    }
}
