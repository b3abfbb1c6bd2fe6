//! What can be asked of the household as ANPR shows it.

use super::events::{ClasseDifferenza, DatiComponente};
use crate::identita::SoggettoId;
use crate::persona::Provenienza;

/// A member as the register showed him, with the subject id found or made for him.
pub type Rilevato = (SoggettoId, DatiComponente);

/// Commands of a [`super::NucleoAnagrafe`].
#[derive(Clone)]
pub enum NucleoAnagrafeCommand {
    /// Keep the household that came with the import.
    Importa {
        /// For whom, equal to the stream's id.
        soggetto: SoggettoId,
        /// The members.
        componenti: Vec<Rilevato>,
        /// Where they come from.
        provenienza: Provenienza,
    },
    /// Note that the register gave no household.
    SegnaNonVerificato {
        /// For whom, equal to the stream's id.
        soggetto: SoggettoId,
        /// Code of the refusal.
        causa: String,
    },
    /// «Confronto Nucleo con Anagrafe».
    Confronta {
        /// For whom, equal to the stream's id.
        soggetto: SoggettoId,
        /// The members as the register shows them now.
        componenti: Vec<Rilevato>,
        /// Where they come from.
        provenienza: Provenienza,
    },
    /// Apply the differences of the last comparison.
    Allinea {
        /// Version of the stream right after the comparison that the operator saw.
        confronto: u64,
        /// Only those of these classes; without any, all that are not applied yet.
        classi: Vec<ClasseDifferenza>,
    },
}

crate::debug_oscurato!(NucleoAnagrafeCommand);
