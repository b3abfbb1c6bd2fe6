//! The use cases of ANPR that the case file has a need for.

use serde::{Deserialize, Serialize};

/// A use case of ANPR; each is an e-service of its own on PDND, with a purpose of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
pub enum CasoUso {
    /// Personal data.
    C015,
    /// Citizenships.
    C018,
    /// Alive or not.
    C019,
    /// Personal data and residence.
    C020,
    /// Members of the household.
    C021,
    /// ID ANPR of a codice fiscale.
    C030,
}

impl CasoUso {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::C015, Self::C018, Self::C019, Self::C020, Self::C021, Self::C030];

    /// The code, as in `casoUso`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::C015 => "C015",
            Self::C018 => "C018",
            Self::C019 => "C019",
            Self::C020 => "C020",
            Self::C021 => "C021",
            Self::C030 => "C030",
        }
    }

    /// Segment of the service in its addresses.
    #[must_use]
    pub fn segment(self) -> &'static str {
        match self {
            Self::C015 => "C015-servizioAccertamentoGeneralita",
            Self::C018 => "C018-servizioAccertamentoCittadinanza",
            Self::C019 => "C019-servizioAccertamentoEsistenzaVita",
            Self::C020 => "C020-servizioAccertamentoResidenza",
            Self::C021 => "C021-servizioAccertamentoStatoFamiglia",
            Self::C030 => "C030-servizioAccertamentoIdUnicoNazionale",
        }
    }
}
