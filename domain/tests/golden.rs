//! Every (event type, version) ever written loads for ever, also after an erasure.
//!
//! One fixture each, in plain form, in `fixtures/events/<type>.v<version>.json`. A fixture is never edited: it is what
//! lies in the log of an office. A changed payload is a new version with a fixture and an upcaster of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use cqrs_es::persist::SerializedEvent;
use cqrs_es::{Aggregate, DomainEvent};
use domain::accesso_emergenza::AccessoEmergenza;
use domain::annotazione::Annotazione;
use domain::evento::Registrato;
use domain::nucleo_anagrafe::NucleoAnagrafe;
use domain::nucleo_di_fatto::NucleoDiFatto;
use domain::operatore::Operatore;
use domain::segnalazione::Segnalazione;
use domain::soggetto::Soggetto;
use domain::unita_organizzativa::UnitaOrganizzativa;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn cartella() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/events")
}

fn nome_file(tipo: &str, versione: &str) -> String {
    format!("{tipo}.v{versione}.json")
}

fn fixture(tipo: &str, versione: &str) -> Value {
    let file = cartella().join(nome_file(tipo, versione));
    let testo = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    serde_json::from_str(&testo).unwrap()
}

/// The payload after the erasure of everybody in it, and how many partitions that were.
fn cancellata(payload: &Value) -> (Value, usize) {
    match payload {
        Value::Object(campi) if campi.contains_key("riservato") => {
            let traccia = json!({
                "riservato": campi["riservato"],
                "soggetto": campi["soggetto"],
                "cancellato": { "quando": "2025-01-31T12:00:00Z", "base": "art17" },
            });
            (traccia, 1)
        }
        Value::Object(campi) => {
            let campi = campi.iter().map(|(nome, valore)| (nome.clone(), cancellata(valore)));
            let campi: Vec<_> = campi.collect();
            let quante = campi.iter().map(|(_, (_, n))| n).sum();
            (Value::Object(campi.into_iter().map(|(nome, (valore, _))| (nome, valore)).collect()), quante)
        }
        Value::Array(valori) => {
            let valori: Vec<_> = valori.iter().map(cancellata).collect();
            let quante = valori.iter().map(|(_, n)| n).sum();
            (Value::Array(valori.into_iter().map(|(valore, _)| valore).collect()), quante)
        }
        altro => (altro.clone(), 0),
    }
}

fn piega<A: Registrato>(eventi: impl IntoIterator<Item = A::Event>) -> A {
    let mut stato = A::default();
    eventi.into_iter().for_each(|evento| stato.apply(evento));
    stato
}

fn carica<A: Registrato>(payload: &Value) -> A::Event {
    serde_json::from_value(payload.clone()).unwrap_or_else(|e| panic!("{}: {e}", payload["evento"]))
}

/// A payload of a former version, as the reader hands it on.
fn aggiornato<A: Registrato>(tipo: &str, versione: &str, payload: Value) -> SerializedEvent {
    let letto = SerializedEvent::new(
        String::new(),
        1,
        A::TYPE.to_owned(),
        tipo.to_owned(),
        versione.to_owned(),
        payload,
        Value::Null,
    );
    A::upcasters().into_iter().fold(letto, |evento, upcaster| {
        if upcaster.can_upcast(&evento.event_type, &evento.event_version) {
            upcaster.upcast(evento)
        } else {
            evento
        }
    })
}

/// (type, version) of the fixtures of former versions.
fn passate<A: Registrato>() -> Vec<(&'static str, String)> {
    let precedenti = |versione: &str| (1..versione.parse().unwrap()).map(|n: u32| n.to_string());
    A::TIPI.iter().flat_map(|(tipo, versione)| precedenti(versione).map(|v| (*tipo, v))).collect()
}

/// What was written by former releases is read as of today, and folds.
fn ogni_versione_passata_si_legge<A: Registrato>() {
    for (tipo, versione) in passate::<A>() {
        let payload = fixture(tipo, &versione);
        for payload in [cancellata(&payload).0, payload] {
            let letto = aggiornato::<A>(tipo, &versione, payload);
            let corrente = (letto.event_type.as_str(), letto.event_version.as_str());
            assert!(A::TIPI.contains(&corrente), "{tipo} {versione} has no upcaster to the version of now");
            let evento = carica::<A>(&letto.payload);
            assert_eq!(evento.event_type(), tipo);
            let stato = serde_json::to_value(piega::<A>([evento])).unwrap();
            let riletto: A = serde_json::from_value(stato.clone()).unwrap();
            assert_eq!(serde_json::to_value(&riletto).unwrap(), stato);
        }
    }
}

/// All fixtures of an aggregate, plain and erased, in the order of its event types.
fn fixture_di<A: Registrato>() -> Vec<(Value, Value)> {
    let payload = A::TIPI.iter().map(|(tipo, versione)| fixture(tipo, versione));
    payload.map(|p| (p.clone(), cancellata(&p).0)).collect()
}

/// The type string in the payload, the name of the fixture and the enum agree; nothing is lost on the way.
fn ogni_evento_si_rilegge<A: Registrato>() {
    for ((in_chiaro, senza_dati), (tipo, versione)) in fixture_di::<A>().into_iter().zip(A::TIPI) {
        for payload in [&in_chiaro, &senza_dati] {
            let evento = carica::<A>(payload);
            assert_eq!(payload["evento"], *tipo);
            assert_eq!((evento.event_type().as_str(), evento.event_version().as_str()), (*tipo, *versione));
            assert_eq!(&serde_json::to_value(&evento).unwrap(), payload, "{tipo} changes on the way");
        }
        // Whom an event is about does not depend on what was erased.
        let id = "00000000-0000-4000-8000-000000000001";
        let di_chi = |payload| A::soggetti(&carica::<A>(payload), id);
        assert_eq!(di_chi(&in_chiaro), di_chi(&senza_dati), "{tipo}");
        assert!(A::prenotazioni(&carica::<A>(&senza_dati), id).iter().all(|p| !p.valore.contains("RSSMRA")));
    }
}

/// The fold of all fixtures, in order, plain and erased; the state survives JSON and its `Debug` shows nobody.
fn l_aggregato_si_piega<A: Registrato + std::fmt::Debug>() {
    let eventi = fixture_di::<A>();
    let pieno = piega::<A>(eventi.iter().map(|(in_chiaro, _)| carica::<A>(in_chiaro)));
    let vuoto = piega::<A>(eventi.iter().map(|(_, senza_dati)| carica::<A>(senza_dati)));
    for stato in [&pieno, &vuoto] {
        let json = serde_json::to_value(stato).unwrap();
        assert_ne!(json, serde_json::to_value(A::default()).unwrap(), "nothing was folded");
        let riletto: A = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&riletto).unwrap(), json);
    }
    let resti = serde_json::to_string(&vuoto).unwrap();
    for nome in ["ROSSI", "ALESSIO", "VERDI", "HOXHA", "ARCO", "RSSMRA"] {
        assert!(!resti.contains(nome), "{nome} is left after the erasure");
        assert!(!format!("{pieno:?}").contains(nome), "{nome} is in the Debug output");
    }
    assert_eq!(cancellata(&serde_json::to_value(&pieno).unwrap()).0, serde_json::to_value(&vuoto).unwrap());
}

macro_rules! per_ogni_aggregato {
    ($($modulo:ident $aggregato:ident),+ $(,)?) => {
        $(mod $modulo {
            use super::*;

            #[test]
            fn every_event_of_every_version_loads_and_is_written_back_unchanged() {
                ogni_evento_si_rilegge::<$aggregato>();
            }

            #[test]
            fn every_former_version_is_read_as_the_one_of_now() {
                ogni_versione_passata_si_legge::<$aggregato>();
            }

            #[test]
            fn the_aggregate_folds_its_events_with_and_without_their_data() {
                l_aggregato_si_piega::<$aggregato>();
            }

            proptest! {
                #[test]
                fn no_order_of_events_makes_the_fold_fail(
                    scelte in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..40)
                ) {
                    let eventi = fixture_di::<$aggregato>();
                    let scelti = scelte.iter().map(|(quale, erased)| {
                        let (in_chiaro, senza_dati) = quale.get(&eventi);
                        carica::<$aggregato>(if *erased { senza_dati } else { in_chiaro })
                    });
                    let stato = piega::<$aggregato>(scelti);
                    prop_assert!(serde_json::to_value(&stato).is_ok());
                }
            }
        })+

        #[test]
        fn every_fixture_belongs_to_an_event() {
            let correnti = [$($aggregato::TIPI),+].concat();
            let correnti = correnti.iter().map(|(tipo, versione)| nome_file(tipo, versione));
            let passate = [$(passate::<$aggregato>()),+].concat();
            let passate = passate.iter().map(|(tipo, versione)| nome_file(tipo, versione));
            let attesi: BTreeSet<String> = correnti.chain(passate).collect();
            let file = std::fs::read_dir(cartella()).unwrap();
            let trovati: BTreeSet<String> =
                file.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
            assert_eq!(trovati, attesi);
        }

        #[test]
        fn event_types_are_unique_across_aggregates() {
            let tipi = [$($aggregato::TIPI),+].concat();
            let distinti: BTreeSet<_> = tipi.iter().map(|(tipo, _)| tipo).collect();
            assert_eq!(distinti.len(), tipi.len());
            let nomi = BTreeSet::from([$($aggregato::TYPE),+]);
            assert_eq!(nomi, BTreeSet::from([$(stringify!($modulo)),+]));
        }
    };
}

per_ogni_aggregato! {
    soggetto Soggetto,
    nucleo_di_fatto NucleoDiFatto,
    nucleo_anagrafe NucleoAnagrafe,
    segnalazione Segnalazione,
    operatore Operatore,
    unita_organizzativa UnitaOrganizzativa,
    accesso_emergenza AccessoEmergenza,
    annotazione Annotazione,
}

#[test]
fn erasing_finds_every_partition_of_the_richest_event() {
    // Three members of the register and nobody else.
    assert_eq!(cancellata(&fixture("NucleoAnagrafeAllineato", "1")).1, 3);
    assert_eq!(cancellata(&fixture("UnitaCessata", "1")).1, 0);
}
