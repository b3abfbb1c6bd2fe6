//! The identifiers a person may come with, told apart.

use super::controllo::cifra_di_controllo_giusta;
use super::{Atteso, CodiceFiscale, ErroreCodiceFiscale, normalizza};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Provisional numeric codice fiscale: 11 digits, for people without a definitive one; meant for six months.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodiceProvvisorio(String);

/// STP or ENI code: 16 characters without check character. A health identifier, unknown to ANPR.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodiceSanitario(String);

crate::debug_oscurato!(CodiceProvvisorio, CodiceSanitario, Identificativo);

impl CodiceProvvisorio {
    /// The 11 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Issuing office: digits 8 to 10.
    #[must_use]
    pub fn ufficio(&self) -> &str {
        &self.0[7..10]
    }
}

impl CodiceSanitario {
    /// The 16 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Region, three digits.
    #[must_use]
    pub fn regione(&self) -> &str {
        &self.0[3..6]
    }

    /// Local health unit, three digits.
    #[must_use]
    pub fn asl(&self) -> &str {
        &self.0[6..9]
    }
}

/// The kinds of identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum GenereIdentificativo {
    /// Codice fiscale of 16 characters.
    Definitivo,
    /// Provisional numeric codice fiscale.
    Provvisorio,
    /// Straniero temporaneamente presente: not from the EU, without permit; valid in all Italy.
    Stp,
    /// Europeo non iscritto: from the EU, not enrolled in the health service; valid in the region.
    Eni,
}

impl GenereIdentificativo {
    /// Stable string.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Definitivo => "DEFINITIVO",
            Self::Provvisorio => "PROVVISORIO",
            Self::Stp => "STP",
            Self::Eni => "ENI",
        }
    }

    /// Whether ANPR can be asked with it: health identifiers are unknown there.
    #[must_use]
    pub fn noto_ad_anpr(self) -> bool {
        matches!(self, Self::Definitivo | Self::Provvisorio)
    }
}

/// An identifier, read and checked. Serialised as the plain string; `Debug` hides the value.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Identificativo {
    /// Definitive codice fiscale.
    Definitivo(CodiceFiscale),
    /// Provisional numeric codice fiscale.
    Provvisorio(CodiceProvvisorio),
    /// STP code.
    Stp(CodiceSanitario),
    /// ENI code.
    Eni(CodiceSanitario),
}

impl Identificativo {
    /// Tells what an operator typed and checks it wholly; blanks and case do not count.
    ///
    /// # Errors
    /// The first level that fails, see [`ErroreCodiceFiscale`].
    pub fn analizza(testo: &str) -> Result<Self, ErroreCodiceFiscale> {
        match Self::from_str(testo)? {
            Self::Definitivo(codice) => CodiceFiscale::analizza(codice.as_str()).map(Self::Definitivo),
            altro => Ok(altro),
        }
    }

    /// The normalised code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Definitivo(codice) => codice.as_str(),
            Self::Provvisorio(codice) => codice.as_str(),
            Self::Stp(codice) | Self::Eni(codice) => codice.as_str(),
        }
    }

    /// Which kind it is.
    #[must_use]
    pub fn genere(&self) -> GenereIdentificativo {
        match self {
            Self::Definitivo(_) => GenereIdentificativo::Definitivo,
            Self::Provvisorio(_) => GenereIdentificativo::Provvisorio,
            Self::Stp(_) => GenereIdentificativo::Stp,
            Self::Eni(_) => GenereIdentificativo::Eni,
        }
    }

    /// The definitive codice fiscale, if it is one.
    #[must_use]
    pub fn codice_fiscale(&self) -> Option<&CodiceFiscale> {
        match self {
            Self::Definitivo(codice) => Some(codice),
            Self::Provvisorio(_) | Self::Stp(_) | Self::Eni(_) => None,
        }
    }
}

impl FromStr for Identificativo {
    type Err = ErroreCodiceFiscale;

    /// Everything that does not depend on the archive of places.
    fn from_str(testo: &str) -> Result<Self, Self::Err> {
        let normale = normalizza(testo);
        let undici = normale.chars().count() == 11;
        if undici && normale.starts_with(|c: char| c.is_ascii_digit()) {
            return provvisorio(normale).map(Self::Provvisorio);
        }
        // A surname may give the letters STP: what follows tells, letters of the first name or digits.
        match (normale.get(..3), normale.as_bytes().get(3)) {
            (Some("STP"), Some(b'0'..=b'9')) => sanitario(normale).map(Self::Stp),
            (Some("ENI"), Some(b'0'..=b'9')) => sanitario(normale).map(Self::Eni),
            _ => normale.parse().map(Self::Definitivo),
        }
    }
}

impl TryFrom<String> for Identificativo {
    type Error = ErroreCodiceFiscale;

    fn try_from(testo: String) -> Result<Self, Self::Error> {
        testo.parse()
    }
}

impl From<Identificativo> for String {
    fn from(identificativo: Identificativo) -> Self {
        match identificativo {
            Identificativo::Definitivo(codice) => codice.into(),
            Identificativo::Provvisorio(codice) => codice.0,
            Identificativo::Stp(codice) | Identificativo::Eni(codice) => codice.0,
        }
    }
}

fn provvisorio(normale: String) -> Result<CodiceProvvisorio, ErroreCodiceFiscale> {
    solo_cifre(&normale, 0)?;
    if cifra_di_controllo_giusta(&normale) {
        Ok(CodiceProvvisorio(normale))
    } else {
        Err(ErroreCodiceFiscale::CarattereDiControllo)
    }
}

fn sanitario(normale: String) -> Result<CodiceSanitario, ErroreCodiceFiscale> {
    super::controlla_lunghezza(&normale)?;
    solo_cifre(&normale, 3)?;
    Ok(CodiceSanitario(normale))
}

fn solo_cifre(normale: &str, dopo: usize) -> Result<(), ErroreCodiceFiscale> {
    match normale.chars().skip(dopo).position(|c| !c.is_ascii_digit()) {
        None => Ok(()),
        Some(i) => Err(ErroreCodiceFiscale::Carattere { posizione: dopo + i + 1, atteso: Atteso::Cifra }),
    }
}
