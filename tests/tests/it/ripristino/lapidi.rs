//! Keys from a backup that is older than the log: erased ones may be among them.

use super::riga_di_comando::Luogo;
use event_store::backup::{RestoredKeys, record_restore};
use tests::harness::Harness;
use tests::servizio::{Processo, indirizzi_di};

#[tokio::test]
async fn the_service_does_not_start_until_erasures_are_known_as_far_as_the_log_goes() {
    let harness = Harness::new().await.unwrap();
    let kek = harness.folder.path().join("kek");
    let dove = indirizzi_di(&harness.databases, &kek, None);
    let file = harness.folder.path().join("sigess.log");
    let chiavi = harness.databases.key_owner();
    record_restore(&chiavi, RestoredKeys { log: 7, tombstones: 5, confirmed: false }).await.unwrap();
    assert!(Processo::avvia(&dove, &file).await.is_err());
    let detto = std::fs::read_to_string(&file).unwrap();
    assert!(detto.contains("note fino alla posizione 5"), "{detto}");

    let luogo = Luogo::nuovo(harness.folder.path(), &kek);
    let mut conferma = luogo.comando(&["restore", "--conferma-lapidi"]);
    conferma.env("DATABASE_URL", &dove.registro).env("CHIAVI_DATABASE_URL", &dove.chiavi);
    assert!(conferma.status().await.unwrap().success());
    let processo = Processo::avvia(&dove, &file).await.unwrap();
    assert_eq!(processo.termina().await.unwrap(), Some(0));

    record_restore(&chiavi, RestoredKeys { log: 7, tombstones: 7, confirmed: false }).await.unwrap();
    let processo = Processo::avvia(&dove, &file).await.unwrap();
    assert_eq!(processo.termina().await.unwrap(), Some(0), "known as far as the log goes is enough");
}
