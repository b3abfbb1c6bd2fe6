//! Ids of our own operations (`idOperazioneClient`).

use chrono::{DateTime, Utc};
use std::sync::atomic::{AtomicU64, Ordering};

/// Makes ids of epoch milliseconds followed by three digits: short enough for the gateway (a UUID is not), numeric
/// and increasing, as the older text of the interface asks.
///
/// Never twice the same id in one process, also when the clock steps back. The three digits begin at a number of
/// the process, so that two processes that ask in the same millisecond hardly ever meet.
pub(crate) struct OperationIds {
    last: AtomicU64,
    offset: u64,
}

impl OperationIds {
    /// `seed` may be any number; its last three digits tell this process from others.
    pub(crate) fn new(seed: u64) -> Self {
        Self { last: AtomicU64::new(0), offset: seed % 1000 }
    }

    /// The id of an operation begun at `now`.
    pub(crate) fn next(&self, now: DateTime<Utc>) -> String {
        let wanted = u64::try_from(now.timestamp_millis()).unwrap_or(0).saturating_mul(1000) + self.offset;
        let mut last = self.last.load(Ordering::Relaxed);
        loop {
            let id = wanted.max(last.saturating_add(1));
            match self.last.compare_exchange_weak(last, id, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return id.to_string(),
                Err(other) => last = other,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn at(millis: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(millis).expect("valid instant")
    }

    #[test]
    fn id_is_the_instant_in_milliseconds_and_three_digits() {
        assert_eq!(OperationIds::new(41_007).next(at(1_795_395_600_000)), "1795395600000007");
    }

    #[test]
    fn ids_are_unique_and_increase_also_when_the_clock_stands_still_or_steps_back() {
        let ids = OperationIds::new(999);
        let made: Vec<u64> = [at(1_795_395_600_000); 1500]
            .into_iter()
            .chain([at(1_795_395_599_000)])
            .map(|now| ids.next(now).parse().expect("a number"))
            .collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(made.iter().collect::<HashSet<_>>().len(), made.len());
    }
}
