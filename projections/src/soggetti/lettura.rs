//! Rows of the subjects, read.

use super::Corrispondenza;
use super::gambe::Colonna;
use crate::sql::{coded_or_null, unsigned};
use chrono::NaiveDate;
use domain::identita::SoggettoId;
use domain::persona::{IndicatoreCf, Precisione, Sesso};
use domain::visibilita::Titolo;
use sqlx::Row;
use sqlx::postgres::PgRow;

/// Columns that [`Riga::read`] wants.
pub(super) const COLUMNS: &str = "soggetto, codice, cognome, nome, sesso, data_nascita, precisione, luogo_nascita, \
    codice_fiscale, indicatore_cf, stato_demografico, cf_base, cognome_nome, nome_cognome";

/// Header of a subject. Everything but `soggetto` and `codice` is absent when unknown or erased.
#[derive(Clone, PartialEq, Eq)]
pub struct Scheda {
    /// The subject.
    pub soggetto: SoggettoId,
    /// Codice soggetto.
    pub codice: u64,
    /// Surname.
    pub cognome: Option<String>,
    /// First name.
    pub nome: Option<String>,
    /// Sex.
    pub sesso: Option<Sesso>,
    /// Birth date, padded with 01 where unknown.
    pub data_nascita: Option<NaiveDate>,
    /// How much of it is known.
    pub precisione: Option<Precisione>,
    /// Birth place, to be shown.
    pub luogo_nascita: Option<String>,
    /// Codice fiscale or other identifier.
    pub codice_fiscale: Option<String>,
    /// Where it comes from.
    pub indicatore_cf: Option<IndicatoreCf>,
    /// List STATO_DEMOGRAFICO.
    pub stato_demografico: Option<String>,
}

/// What the file of one person says of another.
#[derive(Clone, PartialEq, Eq)]
pub enum Intestazione {
    /// Whose own file is open to him who looks.
    Aperta(Scheda),
    /// Whose own file is not.
    Breve(Nominato),
}

/// A person whose file is not open, in somebody else's: by name, and how old, as households need it. Nothing by which his own
/// file could be found.
#[derive(Clone, PartialEq, Eq)]
pub struct Nominato {
    /// The subject.
    pub soggetto: SoggettoId,
    /// Surname.
    pub cognome: Option<String>,
    /// First name.
    pub nome: Option<String>,
    /// Sex.
    pub sesso: Option<Sesso>,
    /// Birth date, padded with 01 where unknown.
    pub data_nascita: Option<NaiveDate>,
    /// How much of it is known.
    pub precisione: Option<Precisione>,
}

impl From<Scheda> for Nominato {
    fn from(s: Scheda) -> Self {
        let Scheda { soggetto, cognome, nome, sesso, data_nascita, precisione, .. } = s;
        Self { soggetto, cognome, nome, sesso, data_nascita, precisione }
    }
}

impl Intestazione {
    /// The whole header, where the file is open.
    #[must_use]
    pub fn aperta(self) -> Option<Scheda> {
        match self {
            Self::Aperta(scheda) => Some(scheda),
            Self::Breve(_) => None,
        }
    }
}

/// A subject that was found. See [`Scheda`].
#[derive(Clone, PartialEq, Eq)]
pub struct Trovato {
    /// The subject.
    pub soggetto: SoggettoId,
    /// Codice soggetto.
    pub codice: u64,
    /// Surname.
    pub cognome: Option<String>,
    /// First name.
    pub nome: Option<String>,
    /// Sex.
    pub sesso: Option<Sesso>,
    /// Birth date, padded with 01 where unknown.
    pub data_nascita: Option<NaiveDate>,
    /// How much of it is known.
    pub precisione: Option<Precisione>,
    /// Birth place, to be shown.
    pub luogo_nascita: Option<String>,
    /// Codice fiscale or other identifier.
    pub codice_fiscale: Option<String>,
    /// How well he matches.
    pub corrispondenza: Corrispondenza,
}

/// A row with its keys.
#[derive(Clone)]
pub(super) struct Riga {
    pub(super) scheda: Scheda,
    pub(super) codice: u64,
    pub(super) cf_base: Option<String>,
    pub(super) cognome_nome: Option<String>,
    pub(super) nome_cognome: Option<String>,
    /// By which title he who looks sees it, where that was asked for.
    pub(super) titolo: Option<Titolo>,
}

domain::debug_oscurato!(Scheda, Intestazione, Nominato, Trovato, Riga);

impl Riga {
    pub(super) fn read(r: &PgRow) -> Result<Self, sqlx::Error> {
        let codice = unsigned(r, "codice")?;
        let scheda = Scheda {
            soggetto: SoggettoId(r.try_get("soggetto")?),
            codice,
            cognome: r.try_get("cognome")?,
            nome: r.try_get("nome")?,
            sesso: coded_or_null(r, "sesso", sesso_da)?,
            data_nascita: r.try_get("data_nascita")?,
            precisione: coded_or_null(r, "precisione", precisione_da)?,
            luogo_nascita: r.try_get("luogo_nascita")?,
            codice_fiscale: r.try_get("codice_fiscale")?,
            indicatore_cf: coded_or_null(r, "indicatore_cf", indicatore_da)?,
            stato_demografico: r.try_get("stato_demografico")?,
        };
        Ok(Self {
            scheda,
            codice,
            cf_base: r.try_get("cf_base")?,
            cognome_nome: r.try_get("cognome_nome")?,
            nome_cognome: r.try_get("nome_cognome")?,
            titolo: None,
        })
    }

    /// The key of that column; the codice is not a text.
    pub(super) fn chiave(&self, colonna: Colonna) -> Option<&str> {
        match colonna {
            Colonna::CognomeNome => self.cognome_nome.as_deref(),
            Colonna::NomeCognome => self.nome_cognome.as_deref(),
            Colonna::CodiceFiscale => self.scheda.codice_fiscale.as_deref(),
            Colonna::CfBase => self.cf_base.as_deref(),
            Colonna::Codice => None,
        }
    }

    pub(super) fn trovato(self, corrispondenza: Corrispondenza) -> Trovato {
        let Scheda {
            soggetto,
            codice,
            cognome,
            nome,
            sesso,
            data_nascita,
            precisione,
            luogo_nascita,
            codice_fiscale,
            indicatore_cf: _,
            stato_demografico: _,
        } = self.scheda;
        Trovato {
            soggetto,
            codice,
            cognome,
            nome,
            sesso,
            data_nascita,
            precisione,
            luogo_nascita,
            codice_fiscale,
            corrispondenza,
        }
    }
}

/// As stored.
pub(super) fn sesso(sesso: Sesso) -> &'static str {
    match sesso {
        Sesso::M => "M",
        Sesso::F => "F",
    }
}

fn sesso_da(codice: &str) -> Option<Sesso> {
    [Sesso::M, Sesso::F].into_iter().find(|s| sesso(*s) == codice)
}

/// As stored.
pub(super) fn precisione(precisione: Precisione) -> &'static str {
    match precisione {
        Precisione::Giorno => "giorno",
        Precisione::Mese => "mese",
        Precisione::Anno => "anno",
    }
}

fn precisione_da(codice: &str) -> Option<Precisione> {
    [Precisione::Giorno, Precisione::Mese, Precisione::Anno].into_iter().find(|p| precisione(*p) == codice)
}

/// As stored.
pub(super) fn indicatore(indicatore: IndicatoreCf) -> &'static str {
    match indicatore {
        IndicatoreCf::Calcolato => "CALCOLATO",
        IndicatoreCf::Ministeriale => "MINISTERIALE",
        IndicatoreCf::NonDisponibile => "NON_DISPONIBILE",
    }
}

fn indicatore_da(codice: &str) -> Option<IndicatoreCf> {
    let tutti = [IndicatoreCf::Calcolato, IndicatoreCf::Ministeriale, IndicatoreCf::NonDisponibile];
    tutti.into_iter().find(|i| indicatore(*i) == codice)
}

#[cfg(test)]
impl Riga {
    /// A person of whom only the names are known.
    pub(super) fn di_prova(cognome: &str, nome: &str) -> Self {
        Self {
            scheda: Scheda {
                soggetto: SoggettoId(uuid::Uuid::nil()),
                codice: 1,
                cognome: Some(cognome.into()),
                nome: Some(nome.into()),
                sesso: None,
                data_nascita: None,
                precisione: None,
                luogo_nascita: None,
                codice_fiscale: None,
                indicatore_cf: None,
                stato_demografico: None,
            },
            codice: 1,
            cf_base: None,
            cognome_nome: Some(format!("{cognome} {nome}")),
            nome_cognome: Some(format!("{nome} {cognome}")),
            titolo: None,
        }
    }
}
