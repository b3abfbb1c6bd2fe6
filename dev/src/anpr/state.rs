//! What the simulator remembers.

use super::faults::{Fault, FaultKind};
use super::pdnd::Pdnd;
use super::script::Latency;
use crate::population::Population;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The use cases simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CasoUso {
    /// Personal data.
    C015,
    /// Citizenships.
    C018,
    /// Alive or not.
    C019,
    /// Personal data and residence.
    C020,
    /// Household.
    C021,
    /// ID ANPR.
    C030,
}

impl CasoUso {
    /// All of them.
    pub const TUTTI: [Self; 6] = [Self::C015, Self::C018, Self::C019, Self::C020, Self::C021, Self::C030];

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

    /// The service with that URL segment.
    pub(super) fn of_segment(segment: &str) -> Option<Self> {
        Self::TUTTI.into_iter().find(|caso_uso| caso_uso.segment() == segment)
    }

    /// Segment of the service in its addresses.
    pub(super) fn segment(self) -> &'static str {
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

/// Latencies are drawn from here on.
const LATENCY_SEED: u64 = 1;

/// State shared by all requests.
pub struct Simulator {
    population: Mutex<Population>,
    pdnd: Pdnd,
    faults: Mutex<Vec<Fault>>,
    calls: Mutex<BTreeMap<CasoUso, u64>>,
    latency: Mutex<(Latency, ChaCha8Rng)>,
}

impl Simulator {
    /// Shows that population to the clients of that platform, without faults.
    #[must_use]
    pub fn new(population: Population, pdnd: Pdnd) -> Self {
        let calls = CasoUso::TUTTI.into_iter().map(|caso_uso| (caso_uso, 0)).collect();
        Self {
            population: Mutex::new(population),
            pdnd,
            faults: Mutex::default(),
            calls: Mutex::new(calls),
            latency: Mutex::new((Latency::default(), ChaCha8Rng::seed_from_u64(LATENCY_SEED))),
        }
    }

    pub(super) fn pdnd(&self) -> &Pdnd {
        &self.pdnd
    }

    pub(super) fn inject(&self, fault: Fault) {
        lock(&self.faults).push(fault);
    }

    /// Every answer takes so long from now on; the draws begin anew.
    pub(super) fn set_latency(&self, latency: Latency) {
        *lock(&self.latency) = (latency, ChaCha8Rng::seed_from_u64(LATENCY_SEED));
    }

    /// How long the next answer takes.
    pub(super) fn latency(&self) -> Duration {
        let (latency, random) = &mut *lock(&self.latency);
        latency.draw(random)
    }

    pub(super) fn clear_faults(&self) {
        lock(&self.faults).clear();
    }

    pub(super) fn calls(&self) -> BTreeMap<CasoUso, u64> {
        lock(&self.calls).clone()
    }

    pub(super) fn reset_calls(&self) {
        lock(&self.calls).values_mut().for_each(|n| *n = 0);
    }

    /// Counts a call and says how it is to fail, if it is: the oldest fault that fits is used up once.
    pub(super) fn begin_call(&self, caso_uso: CasoUso) -> Option<FaultKind> {
        *lock(&self.calls).entry(caso_uso).or_default() += 1;
        let mut faults = lock(&self.faults);
        let place = faults.iter().position(|f| f.service.is_none_or(|service| service == caso_uso))?;
        let kind = faults[place].kind;
        faults[place].times = faults[place].times.saturating_sub(1);
        if faults[place].times == 0 {
            faults.remove(place);
        }
        Some(kind)
    }

    pub(super) fn read<T>(&self, read: impl FnOnce(&Population) -> T) -> T {
        read(&lock(&self.population))
    }

    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Population) -> T) -> T {
        change(&mut lock(&self.population))
    }
}

/// A panic elsewhere leaves nothing half done here.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
