//! How long `sigess serve` takes until it is ready, and what it holds then.

use crate::machine::resident_of_child;
use crate::place::Place;
use crate::reading::service::{addresses, ready};
use crate::report::{Report, tell};
use crate::stats::median;
use crate::{Args, Fault};
use std::time::{Duration, Instant};
use tests::servizio::Processo;

/// How long it is left alone before its memory is looked at.
const IDLE: Duration = Duration::from_secs(5);

/// Measures, and adds table and bars.
pub(crate) async fn measure(args: &Args, report: &mut Report) -> Result<(), Fault> {
    let place = Place::new().await?;
    let (mut times, mut memories) = (Vec::new(), Vec::new());
    for round in 0..args.rounds {
        let from = Instant::now();
        let service = Processo::avvia_con(
            &addresses(&place),
            &place.folder.path().join("sigess.log"),
            &[("SIGESS_LOG", "info")],
        )
        .await?;
        ready(&service.url).await?;
        let time = from.elapsed().as_secs_f64();
        tokio::time::sleep(IDLE).await;
        let memory = resident_of_child("sigess").ok_or("the service's memory cannot be read")?;
        tell(&format!("round {round}: ready after {time:.2} s, {memory:.0} MiB"));
        // The first start makes the tables of the read models and the signing key.
        if round > 0 || args.rounds == 1 {
            times.push(time);
        }
        memories.push(memory);
        service.termina().await?;
    }
    let (time, memory) = (median(times), median(memories));
    report.heading("Start");
    report.table(
        &["start to ready, s", "resident when idle, MiB"],
        &[vec![format!("{time:.2}"), format!("{memory:.0}")]],
    );
    report.bar("start to ready", "≤ 1 s", format!("{time:.2} s"), time <= 1.0);
    report.bar("idle memory", "≤ 100 MiB", format!("{memory:.0} MiB"), memory <= 100.0);
    place.clear().await
}
