//! An acknowledged command is there after SIGKILL of the server and of PostgreSQL; one that was not acknowledged
//! happened once or not at all, and asking again tells which.

use event_store::integrity::verify_at;
use event_store::postgres::roles::{APPLICATION_ROLE, LOG_DATABASE};
use serde_json::{Value, json};
use sqlx::postgres::PgPoolOptions;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tests::Privata;
use tests::servizio::{Persona, Processo, manda};
use tokio::sync::watch;
use uuid::Uuid;

const CLIENTS: usize = 8;
const REGISTRA: &str = "mutation R($input: RegistraSoggettoInput!) { registraSoggetto(input: $input) \
                        { esito posizione soggetto { id } rifiuti { codice } } }";

fn input(id: Uuid) -> Value {
    let anagrafica =
        json!({ "cognome": format!("PROVA {id}"), "nome": "DURATA", "indicatoreCf": "NON_DISPONIBILE" });
    json!({ "input": { "comando": id, "anagrafica": anagrafica } })
}

/// What a client was told of a command: its position, if it was told.
type Storia = Arc<Mutex<HashMap<Uuid, Option<u64>>>>;

/// Sends commands one after another to whatever server there is, until told to stop.
async fn cliente(
    mut url: watch::Receiver<String>,
    chi: Persona,
    storia: Storia,
    riusciti: watch::Sender<usize>,
) {
    loop {
        let qui = url.borrow_and_update().clone();
        if qui.is_empty() {
            return;
        }
        let id = Uuid::new_v4();
        storia.lock().unwrap().insert(id, None);
        let posizione = match manda(&qui, &chi, REGISTRA, input(id)).await {
            Ok(risposta) => risposta["data"]["registraSoggetto"]["posizione"].as_u64(),
            Err(_) => None,
        };
        if let Some(posizione) = posizione {
            storia.lock().unwrap().insert(id, Some(posizione));
            riusciti.send_modify(|n| *n += 1);
        } else if *url.borrow() == qui && url.changed().await.is_err() {
            // The server is away: go on when there is another.
            return;
        }
    }
}

async fn in_piu(riusciti: &mut watch::Receiver<usize>, quanti: usize) {
    let meta = *riusciti.borrow() + quanti;
    riusciti.wait_for(|n| *n >= meta).await.unwrap();
}

#[tokio::test]
async fn acknowledged_commands_survive_sigkill_of_server_and_database() {
    let Privata { cluster, log, anpr: _anpr, dove, chi, folder } = Privata::nuova().await.unwrap();
    let file = folder.path().join("sigess.log");

    let mut processo = Processo::avvia(&dove, &file).await.unwrap();
    let (di_url, url) = watch::channel(processo.url.clone());
    let (di_riusciti, mut riusciti) = watch::channel(0);
    let storia = Storia::default();
    let clienti: Vec<_> = (0..CLIENTS)
        .map(|_| tokio::spawn(cliente(url.clone(), chi.clone(), Arc::clone(&storia), di_riusciti.clone())))
        .collect();

    for giro in 0..4 {
        in_piu(&mut riusciti, 40).await;
        if giro % 2 == 1 {
            cluster.kill_hard().await.unwrap();
            cluster.restart().await.unwrap();
        }
        processo.uccidi().await.unwrap();
        processo = Processo::avvia(&dove, &file).await.unwrap();
        di_url.send(processo.url.clone()).unwrap();
    }
    in_piu(&mut riusciti, 40).await;
    di_url.send(String::new()).unwrap();
    for cliente in clienti {
        cliente.await.unwrap();
    }

    let pool = PgPoolOptions::new()
        .connect_with(cluster.connect_options(APPLICATION_ROLE, LOG_DATABASE))
        .await
        .unwrap();
    let stored: HashMap<Uuid, i64> = sqlx::query_as("SELECT command_id, position FROM registro.command_log")
        .fetch_all(&pool)
        .await
        .unwrap()
        .into_iter()
        .collect();
    let storia = storia.lock().unwrap().clone();
    let (detti, taciuti): (Vec<_>, Vec<_>) = storia.iter().partition(|(_, p)| p.is_some());
    assert!(detti.len() >= 200, "{} acknowledged", detti.len());
    for (id, posizione) in detti {
        let found = stored.get(id).map(|p| p.cast_unsigned());
        assert_eq!(found, *posizione, "an acknowledged command is where it was said to be");
    }
    for (id, _) in taciuti {
        let before = stored.get(id);
        let risposta = manda(&processo.url, &chi, REGISTRA, input(*id)).await.unwrap();
        let esito = risposta["data"]["registraSoggetto"]["esito"].as_str().map(ToOwned::to_owned);
        let atteso = if before.is_some() { "GIA_ESEGUITO" } else { "ESEGUITO" };
        assert_eq!(esito.as_deref(), Some(atteso), "asking again tells: {risposta}");
    }
    // One event a command: nothing happened twice.
    let doubles: i64 = sqlx::query_scalar(
        "SELECT count(*) - count(DISTINCT metadata ->> 'command_id') FROM registro.events",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(doubles, 0);
    let report =
        verify_at(&cluster.connect_options(APPLICATION_ROLE, LOG_DATABASE), &[], |_, _| ()).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    pool.close().await;
    drop(log);
    assert_eq!(processo.termina().await.unwrap(), Some(0), "SIGTERM ends it in order");
    cluster.destroy().await.unwrap();
}
