//! One entry of a list.

use super::{Lista, voce};
use crate::persona::Sesso;
use chrono::NaiveDate;

/// An entry of a code list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voce {
    /// The list it belongs to.
    pub lista: Lista,
    /// Code: upper case ASCII letters, digits and underscore.
    pub codice: String,
    /// Italian label.
    pub descrizione: String,
    /// Place in the list when shown.
    pub ordinamento: u32,
    /// First day; `None` when it was always valid.
    pub valido_dal: Option<NaiveDate>,
    /// Last day; `None` while it is valid.
    pub valido_al: Option<NaiveDate>,
    padre: Option<(Lista, String)>,
    crosswalk: Vec<(String, String)>,
    attributi: Vec<(String, String)>,
}

impl Voce {
    /// Whether the entry may be used on that day, ends included.
    #[must_use]
    pub fn valida_alla(&self, data: NaiveDate) -> bool {
        self.valido_dal.is_none_or(|dal| dal <= data) && self.valido_al.is_none_or(|al| data <= al)
    }

    /// The entry that groups this one in statistics; often of another list.
    #[must_use]
    pub fn padre(&self) -> Option<&'static Self> {
        let (lista, codice) = self.padre.as_ref()?;
        voce(*lista, codice)
    }

    /// The codes of another system (`anpr`, `sinba`, `psa`) that mean the same, joined by `/`.
    #[must_use]
    pub fn crosswalk(&self, sistema: &str) -> Option<&str> {
        cerca(&self.crosswalk, sistema)
    }

    /// A property of the entry, such as `chiude` of ESITO_SEGNALAZIONE.
    #[must_use]
    pub fn attributo(&self, nome: &str) -> Option<&str> {
        cerca(&self.attributi, nome)
    }

    /// Whether the attribute says `si`.
    #[must_use]
    pub fn vale(&self, nome: &str) -> bool {
        self.attributo(nome) == Some("si")
    }

    /// Whether the code means "other", so that a note must say what.
    #[must_use]
    pub fn richiede_nota(&self) -> bool {
        self.attributo("nota") == Some("obbligatoria")
    }

    /// The label in the gender of the person, where it has two ("Celibe", "Nubile").
    #[must_use]
    pub fn descrizione_per(&self, sesso: Option<Sesso>) -> &str {
        let declinata = match sesso {
            Some(Sesso::M) => self.attributo("maschio"),
            Some(Sesso::F) => self.attributo("femmina"),
            None => None,
        };
        declinata.unwrap_or(&self.descrizione)
    }
}

/// Reads a row of the file; `None` when it is malformed (a test holds that none is).
pub(super) fn leggi(riga: &csv::StringRecord) -> Option<Voce> {
    let campo = |i: usize| riga.get(i);
    Some(Voce {
        lista: campo(0)?.parse().ok()?,
        codice: campo(1)?.to_owned(),
        descrizione: campo(2)?.to_owned(),
        ordinamento: campo(3)?.parse().ok()?,
        valido_dal: data(campo(4)?)?,
        valido_al: data(campo(5)?)?,
        padre: padre(campo(6)?)?,
        crosswalk: coppie(campo(7)?)?,
        attributi: coppie(campo(8)?)?,
    })
}

fn cerca<'a>(coppie: &'a [(String, String)], chiave: &str) -> Option<&'a str> {
    coppie.iter().find(|(nome, _)| nome == chiave).map(|(_, valore)| valore.as_str())
}

/// An optional ISO date: the outer `None` is a malformed one.
#[allow(clippy::option_option, reason = "absent and malformed are different things here")]
fn data(campo: &str) -> Option<Option<NaiveDate>> {
    if campo.is_empty() { Some(None) } else { campo.parse().ok().map(Some) }
}

/// `LISTA:CODICE`, or nothing: the outer `None` is a malformed one.
#[allow(clippy::option_option, reason = "absent and malformed are different things here")]
fn padre(campo: &str) -> Option<Option<(Lista, String)>> {
    if campo.is_empty() {
        return Some(None);
    }
    let (lista, codice) = campo.split_once(':')?;
    Some(Some((lista.parse().ok()?, codice.to_owned())))
}

/// `k=v;k=v`.
fn coppie(campo: &str) -> Option<Vec<(String, String)>> {
    let coppia = |c: &str| c.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned()));
    campo.split(';').filter(|c| !c.is_empty()).map(coppia).collect()
}
