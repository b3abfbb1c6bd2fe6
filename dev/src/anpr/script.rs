//! What happens in the register, written down: faults, latency, quotas, changes of the population. A file for
//! `sigess-dev anpr --script`, or the body of `POST /_sim/script`.

use super::{CasoUso, Fault, Simulator};
use crate::population::{ErroreSpostamento, Population};
use chrono::NaiveDate;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// Everything in it is done at once and in this order: changes, quotas, latency, clock, faults.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Script {
    /// What becomes of people and households.
    pub changes: Vec<Change>,
    /// Calls granted from now on.
    pub quotas: BTreeMap<CasoUso, u32>,
    /// How long every answer takes from now on.
    pub latency: Option<Latency>,
    /// How far the clock of the platform is ahead of the machine's.
    pub clock_offset_seconds: Option<i64>,
    /// Faults to come.
    pub faults: Vec<Fault>,
}

/// A time drawn between two ends, in milliseconds; the draws are always the same ones in the same order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Latency {
    /// Shortest.
    pub from_ms: u64,
    /// Longest.
    pub to_ms: u64,
}

impl Latency {
    pub(super) fn draw(self, random: &mut ChaCha8Rng) -> Duration {
        Duration::from_millis(random.gen_range(self.from_ms..=self.to_ms.max(self.from_ms)))
    }
}

/// A change of the population; people are named by codice fiscale or ID ANPR.
#[derive(Debug, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Somebody moves into the household of somebody else.
    Add {
        /// Who moves.
        person: String,
        /// To whom.
        with: String,
        /// `codiceLegame` to the intestatario.
        codice_legame: u8,
    },
    /// Somebody moves out, into a household of his own.
    Remove {
        /// Who moves.
        person: String,
    },
    /// Somebody dies.
    Death {
        /// Who.
        person: String,
        /// When; the register shows it from the day after.
        date: NaiveDate,
    },
    /// Somebody is cancelled from the register.
    Cancel {
        /// Who.
        person: String,
    },
}

impl Change {
    /// The relation of who moves holds since the household exists, so that it shows whatever the reference date.
    ///
    /// # Errors
    /// When it names nobody, or the households do not allow it.
    pub(super) fn apply(&self, population: &mut Population) -> Result<(), ErroreSpostamento> {
        match self {
            Self::Add { person, with, codice_legame } => {
                let (person, with) = (find(population, person)?, find(population, with)?);
                let since = since(population, person, with)?;
                population.sposta(person, with, *codice_legame, since)
            }
            Self::Remove { person } => {
                let person = find(population, person)?;
                let since = since(population, person, person)?;
                population.separa(person, since)
            }
            Self::Death { person, date } => population.decede(find(population, person)?, *date),
            Self::Cancel { person } => population.cancella(find(population, person)?),
        }
    }
}

fn since(population: &Population, person: usize, with: usize) -> Result<NaiveDate, ErroreSpostamento> {
    let household = population.famiglia_di(with).ok_or(ErroreSpostamento::Sconosciuta)?;
    let birth = population.persone()[person].nascita.data;
    Ok(household.componenti.first().map_or(birth, |c| c.dal.max(birth)))
}

fn find(population: &Population, code: &str) -> Result<usize, ErroreSpostamento> {
    let by_code = || population.per_codice_fiscale(code).first().copied();
    population.per_id_anpr(code).or_else(by_code).ok_or(ErroreSpostamento::Sconosciuta)
}

/// A change of a script cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("change {number} of the script: {cause}")]
pub struct ScriptError {
    /// Which one, from 1.
    pub number: usize,
    /// Why.
    #[source]
    pub cause: ErroreSpostamento,
}

impl Simulator {
    /// Does what the script says.
    ///
    /// # Errors
    /// When a change cannot be made; those before it are.
    pub(super) fn run(&self, script: &Script) -> Result<(), ScriptError> {
        for (number, change) in (1..).zip(&script.changes) {
            self.change(|population| change.apply(population))
                .map_err(|cause| ScriptError { number, cause })?;
        }
        for (caso_uso, calls) in &script.quotas {
            self.pdnd().set_quota(*caso_uso, *calls);
        }
        if let Some(latency) = script.latency {
            self.set_latency(latency);
        }
        if let Some(seconds) = script.clock_offset_seconds {
            self.pdnd().set_offset(seconds);
        }
        for fault in &script.faults {
            self.inject(*fault);
        }
        Ok(())
    }
}
