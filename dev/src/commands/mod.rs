//! The subcommands, one file each.

mod anpr;
mod genera;
mod with_postgres;

use clap::{Parser, Subcommand};
use std::error::Error;
use std::process::ExitCode;

/// Programs for the development of SIGeSS. None of them is part of the product.
#[derive(Parser)]
#[command(name = "sigess-dev", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Simulate ANPR over an invented population.
    Anpr(anpr::Args),
    /// Make a synthetic district.
    Genera(genera::Args),
    /// Run a command beside a throw-away PostgreSQL.
    WithPostgres(with_postgres::Args),
}

impl Cli {
    /// Runs the chosen command to its end.
    pub(crate) fn run(self) -> Result<ExitCode, Box<dyn Error>> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        match self.command {
            Command::Anpr(args) => {
                runtime.block_on(anpr::run(args))?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Genera(args) => {
                runtime.block_on(genera::run(args)).map_err(|e| -> Box<dyn Error> { e })?;
                Ok(ExitCode::SUCCESS)
            }
            Command::WithPostgres(args) => runtime.block_on(with_postgres::run(args)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
