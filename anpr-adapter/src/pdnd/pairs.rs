//! Evidence and voucher, kept as the pair that they are.

use super::evidence::Asker;
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A pair is not used in its last moments: it must still hold when the gateway looks at it.
const MARGIN: Duration = Duration::seconds(30);

/// What proves one operator for one purpose, for some minutes.
pub(super) struct Pair {
    pub(super) evidence: String,
    pub(super) voucher: String,
    /// The earlier end of the two.
    pub(super) end: DateTime<Utc>,
}

impl Pair {
    fn holds_at(&self, now: DateTime<Utc>) -> bool {
        now < self.end - MARGIN
    }
}

/// Place of one pair; whoever locks it and finds it empty fetches a new one, the others wait for that.
pub(super) type Place = Arc<tokio::sync::Mutex<Option<Arc<Pair>>>>;

/// All pairs, each for one purpose, operator, workstation and level.
#[derive(Default)]
pub(super) struct Pairs(Mutex<HashMap<Asker, Place>>);

impl Pairs {
    /// The place of that asker's pair. Places of pairs that have ended and that nobody waits for are swept.
    pub(super) fn place(&self, asker: &Asker, now: DateTime<Utc>) -> Place {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = places.get(asker) {
            return Arc::clone(place);
        }
        places.retain(|_, place| {
            let waited_for = Arc::strong_count(place) > 1;
            waited_for || place.try_lock().is_ok_and(|pair| held(pair.as_ref(), now).is_some())
        });
        Arc::clone(places.entry(asker.clone()).or_default())
    }
}

/// The pair in a place, if it still holds.
pub(super) fn held(pair: Option<&Arc<Pair>>, now: DateTime<Utc>) -> Option<Arc<Pair>> {
    pair.filter(|pair| pair.holds_at(now)).cloned()
}
