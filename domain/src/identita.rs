//! Identifiers. All are random UUIDs: nothing about a person can be read from one.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! identita {
    ($($(#[$doc:meta])* $nome:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $nome(pub Uuid);

        impl fmt::Display for $nome {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
        impl fmt::Debug for $nome {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($nome), self.0)
            }
        }
        impl FromStr for $nome {
            type Err = uuid::Error;
            fn from_str(testo: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(testo).map(Self)
            }
        }
        impl From<Uuid> for $nome {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

identita! {
    /// Whoever is named in a file and owns data keys: a citizen, a household member without a file of
    /// his own, a segnalante, an operator.
    SoggettoId,
    /// A nucleo di fatto (household as the operators know it).
    NucleoId,
    /// A segnalazione.
    SegnalazioneId,
    /// An operator. The operator's personal data are sealed under the [`SoggettoId`] of the same value.
    OperatoreId,
    /// An emergency access.
    EmergenzaId,
    /// A note in a case.
    AnnotazioneId,
    /// An unita organizzativa (UO): Regione, distretto, comune, office.
    UnitaId,
}

impl OperatoreId {
    /// The owner of the operator's data keys.
    #[must_use]
    pub fn come_soggetto(self) -> SoggettoId {
        SoggettoId(self.0)
    }
}
