//! The append benchmark's work, done by the crate esrs: `bench-esrs URL CALLERS SECONDS`. Answers commands a second and
//! the latencies p50 and p99 in milliseconds, on one line.
//!
//! As in `bench/src/append/people.rs`: of four commands of one event each, two are on a stream that the first of them
//! begins, two on an older one. The payloads are as long as ours.

use esrs::manager::AggregateManager;
use esrs::store::postgres::{PgStore, PgStoreBuilder};
use esrs::{Aggregate, AggregateState};
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgPoolOptions;
use std::error::Error;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// As many connections as postgres-es has in the same benchmark.
const CONNECTIONS: u32 = 32;
/// Bytes of an event, as our log has them on average.
const PAYLOAD: usize = 1040;
/// Older streams of one caller.
const STREAMS: usize = 32;
/// Part of the time that is thrown away at its beginning.
const WARM_UP: f64 = 0.15;

type Fault = Box<dyn Error + Send + Sync>;

struct Pratica;

#[derive(Clone, Serialize, Deserialize)]
struct Fatto {
    testo: String,
}

#[derive(Debug)]
struct Rifiuto;

impl std::fmt::Display for Rifiuto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("refused")
    }
}

impl Error for Rifiuto {}

impl Aggregate for Pratica {
    const NAME: &'static str = "pratica";
    type State = u64;
    type Command = Fatto;
    type Event = Fatto;
    type Error = Rifiuto;

    fn handle_command(_: &u64, command: Fatto) -> Result<Vec<Fatto>, Rifiuto> {
        Ok(vec![command])
    }

    fn apply_event(state: u64, _: Fatto) -> u64 {
        state + 1
    }
}

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, url, callers, seconds] = arguments.as_slice() else {
        return Err("usage: bench-esrs URL CALLERS SECONDS".into());
    };
    let (callers, seconds): (usize, f64) = (callers.parse()?, seconds.parse()?);
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS).connect(url).await?;
    let store: PgStore<Pratica> = PgStoreBuilder::new(pool).try_build().await?;
    let begin = Instant::now() + Duration::from_secs_f64(seconds * WARM_UP);
    let end = begin + Duration::from_secs_f64(seconds);
    let tasks: Vec<_> = (0..callers)
        .map(|_| tokio::spawn(caller(AggregateManager::new(store.clone()), begin, end)))
        .collect();
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await??);
    }
    all.sort_unstable();
    let percentile = |p: usize| match all.len() {
        0 => 0.0,
        n => all[(n * p).div_ceil(100).clamp(1, n) - 1].as_secs_f64() * 1000.0,
    };
    println!("{} {} {}", all.len() as f64 / seconds, percentile(50), percentile(99));
    Ok(())
}

async fn caller(
    manager: AggregateManager<PgStore<Pratica>>,
    begin: Instant,
    end: Instant,
) -> Result<Vec<Duration>, Fault> {
    let older: Vec<Uuid> = (0..STREAMS).map(|_| Uuid::new_v4()).collect();
    let mut latencies = Vec::new();
    for turn in 0.. {
        let new = Uuid::new_v4();
        let old = older[turn % STREAMS];
        for stream in [new, new, old, old] {
            let from = Instant::now();
            if from >= end {
                return Ok(latencies);
            }
            let state = manager.load(stream).await?.unwrap_or_else(|| AggregateState::with_id(stream));
            manager.handle_command(state, Fatto { testo: "x".repeat(PAYLOAD) }).await??;
            if from >= begin {
                latencies.push(from.elapsed());
            }
        }
    }
    Ok(latencies)
}
