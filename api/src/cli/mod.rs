//! The command line: one file a subcommand; `sigess --help` is the table of contents.

mod backup;
mod config;
mod demo;
mod distretto;
mod doctor;
mod export;
mod identita;
mod import;
mod in_funzione;
mod letture;
mod migrate;
mod operatore;
mod rebuild;
mod replay;
mod restore;
mod serve;
mod token;
mod unita;
mod verify;

use crate::impostazioni::Impostazioni;
use crate::terminale;
use crate::tracce::Tracce;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// Any fault that ends a subcommand, with its causes.
type Guasto = Box<dyn std::error::Error + Send + Sync>;
/// What a subcommand ends with.
type Esito = Result<ExitCode, Guasto>;

/// SIGeSS, la cartella sociale informatizzata.
#[derive(Parser, Debug)]
#[command(name = "sigess", version, about, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    impostazioni: Impostazioni,
    #[command(subcommand)]
    comando: Comando,
}

#[derive(Subcommand, Debug)]
enum Comando {
    /// Serve GraphQL over HTTP
    Serve,
    /// Serve a small demo district, with a private PostgreSQL and a simulated ANPR
    Demo(demo::Demo),
    /// Bring the databases up to date
    Migrate,
    /// Tell the story of a file, up to a position or an instant
    Replay(replay::Replay),
    /// Build read models again from the log
    Rebuild(rebuild::Rebuild),
    /// Recompute the whole log and name every fault
    Verify,
    /// Write the log, sealed, as lines of JSON; or verify such a file without a database
    Export(export::Export),
    /// Back up the log, and the keys apart from it; or check such backups
    Backup(backup::Backup),
    /// Restore a backup into an empty place, verify it, build the read models
    Restore(restore::Restore),
    /// Export the read log, give up months of it after their time
    #[command(subcommand)]
    Letture(letture::Letture),
    /// Take over the data of an older system from CSV files
    Import(import::Import),
    /// Enable and disable operators, give them memberships and end them
    #[command(subcommand)]
    Operatore(operatore::Operatore),
    /// Set up, rename, end and list units
    #[command(subcommand)]
    Unita(unita::Unita),
    /// Make, list and revoke bearer tokens of machines
    #[command(subcommand)]
    Token(token::Token),
    /// Say in words whether everything is as it should be
    Doctor(doctor::Doctor),
    /// Show the settings in force, or make a key-encryption key
    #[command(subcommand)]
    Config(config::Config),
    /// Print the GraphQL schema
    Schema,
}

/// Runs the subcommand named on the command line.
#[must_use]
pub fn esegui() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(causa) => {
            terminale::errore(causa);
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(avvia(cli)) {
        Ok(codice) => codice,
        Err(causa) => {
            terminale::errore(racconta(causa.as_ref()));
            ExitCode::from(2)
        }
    }
}

async fn avvia(cli: Cli) -> Esito {
    let serve = matches!(cli.comando, Comando::Serve | Comando::Demo(_));
    let tracce = if serve { Tracce::dall_ambiente()? } else { None };
    registra_log(matches!(cli.comando, Comando::Serve), tracce.as_ref());
    let esito = comanda(cli).await;
    if let Some(tracce) = tracce {
        tracce.chiudi().await;
    }
    esito
}

async fn comanda(cli: Cli) -> Esito {
    let i = &cli.impostazioni;
    match cli.comando {
        Comando::Serve => serve::esegui(i).await,
        Comando::Demo(demo) => demo.esegui(i).await,
        Comando::Migrate => migrate::esegui(i).await,
        Comando::Replay(replay) => replay.esegui(i).await,
        Comando::Rebuild(rebuild) => rebuild.esegui(i).await,
        Comando::Verify => verify::esegui(i).await,
        Comando::Export(export) => export.esegui(i).await,
        Comando::Backup(backup) => backup.esegui(i).await,
        Comando::Restore(restore) => restore.esegui(i).await,
        Comando::Letture(letture) => letture.esegui(i).await,
        Comando::Import(import) => import.esegui(i).await,
        Comando::Operatore(operatore) => operatore.esegui(i).await,
        Comando::Unita(unita) => unita.esegui(i).await,
        Comando::Token(token) => token.esegui(i).await,
        Comando::Doctor(doctor) => doctor.esegui(i).await,
        Comando::Config(config) => config.esegui(i),
        Comando::Schema => {
            terminale::riga(crate::graphql::sdl());
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The log of the service: JSON for machines when serving, short lines for people otherwise.
fn registra_log(json: bool, tracce: Option<&Tracce>) {
    let filter = EnvFilter::try_from_env("SIGESS_LOG")
        .unwrap_or_else(|_| EnvFilter::new(if json { "info,sqlx=warn" } else { "warn,sqlx=error" }));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = if json { lines.json().boxed() } else { lines.compact().boxed() };
    let registry =
        tracing_subscriber::registry().with(lines.with_filter(filter)).with(tracce.map(Tracce::layer));
    // A second subscriber in one process (tests) is refused; the first one stays.
    let _ = registry.try_init();
}

/// An error with its causes on one line.
fn racconta(errore: &(dyn std::error::Error + 'static)) -> String {
    let mut testo = errore.to_string();
    let mut causa = errore.source();
    while let Some(errore) = causa {
        let parte = errore.to_string();
        if !testo.contains(&parte) {
            testo.push_str(": ");
            testo.push_str(&parte);
        }
        causa = errore.source();
    }
    testo
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
