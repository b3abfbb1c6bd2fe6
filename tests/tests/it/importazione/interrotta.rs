//! The program itself, killed on the way and started again.

use super::cartella::Cartella;
use dev::distretto::{Distretto, cartella::scrivi};
use event_store::integrity::verify_at;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tests::harness::Harness;
use tests::servizio::{indirizzi_di, programma};
use tokio::process::Command;

fn import(h: &Harness, cartella: &Path) -> Command {
    let dove = indirizzi_di(&h.databases, &h.folder.path().join("kek"), None);
    let mut comando = Command::new(programma());
    comando
        .args(["import", "--nome", "vecchio"])
        .arg(cartella)
        .env_clear()
        .env("SIGESS_DATI", h.folder.path())
        .env("SIGESS_KEK", &dove.kek)
        .env("DATABASE_URL", &dove.registro)
        .env("CHIAVI_DATABASE_URL", &dove.chiavi)
        .stdin(Stdio::null())
        .kill_on_drop(true);
    comando
}

async fn fino_in_fondo(h: &Harness, cartella: &Path) -> String {
    let output = import(h, cartella).output().await.unwrap();
    let detto = String::from_utf8_lossy(&output.stdout).into_owned();
    let avanzamento = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{detto}{avanzamento}");
    // Whole lines where nobody looks at a terminal.
    assert!(
        avanzamento.contains("· segnalazioni.csv: 100 %\n") && !avanzamento.contains('\r'),
        "{avanzamento}"
    );
    detto
}

/// What the log holds, without ids, instants and ciphertexts.
async fn contenuto(h: &Harness) -> Vec<(String, i64)> {
    let tipi = "SELECT event_type, count(*) FROM registro.events GROUP BY 1";
    let numeri = "SELECT payload->>'numero_originario', count(*) FROM registro.events \
                   WHERE event_type = 'SegnalazioneCreata' GROUP BY 1";
    let mut tutto: Vec<(String, i64)> = Vec::new();
    for query in [tipi, numeri] {
        tutto.extend(sqlx::query_as::<_, (String, i64)>(query).fetch_all(h.log.pool()).await.unwrap());
    }
    tutto.sort();
    tutto
}

#[tokio::test]
async fn an_import_that_was_killed_goes_on_to_the_same_result_as_an_unbroken_one() {
    let cartella = Cartella::vuota();
    let distretto = Distretto { seed: 5, persone: 2000, segnalazioni_per_cento: 100, operatori: 9 };
    scrivi(cartella.path(), distretto).unwrap();
    let (intera, spezzata) = (Harness::new().await.unwrap(), Harness::new().await.unwrap());
    fino_in_fondo(&intera, cartella.path()).await;
    let tutto = intera.log.position().await.unwrap();

    // Killed whenever the log has grown by a third.
    for parte in [1, 2] {
        let mut figlio =
            import(&spezzata, cartella.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut testa = spezzata.log.head();
        let cresciuta = testa.wait_for(|posizione| *posizione > tutto * parte / 3);
        tokio::time::timeout(Duration::from_secs(120), cresciuta).await.unwrap().unwrap();
        figlio.kill().await.unwrap();
        let scritti = spezzata.log.position().await.unwrap();
        assert!(scritti < tutto, "killed too late to say anything: {scritti} of {tutto}");
    }
    let detto = fino_in_fondo(&spezzata, cartella.path()).await;
    assert!(detto.contains("già presenti"), "{detto}");
    assert_eq!(spezzata.log.position().await.unwrap(), tutto);
    assert_eq!(contenuto(&spezzata).await, contenuto(&intera).await);
    let report = verify_at(&spezzata.databases.application(), &[], |_, _| {}).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);

    fino_in_fondo(&spezzata, cartella.path()).await;
    assert_eq!(spezzata.log.position().await.unwrap(), tutto, "a run more changes nothing");
}

#[tokio::test]
async fn what_the_program_says_and_writes_down_holds_no_value_of_a_row() {
    let h = Harness::new().await.unwrap();
    let cartella = Cartella::con_errori();
    for (prova, resoconto) in [(true, "resoconto-prova.csv"), (false, "resoconto.csv")] {
        let mut comando = import(&h, cartella.path());
        if prova {
            comando.arg("--prova");
        }
        let output = comando.output().await.unwrap();
        assert_eq!(output.status.code(), Some(1), "some records are refused");
        assert_eq!(h.log.position().await.unwrap() == 0, prova);
        let scritto = std::fs::read_to_string(cartella.path().join(resoconto)).unwrap();
        assert!(scritto.contains("segnalazioni.csv;6;esito;rifiuto;CHIUSA_SENZA_ESITO;"), "{scritto}");
        let detto = [output.stdout, output.stderr].map(|b| String::from_utf8_lossy(&b).into_owned()).concat();
        assert!(detto.contains("CHIUSA_SENZA_ESITO"), "{detto}");
        for valore in ["Rossi", "Mario", "Bianchi", "RSSMRA86L11H514O", "CODICESBAGLIATO", "2019/7", "Verdi"]
        {
            assert!(!scritto.contains(valore) && !detto.contains(valore), "{valore}: {scritto}{detto}");
        }
    }
}
