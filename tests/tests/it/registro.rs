//! The log: what is stored, what is refused, what cannot be altered unseen.

use domain::attore::Ruolo;
use domain::identita::{SoggettoId, UnitaId};
use domain::persona::{DatiAnagrafici, IndicatoreCf};
use domain::rifiuto::{Codice, Rifiuto};
use domain::soggetto::Contatti;
use domain::soggetto::Soggetto;
use domain::soggetto::SoggettoCommand;
use domain::unita_organizzativa::UnitaOrganizzativa;
use domain::unita_organizzativa::UnitaOrganizzativaCommand;
use event_store::integrity::tree::Tree;
use event_store::integrity::verify::Fault;
use event_store::integrity::{CheckpointFolder, Checkpointer, Report, checkpoints, verify};
use event_store::turn::Company;
use event_store::{ExecuteError, Log};
use sqlx::{Connection, PgConnection};
use tests::Harness;
use tests::harness::{oggi, richiesta};
use uuid::Uuid;

fn istituisci(codice: &str) -> (UnitaId, UnitaOrganizzativaCommand) {
    let unita = UnitaId(Uuid::new_v4());
    let comando = UnitaOrganizzativaCommand::Istituisci {
        unita,
        codice: codice.into(),
        descrizione: "Comune di prova".into(),
        tipo: "COMUNE".into(),
        padre: None,
    };
    (unita, comando)
}

fn persona(cognome: &str) -> DatiAnagrafici {
    tests::harness::persona(cognome, Some("PROVA"))
}

async fn registra(h: &Harness, cognome: &str) -> SoggettoId {
    let soggetto = h.log.subjects().take().await.unwrap();
    let comando = SoggettoCommand::Registra { soggetto, dati: persona(cognome), oggi: oggi() };
    h.esegui::<Soggetto>(soggetto, comando).await.unwrap();
    soggetto
}

async fn verifica(h: &Harness) -> Report {
    let mut connection = PgConnection::connect_with(&h.databases.owner()).await.unwrap();
    verify(&mut connection, &[], |_| ()).await.unwrap()
}

#[tokio::test]
async fn stores_a_command_and_reads_it_back_in_every_way() {
    let h = Harness::new().await.unwrap();
    let soggetto = registra(&h, "XYZZY").await;
    let comando = SoggettoCommand::ModificaContatti {
        contatti: Contatti { email: Some("xyzzy@prova.example".into()), ..Contatti::default() },
    };
    let fatto = h.esegui::<Soggetto>(soggetto, comando).await.unwrap();
    assert_eq!((fatto.version, fatto.position, fatto.events.len()), (2, 2, 1));

    let by_postgres_es = h.log.stream::<Soggetto>(&soggetto.to_string(), None).await.unwrap();
    let by_select = h.log.streams::<Soggetto>(&[soggetto.to_string()], None).await.unwrap();
    let by_feed = h.log.feed(0, 10).await.unwrap();
    let events: Vec<_> = by_postgres_es.iter().map(|r| r.event.clone()).collect();
    assert_eq!(events.len(), 2);
    assert_eq!(events[1], fatto.events[0]);
    assert_eq!(by_select[&soggetto.to_string()].iter().map(|r| r.event.clone()).collect::<Vec<_>>(), events);
    let fed: Vec<_> = by_feed.into_iter().map(|o| o.decode::<Soggetto>().unwrap()).collect();
    assert_eq!(fed.iter().map(|r| r.position).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        fed.iter().map(|r| r.recorded_at).collect::<Vec<_>>(),
        by_postgres_es.iter().map(|r| r.recorded_at).collect::<Vec<_>>()
    );
    assert_eq!(h.log.stream::<Soggetto>(&soggetto.to_string(), Some(1)).await.unwrap().len(), 1);
    assert_eq!(fed[0].metadata.get("subjects"), Some(soggetto.to_string().as_str()));
    assert!(verifica(&h).await.is_sound());
}

#[tokio::test]
async fn one_command_sent_32_times_at_once_has_one_effect_and_one_answer() {
    let h = Harness::new().await.unwrap();
    let other = event_store::Bus::new(h.another().await.unwrap());
    let (_, comando) = istituisci("UNA");
    let id = Uuid::new_v4();
    let tries = (0..32).map(|n| {
        let bus = if n % 2 == 0 { h.bus.clone() } else { other.clone() };
        // Every try makes an id of its own for the new unit, as the service would.
        let stream = UnitaId(Uuid::new_v4());
        let UnitaOrganizzativaCommand::Istituisci { codice, descrizione, tipo, padre, .. } = comando.clone()
        else {
            unreachable!()
        };
        let comando =
            UnitaOrganizzativaCommand::Istituisci { unita: stream, codice, descrizione, tipo, padre };
        tokio::spawn(async move { bus.execute::<UnitaOrganizzativa>(&richiesta(stream, id), comando).await })
    });
    let mut answers = Vec::new();
    for done in futures::future::join_all(tries).await {
        let fatto = done.unwrap().unwrap();
        answers.push((fatto.stream, fatto.version, fatto.position));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "one answer");
    assert_eq!(h.log.position().await.unwrap(), 1, "one effect");

    let mut altra = richiesta(UnitaId(Uuid::new_v4()), id);
    altra.canonical = b"altro contenuto".to_vec();
    let (unita, comando) = istituisci("DUE");
    altra.stream = unita.to_string();
    assert!(matches!(
        h.bus.execute::<UnitaOrganizzativa>(&altra, comando).await,
        Err(ExecuteError::Different)
    ));
    assert!(verifica(&h).await.is_sound());
}

#[tokio::test]
async fn a_refused_command_does_not_touch_its_neighbours() {
    let h = Harness::new().await.unwrap();
    let (prima, comando) = istituisci("OCCUPATO");
    h.esegui::<UnitaOrganizzativa>(prima, comando).await.unwrap();
    // One batch: good ones, stale ones, and ones whose code is taken.
    let tries = (0..60).map(|n| {
        let (unita, comando) =
            istituisci(&if n % 3 == 1 { "OCCUPATO".to_owned() } else { format!("BUONO_{n}") });
        let bus = h.bus.clone();
        let mut r = richiesta(unita, Uuid::new_v4());
        if n % 3 == 2 {
            r.expected_version = Some(7);
        }
        tokio::spawn(async move { (n, bus.execute::<UnitaOrganizzativa>(&r, comando).await) })
    });
    for done in futures::future::join_all(tries).await {
        match done.unwrap() {
            (n, Ok(_)) => assert_eq!(n % 3, 0),
            (n, Err(ExecuteError::Reserved { holder, .. })) => {
                assert_eq!((n % 3, holder), (1, prima.to_string()));
            }
            (n, Err(ExecuteError::Stale { expected: 7, found: 0, .. })) => assert_eq!(n % 3, 2),
            (n, Err(other)) => panic!("{n}: {other}"),
        }
    }
    assert_eq!(h.log.position().await.unwrap(), 21);
    assert!(verifica(&h).await.is_sound());
}

#[tokio::test]
async fn a_stale_form_is_refused_with_what_happened_since() {
    let h = Harness::new().await.unwrap();
    let (unita, comando) = istituisci("UNA");
    h.esegui::<UnitaOrganizzativa>(unita, comando).await.unwrap();
    let rinomina = |d: &str| UnitaOrganizzativaCommand::Rinomina { descrizione: d.into() };
    h.esegui::<UnitaOrganizzativa>(unita, rinomina("Prima")).await.unwrap();
    let mut r = richiesta(unita, Uuid::new_v4());
    r.expected_version = Some(1);
    match h.bus.execute::<UnitaOrganizzativa>(&r, rinomina("Seconda")).await {
        Err(ExecuteError::Stale { expected: 1, found: 2, since }) => assert_eq!(since.len(), 1),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn whoever_has_a_turn_takes_no_connection_from_those_who_read() {
    let h = Harness::new().await.unwrap();
    let mut held = Vec::new();
    for n in 0..8 {
        held.push(h.log.turn("prova", Uuid::from_u128(n), Company::Alone).await.unwrap());
    }
    // All but the one that listens.
    let mut reading = Vec::new();
    for _ in 1..h.log.pool().options().get_max_connections() {
        reading.push(h.log.pool().acquire().await.unwrap());
    }
    drop(held.pop());
    held.push(h.log.turn("prova", Uuid::from_u128(7), Company::Alone).await.unwrap());
}

#[tokio::test]
async fn numbers_are_ranks_without_gaps_by_series_and_year() {
    let h = Harness::new().await.unwrap();
    for cognome in ["UNO", "DUE", "TRE"] {
        registra(&h, cognome).await;
    }
    let numeri = h.log.numbers(&[1, 2, 3]).await.unwrap();
    assert_eq!(
        numeri.values().map(|(s, n)| (s.as_str(), *n)).collect::<Vec<_>>(),
        [("soggetto", 1), ("soggetto", 2), ("soggetto", 3)]
    );
}

#[tokio::test]
async fn the_application_role_cannot_write_around_the_append_function() {
    let h = Harness::new().await.unwrap();
    registra(&h, "UNO").await;
    for statement in [
        "INSERT INTO registro.events SELECT * FROM registro.events",
        "UPDATE registro.events SET event_type = 'X'",
        "DELETE FROM registro.events",
        "TRUNCATE registro.events",
        "UPDATE registro.log_head SET position = 0",
        "INSERT INTO registro.command_log SELECT * FROM registro.command_log",
        "DELETE FROM registro.prenotazioni",
        "UPDATE registro.numeri SET n = 7",
    ] {
        let refused = sqlx::query(statement).execute(h.log.pool()).await.unwrap_err();
        let code = refused
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .unwrap_or_default()
            .into_owned();
        assert_eq!(code, "42501", "{statement}: {refused}");
    }
}

#[tokio::test]
async fn even_the_owner_is_stopped_by_the_trigger() {
    let h = Harness::new().await.unwrap();
    registra(&h, "UNO").await;
    let mut owner = PgConnection::connect_with(&h.databases.owner()).await.unwrap();
    for statement in [
        "UPDATE registro.events SET event_type = 'X'",
        "DELETE FROM registro.events",
        "TRUNCATE registro.events",
    ] {
        assert!(sqlx::query(statement).execute(&mut owner).await.is_err(), "{statement}");
    }
}

async fn tampered(statements: &[&str]) -> Report {
    let h = Harness::new().await.unwrap();
    for n in 0..6 {
        let soggetto = registra(&h, &format!("PROVA{n}")).await;
        let contatti = Contatti { email: Some(format!("p{n}@prova.example")), ..Contatti::default() };
        h.esegui::<Soggetto>(soggetto, SoggettoCommand::ModificaContatti { contatti }).await.unwrap();
    }
    assert!(verifica(&h).await.is_sound());
    let superuser = h.superuser().await.unwrap();
    sqlx::query("ALTER TABLE registro.events DISABLE TRIGGER ALL").execute(&superuser).await.unwrap();
    for statement in statements {
        sqlx::query(statement).execute(&superuser).await.unwrap();
    }
    verifica(&h).await
}

fn names(report: &Report, position: u64) -> bool {
    report.findings.iter().any(|f| {
        f.position == Some(position) && f.stream.as_deref().is_some_and(|s| s.starts_with("soggetto/"))
    })
}

#[tokio::test]
async fn verify_names_an_edited_payload() {
    let report =
        tampered(&["UPDATE registro.events SET payload = (payload::text || ' ')::json WHERE position = 5"])
            .await;
    assert!(names(&report, 5) && report.findings.len() == 1, "{:?}", report.findings);
}

#[tokio::test]
async fn verify_names_an_edited_instant() {
    let report = tampered(&[
        "UPDATE registro.events SET recorded_at = recorded_at + interval '1 microsecond' WHERE position = 12",
    ])
    .await;
    assert!(names(&report, 12), "{:?}", report.findings);
}

#[tokio::test]
async fn verify_names_a_deleted_event() {
    let report = tampered(&["DELETE FROM registro.events WHERE position = 3"]).await;
    assert!(report.findings.iter().any(|f| f.position == Some(3)), "{:?}", report.findings);
    assert!(names(&report, 4), "the stream's next event: {:?}", report.findings);
}

#[tokio::test]
async fn verify_names_two_swapped_positions() {
    let report = tampered(&[
        "UPDATE registro.events SET position = -1 WHERE position = 4",
        "UPDATE registro.events SET position = 4 WHERE position = 7",
        "UPDATE registro.events SET position = 7 WHERE position = -1",
    ])
    .await;
    assert!(names(&report, 4) && names(&report, 7), "{:?}", report.findings);
}

#[tokio::test]
async fn verify_names_edited_ciphertext_metadata_and_a_cut_tail() {
    let sigilli =
        tampered(&["UPDATE registro.events SET sigilli = ARRAY['\\x00'::bytea] WHERE position = 2"]).await;
    assert!(names(&sigilli, 2));
    let metadata = tampered(&["UPDATE registro.events SET metadata = '{}' WHERE position = 2"]).await;
    assert!(names(&metadata, 2));
    let tail = tampered(&["DELETE FROM registro.events WHERE position = 12"]).await;
    assert!(tail.findings.iter().any(|f| f.position == Some(12)));
}

#[tokio::test]
async fn one_codice_fiscale_belongs_to_one_subject() {
    let h = Harness::new().await.unwrap();
    let con_cf = |soggetto| SoggettoCommand::Registra {
        soggetto,
        dati: DatiAnagrafici {
            codice_fiscale: Some("RSSMRA86L11H514O".into()),
            indicatore_cf: IndicatoreCf::Ministeriale,
            ..persona("ROSSI")
        },
        oggi: oggi(),
    };
    let ids = h.log.subjects().take_many(2).await.unwrap();
    h.esegui::<Soggetto>(ids[0], con_cf(ids[0])).await.unwrap();
    match h.esegui::<Soggetto>(ids[1], con_cf(ids[1])).await {
        Err(ExecuteError::Reserved { holder, .. }) => assert_eq!(holder, ids[0].to_string()),
        other => panic!("{other:?}"),
    }
    let holders = h.log.holders("codice_fiscale", &["RSSMRA86L11H514O".into()]).await.unwrap();
    assert_eq!(holders["RSSMRA86L11H514O"], ids[0].to_string());
}

#[tokio::test]
async fn refusals_of_the_rules_leave_no_trace() {
    let h = Harness::new().await.unwrap();
    let soggetto = h.log.subjects().take().await.unwrap();
    let mut dati = persona("X");
    (dati.cognome, dati.nome) = (None, None);
    match h.esegui::<Soggetto>(soggetto, SoggettoCommand::Registra { soggetto, dati, oggi: oggi() }).await {
        Err(ExecuteError::Refused(rifiuto)) => assert_eq!(rifiuto.codice(), Codice::NomeMancante),
        other => panic!("{other:?}"),
    }
    assert_eq!(h.log.position().await.unwrap(), 0);
    let _ = Ruolo::Auditor;
}

#[tokio::test]
async fn a_rewritten_or_shortened_log_is_seen_by_the_checkpoint_held_outside() {
    let h = Harness::new().await.unwrap();
    for n in 0..5 {
        registra(&h, &format!("PROVA{n}")).await;
    }
    let folder = CheckpointFolder::new(h.folder.path().join("checkpoint"));
    let key = checkpoints::signing_key(&h.folder.path().join("firma")).unwrap();
    Checkpointer::start(h.log.clone(), folder.clone(), key).stop().await;
    let held = folder.held().unwrap();
    assert_eq!((held.good.len(), held.good[0].size, held.bad.len()), (1, 5, 0));

    let check = async || {
        let mut connection = PgConnection::connect_with(&h.databases.owner()).await.unwrap();
        verify(&mut connection, &held.good, |_| ()).await.unwrap()
    };
    registra(&h, "DOPO").await;
    let sound = check().await;
    assert!(sound.is_sound() && sound.proven == 5 && sound.events == 6);

    // Whoever holds the database can cut the log and make everything in it agree again.
    let superuser = h.superuser().await.unwrap();
    for statement in [
        "ALTER TABLE registro.events DISABLE TRIGGER ALL",
        "ALTER TABLE registro.command_log DISABLE TRIGGER ALL",
        "ALTER TABLE registro.numeri DISABLE TRIGGER ALL",
        "DELETE FROM registro.events WHERE position > 4",
        "DELETE FROM registro.command_log WHERE position > 4",
        "DELETE FROM registro.numeri WHERE position > 4",
    ] {
        sqlx::query(statement).execute(&superuser).await.unwrap();
    }
    let leaves: Vec<Vec<u8>> = sqlx::query_scalar("SELECT leaf FROM registro.events ORDER BY position")
        .fetch_all(&superuser)
        .await
        .unwrap();
    let mut tree = Tree::default();
    leaves.into_iter().for_each(|leaf| tree.push(leaf.try_into().unwrap()));
    let head = "UPDATE registro.log_head SET position = 4, frontier = $1, \
                recorded_at = (SELECT recorded_at FROM registro.events WHERE position = 4)";
    sqlx::query(head).bind(tree.frontier()).execute(&superuser).await.unwrap();
    let mut alone = PgConnection::connect_with(&h.databases.owner()).await.unwrap();
    assert!(
        verify(&mut alone, &[], |_| ()).await.unwrap().is_sound(),
        "without the checkpoint nothing shows"
    );
    let findings = check().await.findings;
    assert!(findings.iter().any(|f| f.fault == Fault::CheckpointBeyond), "{findings:?}");

    // A service started on the cut log does not sign over the evidence.
    let key = checkpoints::signing_key(&h.folder.path().join("firma")).unwrap();
    Checkpointer::start(h.another().await.unwrap(), folder.clone(), key).stop().await;
    assert_eq!(folder.held().unwrap().good[0].size, 5);
}

#[tokio::test]
async fn another_process_hears_of_what_was_appended() {
    let h = Harness::new().await.unwrap();
    let other: Log = h.another().await.unwrap();
    let mut head = other.head();
    registra(&h, "UNO").await;
    head.wait_for(|at| *at >= 1).await.unwrap();
}
