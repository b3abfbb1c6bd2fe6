//! The program `sigess` without authorisation of readings and without read log: what they cost is the difference.

use std::process::ExitCode;

fn main() -> ExitCode {
    api::misure::senza_controlli();
    api::cli::esegui()
}
