//! From the answer of a commit until every read model shows it, at a steady rate of commands.

use crate::append::carry_out;
use crate::people::People;
use crate::place::Place;
use crate::report::{Report, tell};
use crate::stats::{Latencies, Measured, count, median};
use crate::{Args, Fault};
use event_store::Bus;
use projections::Projector;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Commands, and so events, a second.
const RATE: u32 = 500;
const SUBJECTS: usize = 5_000;
/// Callers among whom the work is shared: no two of them meet at a stream, nor do two commands of one overlap much.
const CALLERS: usize = 100;
/// The longest that a command waits before it counts as never shown.
const NEVER: Duration = Duration::from_secs(5);
/// Part of a measurement that is thrown away at its beginning.
const WARM_UP: f64 = 0.2;

/// Measures, and adds table and bar.
pub(crate) async fn measure(args: &Args, report: &mut Report) -> Result<(), Fault> {
    let place = Place::new().await?;
    let log = place.log().await?;
    let people = People::create(&log, SUBJECTS, args.seed).await?;
    let bus = Bus::new(log.clone());
    let leader = Projector::start(log.clone()).await?;
    // Of another process: it leads nothing and looks at the checkpoints.
    let follower = Projector::start(place.log().await?).await?;
    if !leader.wait_for(&[], log.position().await?, Duration::from_secs(120)).await {
        return Err("the read models do not catch up".into());
    }
    let cases = [("the process that leads the projections", &leader), ("another process", &follower)];
    let mut measured = [Vec::new(), Vec::new()];
    for round in 0..args.rounds {
        for n in 0..cases.len() {
            let case = (n + round) % cases.len();
            let seconds = args.seconds.unwrap_or(4.0);
            let m = at_a_rate(&bus, cases[case].1, &people, seconds).await?;
            tell(&format!("round {round}, {}: p50 {:.2} ms, p99 {:.2} ms", cases[case].0, m.p50, m.p99));
            measured[case].push(m);
        }
    }
    report.heading("Commit → visible");
    report.note(&format!("{RATE} commands/s, all six projections waited for; ms."));
    let rows: Vec<Vec<String>> = (cases.iter().zip(&measured))
        .map(|((name, _), rounds)| {
            let m = Measured::median(rounds);
            vec![
                (*name).to_owned(),
                format!("{:.0}", m.per_second),
                format!("{:.2}", m.p50),
                format!("{:.2}", m.p99),
            ]
        })
        .collect();
    report.table(&["seen by", "commands/s", "p50", "p99"], &rows);
    let worst = measured.iter().map(|rounds| median(rounds.iter().map(|m| m.p99))).fold(0.0, f64::max);
    report.bar("commit → visible, p99", "≤ 25 ms", format!("{worst:.1} ms"), worst <= 25.0);
    leader.stop().await;
    follower.stop().await;
    place.clear().await
}

/// Commands begin at their time, whether those before have ended or not.
async fn at_a_rate(
    bus: &Bus,
    projector: &Projector,
    people: &People,
    seconds: f64,
) -> Result<Measured, Fault> {
    let mut work: Vec<_> = (0..CALLERS).map(|caller| people.work(caller, CALLERS)).collect();
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / RATE);
    let begin = Instant::now() + Duration::from_secs_f64(seconds * WARM_UP);
    let end = begin + Duration::from_secs_f64(seconds);
    let mut tasks = JoinSet::new();
    for n in 0.. {
        ticks.tick().await;
        let from = Instant::now();
        if from >= end {
            break;
        }
        let (bus, projector, job) = (bus.clone(), projector.clone(), work[n % CALLERS].next());
        tasks.spawn(async move {
            let position = carry_out(&bus, job).await?;
            let committed = Instant::now();
            let seen = projector.wait_for(&[], position, NEVER).await;
            let latency = if seen { committed.elapsed() } else { NEVER };
            Ok::<_, Fault>((from >= begin).then_some(latency))
        });
    }
    let mut latencies = Latencies::default();
    while let Some(one) = tasks.join_next().await {
        if let Some(latency) = one?? {
            latencies.add(latency);
        }
    }
    Ok(Measured {
        per_second: count(latencies.count()) / seconds,
        p50: latencies.percentile(50),
        p99: latencies.percentile(99),
        ..Measured::default()
    })
}
