//! A service that does not answer is left alone for a while: operators get their answer at once and go on by hand,
//! and the register is not hammered while it recovers.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Failures in a row that open the breaker.
const FAILURES: u32 = 5;
/// How long it stays open; then one call tries again.
const PAUSE: Duration = Duration::from_secs(30);

#[derive(Default)]
struct State {
    failures: u32,
    open_until: Option<Instant>,
}

/// One per e-service.
#[derive(Default)]
pub(crate) struct Breaker(Mutex<State>);

impl Breaker {
    /// Whether a call may be made now. The first caller after the pause may, the others wait for how he fares.
    pub(crate) fn admits(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.open_until {
            None => true,
            Some(until) if Instant::now() < until => false,
            Some(_) => {
                state.open_until = Some(Instant::now() + PAUSE);
                true
            }
        }
    }

    /// A call was answered, whatever the answer.
    pub(crate) fn answered(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    /// A call was not answered, or with a fault of the other side. Says whether this opened the breaker.
    pub(crate) fn failed(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.failures = state.failures.saturating_add(1);
        let opens = state.failures >= FAILURES;
        if opens {
            state.open_until = Some(Instant::now() + PAUSE);
        }
        opens && state.failures == FAILURES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn opens_after_five_failures_in_a_row_and_lets_one_call_try_after_the_pause() {
        let breaker = Breaker::default();
        for _ in 1..FAILURES {
            assert!(!breaker.failed());
            assert!(breaker.admits());
        }
        assert!(breaker.failed());
        assert!(!breaker.admits());
        tokio::time::advance(PAUSE).await;
        assert_eq!([breaker.admits(), breaker.admits()], [true, false]);
        breaker.answered();
        assert_eq!([breaker.admits(), breaker.admits()], [true, true]);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_in_between_starts_the_count_anew() {
        let breaker = Breaker::default();
        for _ in 0..3 {
            for _ in 1..FAILURES {
                breaker.failed();
            }
            breaker.answered();
        }
        assert!(breaker.admits());
    }

    #[tokio::test(start_paused = true)]
    async fn a_failed_trial_keeps_it_open() {
        let breaker = Breaker::default();
        for _ in 0..FAILURES {
            breaker.failed();
        }
        tokio::time::advance(PAUSE).await;
        assert!(breaker.admits());
        breaker.failed();
        assert!(!breaker.admits());
    }
}
