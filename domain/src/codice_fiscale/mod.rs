//! Codice fiscale and the other identifiers people come with: reading, computing, comparing.
//!
//! Rules: D.M. 23 December 1976; transliteration by circular 34/E of 2011 of the tax agency. A code is read in
//! levels, each with its own error: length, characters, calendar date, check character, place. What comes after
//! (place not valid at the birth date, name that does not match) is an [`Avviso`], never an error: valid codes with
//! lapsed places and codes of people who changed their name are in circulation.

mod calcolo;
mod controllo;
mod errore;
mod identificativo;
mod omocodia;
#[cfg(test)]
mod tests;
mod traslitterazione;
mod verifica;

use crate::luoghi;
use crate::persona::Sesso;
use chrono::{Datelike, Months, NaiveDate};
use controllo::lettera_di_controllo;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

pub use calcolo::{DatiPerCalcolo, calcola};
pub use errore::{Atteso, CampoNome, ErroreCodiceFiscale};
pub use identificativo::{CodiceProvvisorio, CodiceSanitario, GenereIdentificativo, Identificativo};
pub use verifica::{Avviso, DatiDaVerificare};

/// Letters of the months, January first.
const MESI: &[u8; 12] = b"ABCDEHLMPRST";
/// Added to the day of birth of women.
const GIORNO_DONNE: u32 = 40;
/// Nobody is taken to be older than this, in years.
const ETA_MASSIMA: u32 = 125;

/// What stands at each of the 16 positions.
const SCHEMA: [Atteso; 16] = {
    use Atteso::{Cifra, Lettera as L, LetteraMese};
    [L, L, L, L, L, L, Cifra, Cifra, LetteraMese, Cifra, Cifra, L, Cifra, Cifra, Cifra, L]
};

/// A definitive codice fiscale: 16 characters, upper case, structure, date and check letter right.
///
/// Built with [`CodiceFiscale::analizza`] or [`calcola`]. Reading it back from storage (serde, `FromStr`) checks
/// the same things except the place: the archive of places changes, a stored code must stay readable for ever.
/// `Debug` hides the value; there is no `Display` on purpose.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodiceFiscale(String);

crate::debug_oscurato!(CodiceFiscale);

impl CodiceFiscale {
    /// Reads what an operator typed: blanks and case do not count, omocodia is accepted.
    ///
    /// # Errors
    /// The first level that fails, see [`ErroreCodiceFiscale`].
    pub fn analizza(testo: &str) -> Result<Self, ErroreCodiceFiscale> {
        let codice = Self::from_str(testo)?;
        match luoghi::classifica(&codice.codice_luogo()) {
            luoghi::CodiceLuogo::Inesistente => Err(ErroreCodiceFiscale::LuogoSconosciuto),
            luoghi::CodiceLuogo::Noto | luoghi::CodiceLuogo::NonCensito => Ok(codice),
        }
    }

    /// The 16 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same code without omocodia: digits back in place, check letter recomputed.
    ///
    /// Two codes may be of the same person when their base forms match; that alone does not prove it.
    #[must_use]
    pub fn base(&self) -> Self {
        Self(con_controllo(&self.decodificato()[..15]))
    }

    /// Whether some digit is replaced by a letter.
    #[must_use]
    pub fn omocodico(&self) -> bool {
        self.decodificato()[..15] != self.0[..15]
    }

    /// Sex, from the day of birth.
    #[must_use]
    pub fn sesso(&self) -> Sesso {
        if self.giorno_scritto() > GIORNO_DONNE { Sesso::F } else { Sesso::M }
    }

    /// Codice catastale of the birth place: comune (letter and three digits) or foreign state (Z and three digits).
    #[must_use]
    pub fn codice_luogo(&self) -> String {
        self.decodificato()[11..15].to_owned()
    }

    /// The possible birth dates, most recent first: the century is not in the code.
    ///
    /// The first is the most recent date not after `oggi`; a second one follows when the person could be a hundred
    /// years old or more. Empty only when `oggi` lies before all of them.
    #[must_use]
    pub fn data_nascita(&self, oggi: NaiveDate) -> Vec<NaiveDate> {
        let piu_remota = oggi.checked_sub_months(Months::new(ETA_MASSIMA * 12)).unwrap_or(NaiveDate::MIN);
        let secolo = oggi.year().div_euclid(100) * 100;
        (0..3)
            .filter_map(|indietro| self.data_nel_secolo(secolo - 100 * indietro))
            .filter(|data| piu_remota <= *data && *data <= oggi)
            .collect()
    }

    /// Whether the code says this birth date (its century aside).
    fn data_concorda(&self, data: NaiveDate) -> bool {
        self.data_nel_secolo(data.year().div_euclid(100) * 100) == Some(data)
    }

    fn data_nel_secolo(&self, secolo: i32) -> Option<NaiveDate> {
        let anno = secolo + i32::try_from(self.numero(6..8)).ok()?;
        let giorno = self.giorno_scritto();
        NaiveDate::from_ymd_opt(
            anno,
            self.mese()?,
            if giorno > GIORNO_DONNE { giorno - GIORNO_DONNE } else { giorno },
        )
    }

    fn mese(&self) -> Option<u32> {
        let lettera = self.0.as_bytes()[8];
        MESI.iter().position(|m| *m == lettera).and_then(|i| u32::try_from(i + 1).ok())
    }

    fn giorno_scritto(&self) -> u32 {
        self.numero(9..11)
    }

    fn numero(&self, posizioni: std::ops::Range<usize>) -> u32 {
        self.0.as_bytes()[posizioni]
            .iter()
            .fold(0, |n, c| n * 10 + u32::from(omocodia::cifra(*c).unwrap_or(0)))
    }

    /// The code with digits wherever digits belong; the check letter is left as it is.
    fn decodificato(&self) -> String {
        let carattere = |(schema, c): (&Atteso, u8)| match schema {
            Atteso::Cifra => omocodia::cifra(c).map_or(c, |n| n + b'0'),
            Atteso::Lettera | Atteso::LetteraMese => c,
        };
        SCHEMA.iter().zip(self.0.bytes()).map(|coppia| char::from(carattere(coppia))).collect()
    }
}

impl FromStr for CodiceFiscale {
    type Err = ErroreCodiceFiscale;

    /// Everything that does not depend on the archive of places.
    fn from_str(testo: &str) -> Result<Self, Self::Err> {
        let normale = normalizza(testo);
        controlla_lunghezza(&normale)?;
        for (posizione, (atteso, trovato)) in (1..).zip(SCHEMA.iter().zip(normale.chars())) {
            if !atteso.ammette(trovato) {
                return Err(ErroreCodiceFiscale::Carattere { posizione, atteso: *atteso });
            }
        }
        let codice = Self(normale);
        // Any century will do: only 29 February depends on it.
        if ![1800, 1900, 2000].into_iter().any(|secolo| codice.data_nel_secolo(secolo).is_some()) {
            return Err(ErroreCodiceFiscale::DataInesistente);
        }
        if !codice.0.ends_with(lettera_di_controllo(&codice.0[..15])) {
            return Err(ErroreCodiceFiscale::CarattereDiControllo);
        }
        Ok(codice)
    }
}

impl TryFrom<String> for CodiceFiscale {
    type Error = ErroreCodiceFiscale;

    fn try_from(testo: String) -> Result<Self, Self::Error> {
        testo.parse()
    }
}

impl From<CodiceFiscale> for String {
    fn from(codice: CodiceFiscale) -> Self {
        codice.0
    }
}

impl AsRef<str> for CodiceFiscale {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Upper case, without blanks and invisible characters (a code is often pasted from a document).
fn normalizza(testo: &str) -> String {
    let invisibile =
        |c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
    testo.chars().filter(|c| !invisibile(*c)).map(|c| c.to_ascii_uppercase()).collect()
}

fn controlla_lunghezza(normale: &str) -> Result<(), ErroreCodiceFiscale> {
    match normale.chars().count() {
        0 => Err(ErroreCodiceFiscale::Vuoto),
        16 => Ok(()),
        caratteri => Err(ErroreCodiceFiscale::Lunghezza { caratteri }),
    }
}

fn con_controllo(primi_quindici: &str) -> String {
    let mut codice = String::with_capacity(16);
    codice.push_str(primi_quindici);
    codice.push(lettera_di_controllo(primi_quindici));
    codice
}
