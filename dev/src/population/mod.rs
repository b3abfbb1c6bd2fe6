//! An invented population of some comuni of Lazio: people with valid codici fiscali, in plausible households.
//!
//! The same seed and number of people always give the same population, byte for byte. The people of [`demo`] are in
//! every one: those of the manual, and one for each case that the register makes difficult. Nobody in it exists.

mod anagrafica;
pub mod demo;
mod famiglie;
mod flusso;
mod luoghi;
mod modello;
mod nomi_italiani;
mod nomi_stranieri;
#[cfg(test)]
mod tests;
mod varieta;

pub use demo::DEMO;
pub use flusso::{Convivenza, Flusso};
pub use modello::{Componente, ErroreSpostamento, Famiglia, Indirizzo, Persona};

use anagrafica::Anagrafica;
use chrono::NaiveDate;
use std::collections::HashMap;

/// The day the population is of: ages are counted to it, and nobody is born later.
pub const GIORNO: NaiveDate = match NaiveDate::from_ymd_opt(2026, 1, 1) {
    Some(giorno) => giorno,
    None => NaiveDate::MIN,
};

/// People and households. Every person is in exactly one household.
#[derive(Clone)]
pub struct Population {
    persone: Vec<Persona>,
    famiglie: Vec<Famiglia>,
    /// Household of each person.
    famiglia_di: Vec<usize>,
    per_cf: HashMap<String, Vec<usize>>,
    per_id: HashMap<String, usize>,
}

impl Population {
    /// At least `people` people (the last household may exceed the number), those of [`demo`] first.
    #[must_use]
    pub fn generate(seed: u64, people: usize) -> Self {
        let mut anagrafica = Anagrafica::new(seed);
        demo::aggiungi(&mut anagrafica);
        famiglie::riempi(&mut anagrafica, people);
        Self::new(anagrafica.persone, anagrafica.famiglie)
    }

    fn new(persone: Vec<Persona>, famiglie: Vec<Famiglia>) -> Self {
        let mut famiglia_di = vec![0; persone.len()];
        for (indice, famiglia) in famiglie.iter().enumerate() {
            for componente in &famiglia.componenti {
                famiglia_di[componente.persona] = indice;
            }
        }
        let mut per_cf: HashMap<String, Vec<usize>> = HashMap::new();
        for (indice, persona) in persone.iter().enumerate() {
            for codice in persona.codice_fiscale.iter().chain(&persona.codice_fiscale_precedente) {
                per_cf.entry(codice.clone()).or_default().push(indice);
            }
        }
        let per_id = persone.iter().enumerate().map(|(indice, p)| (p.id_anpr.clone(), indice)).collect();
        Self { persone, famiglie, famiglia_di, per_cf, per_id }
    }

    /// Everybody; the position is the index other methods speak of.
    #[must_use]
    pub fn persone(&self) -> &[Persona] {
        &self.persone
    }

    /// All households; some may have been emptied by [`Self::sposta`].
    #[must_use]
    pub fn famiglie(&self) -> &[Famiglia] {
        &self.famiglie
    }

    /// Those known under a codice fiscale, also an earlier one. More than one where the register holds a duplicate.
    #[must_use]
    pub fn per_codice_fiscale(&self, codice_fiscale: &str) -> &[usize] {
        self.per_cf.get(codice_fiscale).map(Vec::as_slice).unwrap_or_default()
    }

    /// The person with an ID ANPR.
    #[must_use]
    pub fn per_id_anpr(&self, id_anpr: &str) -> Option<usize> {
        self.per_id.get(id_anpr).copied()
    }

    /// The household of a person; `None` for an index out of range.
    #[must_use]
    pub fn famiglia_di(&self, persona: usize) -> Option<&Famiglia> {
        self.famiglie.get(*self.famiglia_di.get(persona)?)
    }

    /// Moves a person into the household of another one, with that relation to its intestatario.
    ///
    /// # Errors
    /// When they live together already, or the person would leave others without intestatario.
    pub fn sposta(
        &mut self,
        persona: usize,
        presso: usize,
        codice_legame: u8,
        dal: NaiveDate,
    ) -> Result<(), ErroreSpostamento> {
        let destinazione = *self.famiglia_di.get(presso).ok_or(ErroreSpostamento::Sconosciuta)?;
        if self.famiglia_di.get(persona) == Some(&destinazione) {
            return Err(ErroreSpostamento::GiaInsieme);
        }
        self.togli(persona)?;
        self.famiglie[destinazione].componenti.push(Componente { persona, codice_legame, dal });
        self.famiglia_di[persona] = destinazione;
        Ok(())
    }

    /// Takes a person out of the household into one of its own, at the same address.
    ///
    /// # Errors
    /// When the person lives alone already, or is the intestatario of others.
    pub fn separa(&mut self, persona: usize, dal: NaiveDate) -> Result<(), ErroreSpostamento> {
        let attuale = self.famiglia_di(persona).ok_or(ErroreSpostamento::Sconosciuta)?;
        if attuale.componenti.len() == 1 {
            return Err(ErroreSpostamento::GiaSola);
        }
        let nuova = attuale.di_una_persona(persona, dal);
        self.togli(persona)?;
        self.famiglia_di[persona] = self.famiglie.len();
        self.famiglie.push(nuova);
        Ok(())
    }

    /// A person dies. He stays in his household, as in the register.
    ///
    /// # Errors
    /// When there is nobody with that index.
    pub fn decede(&mut self, persona: usize, giorno: NaiveDate) -> Result<(), ErroreSpostamento> {
        self.persone.get_mut(persona).ok_or(ErroreSpostamento::Sconosciuta)?.decesso = Some(giorno);
        Ok(())
    }

    /// A person is cancelled from the register.
    ///
    /// # Errors
    /// When there is nobody with that index.
    pub fn cancella(&mut self, persona: usize) -> Result<(), ErroreSpostamento> {
        self.persone.get_mut(persona).ok_or(ErroreSpostamento::Sconosciuta)?.cancellata = true;
        Ok(())
    }

    fn togli(&mut self, persona: usize) -> Result<(), ErroreSpostamento> {
        let famiglia = *self.famiglia_di.get(persona).ok_or(ErroreSpostamento::Sconosciuta)?;
        let componenti = &mut self.famiglie[famiglia].componenti;
        let posizione =
            componenti.iter().position(|c| c.persona == persona).ok_or(ErroreSpostamento::Sconosciuta)?;
        if componenti.len() > 1 && componenti[posizione].codice_legame == Componente::INTESTATARIO {
            return Err(ErroreSpostamento::Intestatario);
        }
        componenti.remove(posizione);
        Ok(())
    }
}
