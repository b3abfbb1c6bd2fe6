//! `sigess import` of a synthetic district, the program itself, from its start to its end.

use crate::machine::processor_seconds;
use crate::place::Place;
use crate::reading::service::addresses;
use crate::report::{Report, tell};
use crate::stats::{count, median};
use crate::{Args, Fault};
use dev::distretto::{Distretto, cartella};
use sqlx::{Connection, PgConnection};
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;
use tests::servizio::programma;
use tokio::process::Command;

/// Segnalazioni about a hundred people, of this part.
const SEGNALAZIONI: u32 = 60;
/// Operators of each of the two kinds.
const OPERATORI: u32 = 40;
/// Events a second that are wanted.
const BAR: f64 = 20_000.0;

struct Round {
    events: f64,
    seconds: f64,
    /// Processor time of an event, in microseconds, of program and server.
    processor: f64,
    /// The same rows, copied by one statement.
    copied: f64,
}

/// Measures, and adds table and bar.
pub(crate) async fn measure(args: &Args, report: &mut Report) -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let mut rounds = Vec::new();
    for round in 0..args.rounds {
        let distretto = Distretto {
            seed: args.seed.wrapping_add(round as u64),
            persone: args.import_people,
            segnalazioni_per_cento: SEGNALAZIONI,
            operatori: OPERATORI,
        };
        cartella::scrivi(folder.path(), distretto)?;
        let m = one(folder.path()).await?;
        tell(&format!(
            "round {round}: {:.0} events in {:.1} s, {:.0}/s, {:.0} µs of processor; copied {:.0}/s",
            m.events,
            m.seconds,
            m.events / m.seconds,
            m.processor,
            m.copied
        ));
        rounds.push(m);
    }
    let middle = |of: fn(&Round) -> f64| median(rounds.iter().map(of));
    let rate = middle(|m| m.events / m.seconds);
    report.heading("Import");
    report.table(
        &["people", "events", "events/s", "× rows copied by one statement", "processor, µs an event"],
        &[vec![
            args.import_people.to_string(),
            format!("{:.0}", middle(|m| m.events)),
            format!("{rate:.0}"),
            format!("{:.2}", middle(|m| m.events / m.seconds / m.copied)),
            format!("{:.0}", middle(|m| m.processor)),
        ]],
    );
    report.bar("import", &format!("≥ {BAR} events/s"), format!("{rate:.0}"), rate >= BAR);
    Ok(())
}

/// One import into an empty log.
async fn one(folder: &Path) -> Result<Round, Fault> {
    let place = Place::new().await?;
    place.settle().await?;
    let before = processor_seconds(place.cluster.directory());
    let from = Instant::now();
    run(&place, folder).await?;
    let seconds = from.elapsed().as_secs_f64();
    let processor = processor_seconds(place.cluster.directory()) - before;
    let mut connection = PgConnection::connect_with(&place.superuser()).await?;
    let events: i64 =
        sqlx::query_scalar("SELECT count(*) FROM registro.events").fetch_one(&mut connection).await?;
    let events = count(usize::try_from(events)?);
    let copied = events / copy(&mut connection).await?;
    connection.close().await?;
    place.clear().await?;
    Ok(Round { events, seconds, processor: processor * 1e6 / events, copied })
}

async fn run(place: &Place, folder: &Path) -> Result<(), Fault> {
    let dove = addresses(place);
    let done = Command::new(programma())
        .args(["import", "--nome", "bench"])
        .arg(folder)
        .env("DATABASE_URL", &dove.registro)
        .env("CHIAVI_DATABASE_URL", &dove.chiavi)
        .env("SIGESS_KEK", &dove.kek)
        .env("SIGESS_DATI", place.folder.path())
        .stdin(Stdio::null())
        .output()
        .await?;
    if done.status.success() {
        return Ok(());
    }
    Err(format!("the import failed: {}", String::from_utf8_lossy(&done.stderr)).into())
}

/// Seconds in which PostgreSQL alone writes the same events again, with the same indexes, as one transaction.
async fn copy(connection: &mut PgConnection) -> Result<f64, Fault> {
    sqlx::raw_sql("CHECKPOINT").execute(&mut *connection).await?;
    sqlx::raw_sql("CREATE TABLE public.copied (LIKE registro.events INCLUDING INDEXES)")
        .execute(&mut *connection)
        .await?;
    let from = Instant::now();
    sqlx::raw_sql("INSERT INTO public.copied SELECT * FROM registro.events")
        .execute(&mut *connection)
        .await?;
    Ok(from.elapsed().as_secs_f64())
}
