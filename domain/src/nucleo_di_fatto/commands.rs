//! What can be asked of a nucleo di fatto.

use crate::identita::{NucleoId, SoggettoId};
use crate::persona::DatiAnagrafici;
use chrono::NaiveDate;

/// A person who joins.
#[derive(Clone)]
pub struct Ingresso {
    /// Who.
    pub componente: SoggettoId,
    /// His data, only when he has no file in the internal registry.
    pub dati: Option<DatiAnagrafici>,
    /// List RELAZIONE_PARENTELA.
    pub relazione: String,
    /// List MOTIVO_INGRESSO_NUCLEO.
    pub motivo: Option<String>,
    /// First day of membership.
    pub dal: NaiveDate,
    /// Reason to add him although he is in another nucleo.
    pub conferma: Option<String>,
}

/// Commands of a [`super::NucleoDiFatto`]. `oggi` is the office's date.
#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "commands come one at a time")]
pub enum NucleoDiFattoCommand {
    /// Open the nucleo of a person, who becomes its first member.
    Apri {
        /// Id, equal to the stream's.
        nucleo: NucleoId,
        /// For whom.
        intestatario: SoggettoId,
        /// Name, for example «FAM. ROSSI».
        nome: String,
        /// First day of membership of the intestatario.
        dal: NaiveDate,
        /// Reason to open it although the person is in another nucleo.
        conferma: Option<String>,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Open the nucleo of a person because somebody joins him: both from that day on, or nothing at all.
    ApriCon {
        /// Id, equal to the stream's.
        nucleo: NucleoId,
        /// For whom.
        intestatario: SoggettoId,
        /// Name, for example «FAM. ROSSI».
        nome: String,
        /// Who joins him.
        ingresso: Ingresso,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Add a member.
    AggiungiComponente {
        /// Who.
        ingresso: Ingresso,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Remove a member.
    RimuoviComponente {
        /// Who.
        componente: SoggettoId,
        /// List MOTIVO_USCITA_NUCLEO.
        motivo: String,
        /// Last day of membership.
        al: NaiveDate,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Correct the relation of a member.
    ModificaRelazione {
        /// Who.
        componente: SoggettoId,
        /// List RELAZIONE_PARENTELA.
        relazione: String,
        /// Office date.
        oggi: NaiveDate,
    },
    /// Rewrite the notes.
    ModificaNote {
        /// Free text.
        testo: String,
    },
}

crate::debug_oscurato!(Ingresso, NucleoDiFattoCommand);
