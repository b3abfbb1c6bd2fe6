//! What clients and readers saw, compared with the log.

use super::clienti::{Comando, Cosa, Detto};
use event_store::integrity::verify_at;
use event_store::postgres::roles::{APPLICATION_ROLE, LOG_DATABASE};
use projections::{Projector, rebuild};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool};
use std::collections::HashMap;
use std::time::Duration;
use tests::Privata;
use tokio::sync::watch;
use uuid::Uuid;

/// Longer than anything here takes.
const ATTESA: Duration = Duration::from_secs(120);

fn opzioni(p: &Privata) -> PgConnectOptions {
    p.cluster.connect_options(APPLICATION_ROLE, LOG_DATABASE)
}

async fn pool(p: &Privata) -> PgPool {
    PgPoolOptions::new().max_connections(2).connect_with(opzioni(p)).await.unwrap()
}

/// Follows the log as a projector would, through whatever happens to its connection.
pub(super) struct Lettore {
    opzioni: PgConnectOptions,
    lette: Lette,
}

/// What a reader saw: the leaves, position after position.
#[derive(Default)]
pub(super) struct Lette {
    foglie: Vec<Vec<u8>>,
    pub(super) giri: usize,
}

impl Lettore {
    pub(super) fn nuovo(p: &Privata) -> Self {
        Self { opzioni: opzioni(p), lette: Lette::default() }
    }

    pub(super) async fn leggi(mut self, fine: watch::Receiver<bool>) -> Lette {
        // A last look when all is over: nothing may come late.
        let mut finito = false;
        while !finito {
            let ultima = *fine.borrow();
            let Ok(mut connessione) = PgConnection::connect_with(&self.opzioni).await else {
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            };
            finito = self.segui(&mut connessione, ultima, &fine).await;
        }
        self.lette
    }

    /// Polls until the connection breaks; whether all was read.
    async fn segui(
        &mut self,
        connessione: &mut PgConnection,
        ultima: bool,
        fine: &watch::Receiver<bool>,
    ) -> bool {
        loop {
            let dopo = i64::try_from(self.lette.foglie.len()).unwrap();
            let letti: Result<Vec<(i64, Vec<u8>)>, _> = sqlx::query_as(
                "SELECT position, leaf FROM registro.events WHERE position > $1 ORDER BY position LIMIT 500",
            )
            .bind(dopo)
            .fetch_all(&mut *connessione)
            .await;
            let Ok(letti) = letti else { return false };
            self.lette.giri += 1;
            let vuoto = letti.is_empty();
            for (attesa, (position, foglia)) in (dopo + 1..).zip(letti) {
                assert_eq!(position, attesa, "positions are seen in order and without a gap");
                self.lette.foglie.push(foglia);
            }
            if vuoto && (ultima || *fine.borrow()) {
                // Asked again from the start when the end came only now.
                return ultima;
            }
        }
    }
}

/// What became of the commands.
#[derive(Debug, Default)]
pub(super) struct Fatto {
    pub(super) riconosciuti: usize,
    taciuti: usize,
    /// Of these, how many had happened all the same.
    taciuti_avvenuti: usize,
    ripetuti: usize,
}

/// Every command against the log; those of which nothing was told are asked again.
pub(super) async fn storia(p: &Privata, url: &str, storia: Vec<Comando>) -> Fatto {
    let pool = pool(p).await;
    let registrati: HashMap<Uuid, i64> =
        sqlx::query_as("SELECT command_id, position FROM registro.command_log")
            .fetch_all(&pool)
            .await
            .unwrap()
            .into_iter()
            .collect();
    let mut fatto = Fatto::default();
    for mut comando in storia {
        let registrato = registrati.get(&comando.id).map(|p| p.cast_unsigned());
        fatto.ripetuti += usize::from(comando.volte > 1);
        if comando.detto.is_empty() {
            fatto.taciuti += 1;
            fatto.taciuti_avvenuti += usize::from(registrato.is_some());
            let detto = comando.insisti(url).await;
            let atteso = if registrato.is_some() { "GIA_ESEGUITO" } else { "ESEGUITO" };
            assert_eq!(detto.esito, atteso);
            assert!(registrato.is_none_or(|r| r == detto.posizione), "where it was stored");
        } else {
            fatto.riconosciuti += 1;
            for detto in &comando.detto {
                assert_eq!(Some(detto.posizione), registrato, "an acknowledged command is where it was said");
            }
            let prima = comando.detto.iter().filter(|d| d.esito == "ESEGUITO").count();
            assert!(prima <= 1, "it happened once: {:?}", comando.detto);
        }
        assert_eq!(senza_esito(&comando.detto).len(), 1, "it was told one thing only: {:?}", comando.detto);
        una_volta(&pool, &comando).await;
    }
    let doppi: i64 = sqlx::query_scalar(
        "SELECT count(*) - count(DISTINCT metadata ->> 'command_id') FROM registro.events",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(doppi, 0, "one event a command, none of them twice");
    fatto
}

/// The answers without what differs between the first time and a repetition; a number that a list did not show yet was
/// not told.
fn senza_esito(detto: &[Detto]) -> Vec<(u64, Option<&str>)> {
    let mut detto: Vec<_> = detto.iter().map(|d| (d.posizione, d.id.as_deref())).collect();
    detto.dedup();
    detto
}

/// The event lies where it was said to, and is about what was said.
async fn una_volta(pool: &PgPool, comando: &Comando) {
    let detto = comando.detto.last().unwrap();
    let (tipo, stream): (String, String) =
        sqlx::query_as("SELECT event_type, aggregate_id FROM registro.events WHERE position = $1")
            .bind(detto.posizione.cast_signed())
            .fetch_one(pool)
            .await
            .unwrap();
    let atteso = match comando.cosa {
        Cosa::Soggetto => "SoggettoRegistrato",
        Cosa::Segnalazione => "SegnalazioneCreata",
    };
    assert_eq!((tipo.as_str(), Some(stream)), (atteso, detto.id.clone()));
    let numero: Option<i64> = sqlx::query_scalar("SELECT n FROM registro.numeri WHERE position = $1")
        .bind(detto.posizione.cast_signed())
        .fetch_optional(pool)
        .await
        .unwrap();
    for detto in comando.detto.iter().filter_map(|d| d.numero.as_ref()) {
        let detto = detto.split_once('/').map(|(_, n)| n.parse().unwrap());
        assert_eq!(numero, detto, "the number that was told");
    }
}

/// Numbers of every series (a series is a district and a year): from 1, without a gap, none twice.
pub(super) async fn numeri(p: &Privata) {
    let serie: Vec<(String, i64, i64, i64)> = sqlx::query_as(
        "SELECT serie, count(*), count(DISTINCT n), max(n) FROM registro.numeri GROUP BY serie ORDER BY serie",
    )
    .fetch_all(&pool(p).await)
    .await
    .unwrap();
    for (serie, quanti, diversi, massimo) in &serie {
        assert_eq!((quanti, diversi), (massimo, massimo), "{serie}");
    }
    let pratiche = serie.iter().filter(|s| s.0.matches('/').count() == 2).count();
    assert!(pratiche >= 2, "two districts: {serie:?}");
}

/// What the readers saw on their way is what the log says in the end.
pub(super) async fn letture(p: &Privata, lette: &[Lette]) {
    let foglie: Vec<Vec<u8>> = sqlx::query_scalar("SELECT leaf FROM registro.events ORDER BY position")
        .fetch_all(&pool(p).await)
        .await
        .unwrap();
    for lette in lette {
        assert!(lette.giri > 10 && lette.foglie.len() > 10);
        assert!(foglie.starts_with(&lette.foglie), "nothing that was seen has changed or gone");
    }
}

pub(super) async fn registro(p: &Privata) {
    let rapporto = verify_at(&opzioni(p), &[], |_, _| ()).await.unwrap();
    assert!(rapporto.is_sound(), "{:?}", rapporto.findings);
}

/// The read models have come to the end of the log, and are what it says.
pub(super) async fn modelli(p: &Privata) {
    // The connections of this process were killed too, each of them fails once.
    let fine = loop {
        match p.log.position().await {
            Ok(fine) => break fine,
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    };
    let qui = loop {
        match Projector::start(p.log.clone()).await {
            Ok(qui) => break qui,
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    };
    assert!(qui.wait_for(&[], fine, ATTESA).await, "{:?}", qui.status().await);
    let rapporti = rebuild(&p.log, None, true, |_, _, _| ()).await.unwrap();
    assert!(rapporti.iter().all(|r| r.equal == Some(true)), "{rapporti:?}");
    qui.stop().await;
}
