//! The population as a stream: household by household, however many people, without keeping them.

use super::anagrafica::Anagrafica;
use super::famiglie;
use super::modello::{Famiglia, Persona};

/// People who live together, by themselves: the indexes of the household are places in `persone`.
pub struct Convivenza {
    /// Who.
    pub persone: Vec<Persona>,
    /// How.
    pub famiglia: Famiglia,
}

domain::debug_oscurato!(Convivenza);

/// Households without end; the same seed gives the same ones. Codici fiscali are unique among all of them, which is
/// what it remembers of those that are gone.
pub struct Flusso(Anagrafica);

impl Flusso {
    /// The stream of that seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Anagrafica::ampia(seed))
    }
}

impl Iterator for Flusso {
    type Item = Convivenza;

    fn next(&mut self) -> Option<Convivenza> {
        famiglie::una(&mut self.0);
        let persone = std::mem::take(&mut self.0.persone);
        let famiglia = std::mem::take(&mut self.0.famiglie).pop()?;
        Some(Convivenza { persone, famiglia })
    }
}
