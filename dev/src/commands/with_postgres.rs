//! `sigess-dev with-postgres -- command…`: runs a command beside a throw-away PostgreSQL that all tests share.

use event_store::postgres::testing::run_with_cluster;
use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;

/// Starts a private PostgreSQL without durability, names it to the command in the environment, removes it afterwards.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The command with its arguments.
    #[arg(trailing_var_arg = true, required = true)]
    command: Vec<OsString>,
}

/// Runs the command; ends with its exit code.
pub(crate) async fn run(args: Args) -> Result<ExitCode, Box<dyn Error>> {
    let code = run_with_cluster(&args.command).await?;
    Ok(u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from))
}
