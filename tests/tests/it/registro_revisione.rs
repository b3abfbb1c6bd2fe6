//! The log under attack and bad luck: poison among neighbours, broken connections, rows that cannot be, a rewritten past.

use domain::identita::{SoggettoId, UnitaId};
use domain::soggetto::{Soggetto, SoggettoCommand};
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaCommand};
use event_store::append::{Append, AppendError, NewEvent, Outcome, Reservation};
use event_store::integrity::checkpoints::{CheckpointError, Signer, signing_key};
use event_store::integrity::tree::Tree;
use event_store::integrity::verify::Fault;
use event_store::integrity::{CheckpointFolder, Report, verify};
use event_store::{Bus, ExecuteError, ReadError};
use futures::future::join_all;
use sqlx::{Connection, PgConnection, PgPool};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use tests::Harness;
use tests::harness::{oggi, richiesta};
use uuid::Uuid;

/// Connections that are broken while something is under way on them.
const INTERRUZIONI: i64 = 10;

type Esito = Result<Outcome, AppendError>;

fn append(stream: &str, version: u64, payload: &str) -> Append {
    let command_id = Uuid::new_v4();
    Append {
        command_id,
        request_hmac: vec![7; 32],
        aggregate_type: "unita_organizzativa",
        stream: stream.to_owned(),
        version,
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

fn reserving(reservations: &[(&str, &str, bool)]) -> Append {
    let reservations = reservations
        .iter()
        .map(|(value, holder, reserve)| Reservation {
            scope: "prova",
            hash: value.as_bytes().to_vec(),
            holder: (*holder).to_owned(),
            reserve: *reserve,
        })
        .collect();
    Append { reservations, ..append(&Uuid::new_v4().to_string(), 0, "{}") }
}

fn istituisci(codice: &str) -> (UnitaId, UnitaOrganizzativaCommand) {
    let unita = UnitaId(Uuid::new_v4());
    let (codice, descrizione) = (codice.to_owned(), "Comune di prova".to_owned());
    (
        unita,
        UnitaOrganizzativaCommand::Istituisci {
            unita,
            codice,
            descrizione,
            tipo: "COMUNE".into(),
            padre: None,
        },
    )
}

fn rinomina(descrizione: &str) -> UnitaOrganizzativaCommand {
    UnitaOrganizzativaCommand::Rinomina { descrizione: descrizione.into() }
}

async fn fonda(h: &Harness, codice: &str) -> UnitaId {
    let (unita, comando) = istituisci(codice);
    h.esegui::<UnitaOrganizzativa>(unita, comando).await.unwrap();
    unita
}

async fn registra(h: &Harness, bus: &Bus) -> Result<SoggettoId, String> {
    let soggetto = h.log.subjects().take().await.map_err(|e| e.to_string())?;
    let dati = tests::harness::persona("PROVA", None);
    let comando = SoggettoCommand::Registra { soggetto, dati, oggi: oggi() };
    bus.execute::<Soggetto>(&richiesta(soggetto, Uuid::new_v4()), comando)
        .await
        .map_err(|e| e.to_string())?;
    Ok(soggetto)
}

async fn verifica(h: &Harness) -> Report {
    let mut connection = PgConnection::connect_with(&h.databases.owner()).await.unwrap();
    verify(&mut connection, &[], |_| ()).await.unwrap()
}

/// What a thief of the superuser's rights may do.
async fn altera(h: &Harness, statements: &[&str]) -> PgPool {
    let superuser = h.superuser().await.unwrap();
    for table in ["events", "command_log", "numeri", "log_head"] {
        let statement = format!("ALTER TABLE registro.{table} DISABLE TRIGGER ALL");
        sqlx::query(&statement).execute(&superuser).await.unwrap();
    }
    for statement in statements {
        sqlx::query(statement).execute(&superuser).await.unwrap();
    }
    superuser
}

/// Puts a head of the log that agrees with the leaves as they are.
async fn concorda(superuser: &PgPool) {
    let leaves: Vec<Vec<u8>> = sqlx::query_scalar("SELECT leaf FROM registro.events ORDER BY position")
        .fetch_all(superuser)
        .await
        .unwrap();
    let mut tree = Tree::default();
    leaves.into_iter().for_each(|leaf| tree.push(leaf.try_into().unwrap()));
    sqlx::query("UPDATE registro.log_head SET position = $1, frontier = $2")
        .bind(tree.size().cast_signed())
        .bind(tree.frontier())
        .execute(superuser)
        .await
        .unwrap();
}

/// Breaks every connection of others to a database, and waits until it has ended. How many of them had a statement or a
/// transaction under way.
async fn stacca(superuser: &PgPool, database: &str) -> i64 {
    sqlx::query_scalar(
        "WITH spente AS MATERIALIZED (SELECT state, pg_terminate_backend(pid, 10000) AS spenta FROM pg_stat_activity \
           WHERE datname = $1 AND backend_type = 'client backend' AND pid <> pg_backend_pid()) \
         SELECT count(*) FROM spente WHERE spenta AND state <> 'idle'",
    )
    .bind(database)
    .fetch_one(superuser)
    .await
    .unwrap()
}

#[tokio::test]
async fn one_command_does_not_reserve_one_value_for_two_holders() {
    let h = Harness::new().await.unwrap();
    let writer = h.log.writer();
    let outcome = writer.append(reserving(&[("x", "a", true), ("x", "b", true)])).await.unwrap();
    assert_eq!(outcome, Outcome::Reserved { scope: "prova".into(), holder: "a".into() });
    let free: i64 = sqlx::query_scalar("SELECT count(*) FROM registro.prenotazioni")
        .fetch_one(h.log.pool())
        .await
        .unwrap();
    assert_eq!(free, 0, "a refused command reserves nothing");
}

#[tokio::test]
async fn one_command_may_release_a_value_and_reserve_it_for_another_holder() {
    let h = Harness::new().await.unwrap();
    let writer = h.log.writer();
    let stored = |o: Esito| assert!(matches!(o, Ok(Outcome::Stored { .. })), "{o:?}");
    stored(writer.append(reserving(&[("x", "a", true)])).await);
    stored(writer.append(reserving(&[("x", "a", false), ("x", "b", true)])).await);
    stored(
        writer
            .append(reserving(&[("x", "b", false), ("x", "c", true), ("x", "c", false), ("x", "d", true)]))
            .await,
    );
    let refused = writer.append(reserving(&[("x", "c", false), ("x", "c", true)])).await.unwrap();
    assert_eq!(refused, Outcome::Reserved { scope: "prova".into(), holder: "d".into() });
}

#[tokio::test]
async fn what_the_database_cannot_take_does_not_cost_its_neighbours() {
    let h = Harness::new().await.unwrap();
    // Chance, so that it cannot be compressed into an index entry.
    let long: String = (0..300).map(|_| Uuid::new_v4().simple().to_string()).collect();
    let poison = [
        append("a\0b", 0, "{}"),
        append(&long, 0, "{}"),
        append("json", 0, r#"{"a":"\u0000"}"#),
        append("not json", 0, "{"),
        Append { events: vec![], ..append("empty", 0, "{}") },
        append("large", 0, &format!(r#"{{"a":"{}"}}"#, "x".repeat(9 << 20))),
    ];
    let good = (0..40).map(|n| append(&format!("buono {n}"), 0, "{}"));
    let all = join_all(good.chain(poison).map(|command| h.log.writer().append(command))).await;
    let (good, poison) = all.split_at(40);
    assert!(good.iter().all(|o| matches!(o, Ok(Outcome::Stored { .. }))), "{good:?}");
    assert!(poison.iter().all(|o| matches!(o, Err(AppendError::Invalid(_)))), "{poison:?}");
}

#[tokio::test]
async fn a_stream_id_with_nul_does_not_cost_the_commands_loaded_with_it() {
    let h = Harness::new().await.unwrap();
    let tries = (0..20).map(|n| {
        let (unita, comando) = istituisci(&format!("COM{n}"));
        let mut r = richiesta(unita, Uuid::new_v4());
        if n == 7 {
            r.stream = "a\0b".into();
        }
        let bus = h.bus.clone();
        async move { (n, bus.execute::<UnitaOrganizzativa>(&r, comando).await) }
    });
    for (n, outcome) in join_all(tries).await {
        assert_eq!(outcome.is_ok(), n != 7, "{n}: {outcome:?}");
    }
}

#[tokio::test]
async fn many_commands_on_one_stream_do_not_hold_up_those_on_others() {
    let h = Harness::new().await.unwrap();
    let writer = h.log.writer();
    let hot = join_all((0..1500).map(|_| writer.append(append("caldo", 0, "{}"))));
    let other = async {
        let outcome = writer.append(append("altro", 0, "{}")).await;
        (outcome, writer.metrics().batches.get())
    };
    let (hot, (outcome, batches)) = futures::join!(hot, other);
    assert!(matches!(outcome, Ok(Outcome::Stored { .. })), "{outcome:?}");
    // On a busy machine the writer may go on for some batches before whoever has an answer looks at the count.
    let all = writer.metrics().batches.get();
    assert!(all >= 1500 && batches <= all / 10, "answered after {batches} of {all} batches");
    assert_eq!(hot.iter().filter(|o| matches!(o, Ok(Outcome::Stored { .. }))).count(), 1);
    assert_eq!(hot.iter().filter(|o| matches!(o, Ok(Outcome::Conflict { version: 1 }))).count(), 1499);
}

#[tokio::test]
async fn a_repeat_of_a_stored_command_is_answered_even_when_its_form_has_become_stale() {
    let h = Harness::new().await.unwrap();
    let unita = fonda(&h, "UNA").await;
    let mut r = richiesta(unita, Uuid::new_v4());
    r.expected_version = Some(1);
    let first = h.bus.execute::<UnitaOrganizzativa>(&r, rinomina("Prima")).await.unwrap();
    h.esegui::<UnitaOrganizzativa>(unita, rinomina("Seconda")).await.unwrap();
    let again = h.bus.execute::<UnitaOrganizzativa>(&r, rinomina("Prima")).await.unwrap();
    assert!(again.repeated && !first.repeated);
    assert_eq!((again.version, again.position, again.stream), (first.version, first.position, first.stream));
}

#[tokio::test]
async fn broken_connections_lose_no_command_and_double_none() {
    let h = Harness::new().await.unwrap();
    let superuser = h.superuser().await.unwrap();
    let (done, under_way) = (AtomicBool::new(false), AtomicI64::new(0));
    let commands = async {
        let mut outcomes = Vec::new();
        let mut round = 0;
        // As long as it takes to be interrupted often enough.
        while round < 10 || under_way.load(Ordering::Relaxed) < INTERRUZIONI {
            let tries = (0..20).map(|n| {
                let (unita, comando) = istituisci(&format!("COM{round}X{n}"));
                h.esegui::<UnitaOrganizzativa>(unita, comando)
            });
            outcomes.extend(join_all(tries).await);
            round += 1;
        }
        done.store(true, Ordering::Relaxed);
        outcomes
    };
    let breaker = async {
        while !done.load(Ordering::Relaxed) {
            under_way.fetch_add(stacca(&superuser, &h.databases.log).await, Ordering::Relaxed);
        }
    };
    let (outcomes, ()) = futures::join!(commands, breaker);
    let (tried, stored) = (outcomes.len() as u64, outcomes.iter().filter(|o| o.is_ok()).count() as u64);
    // Who was told of a fault does not know; who was told of success does.
    let events = verifica(&h).await;
    assert!(events.is_sound(), "{:?}", events.findings);
    assert!(stored <= events.events && events.events <= tried, "{stored} of {} of {tried}", events.events);
    let mut positions: Vec<u64> = outcomes.into_iter().flatten().map(|o| o.position).collect();
    positions.sort_unstable();
    positions.dedup();
    assert_eq!(positions.len() as u64, stored, "every success has an effect of its own");
    fonda(&h, "DOPO").await;
}

#[tokio::test]
async fn a_restart_of_the_key_database_costs_no_command() {
    let h = Harness::new().await.unwrap();
    let prima = registra(&h, &h.bus).await.unwrap();
    let seconda = registra(&h, &h.bus).await.unwrap();
    // Another process has no keys in memory.
    let other = h.another().await.unwrap();
    other.stream::<Soggetto>(&prima.to_string(), None).await.unwrap();
    stacca(&h.superuser().await.unwrap(), &h.databases.keys).await;
    other.stream::<Soggetto>(&seconda.to_string(), None).await.unwrap();
}

#[tokio::test]
async fn keys_are_never_removed_and_an_erased_subject_stays_erased() {
    let h = Harness::new().await.unwrap();
    let soggetto = registra(&h, &h.bus).await.unwrap();
    let mut owner = PgConnection::connect_with(&h.databases.key_owner()).await.unwrap();
    let erase =
        "UPDATE chiavi.soggetti SET incartate = NULL, cancellata = now(), base = 'art17' WHERE soggetto = $1";
    sqlx::query(erase).bind(soggetto.0).execute(&mut owner).await.unwrap();
    for statement in [
        "UPDATE chiavi.soggetti SET incartate = '{}', cancellata = NULL WHERE soggetto = $1",
        "UPDATE chiavi.soggetti SET base = 'altro' WHERE soggetto = $1",
        "DELETE FROM chiavi.soggetti WHERE soggetto = $1",
    ] {
        assert!(sqlx::query(statement).bind(soggetto.0).execute(&mut owner).await.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn an_event_of_a_newer_version_is_refused_not_guessed() {
    let h = Harness::new().await.unwrap();
    let unita = fonda(&h, "UNA").await;
    let mut newer =
        append(&unita.to_string(), 1, &format!(r#"{{"evento":"UnitaCessata","unita":"{unita}","nuovo":1}}"#));
    newer.events[0].event_version = "2".into();
    assert!(matches!(h.log.writer().append(newer).await, Ok(Outcome::Stored { position: 2, .. })));
    let read = h.log.stream::<UnitaOrganizzativa>(&unita.to_string(), None).await;
    assert!(matches!(read, Err(ReadError::Newer { position: 2, .. })), "{read:?}");
    let command = h.esegui::<UnitaOrganizzativa>(unita, rinomina("Altra")).await;
    assert!(matches!(command, Err(ExecuteError::Fault(_))), "{command:?}");
}

#[tokio::test]
async fn an_event_with_an_impossible_instant_stops_nobody_else() {
    let h = Harness::new().await.unwrap();
    let malata = fonda(&h, "MALATA").await;
    let sana = fonda(&h, "SANA").await;
    altera(&h, &["UPDATE registro.events SET recorded_at = 'infinity' WHERE position = 1"]).await;
    assert!(h.log.streams::<UnitaOrganizzativa>(&[malata.to_string()], None).await.is_err());
    let _ = h.esegui::<UnitaOrganizzativa>(malata, rinomina("Malata")).await;
    h.esegui::<UnitaOrganizzativa>(sana, rinomina("Sana")).await.unwrap();
    let report = verifica(&h).await;
    assert!(report.findings.iter().any(|f| f.position == Some(1) && f.fault == Fault::LeafDiffers));
}

#[tokio::test]
async fn verify_names_positions_that_cannot_be() {
    let h = Harness::new().await.unwrap();
    for n in 0..4 {
        fonda(&h, &format!("COM{n}")).await;
    }
    altera(
        &h,
        &[
            "UPDATE registro.events SET position = -7 WHERE position = 2",
            "UPDATE registro.events SET position = 9000000000000000000 WHERE position = 4",
            "UPDATE registro.log_head SET position = 9100000000000000000",
        ],
    )
    .await;
    let report = verifica(&h).await;
    let has = |position, until, fault| {
        report.findings.iter().any(|f| (f.position, f.until, f.fault) == (position, until, fault))
    };
    assert!(has(None, None, Fault::PositionBroken), "{:?}", report.findings);
    assert!(has(Some(2), None, Fault::MissingPosition), "{:?}", report.findings);
    assert!(has(Some(4), Some(8_999_999_999_999_999_999), Fault::MissingPosition), "{:?}", report.findings);
    assert!(has(None, None, Fault::HeadDiffers), "{:?}", report.findings);
}

#[tokio::test]
async fn verify_names_metadata_that_no_query_can_read() {
    let h = Harness::new().await.unwrap();
    fonda(&h, "UNA").await;
    fonda(&h, "DUE").await;
    altera(&h, &[r#"UPDATE registro.events SET metadata = '{"command_id":"\u0000"}' WHERE position = 1"#])
        .await;
    let report = verifica(&h).await;
    for fault in [Fault::LeafDiffers, Fault::CommandLogDiffers] {
        assert!(
            report.findings.iter().any(|f| f.position == Some(1) && f.fault == fault),
            "{:?}",
            report.findings
        );
    }
    assert!(report.findings.iter().all(|f| f.position == Some(1)), "{:?}", report.findings);
}

#[tokio::test]
async fn verify_names_a_removed_rule_of_numbering_and_a_moved_clock() {
    let h = Harness::new().await.unwrap();
    registra(&h, &h.bus).await.unwrap();
    altera(&h, &["DELETE FROM registro.numeri", "DELETE FROM registro.numerazioni"]).await;
    assert!(verifica(&h).await.findings.iter().any(|f| f.fault == Fault::NumberingDiffers));

    let h = Harness::new().await.unwrap();
    fonda(&h, "UNA").await;
    altera(&h, &["UPDATE registro.log_head SET recorded_at = now() + interval '10 years'"]).await;
    assert!(verifica(&h).await.findings.iter().any(|f| f.fault == Fault::HeadDiffers));
}

#[tokio::test]
async fn a_log_rewritten_below_what_was_signed_is_not_signed_again() {
    let h = Harness::new().await.unwrap();
    for n in 0..3 {
        fonda(&h, &format!("COM{n}")).await;
    }
    let folder = CheckpointFolder::new(h.folder.path().join("checkpoint"));
    let key = signing_key(&h.folder.path().join("firma")).unwrap();
    let mut signer = Signer::new(h.log.clone(), folder.clone(), key.clone());
    assert_eq!(signer.sign().await.unwrap(), 3);
    fonda(&h, "COM3").await;
    assert_eq!(signer.sign().await.unwrap(), 4);
    let evidence = folder.held().unwrap().good;
    assert_eq!(evidence.iter().map(|c| c.size).collect::<Vec<_>>(), [4]);

    let superuser = altera(&h, &["UPDATE registro.events SET leaf = sha256(leaf) WHERE position = 2"]).await;
    concorda(&superuser).await;
    fonda(&h, "COM4").await;
    assert!(matches!(signer.sign().await, Err(CheckpointError::Rewritten(5))));
    assert_eq!(folder.held().unwrap().good, evidence, "the evidence is as it was");

    // Another run cannot know; it signs beside the evidence, never over it.
    Signer::new(h.log.clone(), folder.clone(), key).sign().await.unwrap();
    let held = folder.held().unwrap().good;
    assert!(held.len() == 2 && held.contains(&evidence[0]), "{held:?}");
    let mut connection = PgConnection::connect_with(&h.databases.owner()).await.unwrap();
    let report = verify(&mut connection, &held, |_| ()).await.unwrap();
    assert!(report.findings.iter().any(|f| f.position == Some(4) && f.fault == Fault::CheckpointDiffers));
}

#[tokio::test]
async fn checkpoints_without_their_key_or_of_another_key_are_an_error() {
    let h = Harness::new().await.unwrap();
    fonda(&h, "UNA").await;
    let path = h.folder.path().join("checkpoint");
    let folder = CheckpointFolder::new(&path);
    let key = |name: &str| signing_key(&h.folder.path().join(name)).unwrap();
    Signer::new(h.log.clone(), folder.clone(), key("firma")).sign().await.unwrap();
    let other = Signer::new(h.log.clone(), folder.clone(), key("altra")).sign().await;
    assert!(matches!(other, Err(CheckpointError::OtherKey(_))), "{other:?}");
    std::fs::remove_file(path.join("chiave.pub")).unwrap();
    assert!(folder.held().is_err());
}
