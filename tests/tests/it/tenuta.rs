//! The way into the log when things go badly: too much at once, panics, lost answers, callers that leave, readers that
//! take everything, a full disk.

mod disco;
mod fine;
mod lenta;
mod piena;
mod risposta;

use domain::identita::UnitaId;
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaCommand};
use event_store::append::{Append, AppendError, NewEvent, Outcome};
use event_store::integrity::verify_at;
use event_store::metrics::AppendOutcome;
use event_store::{ExecuteError, is_unavailable};
use futures::future::join_all;
use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;
use sqlx::{Connection, PgConnection};
use std::sync::atomic::{AtomicBool, Ordering};
use tests::Harness;
use tests::harness::richiesta;
use uuid::Uuid;

fn append(payload: &str) -> Append {
    let command_id = Uuid::new_v4();
    Append {
        command_id,
        request_hmac: vec![7; 32],
        aggregate_type: "unita_organizzativa",
        stream: Uuid::new_v4().to_string(),
        version: 0,
        events: vec![NewEvent {
            event_type: "UnitaCessata".into(),
            event_version: "1".into(),
            payload: payload.into(),
            metadata: format!(r#"{{"command_id":"{command_id}"}}"#),
            partitions: vec![],
        }],
        reservations: vec![],
    }
}

fn istituisci(n: usize) -> (UnitaId, UnitaOrganizzativaCommand) {
    let unita = UnitaId(Uuid::new_v4());
    let comando = UnitaOrganizzativaCommand::Istituisci {
        unita,
        codice: format!("COM{n}"),
        descrizione: "Comune di prova".into(),
        tipo: "COMUNE".into(),
        padre: None,
    };
    (unita, comando)
}

/// The figure of that name in what the log counts.
fn figure(h: &Harness, name: &str) -> f64 {
    let mut registry = Registry::default();
    h.log.register(&mut registry);
    let mut text = String::new();
    encode(&mut text, &registry).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("{name} in\n{text}")).parse().unwrap()
}

/// Holds the lock without which nobody appends, until it is dropped.
async fn locked(h: &Harness) -> PgConnection {
    let mut connection = PgConnection::connect_with(&h.databases.owner()).await.unwrap();
    sqlx::raw_sql("BEGIN; SELECT position FROM registro.log_head FOR UPDATE")
        .execute(&mut connection)
        .await
        .unwrap();
    connection
}

async fn sound(h: &Harness) -> u64 {
    let report = verify_at(&h.databases.owner(), &[], |_, _| ()).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    report.events
}

#[tokio::test]
async fn commands_that_wait_are_loaded_together() {
    let h = Harness::new().await.unwrap();
    // Of no stream is a state remembered: each must be loaded.
    let streams = (0..200).map(|_| Uuid::new_v4().to_string()).collect::<Vec<_>>();
    let states = join_all(streams.iter().map(|stream| h.bus.state::<UnitaOrganizzativa>(stream))).await;
    assert!(states.iter().all(Result::is_ok));
    let (selects, streams) = (figure(&h, "load_batch_commands_count"), figure(&h, "load_batch_commands_sum"));
    assert!(streams >= 200.0 && selects <= streams / 10.0, "{selects} selects for {streams} streams");
}

#[tokio::test]
async fn a_batch_is_bounded_in_commands_and_in_bytes() {
    let h = Harness::new().await.unwrap();
    let writer = h.log.writer();
    let lock = locked(&h).await;
    let many = join_all((0..1200).map(|_| writer.append(append("{}"))));
    let (many, ()) = futures::join!(many, async { drop(lock) });
    assert!(many.iter().all(|o| matches!(o, Ok(Outcome::Stored { .. }))));
    assert!(figure(&h, "append_batch_commands_bucket{le=\"512.0\"}") >= 3.0, "none has more than 512");
    assert_eq!(
        figure(&h, "append_batch_commands_bucket{le=\"512.0\"}"),
        figure(&h, "append_batch_commands_count")
    );

    let before = writer.metrics().batches.get();
    let large = format!(r#"{{"a":"{}"}}"#, "x".repeat(3 << 20));
    let large = join_all((0..9).map(|_| writer.append(append(&large)))).await;
    assert!(large.iter().all(|o| matches!(o, Ok(Outcome::Stored { .. }))), "{large:?}");
    let batches = writer.metrics().batches.get() - before;
    assert!(batches >= 5, "9 times 3 MiB in {batches} batches of at most 8");
    assert_eq!(sound(&h).await, 1209);
}

#[tokio::test]
async fn what_does_not_fit_into_the_queue_is_told_to_come_back_and_the_rest_is_stored() {
    let h = Harness::new().await.unwrap();
    let writer = h.log.writer();
    let lock = locked(&h).await;
    let all = join_all((0..6000).map(|_| writer.append(append("{}"))));
    let release = async {
        // The queue is full before anybody is refused, and whoever is refused is so at once.
        while writer.metrics().with_outcome(AppendOutcome::Busy) == 0 {
            tokio::task::yield_now().await;
        }
        drop(lock);
    };
    let (all, ()) = futures::join!(all, release);
    let busy = all.iter().filter(|o| matches!(o, Err(AppendError::Busy))).count();
    let stored = all.iter().filter(|o| matches!(o, Ok(Outcome::Stored { .. }))).count();
    assert!(busy > 0 && busy + stored == 6000, "{busy} refused, {stored} stored");
    assert_eq!(writer.metrics().waiting.get(), 0);
    assert_eq!(sound(&h).await, stored as u64);
}

/// A subscriber that breaks inside the writer, once.
struct Breaking(AtomicBool);

impl tracing::Subscriber for Breaking {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.is_span()
    }

    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        let batch = span.metadata().name() == "append.batch";
        assert!(!(batch && self.0.swap(false, Ordering::Relaxed)), "the writer breaks");
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, _: &tracing::Event<'_>) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

#[tokio::test]
async fn a_panic_of_the_writer_costs_one_answer_and_is_counted() {
    let h = Harness::new().await.unwrap();
    let (unita, comando) = istituisci(0);
    // Everything of a test runs on one thread, the writer too.
    let breaking = tracing::subscriber::set_default(Breaking(AtomicBool::new(true)));
    let request = richiesta(unita, Uuid::new_v4());
    let lost = h.bus.execute::<UnitaOrganizzativa>(&request, comando.clone()).await;
    drop(breaking);
    assert!(matches!(&lost, Err(ExecuteError::Fault(fault)) if is_unavailable(&**fault)), "{lost:?}");
    assert_eq!(h.log.writer().metrics().panics.get(), 1);
    let again = h.bus.execute::<UnitaOrganizzativa>(&request, comando).await.unwrap();
    assert_eq!((again.position, again.repeated), (1, false));
    assert_eq!(h.log.writer().metrics().waiting.get(), 0);
    assert_eq!(sound(&h).await, 1);
}

#[tokio::test]
async fn a_storm_of_readers_stops_no_command() {
    let h = Harness::new().await.unwrap();
    // One of them is the listener's.
    let all = h.log.pool().options().get_max_connections() - 1;
    let mut held = Vec::new();
    for _ in 0..all {
        held.push(h.log.pool().acquire().await.unwrap());
    }
    assert!(h.log.pool().try_acquire().is_none(), "no connection is left for readers");
    let (unita, comando) = istituisci(1);
    let fatto = h.esegui::<UnitaOrganizzativa>(unita, comando).await.unwrap();
    assert_eq!(fatto.position, 1);
    let stato: UnitaOrganizzativa = h.bus.state(&unita.to_string()).await.unwrap();
    assert!(stato.unita.is_some());
    assert!(h.log.holders("codice_fiscale", &["RSSMRA86L11H514O".into()]).await.unwrap().is_empty());
}

#[tokio::test]
async fn callers_that_leave_take_nothing_back_and_break_nothing() {
    let h = Harness::new().await.unwrap();
    let writer = h.log.writer().clone();
    let lock = locked(&h).await;
    let mut left = Vec::new();
    for _ in 0..300 {
        let mut caller = Box::pin(writer.append(append("{}")));
        assert!(futures::poll!(&mut caller).is_pending());
        left.push(caller);
    }
    drop(left);
    drop(lock);
    // Behind them in the queue: once this one is answered, so are they.
    assert!(matches!(writer.append(append("{}")).await, Ok(Outcome::Stored { .. })));
    assert_eq!(sound(&h).await, 301);
    assert_eq!(writer.metrics().waiting.get(), 0);
}
