//! The one binary, `sigess`: its subcommands are in `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    api::cli::esegui()
}
