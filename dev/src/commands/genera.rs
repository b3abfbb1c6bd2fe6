//! `sigess-dev genera`: a synthetic district.

use clap::Subcommand;
use dev::distretto::{Distretto, cartella, letture};
use domain::identita::{OperatoreId, UnitaId};
use projections::bulk::Bulk;
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;
use uuid::Uuid;

/// A synthetic district; the same seed and sizes give the same one.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Seed.
    #[arg(long, default_value_t = 20_240_101)]
    seed: u64,
    /// People; a small municipality has 1000, a district 50000, a Region some millions.
    #[arg(long, default_value_t = 1000)]
    persone: u64,
    /// Segnalazioni about a hundred people.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    segnalazioni_per_cento: u32,
    /// Operators of each of the two kinds.
    #[arg(long, default_value_t = 40)]
    operatori: u32,
    #[command(subcommand)]
    uscita: Uscita,
}

#[derive(Subcommand)]
enum Uscita {
    /// The CSV files of `sigess import`, into a folder.
    Cartella {
        /// The folder; made when it is not there.
        cartella: PathBuf,
    },
    /// Rows of the read models without a log, into the tables of a database: for benchmarks of reading.
    Letture {
        /// The log database, as the application role.
        #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
        database_url: String,
        /// Operator who records everything, and has it: whose service is to show it.
        #[arg(long, default_value_t)]
        operatore: Uuid,
        /// His unit.
        #[arg(long, default_value_t)]
        unita: Uuid,
    },
}

/// Generates.
pub(crate) async fn run(args: Args) -> Result<(), Box<dyn Error + Send + Sync>> {
    let Args { seed, persone, segnalazioni_per_cento, operatori, uscita } = args;
    let distretto = Distretto { seed, persone, segnalazioni_per_cento, operatori };
    let start = Instant::now();
    let mut stderr = std::io::stderr();
    match uscita {
        Uscita::Cartella { cartella } => {
            let s = cartella::scrivi(&cartella, distretto)?;
            writeln!(
                stderr,
                "{} soggetti, {} nuclei, {} segnalazioni, {:?}",
                s.soggetti,
                s.nuclei,
                s.segnalazioni,
                start.elapsed()
            )?;
        }
        Uscita::Letture { database_url, operatore, unita } => {
            let bulk = Bulk::connect(&database_url).await?;
            let ufficio = letture::Ufficio {
                autore: OperatoreId(operatore),
                assegnatario: OperatoreId(operatore),
                unita: UnitaId(unita),
            };
            let fatte = letture::carica(bulk, distretto, ufficio, |_| {}).await?;
            writeln!(stderr, "{} soggetti, {} voci, {:?}", fatte.soggetti, fatte.voci, start.elapsed())?;
        }
    }
    Ok(())
}
