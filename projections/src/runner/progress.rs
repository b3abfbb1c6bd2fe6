//! How far the projections have come, as this process knows it, and waiting for them.

use crate::projection::Descriptor;
use crate::sql::unsigned;
use sqlx::{PgPool, Row};
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, watch};

/// How often checkpoints are read while somebody waits for a projection that another process leads.
const POLL: Duration = Duration::from_millis(7);
/// How often they are read to see whether such a projection keeps up.
const LOOK: Duration = Duration::from_secs(1);

/// Where one projection is.
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) version: i32,
    state: watch::Sender<State>,
    awaited: StdMutex<Awaited>,
}

/// What a projection was last seen not to have folded yet.
#[derive(Clone, Copy, Debug)]
enum Awaited {
    /// It has not been looked at.
    Unknown,
    Nothing,
    Position(u64, Instant),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Last position folded and committed.
    pub(super) position: u64,
    /// This process leads it, so that `position` is told here.
    pub(super) leading: bool,
    /// An event stopped it.
    pub(super) stopped: bool,
}

impl Place {
    fn new(name: &'static str, version: i32) -> Self {
        let awaited = StdMutex::new(Awaited::Unknown);
        Self { name, version, state: watch::Sender::new(State::default()), awaited }
    }

    pub(super) fn state(&self) -> State {
        *self.state.borrow()
    }

    /// Whether what was in the log `patience` ago has been folded. Of a projection that is looked at for the first time
    /// everything that is in the log has to be: it may be in the midst of years.
    fn keeps_up(&self, head: u64, now: Instant, patience: Duration) -> bool {
        let State { position, stopped, .. } = self.state();
        let mut awaited = self.awaited.lock().unwrap_or_else(PoisonError::into_inner);
        let late = match *awaited {
            Awaited::Unknown if position < head => return false,
            Awaited::Position(wanted, since) if position < wanted => now.duration_since(since) > patience,
            _ => {
                *awaited = if position < head { Awaited::Position(head, now) } else { Awaited::Nothing };
                false
            }
        };
        !stopped && !late
    }

    /// Changes the state and wakes whoever waits.
    pub(super) fn change(&self, change: impl FnOnce(&mut State)) {
        self.state.send_if_modified(|state| {
            let before = *state;
            change(state);
            before != *state
        });
    }
}

/// Where all projections are.
pub(super) struct Progress {
    pool: PgPool,
    places: Vec<Arc<Place>>,
    refreshed: Mutex<Option<Instant>>,
}

impl Progress {
    pub(super) fn new(pool: PgPool, projections: &[Descriptor]) -> Self {
        let place = |p: &Descriptor| Arc::new(Place::new(p.name, p.version));
        Self { pool, places: projections.iter().map(place).collect(), refreshed: Mutex::default() }
    }

    pub(super) fn places(&self) -> &[Arc<Place>] {
        &self.places
    }

    /// Whether the named projections (all, when none is named) reach a position; waits until they do.
    pub(super) async fn reached(&self, names: &[&str], position: u64) -> bool {
        let known = |name: &&str| self.places.iter().any(|p| p.name == *name);
        if !names.iter().all(known) {
            return false;
        }
        for place in &self.places {
            if (names.is_empty() || names.contains(&place.name)) && !self.one_reached(place, position).await {
                return false;
            }
        }
        true
    }

    async fn one_reached(&self, place: &Place, position: u64) -> bool {
        let mut state = place.state.subscribe();
        loop {
            let now = *state.borrow_and_update();
            if now.position >= position {
                return true;
            }
            if now.stopped {
                return false;
            }
            if now.leading {
                if state.changed().await.is_err() {
                    return false;
                }
            } else {
                // A database that does not answer is asked again until the caller's time is up.
                if let Err(error) = self.refresh().await {
                    tracing::debug!(error = crate::error::describe(&error), "checkpoints cannot be read");
                }
                let _ = tokio::time::timeout(POLL, state.changed()).await;
            }
        }
    }

    /// Whether the named projections keep up with the log, which is at `head`: none has stopped, and none waits for longer
    /// than `patience` with what it has not folded.
    pub(super) async fn keep_up(
        &self,
        names: &[&str],
        head: u64,
        patience: Duration,
    ) -> Result<bool, sqlx::Error> {
        let places = || self.places.iter().filter(|p| names.contains(&p.name));
        let read_long_ago = || async { self.refreshed.lock().await.is_none_or(|at| at.elapsed() > LOOK) };
        if places().any(|p| !p.state().leading) && read_long_ago().await {
            self.refresh().await?;
        }
        Ok(places().count() == names.len() && places().all(|p| p.keeps_up(head, Instant::now(), patience)))
    }

    /// Reads the checkpoints of the projections that another process leads; once for all who wait.
    pub(super) async fn refresh(&self) -> Result<(), sqlx::Error> {
        let mut refreshed = self.refreshed.lock().await;
        if refreshed.is_some_and(|at| at.elapsed() < POLL) {
            return Ok(());
        }
        let rows = sqlx::query(
            "SELECT nome, versione, position, errore IS NOT NULL AS stopped FROM letture.proiezioni",
        )
        .fetch_all(&self.pool)
        .await?;
        for row in rows {
            let (name, version): (&str, i32) = (row.try_get("nome")?, row.try_get("versione")?);
            let (position, stopped) = (unsigned(&row, "position")?, row.try_get("stopped")?);
            if let Some(place) = self.places.iter().find(|p| p.name == name && p.version == version) {
                place.change(|state| {
                    if !state.leading {
                        *state = State { position, leading: false, stopped };
                    }
                });
            }
        }
        *refreshed = Some(Instant::now());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    #[test]
    fn a_projection_keeps_up_while_nothing_waits_for_longer_than_patience() {
        let (place, from) = (Place::new("prova", 1), Instant::now());
        let after =
            |head: u64, seconds: u64| place.keeps_up(head, from + Duration::from_secs(seconds), PATIENCE);
        assert!(!after(5, 0), "at first all of it has to be folded");
        place.change(|state| state.position = 5);
        assert!(after(5, 1));
        assert!(after(7, 2) && after(9, 32), "7 waits since the second second");
        assert!(!after(9, 33));
        place.change(|state| state.position = 7);
        assert!(after(9, 34), "what waited has come; 9 waits from now on");
        assert!(after(9, 64) && !after(9, 65));
        place.change(|state| state.position = 9);
        assert!(after(9, 66));
        place.change(|state| state.stopped = true);
        assert!(!after(9, 67));
    }
}
