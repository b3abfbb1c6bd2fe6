//! Outcomes of mutations, and what erased data look like.

use super::Istante;
use crate::graphql::storia::EventoStoria;
use crate::services::{Eseguito, Rifiutato};
use async_graphql::{Enum, ID, SimpleObject};
use domain::riservato::{Cancellato, Partizione, Riservato};

/// Che cosa è stato di una richiesta.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Esito {
    /// Eseguita ora.
    Eseguito,
    /// Era già stata eseguita: stesso identificativo, stesso contenuto.
    GiaEseguito,
    /// Rifiutata: nulla è cambiato, `rifiuti` dice perché.
    Rifiutato,
    /// La scheda è cambiata dopo che il modulo era stato caricato: nulla è stato fatto, `intervenuti` dice che cosa è
    /// successo nel frattempo.
    VersioneSuperata,
}

/// Una regola che ha impedito l'operazione.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct Rifiuto {
    /// Codice stabile.
    pub codice: String,
    /// Frase per l'operatore.
    pub messaggio: String,
    /// Campi dell'input a cui si riferisce, senza gli oggetti che li contengono.
    pub campi: Vec<String>,
    /// Chi detiene già ciò che è stato chiesto (per esempio il soggetto che ha quel codice fiscale).
    pub titolare: Option<ID>,
    /// Da comunicare all'assistenza, che con esso ritrova la richiesta; solo quando la causa è fuori dal servizio (ANPR).
    pub riferimento: Option<ID>,
}

impl From<Rifiutato> for Rifiuto {
    fn from(r: Rifiutato) -> Self {
        Self {
            codice: r.codice.as_str().to_owned(),
            messaggio: r.codice.messaggio().to_owned(),
            campi: r.campi,
            titolare: r.titolare.map(ID),
            riferimento: None,
        }
    }
}

/// Esito di una mutazione.
#[derive(SimpleObject, Clone)]
pub(crate) struct EsitoComando {
    /// Che cosa ne è stato.
    pub esito: Esito,
    /// Perché è stata rifiutata.
    pub rifiuti: Vec<Rifiuto>,
    /// Che cosa è successo nel frattempo, se la versione è superata.
    pub intervenuti: Vec<EventoStoria>,
    /// Versione della scheda dopo l'operazione, da indicare alla prossima modifica.
    pub versione: Option<u64>,
    /// Posizione nel registro dell'ultimo evento dell'operazione.
    pub posizione: Option<u64>,
    /// Elenchi e ricerche mostrano già l'operazione.
    pub aggiornato: bool,
}

impl EsitoComando {
    pub(super) fn vuoto(esito: Esito) -> Self {
        Self {
            esito,
            rifiuti: Vec::new(),
            intervenuti: Vec::new(),
            versione: None,
            posizione: None,
            aggiornato: false,
        }
    }

    /// Something was asked and answered; no file changed.
    pub(crate) fn consultato() -> Self {
        Self { aggiornato: true, ..Self::vuoto(Esito::Eseguito) }
    }

    /// The same, done before.
    pub(crate) fn gia_consultato() -> Self {
        Self { aggiornato: true, ..Self::vuoto(Esito::GiaEseguito) }
    }

    pub(crate) fn rifiutato(rifiuti: Vec<Rifiutato>) -> Self {
        Self { rifiuti: rifiuti.into_iter().map(Rifiuto::from).collect(), ..Self::vuoto(Esito::Rifiutato) }
    }
}

impl From<&Eseguito> for EsitoComando {
    fn from(e: &Eseguito) -> Self {
        Self {
            versione: Some(e.versione),
            posizione: Some(e.posizione),
            aggiornato: e.aggiornato,
            ..Self::vuoto(if e.ripetuto { Esito::GiaEseguito } else { Esito::Eseguito })
        }
    }
}

/// Traccia di dati personali cancellati.
#[derive(SimpleObject, Clone, Debug)]
pub(crate) struct Cancellazione {
    /// Quando.
    pub quando: Istante,
    /// Base giuridica.
    pub base: String,
}

impl From<&Cancellato> for Cancellazione {
    fn from(c: &Cancellato) -> Self {
        Self { quando: c.quando.into(), base: c.base.clone() }
    }
}

/// Testo libero, o la traccia della sua cancellazione.
#[derive(SimpleObject, Clone)]
pub(crate) struct Nota {
    /// Il testo.
    pub testo: Option<String>,
    /// Quando e perché è stato cancellato.
    pub cancellazione: Option<Cancellazione>,
}

impl Nota {
    pub(crate) fn da(testo: Option<&str>, cancellazione: Option<&Cancellato>) -> Self {
        Self { testo: testo.map(ToOwned::to_owned), cancellazione: cancellazione.map(Cancellazione::from) }
    }

    pub(crate) fn di<T: Partizione>(nota: &Riservato<T>, testo: impl Fn(&T) -> &str) -> Self {
        Self {
            testo: nota.valore().map(|n| testo(n).to_owned()),
            cancellazione: nota.cancellazione().map(Cancellazione::from),
        }
    }
}
