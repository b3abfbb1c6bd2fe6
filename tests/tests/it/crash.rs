//! Four services on one database, clients at all of them, and everything is killed all the time. What every client was
//! told is written down and compared with the log: acknowledged is there, once; not acknowledged is there once or not
//! at all, and asking again tells which.
//!
//! A short form runs with all tests; `make crash` runs a long one. `SIGESS_CRASH_SECONDS` says how long,
//! `SIGESS_SEED` repeats the choices (not the instants at which they fall).

mod caos;
mod clienti;
mod controlli;

use caos::{Caos, Servizio};
use clienti::Cliente;
use controlli::Lettore;
use domain::attore::Ruolo;
use event_store::Bus;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;
use std::time::Duration;
use tests::Privata;
use tests::servizio::{Persona, operatore, unita};
use tokio::sync::watch;

const SERVIZI: usize = 4;
const CLIENTI: usize = 8;

/// How long, and how much must have been killed by then.
struct Misura {
    durata: Duration,
    servizi: usize,
    postgres: usize,
}

impl Misura {
    fn scelta() -> Self {
        let secondi = std::env::var("SIGESS_CRASH_SECONDS").ok().map(|s| s.parse().expect("seconds"));
        match secondi {
            None => Self { durata: Duration::from_secs(3), servizi: 4, postgres: 1 },
            Some(secondi) => Self { durata: Duration::from_secs(secondi), servizi: 20, postgres: 3 },
        }
    }
}

/// Operators of two districts: two series of numbers.
async fn operatori(p: &Privata) -> Vec<Persona> {
    let bus = Bus::new(p.log.clone());
    let altro = unita(&bus, "ALTRO", "DISTRETTO", None).await.unwrap();
    let collega = operatore(&bus, altro, Ruolo::OperatoreSegretariato, "RSSTMS18P03M082H").await.unwrap();
    vec![p.chi.clone(), collega]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_happened_once_whatever_was_killed() {
    let misura = Misura::scelta();
    let seme = crate::seme();
    let mut caso = ChaCha8Rng::seed_from_u64(seme);
    let p = Privata::nuova().await.unwrap();
    let persone = operatori(&p).await;
    let servizi = Servizio::avvia_tutti(&p, SERVIZI).await;
    for persona in &persone {
        persona.sessione(&servizi[0].url().borrow()).await.unwrap();
    }

    let (basta, fine) = watch::channel(false);
    let lettori: Vec<_> = (0..2).map(|_| tokio::spawn(Lettore::nuovo(&p).leggi(fine.clone()))).collect();
    let clienti: Vec<_> = (0..SERVIZI * CLIENTI)
        .map(|n| {
            let cliente = Cliente::nuovo(
                ChaCha8Rng::seed_from_u64(caso.r#gen()),
                persone[n % persone.len()].clone(),
                servizi[n / CLIENTI].url(),
                fine.clone(),
            );
            tokio::spawn(cliente.lavora())
        })
        .collect();
    let uccisi = Caos::nuovo(&p, Arc::clone(&servizi), caso).infuria(&misura).await;
    basta.send(true).unwrap();

    let mut storia = Vec::new();
    for cliente in clienti {
        storia.extend(cliente.await.unwrap());
    }
    let url = servizi[0].url().borrow().clone();
    let fatto = controlli::storia(&p, &url, storia).await;
    controlli::numeri(&p).await;
    let mut lette = Vec::new();
    for lettore in lettori {
        lette.push(lettore.await.unwrap());
    }
    controlli::letture(&p, &lette).await;
    controlli::registro(&p).await;
    controlli::modelli(&p).await;
    eprintln!(
        "seed {seme}: {uccisi:?}; {fatto:?}; {} and {} polls by the readers",
        lette[0].giri, lette[1].giri
    );
    assert!(fatto.riconosciuti > 0 && uccisi.servizi >= misura.servizi && uccisi.postgres >= misura.postgres);

    for servizio in servizi.iter() {
        servizio.termina().await;
    }
    let Privata { cluster, log, .. } = p;
    drop(log);
    cluster.destroy().await.unwrap();
}
