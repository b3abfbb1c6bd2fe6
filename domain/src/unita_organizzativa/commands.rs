//! What can be asked of an unita organizzativa.

use crate::identita::UnitaId;

/// Commands of an [`super::UnitaOrganizzativa`].
#[derive(Clone, Debug)]
pub enum UnitaOrganizzativaCommand {
    /// Set it up.
    Istituisci {
        /// Id, equal to the stream's.
        unita: UnitaId,
        /// Code.
        codice: String,
        /// Description.
        descrizione: String,
        /// List TIPO_UO.
        tipo: String,
        /// The unit above it.
        padre: Option<UnitaId>,
    },
    /// Give it another description.
    Rinomina {
        /// The description.
        descrizione: String,
    },
    /// Say how the office is reached.
    IndicaRecapito {
        /// Telephone, mail, hours, in one line; none takes it away.
        recapito: Option<String>,
    },
    /// End it.
    Cessa,
}
