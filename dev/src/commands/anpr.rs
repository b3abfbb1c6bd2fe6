//! `sigess-dev anpr`: the simulator as a program.

use dev::anpr::{AnprSimulator, Script};
use dev::population::Population;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// Writes the base URL as one line to standard output, then serves until SIGTERM or Ctrl-C.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Seed of the population.
    #[arg(long, default_value_t = 20_240_101)]
    seed: u64,
    /// Number of people.
    #[arg(long, default_value_t = 6000)]
    people: usize,
    /// Existing folder into which to write what a client needs: `anpr.json`, for `SIGESS_ANPR_CONFIG`, and its key.
    #[arg(long)]
    client_files: Option<PathBuf>,
    /// Script to begin with (JSON): changes of the population, quotas, latency, clock, faults.
    #[arg(long)]
    script: Option<PathBuf>,
    /// Stop also when standard input is closed, so as not to outlive the parent process.
    #[arg(long)]
    until_stdin_closes: bool,
}

/// Serves until told to stop.
pub(crate) async fn run(args: Args) -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let simulator = AnprSimulator::start(args.listen, Population::generate(args.seed, args.people)).await?;
    if let Some(folder) = &args.client_files {
        simulator.write_client_files(folder)?;
    }
    if let Some(file) = &args.script {
        let script: Script = serde_json::from_slice(&std::fs::read(file)?)?;
        simulator.run(&script).map_err(io::Error::other)?;
    }
    let mut stdout = io::stdout();
    writeln!(stdout, "{}", simulator.base_url())?;
    stdout.flush()?;
    tokio::select! {
        _ = terminate.recv() => {}
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        () = stdin_closed(args.until_stdin_closes) => {}
    }
    simulator.shutdown().await;
    Ok(())
}

/// Ends when standard input does; never when it is not watched.
async fn stdin_closed(watched: bool) {
    if !watched {
        return std::future::pending().await;
    }
    let (closed, end) = oneshot::channel();
    // A thread of its own: a read cannot be cancelled, and one of the runtime's would hold up its shutdown.
    std::thread::spawn(move || {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        closed.send(())
    });
    // A sender dropped without a word means the same.
    end.await.unwrap_or_default();
}
