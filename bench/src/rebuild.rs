//! Read models folded anew from the log.

use crate::append::carry_out;
use crate::machine::processor_seconds;
use crate::people::People;
use crate::place::Place;
use crate::report::{Report, tell};
use crate::stats::{count, median};
use crate::{Args, Fault};
use event_store::Bus;
use projections::{Projector, rebuild};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Subjects in the log; with each, as many other events as [`ROUNDS_OF_WORK`] times four.
const SUBJECTS: usize = 25_000;
const ROUNDS_OF_WORK: usize = 1;
const CALLERS: usize = 64;
/// The read models that have a bar, the aggregates that they fold, and the bar in events a second.
const MODELS: [(&str, &[&str], f64); 2] = [
    ("quadro", &["segnalazione", "nucleo_di_fatto", "nucleo_anagrafe"], 50_000.0),
    ("soggetti", &["soggetto"], 15_000.0),
];

/// Measures, and adds table and bars.
pub(crate) async fn measure(args: &Args, report: &mut Report) -> Result<(), Fault> {
    let place = Place::new().await?;
    let log = place.log().await?;
    let people = People::create(&log, SUBJECTS, args.seed).await?;
    fill(&Bus::new(log.clone()), &people).await?;
    let head = log.position().await?;
    let projector = Projector::start(log.clone()).await?;
    if !projector.wait_for(&[], head, Duration::from_secs(600)).await {
        return Err("the read models do not catch up".into());
    }
    projector.stop().await;
    let mut measured = [Vec::new(), Vec::new()];
    for round in 0..args.rounds {
        for ((name, aggregates, _), measured) in MODELS.iter().zip(&mut measured) {
            let events: i64 =
                sqlx::query_scalar("SELECT count(*) FROM registro.events WHERE aggregate_type = ANY($1)")
                    .bind(aggregates)
                    .fetch_one(log.pool())
                    .await?;
            let events = count(usize::try_from(events)?);
            place.settle().await?;
            let before = processor_seconds(place.cluster.directory());
            let from = Instant::now();
            rebuild(&log, Some(name), false, |_, _, _| ()).await?;
            let rate = events / from.elapsed().as_secs_f64();
            let processor = (processor_seconds(place.cluster.directory()) - before) * 1e6 / events;
            tell(&format!("round {round}, {name}: {rate:.0} events/s, {processor:.0} µs of processor"));
            measured.push((events, rate, processor));
        }
    }
    report.heading("Rebuild");
    report.note(&format!(
        "A log of {head} events; events are those that the read model folds, at the speed of the clock."
    ));
    let middle = |rounds: &[(f64, f64, f64)], of: fn(&(f64, f64, f64)) -> f64| median(rounds.iter().map(of));
    let rows: Vec<Vec<String>> = (MODELS.iter().zip(&measured))
        .map(|((name, _, _), rounds)| {
            let of = |field| format!("{:.0}", middle(rounds, field));
            vec![(*name).to_owned(), of(|m| m.0), of(|m| m.1), of(|m| m.2)]
        })
        .collect();
    report.table(&["read model", "events", "events/s", "processor, µs an event"], &rows);
    for ((name, _, bar), rounds) in MODELS.iter().zip(&measured) {
        let rate = middle(rounds, |m| m.1);
        let what = format!("rebuild of {name}");
        report.bar(&what, &format!("≥ {bar} events/s"), format!("{rate:.0}"), rate >= *bar);
    }
    place.clear().await
}

/// A segnalazione, its assignment and two changes of every subject.
async fn fill(bus: &Bus, people: &People) -> Result<(), Fault> {
    let mut tasks = JoinSet::new();
    for caller in 0..CALLERS {
        let (bus, mut work) = (bus.clone(), people.work(caller, CALLERS));
        let commands = 4 * ROUNDS_OF_WORK * (people.ids().len() / CALLERS);
        tasks.spawn(async move {
            for _ in 0..commands {
                carry_out(&bus, work.next()).await?;
            }
            Ok::<_, Fault>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}
