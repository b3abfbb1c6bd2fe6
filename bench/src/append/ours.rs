//! This log: the bus of the product, on the log of the product.

use super::load;
use crate::Fault;
use crate::people::{Job, People, new_subject, request};
use crate::stats::{Measured, count};
use cqrs_es::Aggregate;
use domain::segnalazione::Segnalazione;
use domain::soggetto::Soggetto;
use event_store::{Bus, Log};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;

/// The bus, and whom the commands are about.
pub(super) struct Ours {
    bus: Bus,
    people: People,
    next_new: Arc<AtomicUsize>,
    batches: Vec<(usize, f64)>,
}

impl Ours {
    pub(super) fn new(log: Log, people: People) -> Self {
        let next_new = Arc::new(AtomicUsize::new(people.ids().len()));
        Self { bus: Bus::new(log), people, next_new, batches: Vec::new() }
    }

    /// Commands on existing subjects.
    pub(super) async fn run(&mut self, callers: usize, seconds: f64) -> Result<Measured, Fault> {
        let before = self.bus.log().position().await?;
        let measured = run(&self.bus, &self.people, callers, callers, 0, seconds).await?;
        // Every batch has an instant of its own, every command here one event.
        let mean: f64 = sqlx::query_scalar(
            "SELECT count(*)::float8 / count(DISTINCT recorded_at) FROM registro.events WHERE position > $1",
        )
        .bind(i64::try_from(before)?)
        .fetch_one(self.bus.log().pool())
        .await?;
        self.batches.push((callers, mean));
        Ok(measured)
    }

    /// The load of a subject's stream, with the look-up of a command id.
    pub(super) async fn run_load(&self, callers: usize, seconds: f64) -> Result<Measured, Fault> {
        load(callers, seconds, |caller| {
            let (loader, people, mut next) = (self.bus.log().loader().clone(), self.people.clone(), caller);
            move || {
                next += callers;
                let (loader, id) = (loader.clone(), people.ids()[next % people.ids().len()].to_string());
                async move {
                    let loaded = loader.load(Soggetto::TYPE, &id, Some(Uuid::new_v4())).await?;
                    if loaded.events.is_empty() { Err("a subject is not there".into()) } else { Ok(()) }
                }
            }
        })
        .await
    }

    /// New subjects, one after the other: each with keys of its own and a reservation.
    pub(super) async fn run_new(&self, callers: usize, seconds: f64) -> Result<Measured, Fault> {
        load(callers, seconds, |_| {
            let (bus, next) = (self.bus.clone(), Arc::clone(&self.next_new));
            move || {
                let (bus, number) = (bus.clone(), next.fetch_add(1, Ordering::Relaxed));
                async move { new_subject(&bus, number).await.map(|_| ()) }
            }
        })
        .await
    }

    /// How many commands went into a batch.
    pub(super) fn batches(&self) -> String {
        let mean = |callers: &usize| {
            let of: Vec<f64> = self.batches.iter().filter(|(c, _)| c == callers).map(|(_, b)| *b).collect();
            format!("{:.1} at {callers}", of.iter().sum::<f64>() / count(of.len()))
        };
        format!("Commands in a batch: {}.", super::CALLERS.iter().map(mean).collect::<Vec<_>>().join(", "))
    }
}

/// `callers` of `of_all` tasks, the first of them number `first`.
pub(super) async fn run(
    bus: &Bus,
    people: &People,
    callers: usize,
    of_all: usize,
    first: usize,
    seconds: f64,
) -> Result<Measured, Fault> {
    load(callers, seconds, |caller| {
        let (bus, mut work) = (bus.clone(), people.work(first + caller, of_all));
        move || {
            let (bus, job) = (bus.clone(), work.next());
            async move { carry_out(&bus, job).await.map(|_| ()) }
        }
    })
    .await
}

/// Carries out a command; answers the position of its event.
pub(crate) async fn carry_out(bus: &Bus, job: Option<Job>) -> Result<u64, Fault> {
    let position = match job {
        Some(Job::Subject(stream, command)) => {
            bus.execute::<Soggetto>(&request(stream), command).await?.position
        }
        Some(Job::Segnalazione(stream, command)) => {
            bus.execute::<Segnalazione>(&request(stream), command).await?.position
        }
        None => 0,
    };
    if position > 0 { Ok(position) } else { Err("a command did nothing".into()) }
}
