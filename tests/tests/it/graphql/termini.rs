//! What becomes of the read log after its time, and what signed checkpoints prove of it.

use super::tracciamento::Guardato;
use super::*;
use access::GuastoLetture;
use event_store::integrity::checkpoints::{Signer, signing_key};
use event_store::integrity::{Checkpoint, CheckpointFolder};

impl Guardato {
    /// From now on records are written as if it were so many months ago.
    async fn mesi_fa(&self, mesi: u32) {
        let funzione: String =
            sqlx::query_scalar("SELECT pg_get_functiondef('tracciamento.annota'::regproc)")
                .fetch_one(&self.registro)
                .await
                .unwrap();
        let orologio = format!("(clock_timestamp() - interval '{mesi} months')");
        let prima = funzione.split_once("greatest(").unwrap();
        let dopo = prima.1.split_once(", prima)").unwrap().1;
        let spostata = format!("{}greatest({orologio}, prima){dopo}", prima.0);
        sqlx::raw_sql(&spostata).execute(&self.registro).await.unwrap();
    }

    async fn guarda(&self, volte: usize) {
        for _ in 0..volte {
            self.chiedi(&self.banco.segretariato, "soggetto(id: $s) { id }").await;
        }
    }
}

/// The read log from its first record on as if that had been written so long ago.
async fn vecchio() -> Guardato {
    let g = Guardato::nuovo().await;
    // Nothing of before: the clock of the log never runs back.
    sqlx::raw_sql(
        "DO $$ DECLARE parte text; BEGIN \
           FOR parte IN SELECT 'tracciamento.letture_' || to_char(mese, 'YYYY_MM') FROM tracciamento.mesi LOOP \
             EXECUTE 'DROP TABLE ' || parte; END LOOP; \
           DELETE FROM tracciamento.mesi; \
           UPDATE tracciamento.testa SET indice = 0, quando = '-infinity', frontiera = ''; END $$",
    )
    .execute(&g.registro)
    .await
    .unwrap();
    g
}

#[tokio::test]
async fn months_are_given_up_after_their_time_and_the_rest_is_proved_as_before() {
    let g = vecchio().await;
    for (mesi, volte) in [(30, 3), (26, 2), (24, 4)] {
        g.mesi_fa(mesi).await;
        g.guarda(volte).await;
    }
    g.mesi_fa(0).await;
    g.guarda(5).await;
    let tracciamento = g.banco.harness.tracciamento();
    let prima = tracciamento.verifica(&[]).await.unwrap();
    assert_eq!((prima.lette, prima.difetti.as_slice()), (14, [].as_slice()));

    assert!(tracciamento.elimina(23).await.is_err(), "never sooner than after two years");
    assert_eq!(g.banco.servizi.elimina_letture(60).await.unwrap(), []);
    assert_eq!(
        g.banco.servizi.elimina_letture(24).await.unwrap().len(),
        2,
        "the month of two years ago has not ended so long ago"
    );
    assert_eq!(g.banco.servizi.elimina_letture(24).await.unwrap(), []);
    let dopo = tracciamento.verifica(&[]).await.unwrap();
    assert_eq!((dopo.eliminate, dopo.lette, dopo.difetti.as_slice()), (5, 11, [].as_slice()));

    // That they went is in the log, and a change of what remains is found as before.
    let detto: Vec<String> = sqlx::query_scalar(
        "SELECT contenuto::text FROM tracciamento.letture WHERE contenuto ->> 'operazione' = 'EliminaMese' ORDER BY indice",
    )
    .fetch_all(&g.registro)
    .await
    .unwrap();
    let record: Vec<Value> = detto.iter().map(|d| serde_json::from_str(d).unwrap()).collect();
    let tolti: Vec<&Value> = record.iter().map(|r| &r["letture"][0]["record"]).collect();
    assert_eq!(tolti, [3, 2]);
    let (risposta, _) = g
        .banco
        .manda(&g.banco.auditor, "{ letture { nodes { operazione operatore { id } } } }", json!({}))
        .await;
    assert_eq!(risposta.get("errors"), None, "these records are read like the others: {risposta}");
    sqlx::query("UPDATE tracciamento.mesi SET frontiera = sha256(frontiera) WHERE eliminato IS NULL")
        .execute(&g.registro)
        .await
        .unwrap();
    let trovati = tracciamento.verifica(&[]).await.unwrap().difetti;
    assert!(!trovati.is_empty(), "the tree before the months that remain was altered");
}

#[tokio::test]
async fn a_month_that_its_owner_removed_and_marked_is_found_until_a_record_says_that_it_went() {
    let g = vecchio().await;
    for (mesi, volte) in [(26, 2), (1, 3)] {
        g.mesi_fa(mesi).await;
        g.guarda(volte).await;
    }
    g.mesi_fa(0).await;
    g.guarda(4).await;
    let tracciamento = g.banco.harness.tracciamento();
    assert_eq!(g.banco.servizi.elimina_letture(24).await.unwrap().len(), 1);
    assert_eq!(tracciamento.verifica(&[]).await.unwrap().difetti, []);

    let parte: String = sqlx::query_scalar(
        "UPDATE tracciamento.mesi SET eliminato = now() WHERE mese = (SELECT min(mese) FROM tracciamento.mesi \
          WHERE eliminato IS NULL) RETURNING 'tracciamento.letture_' || to_char(mese, 'YYYY_MM')",
    )
    .fetch_one(&g.registro)
    .await
    .unwrap();
    sqlx::raw_sql(&format!("DROP TABLE {parte}")).execute(&g.registro).await.unwrap();
    let dopo = tracciamento.verifica(&[]).await.unwrap();
    assert_eq!((dopo.eliminate, dopo.lette), (5, 5), "and the rest is sound in itself");
    let trovati: Vec<_> = dopo.difetti.iter().map(|d| (d.indice, d.guasto)).collect();
    assert_eq!(trovati, [(3, GuastoLetture::Eliminato)]);
    assert!(dopo.difetti[0].to_string().contains("before its time"));

    // Without the rows of its months the log says itself that it began later.
    sqlx::query("DELETE FROM tracciamento.mesi WHERE eliminato IS NOT NULL")
        .execute(&g.registro)
        .await
        .unwrap();
    let trovati = tracciamento.verifica(&[]).await.unwrap().difetti;
    assert_eq!(
        trovati.iter().map(|d| (d.indice, d.guasto)).collect::<Vec<_>>(),
        [(1, GuastoLetture::Eliminato)]
    );
}

#[tokio::test]
async fn a_signed_checkpoint_proves_the_read_log_up_to_it() {
    let g = Guardato::nuovo().await;
    g.guarda(3).await;
    let tracciamento = g.banco.harness.tracciamento();
    let cartella = g.banco.harness.folder.path().join("checkpoint-letture");
    let chiave = signing_key(&g.banco.harness.folder.path().join("firma-letture")).unwrap();
    let folder = CheckpointFolder::new(cartella);
    let mut firma = Signer::new(tracciamento.clone(), folder.clone(), chiave);
    let prima = firma.sign().await.unwrap();
    g.guarda(2).await;
    let firmate = firma.sign().await.unwrap();
    assert_eq!(i64::try_from(firmate).unwrap(), g.quanti().await);
    assert_eq!(firmate, prima + 2);
    g.guarda(1).await;
    let tenuti = folder.held().unwrap();
    assert_eq!((tenuti.good.len(), tenuti.bad.len()), (1, 0));
    assert_eq!(tenuti.good[0].origin, "sigess/tracciamento");
    let sano = tracciamento.verifica(&tenuti.good).await.unwrap();
    assert_eq!((sano.provate, sano.lette, sano.difetti.as_slice()), (firmate, firmate + 1, [].as_slice()));

    let altro = Checkpoint { root: [7; 32], ..tenuti.good[0].clone() };
    let oltre = Checkpoint { size: firmate + 2, ..tenuti.good[0].clone() };
    for (tenuto, atteso) in [(altro, GuastoLetture::Checkpoint), (oltre, GuastoLetture::Troncato)] {
        let trovati = tracciamento.verifica(&[tenuto]).await.unwrap();
        assert_eq!(trovati.difetti.iter().map(|d| d.guasto).collect::<Vec<_>>(), [atteso]);
        assert_eq!(trovati.provate, 0);
    }

    // Rewritten below what was signed, it is not signed any more.
    let mese: String =
        sqlx::query_scalar("SELECT tableoid::regclass::text FROM tracciamento.letture LIMIT 1")
            .fetch_one(&g.registro)
            .await
            .unwrap();
    sqlx::raw_sql(&format!(
        "ALTER TABLE {mese} DISABLE TRIGGER ALL; UPDATE {mese} SET foglia = sha256(foglia) WHERE indice = {}",
        firmate + 1
    ))
    .execute(&g.registro)
    .await
    .unwrap();
    assert!(firma.sign().await.is_err());
}
