//! Sealed partitions: the personal data of one person and one class inside an event.
//!
//! In memory a partition is a [`Riservato<T>`]: the value, or the tombstone left after an erasure. Its JSON is
//! the *plain form* `{"riservato":<classe>,"soggetto":<id>,"valore":…}` (or `"cancellato":…` in place of
//! `"valore"`). The event store takes every plain form out of a payload before it is written, leaves
//! `{"sigillo":<n>,"soggetto":<id>,"classe":<classe>}` in its place and keeps the ciphertext apart; on the
//! way back it restores the plain form. Nothing else in a payload may use the keys `riservato` and `sigillo`.

use crate::identita::SoggettoId;
use chrono::{DateTime, Utc};
use serde::de::{DeserializeOwned, Error as _};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Key that marks the plain form of a partition in a JSON payload.
pub const MARCA_CHIARO: &str = "riservato";
/// Key that marks the stored form of a partition in a JSON payload.
pub const MARCA_SIGILLO: &str = "sigillo";

/// Class of personal data; every (person, class) has a data key of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Classe {
    /// Names, identifiers, birth, death, citizenship, household.
    Anagrafica,
    /// Addresses, telephones, e-mail.
    Contatti,
    /// What the social service writes about a person.
    Sociale,
    /// Health.
    Sanitaria,
    /// Courts and measures.
    Giudiziaria,
    /// Amounts, income.
    Economica,
}

impl Classe {
    /// All classes, in the order in which their keys are kept.
    pub const TUTTE: [Self; 6] = [
        Self::Anagrafica,
        Self::Contatti,
        Self::Sociale,
        Self::Sanitaria,
        Self::Giudiziaria,
        Self::Economica,
    ];

    /// Stable name, as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Anagrafica => "anagrafica",
            Self::Contatti => "contatti",
            Self::Sociale => "sociale",
            Self::Sanitaria => "sanitaria",
            Self::Giudiziaria => "giudiziaria",
            Self::Economica => "economica",
        }
    }

    /// Place of the class in [`Self::TUTTE`].
    #[must_use]
    pub fn indice(self) -> usize {
        self as usize
    }

    /// The class of that stored name.
    #[must_use]
    pub fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTE.into_iter().find(|c| c.as_str() == nome)
    }
}

/// What a partition holds, and the class whose key seals it.
pub trait Partizione: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync {
    /// Class of the data.
    const CLASSE: Classe;
}

/// Trace left where a partition was erased: when, and on what legal basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellato {
    /// Instant of the erasure.
    pub quando: DateTime<Utc>,
    /// Legal basis of the erasure, a code.
    pub base: String,
}

/// Personal data of one person: the value, or what is left of it after an erasure.
#[derive(Clone, PartialEq)]
pub struct Riservato<T> {
    /// Whose data these are.
    pub soggetto: SoggettoId,
    contenuto: Result<T, Cancellato>,
}

impl<T: Partizione> Riservato<T> {
    /// Data of `soggetto`, readable.
    pub fn nuovo(soggetto: SoggettoId, valore: T) -> Self {
        Self { soggetto, contenuto: Ok(valore) }
    }

    /// Data of `soggetto` that were erased.
    #[must_use]
    pub fn cancellato(soggetto: SoggettoId, traccia: Cancellato) -> Self {
        Self { soggetto, contenuto: Err(traccia) }
    }

    /// The value, unless erased.
    pub fn valore(&self) -> Option<&T> {
        self.contenuto.as_ref().ok()
    }

    /// The trace of the erasure, if erased.
    pub fn cancellazione(&self) -> Option<&Cancellato> {
        self.contenuto.as_ref().err()
    }
}

/// Says whose data of which class, never the data.
impl<T: Partizione> fmt::Debug for Riservato<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stato = if self.contenuto.is_ok() { "valore" } else { "cancellato" };
        write!(f, "Riservato({}, {}, {stato})", T::CLASSE.as_str(), self.soggetto)
    }
}

impl<T: Partizione> Serialize for Riservato<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut mappa = serializer.serialize_map(Some(3))?;
        mappa.serialize_entry(MARCA_CHIARO, T::CLASSE.as_str())?;
        mappa.serialize_entry("soggetto", &self.soggetto)?;
        match &self.contenuto {
            Ok(valore) => mappa.serialize_entry("valore", valore)?,
            Err(traccia) => mappa.serialize_entry("cancellato", traccia)?,
        }
        mappa.end()
    }
}

impl<'de, T: Partizione> Deserialize<'de> for Riservato<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(bound = "T: Partizione", deny_unknown_fields)]
        struct Forma<T> {
            riservato: Classe,
            soggetto: SoggettoId,
            #[serde(default = "Option::default")]
            valore: Option<T>,
            cancellato: Option<Cancellato>,
        }
        let forma = Forma::<T>::deserialize(deserializer)?;
        if forma.riservato != T::CLASSE {
            return Err(D::Error::custom("partition of another class"));
        }
        match (forma.valore, forma.cancellato) {
            (Some(valore), None) => Ok(Self::nuovo(forma.soggetto, valore)),
            (None, Some(traccia)) => Ok(Self::cancellato(forma.soggetto, traccia)),
            _ => Err(D::Error::custom("a partition holds a value or an erasure")),
        }
    }
}

/// Gives a type that holds personal data a `Debug` that prints only its name.
#[macro_export]
macro_rules! debug_oscurato {
    ($($tipo:ty),+ $(,)?) => {$(
        impl std::fmt::Debug for $tipo {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($tipo), "(…)"))
            }
        }
    )+};
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[derive(Clone, PartialEq, Serialize, Deserialize)]
    struct Nota(String);
    impl Partizione for Nota {
        const CLASSE: Classe = Classe::Sociale;
    }

    fn nota() -> Riservato<Nota> {
        Riservato::nuovo(SoggettoId(Uuid::nil()), Nota("xyzzy".into()))
    }

    #[test]
    fn debug_shows_no_value() {
        assert!(!format!("{:?}", nota()).contains("xyzzy"));
    }

    #[test]
    fn plain_form_and_erased_form_survive_json() {
        for originale in [
            nota(),
            Riservato::cancellato(
                SoggettoId(Uuid::nil()),
                Cancellato { quando: DateTime::UNIX_EPOCH, base: "art17".into() },
            ),
        ] {
            let json = serde_json::to_string(&originale).unwrap();
            assert!(json.starts_with(r#"{"riservato":"sociale""#));
            assert_eq!(serde_json::from_str::<Riservato<Nota>>(&json).unwrap(), originale);
        }
    }

    #[test]
    fn refuses_a_partition_of_another_class() {
        let json = serde_json::to_string(&nota()).unwrap().replace("sociale", "sanitaria");
        assert!(serde_json::from_str::<Riservato<Nota>>(&json).is_err());
    }

    #[test]
    fn class_order_is_the_order_of_the_keys() {
        for (posto, classe) in Classe::TUTTE.into_iter().enumerate() {
            assert_eq!(classe.indice(), posto);
            assert_eq!(Classe::da_str(classe.as_str()), Some(classe));
        }
    }
}
