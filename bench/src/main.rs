//! Side-by-side benchmarks. `bench/README.md` says what is compared, why it is fair, and what was measured.

mod anpr;
mod append;
mod import;
mod machine;
mod people;
mod place;
mod reading;
mod rebuild;
mod report;
mod startup;
mod stats;
mod visible;

use clap::{Parser, ValueEnum};
use report::Report;
use std::path::PathBuf;
use std::process::ExitCode;

/// Whatever went wrong.
type Fault = Box<dyn std::error::Error + Send + Sync>;

/// What can be measured alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The write path, beside pgbench, cqrs-es with postgres-es, and esrs.
    Append,
    /// From the commit until the read models show it.
    Visible,
    /// Read models folded anew.
    Rebuild,
    /// An older system's data taken over.
    Import,
    /// Search, quadro and lists through GraphQL, beside a raw axum route and SQL.
    Reading,
    /// What authorisation and read log add to a search.
    Checks,
    /// Start until ready, idle memory.
    Startup,
    /// What signing, hashing and reading add to a question to ANPR.
    Anpr,
}

/// Measures, side by side, and prints tables with ratios and percentiles.
#[derive(Parser)]
struct Args {
    /// Parts to measure; all of them when none is named.
    parts: Vec<Part>,
    /// Interleaved rounds; what is printed are their medians.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Seconds of one measurement, where it has some; each part has its own default.
    #[arg(long)]
    seconds: Option<f64>,
    /// Seed of everything random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Of the append part, only these systems.
    #[arg(long, value_enum)]
    systems: Vec<append::System>,
    /// Of the append part, only with so many callers.
    #[arg(long)]
    callers: Vec<usize>,
    /// Of the reading part, people.
    #[arg(long, default_value_t = 1_000_000)]
    people: u64,
    /// Of the import part, people.
    #[arg(long, default_value_t = 50_000)]
    import_people: u64,
    /// Of the reading part, segnalazioni about a hundred people: 430 give ten entries of the quadro a person.
    #[arg(long, default_value_t = 430)]
    contacts: u32,
    /// Where the tables are written besides standard output.
    #[arg(long)]
    out: Option<PathBuf>,
    /// A second writing process of the append part; started by it.
    #[arg(long, hide = true)]
    append_worker: Option<PathBuf>,
    /// The raw axum service of the reading part; started by it.
    #[arg(long, hide = true)]
    raw_service: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            report::tell(&format!("failed: {fault}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<(), Fault> {
    if let Some(task) = &args.append_worker {
        return append::worker(task).await;
    }
    if let Some(task) = &args.raw_service {
        return reading::raw_service(task).await;
    }
    let parts = if args.parts.is_empty() { Part::value_variants().to_vec() } else { args.parts.clone() };
    let mut report = Report::new(&machine::describe(&args)?);
    for part in parts {
        report::tell(&format!("{part:?} …"));
        let begun = std::time::Instant::now();
        match part {
            Part::Append => append::measure(&args, &mut report).await?,
            Part::Visible => visible::measure(&args, &mut report).await?,
            Part::Rebuild => rebuild::measure(&args, &mut report).await?,
            Part::Import => import::measure(&args, &mut report).await?,
            Part::Reading => reading::measure(&args, &mut report).await?,
            Part::Checks => reading::checks::measure(&args, &mut report).await?,
            Part::Startup => startup::measure(&args, &mut report).await?,
            Part::Anpr => anpr::measure(&args, &mut report).await?,
        }
        report.note(&format!("({part:?}: {} s in all)", begun.elapsed().as_secs()));
    }
    report.finish(args.out.as_deref())
}
