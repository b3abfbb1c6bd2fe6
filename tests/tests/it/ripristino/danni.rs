//! What may go wrong with a backup: half of it, a byte, keys of another time, erasures that are not known.

use super::prova::scrivi;
use super::riga_di_comando::{Luogo, attendi};
use access::{Lettura, Tracciamento};
use domain::attore::{Attore, NumeroIncarico, Ruolo};
use domain::tracciamento::{Accesso, Divulgato, Oggetto};
use event_store::Bus;
use event_store::postgres::roles::{KEYS_DATABASE, KEYS_ROLE, LOG_DATABASE, READ_LOG_ROLE};
use event_store::postgres::testing::temporary_place;
use event_store::postgres::{ClusterOptions, PrivateCluster};
use sqlx::postgres::PgPoolOptions;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tests::Privata;

fn in_cartella(cartella: &Path, forma: &str) -> Vec<PathBuf> {
    let voci = fs::read_dir(cartella).unwrap().map(|v| v.unwrap().path());
    let intero = |p: &PathBuf| {
        let nome = p.file_name().unwrap().to_string_lossy();
        !nome.starts_with('.') && nome.ends_with(forma)
    };
    let mut trovati: Vec<PathBuf> = voci.filter(intero).collect();
    trovati.sort();
    trovati
}

/// Flips one bit of a file.
fn guasta(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let meta = bytes.len() / 2;
    bytes[meta] ^= 1;
    fs::write(file, bytes).unwrap();
}

fn testo(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test]
async fn a_base_backup_is_whole_sound_and_apart_from_the_keys_or_refused() {
    let privata = Privata::nuova().await.unwrap();
    let luogo = Luogo::nuovo(privata.folder.path(), &privata.dove.kek);
    let cartella = temporary_place().unwrap();
    let (registro, chiavi) = (cartella.path().join("registro"), cartella.path().join("chiavi"));
    if !privata.cluster.source_description().contains("installed") {
        let detto = luogo.rifiuta(&["backup", testo(&registro), "--forma", "base"]).await;
        assert!(detto.contains("--forma export"), "{detto}");
        return privata.cluster.destroy().await.unwrap();
    }
    scrivi(&Bus::new(privata.log.clone()), 3).await;

    for stessa in [registro.clone(), registro.join("dentro"), cartella.path().to_owned()] {
        let detto = luogo.rifiuta(&["backup", testo(&registro), "--chiavi", testo(&stessa)]).await;
        assert!(detto.contains("stessa cartella"), "{detto}");
    }
    let con_kek = luogo.rifiuta(&["backup", testo(privata.folder.path())]).await;
    assert!(con_kek.contains("chiave di cifratura"), "{con_kek}");

    let mut ucciso = luogo.comando(&["backup", testo(&registro)]).spawn().unwrap();
    attendi(|| {
        registro.is_dir()
            && fs::read_dir(&registro).unwrap().flatten().any(|v| v.path().join("base").is_dir())
    })
    .await;
    ucciso.kill().await.unwrap();
    assert!(in_cartella(&registro, "-base").is_empty());
    assert_eq!(luogo.riesce(&["backup", testo(&registro), "--verifica"]).await, "", "half a backup is none");
    let nulla = temporary_place().unwrap();
    let vuoto = Luogo::nuovo(nulla.path(), &privata.dove.kek);
    let detto = vuoto.rifiuta(&["restore", testo(&registro)]).await;
    assert!(detto.contains("nessun backup"), "{detto}");

    luogo.riesce(&["backup", testo(&registro), "--chiavi", testo(&chiavi)]).await;
    let whole = in_cartella(&registro, "-base");
    assert_eq!(whole.len(), 1);
    let detto = luogo.rifiuta(&["backup", testo(&chiavi)]).await;
    assert!(detto.contains("già backup delle chiavi"), "{detto}");
    luogo.riesce(&["backup", testo(&registro), "--chiavi", testo(&chiavi), "--verifica"]).await;

    guasta(&whole[0].join("base/global/pg_control"));
    let detto = luogo.rifiuta(&["backup", testo(&registro), "--verifica"]).await;
    assert!(detto.contains("DANNEGGIATO") && detto.contains("pg_control"), "{detto}");
    let detto = vuoto.rifiuta(&["restore", testo(&registro), "--chiavi", testo(&chiavi)]).await;
    assert!(detto.contains("danneggiato"), "{detto}");
    assert!(!nulla.path().join("ripristino-in-corso").exists(), "checked before anything is made");
    guasta(&in_cartella(&chiavi, "-chiavi")[0].join("soggetti.csv"));
    let detto = luogo.rifiuta(&["backup", "--chiavi", testo(&chiavi), "--verifica"]).await;
    assert!(detto.contains("soggetti.csv"), "{detto}");
    privata.cluster.destroy().await.unwrap();
}

#[tokio::test]
async fn exports_go_on_from_each_other_and_need_keys_of_their_age() {
    let privata = Privata::nuova().await.unwrap();
    let luogo = Luogo::nuovo(privata.folder.path(), &privata.dove.kek);
    let cartella = temporary_place().unwrap();
    let (registro, chiavi) = (cartella.path().join("registro"), cartella.path().join("chiavi"));
    let salva = ["backup", testo(&registro), "--chiavi", testo(&chiavi), "--forma", "export"];
    let bus = Bus::new(privata.log.clone());
    scrivi(&bus, 3).await;
    luogo.riesce(&salva).await;
    scrivi(&bus, 100).await;
    let letta = cartella.path().join("letture.csv");
    sguarda(&privata).await;
    luogo.riesce(&["letture", "esporta", "--dal", "2020-01-01T00:00:00Z", testo(&letta)]).await;
    let futura = cartella.path().join("letture-future.csv");
    let periodo = ["letture", "esporta", "--dal", "2020-01-01T00:00:00Z", "--al", "2999-01-01T00:00:00Z"];
    let argomenti = [periodo.as_slice(), &[testo(&futura)]].concat();
    let esportata = luogo.riesce(&argomenti);
    tokio::time::timeout(Duration::from_secs(120), esportata)
        .await
        .expect("an export does not follow itself");
    let cancellato = erased(&privata.cluster).await;
    let detto = luogo.riesce(&salva).await;
    let (esportati, di_chiavi) = (in_cartella(&registro, "-export"), in_cartella(&chiavi, "-chiavi"));
    assert_eq!((esportati.len(), di_chiavi.len()), (2, 2));
    let posizione = privata.log.position().await.unwrap();
    assert!(detto.contains(&format!("posizione {posizione}")), "{detto}");

    let nuova = temporary_place().unwrap();
    let rinato = Luogo::nuovo(nuova.path(), &privata.dove.kek);
    let vecchie = ["restore", testo(&registro), "--chiavi", testo(&di_chiavi[0])];
    let detto = rinato.rifiuta(&vecchie).await;
    assert!(detto.contains("chiavi sono più vecchie del registro"), "{detto}");
    let ripristina = ["restore", testo(&registro), "--chiavi", testo(&chiavi)];
    let detto = rinato.riesce(&ripristina).await;
    assert!(detto.contains(&format!("fino alla posizione {posizione}.")), "{detto}");
    // Who looked comes back too: the reading of before, and that it was exported twice.
    let verificato = rinato.riesce(&["verify"]).await;
    assert!(verificato.contains("Letture: 3 "), "{verificato}");
    let di_prima = std::fs::read_to_string(&futura).unwrap();
    assert_eq!(di_prima.lines().count(), 3, "the names, the reading, the first export: {di_prima}");
    let scritto = std::fs::read_to_string(&letta).unwrap();
    assert_eq!(scritto.lines().count(), 2, "a line of names, and the reading: {scritto}");
    assert!(scritto.contains(",SCHEDA,MOSTRATO,"), "{scritto}");
    let di_nuovo = ["letture", "esporta", "--dal", "2020-01-01T00:00:00Z", testo(&letta)];
    assert_eq!(luogo.esegui(&di_nuovo).await.codice, Some(2), "a file that is there is not written over");

    // An older log with the erasures of today, and keys that are older than those erasures.
    let altra = temporary_place().unwrap();
    let altro = Luogo::nuovo(altra.path(), &privata.dove.kek);
    let (prima, primo) = (testo(&esportati[0]), testo(&di_chiavi[0]));
    altro.riesce(&["restore", prima, "--chiavi", primo]).await;
    let cluster = PrivateCluster::start(ClusterOptions::new(altra.path())).await.unwrap();
    assert!(is_erased(&cluster, cancellato).await, "what was erased since then is erased again");
    cluster.stop().await.unwrap();
    privata.cluster.destroy().await.unwrap();
}

/// A reading, as an answer writes it down.
async fn sguarda(privata: &Privata) {
    let divulgato = Divulgato::default();
    divulgato.mostra(Accesso::Scheda, [Oggetto::Soggetto(uuid::Uuid::new_v4().into())]);
    let lettura = Lettura {
        richiesta: uuid::Uuid::new_v4(),
        attore: Attore {
            operatore: privata.chi.operatore,
            ruolo: Ruolo::OperatoreSegretariato,
            unita: privata.chi.unita,
        },
        canale: "graphql",
        livello: "LoA2",
        incarico: NumeroIncarico::PRIMO,
        sessione: None,
        indirizzo: None,
        operazione: None,
        chiesta: chrono::Utc::now(),
        criteri: std::collections::BTreeMap::new(),
        divulgazioni: divulgato.prendi(),
        basi: std::collections::HashMap::new(),
    };
    let options = privata.cluster.connect_options(READ_LOG_ROLE, LOG_DATABASE);
    Tracciamento::start(options).annota(&lettura).await.unwrap();
}

/// Erases the keys of some subject of the log, as an erasure will.
async fn erased(cluster: &PrivateCluster) -> uuid::Uuid {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect_with(cluster.connect_options(KEYS_ROLE, KEYS_DATABASE))
        .await
        .unwrap();
    let erase = "UPDATE chiavi.soggetti SET incartate = NULL, cancellata = now(), base = 'prova' \
                  WHERE soggetto = (SELECT soggetto FROM chiavi.soggetti ORDER BY creata LIMIT 1) RETURNING soggetto";
    sqlx::query_scalar(erase).fetch_one(&pool).await.unwrap()
}

async fn is_erased(cluster: &PrivateCluster, soggetto: uuid::Uuid) -> bool {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect_with(cluster.connect_options(KEYS_ROLE, KEYS_DATABASE))
        .await
        .unwrap();
    sqlx::query_scalar("SELECT incartate IS NULL FROM chiavi.soggetti WHERE soggetto = $1")
        .bind(soggetto)
        .fetch_one(&pool)
        .await
        .unwrap()
}
