//! The words of the dictionary in memory, for what is two typing errors away: the tables know the neighbours of a word
//! only one error far ([`super::variante`]).

use super::distanza::Vicinanza;
use super::simili::Campo;
use fst::{IntoStreamer, Map, MapBuilder, Streamer};
use futures::TryStreamExt;
use sqlx::{PgPool, Row};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, OwnedMutexGuard};

/// How old they may be when they are asked for; then they are read again, while the old ones answer. A word that is
/// newer is found with one error at once, with two after a while; one that left is forgotten as soon.
const ETA: Duration = Duration::from_secs(60);

/// Words in memory, read when they are first asked for and again now and then. Holds names: it is never shown.
#[derive(Default)]
pub struct Dizionario {
    lette: RwLock<Option<(Instant, Arc<Parole>)>>,
    lettore: Arc<Mutex<()>>,
}

/// Words with how many subjects have them.
pub(super) struct Parole {
    cognomi: Map<Vec<u8>>,
    nomi: Map<Vec<u8>>,
}

impl Dizionario {
    /// The words; only who asks first waits for them to be read.
    pub(super) async fn parole(self: &Arc<Self>, pool: &PgPool) -> Result<Arc<Parole>, sqlx::Error> {
        let Some((quando, parole)) = self.ultime() else {
            let lettore = Arc::clone(&self.lettore).lock_owned().await;
            return match self.ultime() {
                Some((_, parole)) => Ok(parole),
                None => self.rileggi(pool, &lettore).await,
            };
        };
        if quando.elapsed() >= ETA
            && let Ok(lettore) = Arc::clone(&self.lettore).try_lock_owned()
        {
            let (questo, pool) = (Arc::clone(self), pool.clone());
            tokio::spawn(async move {
                if let Err(error) = questo.rileggi(&pool, &lettore).await {
                    tracing::warn!(%error, "the words of the dictionary cannot be read again; the old ones stay");
                }
            });
        }
        Ok(parole)
    }

    fn ultime(&self) -> Option<(Instant, Arc<Parole>)> {
        self.lette.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads them; whoever does it holds the lock of the only reader.
    async fn rileggi(
        &self,
        pool: &PgPool,
        _lettore: &OwnedMutexGuard<()>,
    ) -> Result<Arc<Parole>, sqlx::Error> {
        let parole = Arc::new(Parole {
            cognomi: leggi(pool, Campo::Cognome).await?,
            nomi: leggi(pool, Campo::Nome).await?,
        });
        *self.lette.write().unwrap_or_else(PoisonError::into_inner) =
            Some((Instant::now(), Arc::clone(&parole)));
        Ok(parole)
    }
}

async fn leggi(pool: &PgPool, campo: Campo) -> Result<Map<Vec<u8>>, sqlx::Error> {
    let mut righe = sqlx::query(
        "SELECT parola, quanti FROM letture.soggetti_dizionario_v1 WHERE campo = $1 ORDER BY parola",
    )
    .bind(campo.as_str())
    .fetch(pool);
    let mut parole = MapBuilder::memory();
    let fuori_ordine = |e: fst::Error| sqlx::Error::Decode(e.into());
    while let Some(riga) = righe.try_next().await? {
        let quanti: i64 = riga.try_get("quanti")?;
        parole.insert(riga.try_get::<&str, _>("parola")?, quanti.cast_unsigned()).map_err(fuori_ordine)?;
    }
    Ok(parole.into_map())
}

impl Parole {
    /// The words at most so many edits from one, most frequent first.
    pub(super) fn vicine(&self, campo: Campo, parola: &str, entro: u8, al_massimo: usize) -> Vec<String> {
        let tutte = match campo {
            Campo::Cognome => &self.cognomi,
            Campo::Nome => &self.nomi,
        };
        let mut trovate = tutte.search(Vicinanza::di(parola, entro)).into_stream();
        let mut vicine: Vec<(u64, String)> = Vec::new();
        while let Some((vicina, quanti)) = trovate.next() {
            vicine.push((quanti, String::from_utf8_lossy(vicina).into_owned()));
        }
        vicine.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        vicine.into_iter().map(|(_, vicina)| vicina).take(al_massimo).collect()
    }
}
