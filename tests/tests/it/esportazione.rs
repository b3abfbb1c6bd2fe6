//! `sigess export`: what is written can be verified without a database, and what was done to the file is found.

use chrono::Days;
use domain::identita::SoggettoId;
use domain::persona::{DatiAnagrafici, IndicatoreCf};
use domain::soggetto::{Contatti, Soggetto, SoggettoCommand};
use event_store::integrity::{Checkpoint, FileReport, export_at, verify_at, verify_file};
use serde_json::Value;
use std::path::Path;
use std::process::Output;
use tests::harness::{Harness, oggi};
use tests::servizio::{indirizzi_di, programma};
use tokio::process::Command;

const COGNOME: &str = "COGNOMEINVENTATO";

/// A log of subjects with two events each, the second ones after all the first ones.
async fn registro(soggetti: usize) -> Harness {
    let harness = Harness::new().await.unwrap();
    let mut ids = Vec::new();
    for _ in 0..soggetti {
        let soggetto = harness.log.subjects().take().await.unwrap();
        let comando = SoggettoCommand::Registra { soggetto, dati: dati(), oggi: oggi() };
        harness.esegui::<Soggetto>(soggetto, comando).await.unwrap();
        ids.push(soggetto);
    }
    for soggetto in ids {
        harness.esegui::<Soggetto>(soggetto, contatti(soggetto)).await.unwrap();
    }
    harness
}

fn dati() -> DatiAnagrafici {
    DatiAnagrafici {
        cognome: Some(COGNOME.into()),
        nome: Some("PROVA".into()),
        sesso: None,
        data_nascita: None,
        luogo_nascita: None,
        codice_fiscale: None,
        indicatore_cf: IndicatoreCf::NonDisponibile,
        cf_validato: None,
        id_anpr: None,
        cittadinanze: Vec::new(),
        stato_demografico: Some("RESIDENTE".into()),
        data_stato_demografico: Some(oggi() - Days::new(10)),
    }
}

fn contatti(soggetto: SoggettoId) -> SoggettoCommand {
    let email = Some(format!("{}@example.org", &soggetto.to_string()[..8]));
    SoggettoCommand::ModificaContatti { contatti: Contatti { email, ..Contatti::default() } }
}

async fn esporta(harness: &Harness, da: u64, fino_a: Option<u64>) -> Vec<u8> {
    let mut file = Vec::new();
    export_at(&harness.databases.application(), da, fino_a, &mut file, |_, _| {}).await.unwrap();
    file
}

fn verifica(file: &[u8]) -> FileReport {
    verify_file(file, &[], |_, _| {}).unwrap()
}

fn trovati(file: &[u8]) -> Vec<String> {
    verifica(file).report.findings.iter().map(ToString::to_string).collect()
}

/// The file with the line of that number (0: the header) replaced.
fn con_riga(file: &[u8], numero: usize, cambia: impl FnOnce(&str) -> String) -> Vec<u8> {
    let testo = std::str::from_utf8(file).unwrap();
    let mut righe: Vec<String> = testo.lines().map(ToOwned::to_owned).collect();
    let nuova = cambia(&righe[numero]);
    assert_ne!(nuova, righe[numero]);
    righe[numero] = nuova;
    righe.join("\n").into_bytes().into_iter().chain([b'\n']).collect()
}

#[tokio::test]
async fn an_export_verifies_offline_with_the_root_of_the_log_and_holds_no_name() {
    let harness = registro(5).await;
    let file = esporta(&harness, 1, None).await;
    let trovato = verifica(&file);
    let registro = verify_at(&harness.databases.application(), &[], |_, _| {}).await.unwrap();
    assert!(trovato.report.is_sound(), "{:?}", trovato.report.findings);
    assert_eq!((trovato.report.events, trovato.report.root), (10, registro.root));
    assert_eq!((trovato.first, trovato.last, trovato.head), (1, 10, 10));
    let testo = String::from_utf8(file.clone()).unwrap();
    assert!(!testo.contains(COGNOME) && !testo.contains("example.org"), "names travel sealed");
    assert_eq!(esporta(&harness, 1, None).await, file, "the same log is the same file");
    let eventi: Vec<Value> = testo.lines().map(|r| serde_json::from_str(r).unwrap()).collect();
    assert!(eventi[1..11].iter().all(|e| e["command"]["hmac"].is_string() && e["sealed"][0].is_string()));
    let vuoto = Harness::new().await.unwrap();
    assert!(verifica(&esporta(&vuoto, 1, None).await).report.is_sound(), "an empty log too");
}

#[tokio::test]
async fn a_part_of_the_log_verifies_from_the_tree_and_the_leaves_before_it() {
    let harness = registro(5).await;
    for (da, fino_a) in [(4, Some(8)), (6, None), (10, None), (11, None), (1, Some(3))] {
        let file = esporta(&harness, da, fino_a).await;
        let trovato = verifica(&file);
        assert!(trovato.report.is_sound(), "{da} {fino_a:?}: {:?}", trovato.report.findings);
        assert_eq!(trovato.report.events, fino_a.unwrap_or(10) + 1 - da);
    }
    let file = esporta(&harness, 6, None).await;
    let altra = con_riga(&file, 1, |r| {
        let mut riga: Value = serde_json::from_str(r).unwrap();
        riga["previous"] = Value::from("00".repeat(32));
        riga.to_string()
    });
    assert!(trovati(&altra)[0].starts_with("position 6"), "the link to what lies before is checked");
    let oltre = export_at(&harness.databases.application(), 12, None, &mut Vec::new(), |_, _| {}).await;
    assert!(oltre.is_err(), "what is not in the log is not exported as nothing");
}

#[tokio::test]
async fn every_edit_is_found_and_the_event_named() {
    let harness = registro(3).await;
    let file = esporta(&harness, 1, None).await;
    let edits: [(&str, &str, &str); 6] = [
        ("\"payload\":\"{", "\"payload\":\"{ ", "leaf differs"),
        ("\"sequence\":1", "\"sequence\":2", "sequence is broken"),
        ("\"type\":\"Soggetto", "\"type\":\"Saggetto", "leaf differs"),
        ("\"recorded_us\":", "\"recorded_us\":1", "leaf differs"),
        ("\"metadata\":\"{", "\"metadata\":\"x", "leaf differs"),
        ("{\"position\"", "{\"posizione\"", "the line is no event"),
    ];
    for (prima, dopo, parole) in edits {
        let trovati = trovati(&con_riga(&file, 2, |r| r.replacen(prima, dopo, 1)));
        let voce = trovati.iter().find(|t| t.contains(parole));
        assert!(voce.is_some_and(|t| t.starts_with("position 2")), "{prima}: {trovati:?}");
    }
    let altro_hmac = con_riga(&file, 2, |r| {
        let mut riga: Value = serde_json::from_str(r).unwrap();
        riga["command"]["hmac"] = Value::from("00");
        serde_json::to_string(&riga).unwrap()
    });
    assert_eq!(trovati(&altro_hmac), ["log: the file is not what was written (digest differs)"]);
    let senza_comando = con_riga(&file, 3, |r| {
        let mut riga: Value = serde_json::from_str(r).unwrap();
        riga.as_object_mut().unwrap().remove("command");
        riga.to_string()
    });
    assert_eq!(trovati(&senza_comando), ["position 3: the command log and the events disagree"]);
}

#[tokio::test]
async fn a_file_cut_anywhere_is_found() {
    let harness = registro(2).await;
    let file = esporta(&harness, 1, None).await;
    let intestazione = file.iter().position(|b| *b == b'\n').unwrap() + 1;
    for taglio in intestazione..file.len() {
        assert!(!verifica(&file[..taglio]).report.is_sound(), "cut at byte {taglio}");
    }
    let righe: Vec<&[u8]> = file.split_inclusive(|b| *b == b'\n').collect();
    let senza_ultima = [&righe[..4], &righe[5..]].concat().concat();
    assert!(
        trovati(&senza_ultima)[0].starts_with("position 4: no event"),
        "an event before the footer is gone"
    );
    let in_mezzo = [&righe[..2], &righe[3..]].concat().concat();
    assert!(trovati(&in_mezzo)[0].starts_with("position 2: no event"));
    assert!(!verifica(&[&file[..], b"{}\n"].concat()).report.is_sound(), "nothing follows the footer");
}

#[tokio::test]
async fn a_checkpoint_held_elsewhere_proves_the_file_or_denies_it() {
    let harness = registro(3).await;
    let meta = verifica(&esporta(&harness, 1, Some(4)).await).report.root;
    let file = esporta(&harness, 1, None).await;
    let nota = |size, root| Checkpoint { origin: "sigess/registro".into(), size, root };
    let con = |tenuti: &[Checkpoint]| verify_file(&file[..], tenuti, |_, _| {}).unwrap().report;
    let provato = con(&[nota(4, meta), nota(100, [1; 32])]);
    assert!(provato.is_sound() && provato.proven == 4, "a checkpoint of a later log says nothing here");
    let smentito = con(&[nota(4, [7; 32])]);
    assert_eq!(smentito.findings[0].position, Some(4));
}

/// Runs the program, with databases or without.
async fn sigess(cartella: &Path, variabili: &[(&str, &str)], args: &[&str]) -> Output {
    Command::new(programma())
        .args(args)
        .env_clear()
        .env("SIGESS_DATI", cartella)
        .envs(variabili.iter().copied())
        .output()
        .await
        .unwrap()
}

#[tokio::test]
async fn the_command_line_exports_and_verifies_without_a_database() {
    let harness = registro(3).await;
    let kek = harness.folder.path().join("kek");
    let dove = indirizzi_di(&harness.databases, &kek, None);
    let banche = [("DATABASE_URL", dove.registro.as_str()), ("CHIAVI_DATABASE_URL", dove.chiavi.as_str())];
    let cartella = tempfile::tempdir().unwrap();
    let file = cartella.path().join("registro.jsonl");
    let nome = file.to_str().unwrap();
    let fatto = sigess(cartella.path(), &banche, &["export", nome]).await;
    assert!(fatto.status.success(), "{}", String::from_utf8_lossy(&fatto.stderr));
    assert_eq!(std::fs::read(&file).unwrap(), esporta(&harness, 1, None).await);
    let sopra = sigess(cartella.path(), &banche, &["export", nome]).await;
    assert_eq!(sopra.status.code(), Some(2), "an export is not written over");
    let su_uscita = sigess(cartella.path(), &banche, &["export"]).await;
    assert_eq!(su_uscita.stdout, std::fs::read(&file).unwrap());

    let esito = async |nome: &str| {
        let output = sigess(cartella.path(), &[], &["export", "--verifica", nome]).await;
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (codice, testo) = esito(nome).await;
    assert!(codice == Some(0) && testo.contains("Il file è integro."), "{testo}");
    let alterato = con_riga(&std::fs::read(&file).unwrap(), 5, |r| r.replacen("{\\\"", "{ \\\"", 1));
    std::fs::write(&file, alterato).unwrap();
    let (codice, testo) = esito(nome).await;
    assert!(codice == Some(1) && testo.contains("position 5") && testo.contains("soggetto/"), "{testo}");
    std::fs::write(&file, "altro\n").unwrap();
    assert_eq!(esito(nome).await.0, Some(2));
}
