//! The registry port: what the application asks of the national register (ANPR) and what it may be told.
//!
//! The adapter turns every answer into one of these; whatever cannot be turned is an [`ErroreAnagrafe`] and never
//! becomes an event.

use crate::debug_oscurato;
use crate::persona::{DatiAnagrafici, Provenienza};
use crate::rifiuto::{Codice, Rifiuto};
use crate::soggetto::Indirizzo;
use chrono::NaiveDate;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

/// Why and for whom the register is asked; goes into the register's own log.
#[derive(Clone, Debug)]
pub struct ContestoConsultazione {
    /// Number of the practice (`motivoRichiesta`).
    pub motivo: String,
    /// Day as of which the register is shown.
    pub data_riferimento: NaiveDate,
    /// Unique id of the operator inside the ente.
    pub operatore: String,
    /// Unique id of the workstation or application instance.
    pub postazione: String,
    /// How surely the operator proved who he is (`LoA`), as agreed with the register.
    pub livello: String,
}

/// A person as the register shows him.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonaAnagrafe {
    /// ID ANPR, the register's key.
    pub id_anpr: String,
    /// Personal data.
    pub dati: DatiAnagrafici,
    /// Where he lives, when that was asked and the answer names a place and a day (C020).
    #[serde(default)]
    pub residenza: Option<Residenza>,
    /// Where they come from.
    pub provenienza: Provenienza,
}

/// An address of residence as the register shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Residenza {
    /// List TIPO_INDIRIZZO: 1 in Italy, 4 abroad.
    pub tipo: String,
    /// The address.
    pub indirizzo: Indirizzo,
}

/// Outcome of a search by codice fiscale (C030, then C015 or C020).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EsitoRicerca {
    /// Exactly one person, and it is the one asked for.
    Trovata(Box<PersonaAnagrafe>),
    /// Never entered in the register, or registered under another code.
    NonRegistrata,
    /// Cancelled from the register (untraceable, left the country…); the reason is never told.
    Cancellata,
    /// More than one person with that code.
    PiuSoggetti,
    /// The person whom the code leads to is known under another one: it may have been replaced. No data come of it.
    AltroCodice,
}

/// A member of a household as the register shows him (C021).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponenteFamiglia {
    /// Personal data, with the ID ANPR inside.
    pub dati: DatiAnagrafici,
    /// `tipoLegame`: 3 family, 4 institutional household, 5 AIRE family.
    pub tipo_legame: String,
    /// `codiceLegame`, relative to the intestatario scheda; table 5 or 6 by `tipo_legame`.
    pub codice_legame: Option<String>,
    /// Since when the relation holds.
    pub dal: Option<NaiveDate>,
}

/// Outcome of asking for the household (C021).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EsitoFamiglia {
    /// The members, the person asked for among them.
    Trovata {
        /// Members.
        componenti: Vec<ComponenteFamiglia>,
        /// Where they come from.
        provenienza: Provenienza,
    },
    /// The register knows no household as of that day (for instance on the day of death).
    Vuota(Provenienza),
    /// The person is no longer shown.
    NonRegistrata,
}

/// Outcome of asking whether a person is alive (C019).
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EsitoVita {
    /// Alive.
    InVita,
    /// Dead; the register may leave out since when.
    Deceduta(Option<NaiveDate>),
    /// The register cannot tell.
    NonDeterminabile,
    /// The person is no longer shown.
    NonRegistrata,
}

/// Why the register gave no usable answer.
#[derive(Debug, thiserror::Error)]
pub enum ErroreAnagrafe {
    /// Not reachable, too slow, or temporarily out of order.
    #[error("registry not reachable")]
    NonDisponibile(#[source] Option<Box<dyn std::error::Error + Send + Sync>>),
    /// The daily quota of the purpose is used up.
    #[error("registry quota exhausted")]
    QuotaEsaurita,
    /// The answer is not of the agreed form, or is about somebody else. The text holds no personal datum.
    #[error("registry answer refused: {0}")]
    RispostaNonValida(&'static str),
    /// The register or its gateway refused our request. The text holds no personal datum.
    #[error("registry refused the request: {0}")]
    RichiestaRifiutata(String),
}

impl Rifiuto for ErroreAnagrafe {
    fn codice(&self) -> Codice {
        match self {
            Self::NonDisponibile(_) => Codice::AnprNonDisponibile,
            Self::RichiestaRifiutata(_) => Codice::AnprRichiestaRifiutata,
            Self::QuotaEsaurita => Codice::AnprQuotaEsaurita,
            Self::RispostaNonValida(_) => Codice::AnprRispostaNonValida,
        }
    }
}

/// The register.
pub trait RegistroAnagrafico: Send + Sync {
    /// Looks for the one person with that codice fiscale: C030, then C015 or C020. Whoever knows his ID ANPR already
    /// says it, and C030 is asked only if the register no longer shows anybody under it.
    fn cerca<'a>(
        &'a self,
        codice_fiscale: &'a str,
        noto: Option<&'a str>,
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoRicerca, ErroreAnagrafe>>;

    /// The household of the person with that ID ANPR: C021.
    fn famiglia<'a>(
        &'a self,
        id_anpr: &'a str,
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoFamiglia, ErroreAnagrafe>>;

    /// Whether the person with that ID ANPR is alive: C019.
    fn in_vita<'a>(
        &'a self,
        id_anpr: &'a str,
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoVita, ErroreAnagrafe>>;
}

debug_oscurato!(PersonaAnagrafe, Residenza, EsitoRicerca, ComponenteFamiglia, EsitoFamiglia, EsitoVita);
