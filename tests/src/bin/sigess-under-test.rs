//! The program `sigess` under a name of its own, so that the tests always run the one that was just compiled.

use std::process::ExitCode;

fn main() -> ExitCode {
    api::cli::esegui()
}
