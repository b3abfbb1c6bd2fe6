//! States of streams that this process wrote a moment ago: the next command on one of them is decided without a load.
//! Nothing rests on them. The append function compares the version that a command was decided on with that of the stream,
//! and a refusal is only told after a load.

use domain::evento::Registrato;
use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Streams in a generation; there are two.
const GENERATION: usize = 512;
/// After each such time a generation goes, so that no personal datum is remembered for more than twice as long.
const TURN: Duration = Duration::from_secs(30);

type States = HashMap<(&'static str, String), (u64, Box<dyn Any + Send>)>;

/// What is remembered.
#[derive(Default)]
pub(crate) struct Recent(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: States,
    old: States,
}

impl Generations {
    fn turn(&mut self) {
        self.old = std::mem::take(&mut self.young);
    }
}

impl Recent {
    /// Forgets by itself, also when nobody asks for anything, for as long as somebody holds it.
    pub(crate) fn start() -> Arc<Self> {
        let recent = Arc::new(Self::default());
        let held = Arc::downgrade(&recent);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(TURN).await;
                let Some(recent) = held.upgrade() else { return };
                recent.turn();
            }
        });
        recent
    }

    /// State and version of a stream. Whoever takes them has them alone: two commands on one stream are not both decided
    /// on the same state.
    pub(crate) fn take<A: Registrato>(&self, stream: &str) -> Option<(A, u64)> {
        let key = (A::TYPE, stream.to_owned());
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (young, old) = (generations.young.remove(&key), generations.old.remove(&key));
        let (version, state) = young.or(old)?;
        Some((*state.downcast::<A>().ok()?, version))
    }

    /// Remembers the state of a stream at a version.
    pub(crate) fn put<A: Registrato>(&self, stream: &str, state: A, version: u64) {
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if generations.young.len() >= GENERATION {
            generations.turn();
        }
        generations.young.insert((A::TYPE, stream.to_owned()), (version, Box::new(state)));
    }

    fn turn(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).turn();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::segnalazione::Segnalazione;
    use domain::soggetto::Soggetto;

    #[test]
    fn a_state_is_given_out_once_and_only_as_what_it_is() {
        let recent = Recent::default();
        recent.put("a", Soggetto::default(), 3);
        assert!(recent.take::<Segnalazione>("a").is_none());
        assert!(recent.take::<Soggetto>("b").is_none());
        assert_eq!(recent.take::<Soggetto>("a").map(|(_, version)| version), Some(3));
        assert!(recent.take::<Soggetto>("a").is_none());
    }

    #[test]
    fn nothing_is_remembered_for_more_than_two_turns() {
        let recent = Recent::default();
        recent.put("a", Soggetto::default(), 1);
        recent.turn();
        recent.put("b", Soggetto::default(), 1);
        recent.turn();
        assert!(recent.take::<Soggetto>("a").is_none());
        assert!(recent.take::<Soggetto>("b").is_some());
    }

    #[test]
    fn many_streams_do_not_fill_the_memory() {
        let recent = Recent::default();
        for n in 0..10 * GENERATION {
            recent.put(&n.to_string(), Soggetto::default(), 1);
        }
        let generations = recent.0.lock().unwrap();
        assert!(generations.young.len() + generations.old.len() <= 2 * GENERATION);
    }
}
