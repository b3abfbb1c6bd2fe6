//! The drill of docs/operations.md: a log that is backed up, goes on, is lost and restored to an instant.

use super::registro::{dati, tutto};
use super::riga_di_comando::{Esito, Luogo, attendi};
use domain::soggetto::{Soggetto, SoggettoCommand};
use event_store::Bus;
use event_store::integrity::{checkpoints, verify_at};
use event_store::postgres::roles::{APPLICATION_ROLE, LOG_DATABASE};
use event_store::postgres::testing::temporary_place;
use event_store::postgres::{ClusterOptions, PrivateCluster};
use sqlx::postgres::PgPoolOptions;
use tests::Privata;
use tests::harness::{oggi, richiesta};
use uuid::Uuid;

pub(super) async fn scrivi(bus: &Bus, quanti: usize) {
    for _ in 0..quanti {
        let soggetto = bus.log().subjects().take().await.unwrap();
        let comando = SoggettoCommand::Registra { soggetto, dati: dati(None), oggi: oggi() };
        bus.execute::<Soggetto>(&richiesta(soggetto, Uuid::new_v4()), comando).await.unwrap();
    }
}

async fn adesso(cluster: &PrivateCluster) -> String {
    let options = cluster.connect_options(APPLICATION_ROLE, LOG_DATABASE);
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
    let adesso = "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    sqlx::query_scalar(adesso).fetch_one(&pool).await.unwrap()
}

/// Digests of all read models, folded anew and then proved equal to another fold.
async fn impronte(log: &event_store::Log) -> Vec<String> {
    projections::rebuild(log, None, false, |_, _, _| {}).await.unwrap();
    let rapporti = projections::rebuild(log, None, true, |_, _, _| {}).await.unwrap();
    assert!(rapporti.iter().all(|r| r.equal == Some(true)));
    rapporti.into_iter().map(|r| r.digest_shadow.expect("of a proof")).collect()
}

/// The drill itself: the log as it stood at an instant between two backups.
#[tokio::test]
async fn a_lost_log_comes_back_as_it_stood_at_an_instant() {
    let privata = Privata::nuova().await.unwrap();
    let cartella = temporary_place().unwrap();
    let origine = Luogo::nuovo(privata.folder.path(), &privata.dove.kek);
    let (registro, chiavi) = (cartella.path().join("registro"), cartella.path().join("chiavi"));
    let argomenti = ["backup", registro.to_str().unwrap(), "--chiavi", chiavi.to_str().unwrap()];
    let bus = Bus::new(privata.log.clone());

    scrivi(&bus, 5).await;
    let firma = checkpoints::signing_key(&privata.folder.path().join("firma")).unwrap();
    let note = checkpoints::CheckpointFolder::new(privata.folder.path().join("checkpoint"));
    checkpoints::Signer::new(privata.log.clone(), note, firma).sign().await.unwrap();
    origine.riesce(&argomenti).await;
    scrivi(&bus, 5).await;
    let (posizione, modelli) = (privata.log.position().await.unwrap(), impronte(&privata.log).await);
    let applicazione = privata.cluster.connect_options(APPLICATION_ROLE, LOG_DATABASE);
    let (com_era, radice) = (
        tutto(applicazione.clone()).await,
        verify_at(&applicazione, &[], |_, _| {}).await.unwrap().root_hex(),
    );
    let istante = adesso(&privata.cluster).await;
    scrivi(&bus, 5).await;
    origine.riesce(&argomenti).await;
    let Privata { cluster, log, .. } = &privata;
    cluster.kill_hard().await.unwrap();
    drop((bus, log));

    let nuova = temporary_place().unwrap();
    let luogo = Luogo::nuovo(nuova.path(), &privata.dove.kek);
    let ripristina =
        ["restore", registro.to_str().unwrap(), "--chiavi", chiavi.to_str().unwrap(), "--istante", &istante];
    // Killed half-way, it leaves nothing that anybody would start, and is simply repeated.
    let mut ucciso = luogo.comando(&ripristina).spawn().unwrap();
    attendi(|| nuova.path().join("ripristino-in-corso").exists()).await;
    attendi(|| nuova.path().join("pg15").exists() || nuova.path().join("pg18").exists()).await;
    ucciso.kill().await.unwrap();
    let Esito { codice, errori, .. } = luogo.esegui(&["verify"]).await;
    assert!(codice != Some(0) && errori.contains("not finished"), "{errori}");
    let detto = luogo.riesce(&ripristina).await;
    assert!(detto.contains(&format!("Radice: {radice}")), "the root of then: {detto}");
    assert!(detto.contains(&format!("fino alla posizione {posizione}.")), "{detto}");
    for impronta in modelli {
        assert!(detto.contains(&impronta), "a read model differs from then: {detto}");
    }

    let sopra = luogo.esegui(&ripristina).await;
    assert!(sopra.codice == Some(1) && sopra.errori.contains("cartella dei dati vuota"), "{}", sopra.errori);
    let rinato = PrivateCluster::start(ClusterOptions::new(nuova.path())).await.unwrap();
    assert_eq!(tutto(rinato.connect_options(APPLICATION_ROLE, LOG_DATABASE)).await, com_era);
    let log = luogo.apri(&rinato).await;
    scrivi(&Bus::new(log.clone()), 1).await;
    assert_eq!(log.position().await.unwrap(), posizione + 1, "the log goes on");
    rinato.destroy().await.unwrap();
    privata.cluster.destroy().await.unwrap();
}
