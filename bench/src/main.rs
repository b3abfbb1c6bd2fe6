//! Side-by-side benchmarks. `bench/README.md` says what is compared, why it is fair, and what was measured.

mod append;
mod machine;
mod place;
mod report;
mod stats;

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
}

/// Measures, side by side, and prints tables with ratios and percentiles.
#[derive(Parser)]
struct Args {
    /// Parts to measure; all of them when none is named.
    parts: Vec<Part>,
    /// Interleaved rounds; what is printed are their medians.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Seconds of one measurement.
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Seed of everything random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Of the append part, only these systems.
    #[arg(long, value_enum)]
    systems: Vec<append::System>,
    /// Of the append part, only with so many callers.
    #[arg(long)]
    callers: Vec<usize>,
    /// Where the tables are written besides standard output.
    #[arg(long)]
    out: Option<PathBuf>,
    /// A second writing process of the append part; started by it.
    #[arg(long, hide = true)]
    append_worker: Option<PathBuf>,
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
    let parts = if args.parts.is_empty() { Part::value_variants().to_vec() } else { args.parts.clone() };
    let mut report = Report::new(&machine::describe(&args)?);
    for part in parts {
        report::tell(&format!("{part:?} …"));
        let begun = std::time::Instant::now();
        match part {
            Part::Append => append::measure(&args, &mut report).await?,
        }
        report.note(&format!("({part:?}: {} s in all)", begun.elapsed().as_secs()));
    }
    report.finish(args.out.as_deref())
}
