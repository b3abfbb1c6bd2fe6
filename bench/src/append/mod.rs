//! The write path, whole: bus, load, rules, sealing, the append function. Beside it, in the same rounds and with as
//! many callers: one `INSERT` after the other from pgbench, cqrs-es with postgres-es as they come, and esrs.

mod cqrs;
mod esrs;
mod ours;

mod pgbench;
mod processes;

pub(crate) use ours::carry_out;
pub(crate) use processes::worker;

use crate::machine::processor_seconds;
use crate::people::People;
use crate::place::Place;
use crate::report::{Report, tell};
use crate::stats::{Latencies, Measured, median};
use crate::{Args, Fault};
use clap::ValueEnum;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Callers at the same time.
const CALLERS: [usize; 4] = [1, 8, 32, 128];
/// Callers with which two processes are measured.
const SHARED: [usize; 3] = [8, 32, 128];
/// Subjects that exist before anything is measured.
const SUBJECTS: usize = 20_000;
/// Seconds of one measurement.
const SECONDS: f64 = 3.0;
/// Part of a measurement that is thrown away at its beginning.
const WARM_UP: f64 = 0.15;

/// What is measured beside what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum System {
    /// pgbench, one `INSERT` a transaction.
    Pgbench,
    /// cqrs-es with postgres-es.
    Cqrs,
    /// The crate esrs.
    Esrs,
    /// This log, commands on existing subjects.
    Ours,
    /// This log, only the load with which every command begins.
    Load,
    /// This log, new subjects.
    NewSubjects,
    /// This log, two processes on it.
    TwoProcesses,
}

impl System {
    const ALL: [Self; 7] = [
        Self::Pgbench,
        Self::Cqrs,
        Self::Esrs,
        Self::Ours,
        Self::Load,
        Self::NewSubjects,
        Self::TwoProcesses,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Pgbench => "pgbench, one INSERT",
            Self::Cqrs => "cqrs-es + postgres-es",
            Self::Esrs => "esrs",
            Self::Ours => "this log",
            Self::Load => "this log, load only",
            Self::NewSubjects => "this log, new subjects",
            Self::TwoProcesses => "this log, two processes",
        }
    }
}

/// Everything that is measured, ready.
struct Scene {
    place: Place,
    people: People,
    ours: ours::Ours,
    cqrs: cqrs::Cqrs,
    esrs: Option<esrs::Esrs>,
    pgbench: pgbench::Pgbench,
}

/// Measures, and adds tables and bars.
pub(crate) async fn measure(args: &Args, report: &mut Report) -> Result<(), Fault> {
    let mut scene = Scene::new(args).await?;
    tell("ready");
    let mut measured: Vec<(System, usize, Vec<Measured>)> = Vec::new();
    for round in 0..args.rounds {
        for callers in CALLERS.into_iter().filter(|c| args.callers.is_empty() || args.callers.contains(c)) {
            // Each round begins with another one: whatever drifts hits them all.
            for n in 0..System::ALL.len() {
                let system = System::ALL[(n + round) % System::ALL.len()];
                if !args.systems.is_empty() && !args.systems.contains(&system) {
                    continue;
                }
                let Some(m) = scene.one(system, callers, args.seconds.unwrap_or(SECONDS)).await? else {
                    continue;
                };
                tell(&format!(
                    "round {round}, {callers} callers, {}: {:.0}/s, p50 {:.2} ms, p99 {:.2} ms, {:.0} µs of processor",
                    system.name(),
                    m.per_second,
                    m.p50,
                    m.p99,
                    m.processor
                ));
                match measured.iter_mut().find(|(s, c, _)| (*s, *c) == (system, callers)) {
                    Some((_, _, rounds)) => rounds.push(m),
                    None => measured.push((system, callers, vec![m])),
                }
            }
        }
    }
    print(report, &scene, &measured);
    scene.place.clear().await
}

impl Scene {
    async fn new(args: &Args) -> Result<Self, Fault> {
        let place = Place::new().await?;
        let log = place.log().await?;
        let people = People::create(&log, SUBJECTS, args.seed).await?;
        let ours = ours::Ours::new(log, people.clone());
        let cqrs = cqrs::Cqrs::new(&place, people.clone()).await?;
        let esrs = esrs::Esrs::new(&place).await;
        let pgbench = pgbench::Pgbench::new(&place).await?;
        Ok(Self { place, people, ours, cqrs, esrs, pgbench })
    }

    /// One measurement; nothing when that comparator is not to be had, or has no such case.
    async fn one(&mut self, system: System, callers: usize, seconds: f64) -> Result<Option<Measured>, Fault> {
        self.place.settle().await?;
        let before = processor_seconds(self.place.cluster.directory());
        let measured = self.run(system, callers, seconds).await?;
        let used = processor_seconds(self.place.cluster.directory()) - before;
        Ok(measured.map(|m| Measured { processor: used * 1e6 / m.done, ..m }))
    }

    async fn run(&mut self, system: System, callers: usize, seconds: f64) -> Result<Option<Measured>, Fault> {
        Ok(match system {
            System::Pgbench => Some(self.pgbench.run(callers, seconds).await?),
            System::Cqrs => Some(self.cqrs.run(callers, seconds).await?),
            System::Esrs => match &self.esrs {
                Some(esrs) => Some(esrs.run(callers, seconds).await?),
                None => None,
            },
            System::Ours => Some(self.ours.run(callers, seconds).await?),
            System::Load => Some(self.ours.run_load(callers, seconds).await?),
            System::NewSubjects => Some(self.ours.run_new(callers, seconds).await?),
            System::TwoProcesses if SHARED.contains(&callers) => {
                Some(processes::run(&self.place, &self.people, callers, seconds).await?)
            }
            System::TwoProcesses => None,
        })
    }
}

/// Runs `callers` tasks, each doing one thing after the other, and says how it went. `work` is given the number of the
/// caller and makes what it does again and again.
pub(crate) async fn load<F, W>(
    callers: usize,
    seconds: f64,
    work: impl Fn(usize) -> F,
) -> Result<Measured, Fault>
where
    F: FnMut() -> W + Send + 'static,
    W: Future<Output = Result<(), Fault>> + Send,
{
    load_with_pauses(callers, seconds, Duration::ZERO, work).await
}

/// The same by callers who wait a while between two things.
pub(crate) async fn load_with_pauses<F, W>(
    callers: usize,
    seconds: f64,
    pause: Duration,
    work: impl Fn(usize) -> F,
) -> Result<Measured, Fault>
where
    F: FnMut() -> W + Send + 'static,
    W: Future<Output = Result<(), Fault>> + Send,
{
    let begin = Instant::now() + Duration::from_secs_f64(seconds * WARM_UP);
    let end = begin + Duration::from_secs_f64(seconds);
    let mut tasks = JoinSet::new();
    for caller in 0..callers {
        let mut once = work(caller);
        tasks.spawn(async move {
            let (mut latencies, mut done) = (Latencies::default(), 0.0);
            loop {
                let from = Instant::now();
                if from >= end {
                    return Ok::<_, Fault>((latencies, done));
                }
                once().await?;
                done += 1.0;
                if from >= begin {
                    latencies.add(from.elapsed());
                }
                if !pause.is_zero() {
                    tokio::time::sleep(pause).await;
                }
            }
        });
    }
    let (mut all, mut done) = (Latencies::default(), 0.0);
    while let Some(one) = tasks.join_next().await {
        let one = one??;
        all.merge(one.0);
        done += one.1;
    }
    Ok(Measured { done, ..Measured::of(&mut all, Duration::from_secs_f64(seconds)) })
}

fn print(report: &mut Report, scene: &Scene, measured: &[(System, usize, Vec<Measured>)]) {
    let rounds = |system, callers| {
        measured.iter().find(|(s, c, _)| (*s, *c) == (system, callers)).map(|(_, _, r)| r.as_slice())
    };
    // The ratio of a round is to pgbench of the same round.
    let ratio = |system, callers, to| {
        let (a, b) = (rounds(system, callers)?, rounds(to, callers)?);
        Some(median(a.iter().zip(b).map(|(a, b)| a.per_second / b.per_second)))
    };
    report.heading("Append");
    report.note(&format!(
        "Commands/s (ratio to pgbench of the same round), p50/p99 in ms, processor time in µs. {}. esrs: {}.",
        scene.pgbench.what(),
        scene.esrs.as_ref().map_or("could not be built here (bench/esrs, needs OpenSSL)", |_| "bench/esrs"),
    ));
    let columns: Vec<String> =
        std::iter::once("callers".to_owned()).chain(CALLERS.map(|c| c.to_string())).collect();
    let rows: Vec<Vec<String>> = (System::ALL.into_iter())
        .map(|system| {
            let cell = |callers| {
                rounds(system, callers).map_or("–".to_owned(), |r| {
                    let m = Measured::median(r);
                    let ratio = ratio(system, callers, System::Pgbench).unwrap_or(f64::NAN);
                    format!("{:.0} ({ratio:.2}), {:.2}/{:.2}, {:.0}", m.per_second, m.p50, m.p99, m.processor)
                })
            };
            std::iter::once(system.name().to_owned()).chain(CALLERS.map(cell)).collect()
        })
        .collect();
    report.table(&columns.iter().map(String::as_str).collect::<Vec<_>>(), &rows);
    report.note(&scene.ours.batches());
    for (callers, bar) in [(32, 0.7), (128, 1.2)] {
        if let Some(r) = ratio(System::Ours, callers, System::Pgbench) {
            let what = format!("append at {callers} callers, × pgbench");
            report.bar(&what, &format!("≥ {bar}"), format!("{r:.2}"), r >= bar);
        }
    }
    if let (Some(ours), Some(cqrs)) = (rounds(System::Ours, 1), rounds(System::Cqrs, 1)) {
        let r = median(ours.iter().zip(cqrs).map(|(a, b)| a.p50 / b.p50));
        report.bar("one caller: p50, × cqrs-es + postgres-es", "≤ 1.0", format!("{r:.2}"), r <= 1.0);
    }
}
