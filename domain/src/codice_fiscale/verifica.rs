//! Comparing a code with the personal data of the form or of the registry.

use super::calcolo::{parte_cognome, parte_nome};
use super::{CodiceFiscale, DatiPerCalcolo};
use crate::luoghi::{self, CodiceLuogo};
use crate::persona::Sesso;
use chrono::NaiveDate;

/// The personal data to compare with: `None` for what is not known, which is then not compared.
#[derive(Clone, Copy, Default)]
pub struct DatiDaVerificare<'a> {
    /// Surname; `Some("")` for persons known to have none.
    pub cognome: Option<&'a str>,
    /// First names; `Some("")` for persons known to have none.
    pub nome: Option<&'a str>,
    /// Sex.
    pub sesso: Option<Sesso>,
    /// Birth date, if wholly known.
    pub data_nascita: Option<NaiveDate>,
    /// Codice catastale of the birth place, or Z code.
    pub codice_luogo: Option<&'a str>,
}

crate::debug_oscurato!(DatiDaVerificare<'_>);

impl<'a> From<DatiPerCalcolo<'a>> for DatiDaVerificare<'a> {
    fn from(dati: DatiPerCalcolo<'a>) -> Self {
        Self {
            cognome: Some(dati.cognome),
            nome: Some(dati.nome),
            sesso: Some(dati.sesso),
            data_nascita: Some(dati.data_nascita),
            codice_luogo: Some(dati.codice_luogo),
        }
    }
}

/// Something to look at, which does not forbid anything: marriages, changed and foreign names, and gaps in the
/// archive of places give legitimate differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Avviso {
    /// The surname gives other letters.
    CognomeDiverso,
    /// The first name gives other letters.
    NomeDiverso,
    /// The code is of the other sex.
    SessoDiverso,
    /// The code has another birth date.
    DataNascitaDiversa,
    /// The code has another birth place.
    LuogoNascitaDiverso,
    /// The place of the code did not exist at the birth date.
    LuogoNonValidoAllaData,
    /// The place of the code is possible but not in the archives.
    LuogoNonCensito,
}

impl Avviso {
    /// Stable code.
    #[must_use]
    pub fn codice(self) -> &'static str {
        match self {
            Self::CognomeDiverso => "COGNOME_DIVERSO",
            Self::NomeDiverso => "NOME_DIVERSO",
            Self::SessoDiverso => "SESSO_DIVERSO",
            Self::DataNascitaDiversa => "DATA_NASCITA_DIVERSA",
            Self::LuogoNascitaDiverso => "LUOGO_NASCITA_DIVERSO",
            Self::LuogoNonValidoAllaData => "LUOGO_NON_VALIDO_ALLA_DATA",
            Self::LuogoNonCensito => "LUOGO_NON_CENSITO",
        }
    }

    /// Sentence for the operator.
    #[must_use]
    pub fn messaggio(self) -> &'static str {
        match self {
            Self::CognomeDiverso => "Il codice fiscale non corrisponde al cognome.",
            Self::NomeDiverso => "Il codice fiscale non corrisponde al nome.",
            Self::SessoDiverso => "Il codice fiscale non corrisponde al sesso.",
            Self::DataNascitaDiversa => "Il codice fiscale non corrisponde alla data di nascita.",
            Self::LuogoNascitaDiverso => "Il codice fiscale non corrisponde al luogo di nascita.",
            Self::LuogoNonValidoAllaData => {
                "Il luogo contenuto nel codice fiscale non risulta esistente alla data di nascita."
            }
            Self::LuogoNonCensito => "Il luogo contenuto nel codice fiscale non è nell'archivio dei luoghi.",
        }
    }
}

impl CodiceFiscale {
    /// Compares the code with the data, omocodia aside. Empty when all that is known agrees.
    ///
    /// A name that cannot be written with `A`–`Z` is not compared.
    #[must_use]
    pub fn verifica_con(&self, dati: &DatiDaVerificare<'_>) -> Vec<Avviso> {
        let luogo = self.codice_luogo();
        let diversa = |parte: Result<String, _>, scritta: &str| parte.is_ok_and(|p: String| p != scritta);
        let controlli = [
            (Avviso::CognomeDiverso, dati.cognome.is_some_and(|c| diversa(parte_cognome(c), &self.0[..3]))),
            (Avviso::NomeDiverso, dati.nome.is_some_and(|n| diversa(parte_nome(n), &self.0[3..6]))),
            (Avviso::SessoDiverso, dati.sesso.is_some_and(|s| s != self.sesso())),
            (Avviso::DataNascitaDiversa, dati.data_nascita.is_some_and(|d| !self.data_concorda(d))),
            (
                Avviso::LuogoNascitaDiverso,
                dati.codice_luogo.is_some_and(|l| !l.trim().eq_ignore_ascii_case(&luogo)),
            ),
            (
                Avviso::LuogoNonValidoAllaData,
                dati.data_nascita.is_some_and(|d| luoghi::valido_alla(&luogo, d) == Some(false)),
            ),
            (Avviso::LuogoNonCensito, luoghi::classifica(&luogo) != CodiceLuogo::Noto),
        ];
        controlli.into_iter().filter(|(_, vero)| *vero).map(|(avviso, _)| avviso).collect()
    }
}
