//! What a process remembers of a stream never decides anything by itself.

use domain::identita::SoggettoId;
use domain::rifiuto::{Codice, Rifiuto};
use domain::soggetto::{Contatti, Soggetto, SoggettoCommand};
use event_store::{Bus, ExecuteError};
use tests::Harness;
use tests::harness::{oggi, persona, richiesta};
use uuid::Uuid;

fn registra(soggetto: SoggettoId) -> SoggettoCommand {
    let dati = persona("XYZZY", Some("PROVA"));
    SoggettoCommand::Registra { soggetto, dati, oggi: oggi() }
}

fn telefono(numero: &str) -> SoggettoCommand {
    let contatti = Contatti { telefoni: vec![numero.into()], ..Contatti::default() };
    SoggettoCommand::ModificaContatti { contatti }
}

/// Two processes on one log, and a subject that both remember.
async fn due_processi() -> (Harness, Bus, SoggettoId) {
    let h = Harness::new().await.unwrap();
    let altro = Bus::new(h.another().await.unwrap());
    let soggetto = h.log.subjects().take().await.unwrap();
    h.esegui::<Soggetto>(soggetto, registra(soggetto)).await.unwrap();
    let r = richiesta(soggetto, Uuid::new_v4());
    assert_eq!(altro.execute::<Soggetto>(&r, telefono("06111111")).await.unwrap().version, 2);
    (h, altro, soggetto)
}

#[tokio::test]
async fn decides_again_what_was_decided_on_a_state_that_another_process_has_overtaken() {
    let (h, altro, soggetto) = due_processi().await;
    let fatto = h.esegui::<Soggetto>(soggetto, telefono("06222222")).await.unwrap();
    assert_eq!(fatto.version, 3, "decided anew, behind the other process");
    let r = richiesta(soggetto, Uuid::new_v4());
    assert_eq!(altro.execute::<Soggetto>(&r, telefono("06333333")).await.unwrap().version, 4);
}

#[tokio::test]
async fn refuses_only_after_looking_at_what_another_process_did() {
    let (h, altro, soggetto) = due_processi().await;
    h.esegui::<Soggetto>(soggetto, telefono("06222222")).await.unwrap();
    // For the other process the telephone still is the one that it wrote: to write it again would change nothing.
    let r = richiesta(soggetto, Uuid::new_v4());
    let fatto = altro.execute::<Soggetto>(&r, telefono("06111111")).await.unwrap();
    assert_eq!((fatto.version, fatto.events.len()), (4, 1));
    let r = richiesta(soggetto, Uuid::new_v4());
    match altro.execute::<Soggetto>(&r, telefono("06111111")).await {
        Err(ExecuteError::Refused(rifiuto)) => assert_eq!(rifiuto.codice(), Codice::NessunaModifica),
        altro => panic!("{altro:?}"),
    }
}

#[tokio::test]
async fn shows_who_expects_a_version_what_another_process_wrote_since() {
    let (h, altro, soggetto) = due_processi().await;
    h.esegui::<Soggetto>(soggetto, telefono("06222222")).await.unwrap();
    let mut r = richiesta(soggetto, Uuid::new_v4());
    r.expected_version = Some(2);
    match altro.execute::<Soggetto>(&r, telefono("06333333")).await {
        Err(ExecuteError::Stale { expected: 2, found: 3, since }) => assert_eq!(since.len(), 1),
        altro => panic!("{altro:?}"),
    }
}

#[tokio::test]
async fn answers_a_repeat_as_the_first_time_though_the_rules_would_refuse_it_now() {
    let (h, altro, soggetto) = due_processi().await;
    let r = richiesta(soggetto, Uuid::new_v4());
    let prima = altro.execute::<Soggetto>(&r, telefono("06222222")).await.unwrap();
    for bus in [&altro, &h.bus] {
        let poi = bus.execute::<Soggetto>(&r, telefono("06222222")).await.unwrap();
        assert_eq!((poi.position, poi.version, poi.repeated), (prima.position, prima.version, true));
    }
    assert_eq!(h.log.position().await.unwrap(), prima.position, "stored once");
}

#[tokio::test]
async fn does_not_take_an_existing_stream_that_it_does_not_remember_for_a_new_one() {
    let (h, _, soggetto) = due_processi().await;
    let terzo = Bus::new(h.another().await.unwrap());
    let r = richiesta(soggetto, Uuid::new_v4());
    match terzo.execute::<Soggetto>(&r, registra(soggetto)).await {
        Err(ExecuteError::Refused(rifiuto)) => assert_eq!(rifiuto.codice(), Codice::SoggettoEsistente),
        altro => panic!("{altro:?}"),
    }
    assert_eq!(h.log.position().await.unwrap(), 2);
}
