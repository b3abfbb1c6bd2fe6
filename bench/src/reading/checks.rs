//! What authorisation and read log add to a search: the same program, the same people, the same questions, once as it is
//! and once without them (`bench/src/bin/sigess-without-checks.rs`).

use super::cases::Case;
use super::http::{Connection, Target};
use super::{Peopled, service};
use crate::append::load_with_pauses;
use crate::report::{Report, tell};
use crate::stats::{Measured, median};
use crate::{Args, Fault};
use std::sync::Arc;
use std::time::Duration;
use tests::servizio::{Processo, programma};
use tokio::sync::Mutex;

/// Clients at the same time: some, of whom none waits long for a processor, and many.
const CLIENTS: [usize; 2] = [4, 32];
/// Between two answers a client of the first kind waits so long: it is latency that is looked at, not a queue.
const PAUSE: Duration = Duration::from_millis(20);
const SECONDS: f64 = 4.0;

/// Measures, and adds a table and bars.
pub(crate) async fn measure(args: &Args, report: &mut Report) -> Result<(), Fault> {
    let people = Peopled::new(args).await?;
    let without = programma().with_file_name("sigess-without-checks");
    let programs = [programma(), without];
    let mut services = Vec::new();
    for (n, program) in programs.iter().enumerate() {
        let log = people.place.folder.path().join(format!("sigess-{n}.log"));
        let addresses = service::addresses(&people.place);
        let running = Processo::avvia_programma(program, &addresses, &log, &[("SIGESS_LOG", "warn")]).await?;
        service::ready(&running.url).await?;
        let target = people.graphql(&running).await?;
        services.push((running, target));
    }
    // By clients: the rounds with and without.
    let mut measured: Vec<[Vec<Measured>; 2]> = CLIENTS.map(|_| [Vec::new(), Vec::new()]).into();
    for round in 0..args.rounds {
        for (clients, rounds) in CLIENTS.iter().zip(&mut measured) {
            for n in 0..services.len() {
                let which = (n + round) % services.len();
                let m = one(&people, &services[which].1, *clients, args.seconds.unwrap_or(SECONDS)).await?;
                tell(&format!(
                    "round {round}, {clients} clients, {}: {:.0}/s, p50 {:.2} ms, p95 {:.2} ms",
                    NAMES[which], m.per_second, m.p50, m.p95
                ));
                rounds[which].push(m);
            }
        }
    }
    let written = written(&people).await?;
    print(report, &people, &measured, written);
    for (running, _) in services {
        running.termina().await?;
    }
    people.place.clear().await
}

const NAMES: [&str; 2] = ["with both", "without"];

async fn one(people: &Peopled, target: &Target, clients: usize, seconds: f64) -> Result<Measured, Fault> {
    let mut connections = Vec::new();
    for _ in 0..clients {
        connections.push(Arc::new(Mutex::new(Connection::open(target).await?)));
    }
    let pause = if clients == CLIENTS[0] { PAUSE } else { Duration::ZERO };
    load_with_pauses(clients, seconds, pause, |caller| {
        let (client, questions) =
            (Arc::clone(&connections[caller]), people.questions.of(Case::Search, caller));
        let mut next = 0;
        move || {
            next += 1;
            let body = questions[next % questions.len()].graphql(Case::Search);
            let client = Arc::clone(&client);
            async move { client.lock().await.post(&body).await.map(drop) }
        }
    })
    .await
}

/// Records and bytes of the read log, and in how many batches they came: all of a batch have the same instant.
async fn written(people: &Peopled) -> Result<(i64, i64, i64), Fault> {
    use sqlx::{Connection as _, PgConnection};
    let mut connection = PgConnection::connect_with(&people.place.superuser()).await?;
    let counted = sqlx::query_as(
        "SELECT count(*), count(DISTINCT quando), coalesce(sum(octet_length(contenuto::text)), 0)::bigint \
           FROM tracciamento.letture",
    )
    .fetch_one(&mut connection)
    .await?;
    connection.close().await?;
    Ok(counted)
}

fn print(report: &mut Report, people: &Peopled, measured: &[[Vec<Measured>; 2]], written: (i64, i64, i64)) {
    report.heading("Authorisation and read log");
    let (records, batches, bytes) = written;
    report.note(&format!(
        "Searches through GraphQL, {} people. Answers/s, p50/p95/p99 in ms. {records} records in {batches} batches, {} \
         bytes each. With {} clients each waits {} ms between two searches.",
        people.loaded.soggetti,
        bytes / records.max(1),
        CLIENTS[0],
        PAUSE.as_millis()
    ));
    let rows: Vec<Vec<String>> = (CLIENTS.iter().zip(measured))
        .map(|(clients, rounds)| {
            let cell = |rounds: &Vec<Measured>| {
                let m = Measured::median(rounds);
                format!("{:.0}, {:.2}/{:.2}/{:.2}", m.per_second, m.p50, m.p95, m.p99)
            };
            std::iter::once(clients.to_string()).chain(rounds.iter().map(cell)).collect()
        })
        .collect();
    report.table(&["clients", NAMES[0], NAMES[1]], &rows);
    let pairs = |n: usize| measured[n][0].iter().zip(&measured[n][1]);
    let added = median(pairs(0).map(|(with, without)| with.p95 - without.p95));
    report.bar("added to a search, p95", "≤ 5 ms", format!("{added:.2} ms"), added <= 5.0);
    let kept = median(pairs(1).map(|(with, without)| with.per_second / without.per_second));
    report.bar("throughput kept, 32 clients", "≥ 0.75", format!("{kept:.3}"), kept >= 0.75);
}
