//! What can happen to an unita organizzativa (M-G13). The stream's id is the [`UnitaId`]. No personal data.

use crate::eventi;
use crate::identita::UnitaId;
use serde::{Deserialize, Serialize};

/// A unit was set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitaIstituita {
    /// The unit.
    pub unita: UnitaId,
    /// Code, for example `SIGESS_COM1`.
    pub codice: String,
    /// Description, for example «Comune 1».
    pub descrizione: String,
    /// List TIPO_UO.
    pub tipo: String,
    /// The unit above it.
    pub padre: Option<UnitaId>,
}

/// A unit was given another description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitaRinominata {
    /// The description from now on.
    pub descrizione: String,
}

/// It was said how the office of a unit is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecapitoUnitaIndicato {
    /// Telephone, mail, hours, from now on; none, when it is no longer said.
    pub recapito: Option<String>,
}

/// A unit ceased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitaCessata {
    /// The unit.
    pub unita: UnitaId,
}

eventi! {
    /// Events of an [`super::UnitaOrganizzativa`].
    UnitaOrganizzativaEvent {
        "UnitaIstituita" "1" => UnitaIstituita,
        "UnitaRinominata" "1" => UnitaRinominata,
        "RecapitoUnitaIndicato" "1" => RecapitoUnitaIndicato,
        "UnitaCessata" "1" => UnitaCessata,
    }
}
