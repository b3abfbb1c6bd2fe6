//! Places for autocompletion.

use crate::graphql::common::Data;
use async_graphql::SimpleObject;
use domain::luoghi::{self, cap_di};

/// Comune italiano, in un periodo della sua storia.
#[derive(SimpleObject)]
pub(crate) struct Comune {
    /// Codice catastale.
    codice: &'static str,
    /// Codice ISTAT.
    codice_istat: &'static str,
    /// Denominazione.
    denominazione: &'static str,
    /// Denominazione nell'altra lingua ufficiale.
    altra_denominazione: Option<&'static str>,
    /// Sigla della provincia.
    provincia: &'static str,
    /// CAP principale, dei comuni attuali.
    cap: Option<&'static str>,
    /// Primo giorno del periodo.
    dal: Data,
    /// Ultimo giorno del periodo.
    al: Option<Data>,
}

impl From<&'static luoghi::Comune> for Comune {
    fn from(c: &'static luoghi::Comune) -> Self {
        Self {
            codice: c.codcatastale,
            codice_istat: c.codistat,
            denominazione: c.denominazione,
            altra_denominazione: c.altra_denominazione,
            provincia: c.sigla_provincia,
            cap: cap_di(c.codcatastale).filter(|_| c.attuale()),
            dal: c.dal.into(),
            al: c.al.map(Data),
        }
    }
}

/// Stato estero.
#[derive(SimpleObject)]
pub(crate) struct StatoEstero {
    /// Codice catastale (Znnn).
    codice: &'static str,
    /// Codice ISTAT, quello delle cittadinanze.
    codice_istat: Option<&'static str>,
    /// Denominazione.
    denominazione: &'static str,
    /// Se ne può essere cittadini.
    cittadinanza: bool,
    /// Esiste tuttora.
    attivo: bool,
}

impl From<&'static luoghi::StatoEstero> for StatoEstero {
    fn from(s: &'static luoghi::StatoEstero) -> Self {
        Self {
            codice: s.codcatastale,
            codice_istat: s.codistat,
            denominazione: s.denominazione,
            cittadinanza: s.cittadinanza,
            attivo: s.attivo,
        }
    }
}
