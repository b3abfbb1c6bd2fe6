//! Kills services and PostgreSQL, stops services and lets them wake up, at random instants.

use super::Misura;
use event_store::postgres::PrivateCluster;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tests::Privata;
use tests::servizio::{Indirizzi, Processo};
use tokio::sync::{Mutex, watch};
use tokio::task::JoinSet;

/// A service that is started again whenever it was killed, each time at another address.
pub(super) struct Servizio {
    dove: Indirizzi,
    log: PathBuf,
    processo: Mutex<Option<Processo>>,
    url: watch::Sender<String>,
}

impl Servizio {
    pub(super) async fn avvia_tutti(p: &Privata, quanti: usize) -> Arc<[Arc<Self>]> {
        let mut servizi = Vec::new();
        for n in 0..quanti {
            let log = p.folder.path().join(format!("sigess-{n}.log"));
            let servizio = Self {
                dove: p.dove.clone(),
                log,
                processo: Mutex::default(),
                url: watch::Sender::new(String::new()),
            };
            servizio.avvia(&mut *servizio.processo.lock().await).await;
            servizi.push(Arc::new(servizio));
        }
        servizi.into()
    }

    /// Where it listens; empty while it does not.
    pub(super) fn url(&self) -> watch::Receiver<String> {
        self.url.subscribe()
    }

    /// A database that is just being killed lets no service start: until one does.
    async fn avvia(&self, processo: &mut Option<Processo>) {
        let nuovo = loop {
            match Processo::avvia_con(&self.dove, &self.log, &[("SIGESS_LOG", "info")]).await {
                Ok(nuovo) => break nuovo,
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        };
        self.url.send_replace(nuovo.url.clone());
        *processo = Some(nuovo);
    }

    async fn uccidi_e_riavvia(&self) {
        let mut processo = self.processo.lock().await;
        if let Some(vecchio) = processo.take() {
            vecchio.uccidi().await.unwrap();
        }
        self.url.send_replace(String::new());
        self.avvia(&mut processo).await;
    }

    async fn addormenta(&self, quanto: Duration) {
        let processo = self.processo.lock().await;
        if let Some(processo) = processo.as_ref() {
            processo.segnala("STOP").await.unwrap();
            tokio::time::sleep(quanto).await;
            processo.segnala("CONT").await.unwrap();
        }
    }

    pub(super) async fn termina(&self) {
        let processo = self.processo.lock().await.take();
        assert_eq!(processo.unwrap().termina().await.unwrap(), Some(0), "SIGTERM ends it in order");
    }
}

/// What was done to them.
#[derive(Debug, Default)]
pub(super) struct Uccisi {
    pub(super) servizi: usize,
    pub(super) postgres: usize,
    pub(super) addormentati: usize,
}

pub(super) struct Caos<'a> {
    cluster: &'a PrivateCluster,
    servizi: Arc<[Arc<Servizio>]>,
    caso: ChaCha8Rng,
}

impl<'a> Caos<'a> {
    pub(super) fn nuovo(p: &'a Privata, servizi: Arc<[Arc<Servizio>]>, caso: ChaCha8Rng) -> Self {
        Self { cluster: &p.cluster, servizi, caso }
    }

    /// Until the time is up and enough was killed; then everything runs again.
    pub(super) async fn infuria(mut self, misura: &Misura) -> Uccisi {
        let da = Instant::now();
        let mut uccisi = Uccisi::default();
        let mut in_corso = JoinSet::new();
        while da.elapsed() < misura.durata
            || uccisi.servizi < misura.servizi
            || uccisi.postgres < misura.postgres
        {
            tokio::time::sleep(Duration::from_millis(self.caso.gen_range(50..400))).await;
            let servizio = Arc::clone(&self.servizi[self.caso.gen_range(0..self.servizi.len())]);
            match self.caso.gen_range(0..10) {
                0 => {
                    self.cluster.kill_hard().await.unwrap();
                    self.cluster.restart().await.unwrap();
                    uccisi.postgres += 1;
                }
                1 => {
                    let quanto = Duration::from_millis(self.caso.gen_range(100..7000));
                    in_corso.spawn(async move { servizio.addormenta(quanto).await });
                    uccisi.addormentati += 1;
                }
                _ => {
                    // One that is just starting has been killed already.
                    if servizio.processo.try_lock().is_ok() {
                        in_corso.spawn(async move { servizio.uccidi_e_riavvia().await });
                        uccisi.servizi += 1;
                    }
                }
            }
        }
        while let Some(finito) = in_corso.join_next().await {
            finito.unwrap();
        }
        uccisi
    }
}
