//! Rebuilding: the same tables come out however the log is cut, and whatever happened to the live ones.

use super::storia::Storia;
use super::{aggiornato, con_proiettore, persona, registra};
use domain::accesso_emergenza::EmergenzaEvent;
use domain::annotazione::AnnotazioneEvent;
use domain::nucleo_anagrafe::NucleoAnagrafeEvent;
use domain::nucleo_di_fatto::NucleoDiFattoEvent;
use domain::operatore::OperatoreEvent;
use domain::segnalazione::SegnalazioneEvent;
use projections::rebuild::rebuild_in_batches;
use projections::soggetti::{Criteri, Intestazione, cerca, schede};
use projections::visibilita::Vista;
use projections::{Projector, RebuildError, rebuild};
use sqlx::Connection;
use sqlx::PgConnection;
use std::collections::BTreeSet;

fn cognome(cognome: &str) -> Criteri {
    Criteri { cognome: Some(cognome.into()), ..Criteri::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn random_histories_give_the_same_tables_in_batches_of_1_7_and_500() {
    let mut happened = BTreeSet::new();
    // Three that are known to be rich, and one that nobody has seen.
    for seme in [1, 2, 3, crate::seme()] {
        let (h, p) = con_proiettore().await;
        Storia::vivi(&h, seme, 200).await;
        let fine = aggiornato(&h, &p).await;
        let mut digests = Vec::new();
        for batch in [1, 7, 500] {
            let reports = rebuild_in_batches(&h.log, None, true, batch, |_, _, _| ()).await.unwrap();
            for r in &reports {
                assert_eq!(r.equal, Some(true), "seed {seme}, batch {batch}: {r:?}");
                assert!(r.rows > 0 && r.events == fine, "seed {seme}: {r:?}");
            }
            digests.push(reports.into_iter().map(|r| r.digest_shadow).collect::<Vec<_>>());
        }
        digests.dedup();
        assert_eq!(digests.len(), 1, "seed {seme}");
        p.stop().await;
        let types: Vec<String> = sqlx::query_scalar("SELECT DISTINCT event_type FROM registro.events")
            .fetch_all(h.log.pool())
            .await
            .unwrap();
        happened.extend(types);
    }
    // The histories are worth their name: everything that lists and files depend on happened.
    let types = [
        NucleoDiFattoEvent::TIPI,
        NucleoAnagrafeEvent::TIPI,
        SegnalazioneEvent::TIPI,
        OperatoreEvent::TIPI,
        EmergenzaEvent::TIPI,
        AnnotazioneEvent::TIPI,
    ];
    // No operator writes the one here; nobody writes the other one any more.
    let elsewhere = ["NoteNucleoModificate", "IncaricoModificato"];
    for (event_type, _) in types.into_iter().flatten().filter(|(t, _)| !elsewhere.contains(t)) {
        assert!(happened.contains(*event_type), "{event_type} never happened");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_altered_read_model_is_found_and_replaced_while_the_projector_runs() {
    let (h, p) = con_proiettore().await;
    registra(&h, persona("ROSSI", "MARIO")).await;
    aggiornato(&h, &p).await;
    sqlx::query("UPDATE letture.soggetti_v1 SET cognome = 'VERDI'").execute(h.log.pool()).await.unwrap();
    let unequal = |reports: Vec<projections::RebuildReport>| -> Vec<_> {
        reports.into_iter().filter(|r| r.equal != Some(true)).map(|r| r.name).collect()
    };
    assert_eq!(unequal(rebuild(&h.log, None, true, |_, _, _| ()).await.unwrap()), ["soggetti"]);

    let replaced = rebuild(&h.log, Some("soggetti"), false, |_, _, _| ()).await.unwrap();
    assert!(replaced.len() == 1 && replaced[0].swapped && replaced[0].events == 1);
    assert!(unequal(rebuild(&h.log, None, true, |_, _, _| ()).await.unwrap()).is_empty());

    registra(&h, persona("ROSSI", "ANNA")).await;
    aggiornato(&h, &p).await;
    assert_eq!(cerca(&Vista::intera(h.log.pool()), &cognome("rossi"), None, 10).await.unwrap().voci.len(), 2);
    assert!(unequal(rebuild(&h.log, None, true, |_, _, _| ()).await.unwrap()).is_empty());
}

#[tokio::test]
async fn a_rebuild_of_nothing_known_or_beside_another_is_refused() {
    let h = tests::Harness::new().await.unwrap();
    let unknown = rebuild(&h.log, Some("sconosciuta"), true, |_, _, _| ()).await.unwrap_err();
    assert!(matches!(unknown, RebuildError::Unknown(_)));

    let mut other = PgConnection::connect_with(&h.databases.application()).await.unwrap();
    sqlx::query("SELECT pg_advisory_lock(hashtextextended('projections:rebuild', 0))")
        .execute(&mut other)
        .await
        .unwrap();
    let running = rebuild(&h.log, None, true, |_, _, _| ()).await.unwrap_err();
    assert!(matches!(running, RebuildError::Running));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_erasure_the_rebuilt_search_knows_no_name() {
    let (h, p) = con_proiettore().await;
    let erased = registra(&h, persona("ROSSI", "MARIO")).await;
    let other = registra(&h, persona("ROSSI", "ANNA")).await;
    aggiornato(&h, &p).await;
    p.stop().await;

    let mut keys = PgConnection::connect_with(&h.databases.key_owner()).await.unwrap();
    sqlx::query(
        "UPDATE chiavi.soggetti SET incartate = NULL, cancellata = now(), base = 'art17' WHERE soggetto = $1",
    )
    .bind(erased.0)
    .execute(&mut keys)
    .await
    .unwrap();
    // Another process: this one still has the keys in memory.
    let log = h.another().await.unwrap();
    rebuild(&log, None, false, |_, _, _| ()).await.unwrap();

    let found = cerca(&Vista::intera(log.pool()), &cognome("rossi"), None, 10).await.unwrap();
    assert_eq!(found.voci.iter().map(|t| t.soggetto).collect::<Vec<_>>(), [other]);
    let scheda = schede(&Vista::intera(log.pool()), &[erased]).await.unwrap().remove(&erased);
    let scheda = scheda.and_then(Intestazione::aperta).unwrap();
    assert!(scheda.cognome.is_none() && scheda.nome.is_none() && scheda.codice == 1);
    let words: Vec<String> =
        sqlx::query_scalar("SELECT parola FROM letture.soggetti_dizionario_v1 ORDER BY parola")
            .fetch_all(log.pool())
            .await
            .unwrap();
    assert_eq!(words, ["anna", "rossi"]);

    let p = Projector::start(log.clone()).await.unwrap();
    assert!(p.wait_for(&[], 2, super::ATTESA).await);
}
