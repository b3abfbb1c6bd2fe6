//! This log: the bus of the product, on the log of the product.

use super::load;
use super::people::{Job, People, new_subject, request};
use crate::Fault;
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
        let health = || {
            let health = self.bus.log().writer().health();
            (health.commands.load(Ordering::Relaxed), health.batches.load(Ordering::Relaxed))
        };
        let before = health();
        let measured = run(&self.bus, &self.people, callers, callers, 0, seconds).await?;
        let after = health();
        let of = |n: u64| count(usize::try_from(n).unwrap_or(usize::MAX));
        self.batches.push((callers, of(after.0 - before.0) / of(after.1 - before.1)));
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
            async move { carry_out(&bus, job).await }
        }
    })
    .await
}

async fn carry_out(bus: &Bus, job: Option<Job>) -> Result<(), Fault> {
    let done = match job {
        Some(Job::Subject(stream, command)) => {
            bus.execute::<Soggetto>(&request(stream), command).await?.position
        }
        Some(Job::Segnalazione(stream, command)) => {
            bus.execute::<Segnalazione>(&request(stream), command).await?.position
        }
        None => 0,
    };
    if done > 0 { Ok(()) } else { Err("a command did nothing".into()) }
}
