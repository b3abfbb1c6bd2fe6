//! Every statement that a working day asks reads through its index, also when there is much of everything. The server
//! itself says how it carried out each of them (`auto_explain`): as the values of the question suggest, and with the
//! generic plans that it may take once a connection has asked the same often enough.

mod giornata;
mod lettura;
mod volume;

use domain::attore::Ruolo;
use event_store::Bus;
use event_store::postgres::SUPERUSER;
use event_store::postgres::roles::{KEYS_DATABASE, LOG_DATABASE};
use giornata::Turno;
use projections::Projector;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use tests::Privata;
use tests::servizio::{Processo, operatore};
use uuid::Uuid;

/// Tables of few rows whatever happens: one, one a projection, one a kind of event.
const PICCOLE: [&str; 3] = ["log_head", "proiezioni", "numerazioni"];
/// Tables that hold what the office itself is, some hundreds of units and some thousands of operators; or that are full
/// at some thousands of rows.
const LIMITATE: [&str; 4] = ["unita_v3", "operatori_v3", "incarichi_v3", "login_in_corso"];

/// Indexes that a day must have used: were one of them missing here, the day would not have asked what it should.
const INDICI: [&str; 36] = [
    "events_pkey",
    "events_position_key",
    "command_log_pkey",
    "prenotazioni_pkey",
    "numeri_pkey",
    "numeri_position_key",
    "soggetti_pkey",
    "soggetti_v1_pkey",
    "soggetti_v1_cf",
    "soggetti_v1_codice",
    "soggetti_v1_cognome_nome",
    "soggetti_v1_nome_cognome",
    "soggetti_v1_nascita",
    "soggetti_varianti_v1_pkey",
    "soggetti_dizionario_v1_pkey",
    "segnalazioni_v1_pkey",
    "segnalazioni_v1_segnalato",
    "segnalazioni_v1_autore",
    "segnalazioni_v1_assegnatario",
    "segnalazioni_v1_responsabile",
    "segnalazioni_v1_responsabile_allora",
    "segnalazioni_v1_distretto",
    "segnalazioni_v1_tutte",
    "segnalazioni_v1_stato",
    "segnalazioni_v1_originario",
    "titoli_v2_oggetto",
    "emergenze_v1_operatore",
    "annotazioni_v1_segnalazione",
    "quadro_v1_pkey",
    "quadro_v1_soggetto",
    "nuclei_v1_pkey",
    "nuclei_v1_componente",
    "fascicolo_v1_pkey",
    "fascicolo_v1_stream",
    "operatori_v3_pkey",
    "sessioni_pkey",
];

/// What is asked about, of what was filled in.
struct Campioni {
    cognome: String,
    nome: String,
    codice_fiscale: String,
    codice: i64,
    nascita: String,
    segnalato: Uuid,
    operatore: Uuid,
    /// An operator with segnalazioni that are not closed.
    seguente: Uuid,
    cognome_operatore: String,
    unita: Uuid,
    distretto: Uuid,
    posizione: i64,
    istante: String,
}

async fn campioni(registro: &PgPool) -> Campioni {
    let di = async |serie: u32, n: u32| -> Uuid {
        sqlx::query_scalar("SELECT md5($1)::uuid")
            .bind(format!("{serie}:{n}"))
            .fetch_one(registro)
            .await
            .unwrap()
    };
    let (segnalato, operatore, seguente) = (di(1, 7778).await, di(4, 8).await, di(4, 20).await);
    let (cognome, nome, codice_fiscale, codice, nascita) = sqlx::query_as(
        "SELECT cognome, nome, codice_fiscale, codice, to_char(data_nascita, 'DD/MM/YYYY') \
           FROM letture.soggetti_v1 WHERE soggetto = $1",
    )
    .bind(segnalato)
    .fetch_one(registro)
    .await
    .unwrap();
    let cognome_operatore =
        sqlx::query_scalar("SELECT cognome FROM letture.operatori_v3 WHERE operatore = $1")
            .bind(operatore)
            .fetch_one(registro)
            .await
            .unwrap();
    // Half of everything came later.
    let posizione = 120_000;
    let istante = sqlx::query_scalar(
        "SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM registro.events WHERE position = $1",
    )
    .bind(posizione)
    .fetch_one(registro)
    .await
    .unwrap();
    let (unita, distretto) = (di(3, 48).await, di(3, 8).await);
    Campioni {
        cognome,
        nome,
        codice_fiscale,
        codice,
        nascita,
        segnalato,
        operatore,
        seguente,
        cognome_operatore,
        unita,
        distretto,
        posizione,
        istante,
    }
}

/// From now on every new connection tells in the log of the server how its statements were carried out.
async fn spiega(pool: &PgPool, database: &str) {
    let settings = [
        ("session_preload_libraries", "auto_explain"),
        ("auto_explain.log_min_duration", "0"),
        ("auto_explain.log_analyze", "on"),
        ("auto_explain.log_timing", "off"),
        ("auto_explain.log_buffers", "on"),
        ("auto_explain.log_nested_statements", "on"),
        ("auto_explain.log_format", "json"),
    ];
    sqlx::query("LOAD 'auto_explain'")
        .execute(pool)
        .await
        .expect("auto_explain comes with every server that has its contrib modules: install those");
    for (nome, valore) in settings {
        imposta(pool, database, nome, valore).await;
    }
}

async fn imposta(pool: &PgPool, database: &str, nome: &str, valore: &str) {
    sqlx::query(&format!("ALTER DATABASE {database} SET {nome} = '{valore}'")).execute(pool).await.unwrap();
}

/// Tables that must not be read whole.
async fn grandi(registro: &PgPool) -> BTreeSet<String> {
    let tabelle: Vec<(String, f32)> = sqlx::query_as(
        "SELECT relname::text, reltuples FROM pg_class WHERE relkind = 'r' \
            AND relnamespace IN ('registro'::regnamespace, 'letture'::regnamespace, 'accesso'::regnamespace)",
    )
    .fetch_all(registro)
    .await
    .unwrap();
    let grandi: Vec<_> = tabelle
        .into_iter()
        .filter(|(nome, _)| {
            nome != "token" && !PICCOLE.contains(&nome.as_str()) && !LIMITATE.contains(&nome.as_str())
        })
        .collect();
    for (nome, righe) in &grandi {
        assert!(*righe >= 4000.0, "{nome} was not filled");
    }
    // The keys have a database of their own.
    grandi.into_iter().map(|(nome, _)| nome).chain(["soggetti".to_owned()]).collect()
}

fn dal_byte(file: &Path, inizio: u64) -> String {
    let bytes = std::fs::read(file).unwrap();
    String::from_utf8_lossy(&bytes[usize::try_from(inizio).unwrap()..]).into_owned()
}

#[tokio::test]
async fn every_statement_of_a_day_reads_its_index() {
    let privata = Privata::nuova().await.unwrap();
    let bus = Bus::new(privata.log.clone());
    let ufficio = privata.chi.unita;
    let assistente = operatore(&bus, ufficio, Ruolo::AssistenteSociale, "NRELCU88E60M082V").await.unwrap();
    let collega = operatore(&bus, ufficio, Ruolo::OperatoreSegretariato, "RSSTMS18P03M082H").await.unwrap();
    let altra = operatore(&bus, ufficio, Ruolo::AssistenteSociale, "RSSLSS00B02M082H").await.unwrap();
    let projector = Projector::start(privata.log.clone()).await.unwrap();
    let fine = privata.log.position().await.unwrap();
    assert!(projector.wait_for(&[], fine, Duration::from_secs(60)).await);
    projector.stop().await;

    let superuser = |database: &str| {
        let options = privata.cluster.connect_options(SUPERUSER, database);
        // Filling the tables takes turns, and a busy machine its time.
        PgPoolOptions::new()
            .max_connections(3)
            .acquire_timeout(Duration::from_secs(600))
            .connect_with(options)
    };
    let (registro, chiavi) =
        (superuser(LOG_DATABASE).await.unwrap(), superuser(KEYS_DATABASE).await.unwrap());
    volume::riempi(&registro, &chiavi).await;
    let (grandi, campioni) = (grandi(&registro).await, campioni(&registro).await);
    spiega(&registro, LOG_DATABASE).await;
    spiega(&chiavi, KEYS_DATABASE).await;

    let file = privata.folder.path().join("sigess.log");
    let log = privata.cluster.log_file();
    let mut difetti = BTreeSet::new();
    let turni = [
        (
            "auto",
            Turno {
                segretariato: privata.chi.clone(),
                assistente,
                persone: ["RSSMRA86L11H514O", "RSSLSS00B02M082H"],
            },
        ),
        (
            "force_generic_plan",
            Turno {
                segretariato: collega,
                assistente: altra,
                persone: ["NRELCU88E60M082V", "RSSTMS18P03M082H"],
            },
        ),
    ];
    for (modo, turno) in turni {
        imposta(&registro, LOG_DATABASE, "plan_cache_mode", modo).await;
        let inizio = std::fs::metadata(&log).unwrap().len();
        let processo = Processo::avvia(&privata.dove, &file).await.unwrap();
        giornata::vivi(&processo.url, &turno, &campioni).await;
        assert_eq!(processo.termina().await.unwrap(), Some(0));
        let esito = lettura::leggi(&dal_byte(&log, inizio), &grandi);
        let mancanti: Vec<_> = INDICI.iter().filter(|i| !esito.indici.contains(**i)).collect();
        if !mancanti.is_empty() {
            difetti.insert(format!("{modo}: {} plans, none of which read {mancanti:?}", esito.piani));
        }
        difetti.extend(esito.difetti.into_iter().map(|d| format!("{modo}: {d}")));
    }
    assert!(difetti.is_empty(), "{}", Vec::from_iter(difetti).join("\n"));

    registro.close().await;
    chiavi.close().await;
    drop((bus, privata.log));
    privata.cluster.destroy().await.unwrap();
}
