//! Foreign states, by Z code and by ISTAT code.

use super::piega::piega;
use super::{data, non_vuoto};
use chrono::NaiveDate;
use std::sync::LazyLock;

/// A foreign state or territory, also some that have ceased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatoEstero {
    /// Codice catastale: Z and three digits.
    pub codcatastale: &'static str,
    /// ISTAT code, three digits; states that have ceased have none here.
    pub codistat: Option<&'static str>,
    /// ISO 3166-1 alpha-3.
    pub iso3: Option<&'static str>,
    /// Italian name.
    pub denominazione: &'static str,
    /// Whether one can be its citizen.
    pub cittadinanza: bool,
    /// First day of the code.
    pub dal: NaiveDate,
    /// Last day of the code.
    pub al: Option<NaiveDate>,
    /// Whether the code is still given to new births. One closed code has no last day in the source.
    pub attivo: bool,
}

impl StatoEstero {
    /// Whether the code was in use on that day, ends included.
    #[must_use]
    pub fn valido_alla(&self, data: NaiveDate) -> bool {
        self.dal <= data && self.al.is_none_or(|al| data <= al)
    }
}

static RIGHE: &str = include_str!("../../data/stati_esteri.csv");

/// By codice catastale, as in the file.
static STATI: LazyLock<Vec<StatoEstero>> =
    LazyLock::new(|| RIGHE.lines().skip(1).filter_map(leggi).collect());

fn leggi(riga: &'static str) -> Option<StatoEstero> {
    let mut campi = riga.split(',');
    let mut campo = || campi.next();
    Some(StatoEstero {
        codcatastale: campo()?,
        codistat: non_vuoto(campo()?),
        iso3: non_vuoto(campo()?),
        denominazione: campo()?,
        cittadinanza: campo()? == "S",
        dal: data(campo()?)?,
        al: data(campo()?),
        attivo: campo()? == "S",
    })
}

/// All states, by codice catastale.
#[must_use]
pub fn stati_esteri() -> &'static [StatoEstero] {
    &STATI
}

/// The state with this Z code.
#[must_use]
pub fn stato_estero(codcatastale: &str) -> Option<&'static StatoEstero> {
    let riga = STATI.binary_search_by_key(&codcatastale, |s| s.codcatastale).ok()?;
    STATI.get(riga)
}

/// The state with this ISTAT code (three digits).
#[must_use]
pub fn stato_per_istat(codistat: &str) -> Option<&'static StatoEstero> {
    STATI.iter().find(|s| s.codistat == Some(codistat))
}

/// States whose name, or a word of it, begins with `prefisso`, at most `limite`; names that begin with it first.
///
/// `alla` chooses those of that day; without it, the current ones. An empty prefix finds nothing.
#[must_use]
pub fn cerca_stati(prefisso: &str, alla: Option<NaiveDate>, limite: usize) -> Vec<&'static StatoEstero> {
    let chiave = piega(prefisso);
    if chiave.is_empty() {
        return Vec::new();
    }
    let mut trovati: Vec<(bool, String, &'static StatoEstero)> = STATI
        .iter()
        .filter(|s| alla.map_or(s.attivo, |data| s.valido_alla(data)))
        .filter_map(|s| {
            let parola = inizi(s.denominazione).position(|coda| piega(coda).starts_with(&chiave))?;
            Some((parola > 0, piega(s.denominazione), s))
        })
        .collect();
    trovati.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    trovati.into_iter().take(limite).map(|(_, _, stato)| stato).collect()
}

/// The name from each of its words on.
fn inizi(nome: &str) -> impl Iterator<Item = &str> {
    let parole = nome.match_indices([' ', '\'']).map(|(i, separatore)| i + separatore.len());
    std::iter::once(0).chain(parole).map(move |i| &nome[i..])
}
