//! Units, operators and memberships from the command line: how an installation begins.

use domain::identita::OperatoreId;
use domain::operatore::Operatore;
use std::process::Stdio;
use tests::Harness;
use tests::servizio::{Indirizzi, indirizzi_di, programma};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// What a subcommand said, or its refusal.
async fn sigess(dove: &Indirizzi, args: &[&str], ingresso: &str) -> Result<String, String> {
    let mut figlio = Command::new(programma())
        .args(args)
        .env("DATABASE_URL", &dove.registro)
        .env("CHIAVI_DATABASE_URL", &dove.chiavi)
        .env("SIGESS_KEK", &dove.kek)
        .env("SIGESS_DATI", dove.kek.parent().unwrap())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    figlio.stdin.take().unwrap().write_all(ingresso.as_bytes()).await.unwrap();
    let uscita = figlio.wait_with_output().await.unwrap();
    if uscita.status.success() {
        return Ok(String::from_utf8(uscita.stdout).unwrap().trim().to_owned());
    }
    assert_eq!(uscita.status.code(), Some(1), "{}", String::from_utf8_lossy(&uscita.stderr));
    Err(String::from_utf8(uscita.stderr).unwrap())
}

#[track_caller]
fn rifiutata(esito: Result<String, String>, codice: &str) {
    let detto = esito.unwrap_err();
    assert!(detto.contains(codice), "{detto}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_begins_with_its_units_and_one_administrator() {
    let h = Harness::new().await.unwrap();
    let dove = indirizzi_di(&h.databases, &h.folder.path().join("kek"), None);
    let fai = async |args: &[&str]| sigess(&dove, args, "").await;
    let con_persona = async |args: &[&str], cf: &str| {
        sigess(&dove, args, &format!("Cognomeprova\nNomeprova\n{cf}\n")).await
    };
    let distretto = fai(&["unita", "istituisci", "D01", "Distretto 1", "DISTRETTO"]).await.unwrap();
    let comune =
        fai(&["unita", "istituisci", "COM1", "Comune 1", "COMUNE", "--padre", &distretto]).await.unwrap();
    rifiutata(fai(&["unita", "istituisci", "PUA1", "PUA", "PUA"]).await, "UNITA_SOVRAORDINATA");
    rifiutata(fai(&["unita", "cessa", &distretto]).await, "UNITA_CON_SOTTOSTANTI");
    fai(&["unita", "rinomina", &comune, "Comune di prova"]).await.unwrap();
    let elenco = fai(&["unita", "elenco"]).await.unwrap();
    assert!(elenco.contains(&comune) && elenco.contains("COM1 - Comune di prova"), "{elenco}");

    let primo = ["operatore", "primo-amministratore", &distretto, "--atto", "Determinazione 1"];
    let amministratore = con_persona(&primo, "ZZSNNA85T45H501M").await.unwrap();
    rifiutata(con_persona(&primo, "NRELCU88E60M082V").await, "AMMINISTRATORE_PRESENTE");
    // When the only one is gone, another may be the first.
    fai(&["operatore", "disabilita", &amministratore, "--motivo", "Trasferimento"]).await.unwrap();
    con_persona(&primo, "NRELCU88E60M082V").await.unwrap();

    let altro = con_persona(&["operatore", "abilita", "ASSISTENTE_SOCIALE", &comune], "RSSTMS18P03M082H")
        .await
        .unwrap();
    let conferisci = ["operatore", "incarico", "conferisci", &altro, "COORDINATORE", &comune];
    fai(&conferisci).await.unwrap();
    rifiutata(fai(&conferisci).await, "INCARICO_SOVRAPPOSTO");
    fai(&["operatore", "incarico", "cessa", &altro, "1", "--motivo", "Fine"]).await.unwrap();
    rifiutata(fai(&["unita", "cessa", &comune]).await, "UNITA_CON_INCARICHI");
    let elenco = fai(&["operatore", "elenco"]).await.unwrap();
    assert!(elenco.contains("COORDINATORE") && elenco.contains("(disabilitato)"), "{elenco}");

    let id: OperatoreId = altro.parse().unwrap();
    sqlx::query(
        "INSERT INTO accesso.sessioni (hash, operatore, gestore, iss, sub, livello, creata, vista, scade) \
         VALUES (sha256('x'), $1, 'prova', 'https://idp.example', 'anna', 2, now() - interval '1 hour', \
                 now() - interval '10 minutes', now() + interval '1 hour')",
    )
    .bind(id.0)
    .execute(h.log.pool())
    .await
    .unwrap();
    let aperte = ["operatore", "sessioni", &altro];
    assert_eq!(fai(&aperte).await.unwrap().lines().count(), 1);
    let presto = [&aperte[..], &["--sessione-inattiva", "5"]].concat();
    assert_eq!(fai(&presto).await.unwrap(), "", "over after the configured time");
    let stato = h.bus.state::<Operatore>(&id.to_string()).await.unwrap().abilitazione.unwrap();
    assert_eq!(stato.incarichi.len(), 2);
    assert!(stato.incarichi[0].al.is_some() && stato.incarichi[1].al.is_none());
    let canali: Vec<String> =
        sqlx::query_scalar("SELECT DISTINCT metadata ->> 'channel' FROM registro.events")
            .fetch_all(h.log.pool())
            .await
            .unwrap();
    assert_eq!(canali, ["cli"], "everything is in the log, as done there");
}
