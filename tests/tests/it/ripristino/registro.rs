//! Loading exports into an empty log: nothing of it may differ from the log that was exported.

use chrono::Days;
use domain::identita::SoggettoId;
use domain::persona::{DatiAnagrafici, IndicatoreCf};
use domain::soggetto::{Soggetto, SoggettoCommand};
use event_store::integrity::restore::{RestoreError, Target, load_at};
use event_store::integrity::{export_at, verify_at};
use event_store::seal::FileKek;
use event_store::{Bus, ExecuteError, Log, LogConfig};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tests::harness::{Databases, Harness, oggi, richiesta};
use tests::servizio::{operatore, unita};
use uuid::Uuid;

pub(super) fn dati(codice_fiscale: Option<&str>) -> DatiAnagrafici {
    DatiAnagrafici {
        cognome: Some("COGNOMEINVENTATO".into()),
        nome: Some("PROVA".into()),
        sesso: None,
        data_nascita: None,
        luogo_nascita: None,
        codice_fiscale: codice_fiscale.map(Into::into),
        indicatore_cf: codice_fiscale.map_or(IndicatoreCf::NonDisponibile, |_| IndicatoreCf::Ministeriale),
        cf_validato: None,
        id_anpr: None,
        cittadinanze: Vec::new(),
        stato_demografico: Some("RESIDENTE".into()),
        data_stato_demografico: Some(oggi() - Days::new(10)),
    }
}

/// Units, an operator, subjects with and without a codice fiscale, one of which was given up again.
async fn registro() -> (Harness, SoggettoId) {
    let harness = Harness::new().await.unwrap();
    let distretto = unita(&harness.bus, "D01", "DISTRETTO", None).await.unwrap();
    let comune = unita(&harness.bus, "COM1", "COMUNE", Some(distretto)).await.unwrap();
    let ruolo = domain::attore::Ruolo::OperatoreSegretariato;
    operatore(&harness.bus, comune, ruolo, "ZZSNNA85T45H501M").await.unwrap();
    let mut primo = None;
    for codice in [Some("RSSMRA86L11H514O"), None, Some("NRELCU88E60M082V"), None] {
        let soggetto = harness.log.subjects().take().await.unwrap();
        let comando = SoggettoCommand::Registra { soggetto, dati: dati(codice), oggi: oggi() };
        harness.esegui::<Soggetto>(soggetto, comando).await.unwrap();
        primo.get_or_insert(soggetto);
    }
    let primo = primo.unwrap();
    let senza = SoggettoCommand::ModificaAnagrafica { dati: dati(None), motivo: None, oggi: oggi() };
    harness.esegui::<Soggetto>(primo, senza).await.unwrap();
    (harness, primo)
}

async fn esporta(harness: &Harness, cartella: &Path, da: u64, fino_a: Option<u64>) -> PathBuf {
    let file = cartella.join(format!("{da}.jsonl"));
    let mut uscita = std::fs::File::create(&file).unwrap();
    export_at(&harness.databases.application(), da, fino_a, &mut uscita, |_, _| {}).await.unwrap();
    file
}

/// Everything of a log, as text, in order.
pub(super) async fn tutto(options: PgConnectOptions) -> Vec<String> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
    let mut righe = Vec::new();
    for tabella in ["events", "command_log", "prenotazioni", "numeri", "numerazioni"] {
        let query = format!("SELECT format('{tabella}: %s', t) FROM registro.{tabella} t ORDER BY 1");
        righe.extend(sqlx::query_scalar::<_, String>(&query).fetch_all(&pool).await.unwrap());
    }
    let testa = "SELECT format('%s %s', position, recorded_at) FROM registro.log_head";
    righe.push(sqlx::query_scalar(testa).fetch_one(&pool).await.unwrap());
    pool.close().await;
    righe
}

struct Nuovo<'a> {
    databases: Databases,
    harness: &'a Harness,
}

impl<'a> Nuovo<'a> {
    async fn accanto(harness: &'a Harness) -> Self {
        Self { databases: Databases::fresh().await.unwrap(), harness }
    }

    fn kek(&self) -> Arc<FileKek> {
        Arc::new(FileKek::open(&self.harness.folder.path().join("kek")).unwrap())
    }

    async fn carica(&self, files: &[PathBuf], fino_a: Option<u64>) -> Result<(u64, String), RestoreError> {
        let (owner, keys) = (self.databases.owner(), self.harness.databases.key_owner());
        let target = Target { owner: &owner, keys: &keys, kek: self.kek() };
        load_at(&target, files, fino_a, |_, _, _| {}).await.map(|l| (l.position, l.root))
    }

    async fn apri(&self) -> Log {
        let config = LogConfig {
            log: self.databases.application(),
            keys: self.harness.databases.key_owner(),
            kek: self.kek(),
            read_connections: 2,
        };
        Log::open(config).await.unwrap()
    }
}

#[tokio::test]
async fn a_loaded_export_is_the_log_it_was_made_of_and_goes_on() {
    let (harness, primo) = registro().await;
    let cartella = tempfile::tempdir().unwrap();
    // In three parts, as they would be made one night after another.
    let parti = [(1, Some(3)), (4, Some(6)), (7, None)];
    let mut files = Vec::new();
    for (da, fino_a) in parti {
        files.push(esporta(&harness, cartella.path(), da, fino_a).await);
    }
    let nuovo = Nuovo::accanto(&harness).await;
    let (posizione, radice) = nuovo.carica(&files, None).await.unwrap();
    assert_eq!(posizione, harness.log.position().await.unwrap());
    assert_eq!(tutto(nuovo.databases.application()).await, tutto(harness.databases.application()).await);
    let trovato = verify_at(&nuovo.databases.application(), &[], |_, _| {}).await.unwrap();
    assert!(trovato.is_sound() && trovato.root_hex() == radice, "{:?}", trovato.findings);

    let log = nuovo.apri().await;
    let bus = Bus::new(log.clone());
    let nuovo_soggetto = log.subjects().take().await.unwrap();
    let doppio = SoggettoCommand::Registra {
        soggetto: nuovo_soggetto,
        dati: dati(Some("NRELCU88E60M082V")),
        oggi: oggi(),
    };
    let rifiutato = bus.execute::<Soggetto>(&richiesta(nuovo_soggetto, Uuid::new_v4()), doppio).await;
    assert!(matches!(rifiutato, Err(ExecuteError::Reserved { .. })), "what was reserved still is");
    let liberato = SoggettoCommand::Registra {
        soggetto: nuovo_soggetto,
        dati: dati(Some("RSSMRA86L11H514O")),
        oggi: oggi(),
    };
    let fatto = bus.execute::<Soggetto>(&richiesta(nuovo_soggetto, Uuid::new_v4()), liberato).await.unwrap();
    assert_eq!(fatto.position, posizione + 1, "what was released is free, and the log goes on");
    let ancora = verify_at(&nuovo.databases.application(), &[], |_, _| {}).await.unwrap();
    assert!(ancora.is_sound(), "{:?}", ancora.findings);
    assert_ne!(primo, nuovo_soggetto);
}

#[tokio::test]
async fn a_repeated_command_gets_its_first_answer_from_the_loaded_log() {
    let (harness, _) = registro().await;
    let soggetto = harness.log.subjects().take().await.unwrap();
    let comando = SoggettoCommand::Registra { soggetto, dati: dati(None), oggi: oggi() };
    let richiesta = richiesta(soggetto, Uuid::new_v4());
    let prima = harness.bus.execute::<Soggetto>(&richiesta, comando.clone()).await.unwrap();
    let cartella = tempfile::tempdir().unwrap();
    let file = esporta(&harness, cartella.path(), 1, None).await;
    let nuovo = Nuovo::accanto(&harness).await;
    nuovo.carica(&[file], None).await.unwrap();
    let bus = Bus::new(nuovo.apri().await);
    let poi = bus.execute::<Soggetto>(&richiesta, comando.clone()).await.unwrap();
    assert!(poi.repeated && poi.position == prima.position);
    let altro = event_store::CommandRequest { canonical: b"altro".to_vec(), ..richiesta };
    let diverso = bus.execute::<Soggetto>(&altro, comando).await;
    assert!(matches!(diverso, Err(ExecuteError::Different)));
}

#[tokio::test]
async fn a_log_can_be_loaded_up_to_any_position() {
    let (harness, _) = registro().await;
    let cartella = tempfile::tempdir().unwrap();
    let file = esporta(&harness, cartella.path(), 1, None).await;
    for fino_a in [0, 1, 5] {
        let nuovo = Nuovo::accanto(&harness).await;
        let (posizione, radice) = nuovo.carica(std::slice::from_ref(&file), Some(fino_a)).await.unwrap();
        let trovato = verify_at(&nuovo.databases.application(), &[], |_, _| {}).await.unwrap();
        assert!(trovato.is_sound(), "{fino_a}: {:?}", trovato.findings);
        assert_eq!((posizione, radice, trovato.events), (fino_a, trovato.root_hex(), fino_a));
    }
    let nuovo = Nuovo::accanto(&harness).await;
    assert!(matches!(nuovo.carica(&[file], Some(100)).await, Err(RestoreError::Short { .. })));
}

#[tokio::test]
async fn refuses_to_load_what_is_altered_incomplete_or_over_something() {
    let (harness, _) = registro().await;
    let cartella = tempfile::tempdir().unwrap();
    let intero = esporta(&harness, cartella.path(), 1, None).await;
    let coda = esporta(&harness, cartella.path(), 3, None).await;
    let nuovo = Nuovo::accanto(&harness).await;
    let manca = nuovo.carica(&[coda], None).await;
    assert!(matches!(manca, Err(RestoreError::Gap { after: 0, .. })));
    let mut byte = std::fs::read(&intero).unwrap();
    let meta = byte.len() / 2;
    byte[meta] ^= 1;
    let alterato = cartella.path().join("alterato.jsonl");
    std::fs::write(&alterato, byte).unwrap();
    assert!(matches!(nuovo.carica(&[alterato], None).await, Err(RestoreError::Unsound { .. })));
    let senza_chiavi =
        Target { owner: &nuovo.databases.owner(), keys: &nuovo.databases.key_owner(), kek: nuovo.kek() };
    let rifiutato = load_at(&senza_chiavi, std::slice::from_ref(&intero), None, |_, _, _| {}).await;
    assert!(matches!(rifiutato, Err(RestoreError::NoKeys)));
    nuovo.carica(std::slice::from_ref(&intero), None).await.unwrap();
    let sopra = nuovo.carica(&[intero], None).await;
    assert!(matches!(sopra, Err(RestoreError::NotEmpty(8))), "a log is never loaded over another");
}

#[tokio::test]
async fn the_application_role_cannot_load() {
    let (harness, _) = registro().await;
    let cartella = tempfile::tempdir().unwrap();
    let file = esporta(&harness, cartella.path(), 1, None).await;
    let nuovo = Nuovo::accanto(&harness).await;
    let (applicazione, keys) = (nuovo.databases.application(), harness.databases.key_owner());
    let target = Target { owner: &applicazione, keys: &keys, kek: nuovo.kek() };
    assert!(matches!(load_at(&target, &[file], None, |_, _, _| {}).await, Err(RestoreError::Database(_))));
    let trovato = verify_at(&nuovo.databases.application(), &[], |_, _| {}).await.unwrap();
    assert_eq!(trovato.events, 0);
}
