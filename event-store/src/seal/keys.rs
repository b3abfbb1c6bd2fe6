//! Data keys: one row a subject in the key database, one key a class, wrapped; a short-lived cache in memory.

use super::cipher::DataKey;
use super::kek::{KekError, KeyEncryption};
use chrono::{DateTime, Utc};
use domain::identita::SoggettoId;
use domain::riservato::{Cancellato, Classe};
use sqlx::{PgPool, Row};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Plain keys are used from memory no longer than this.
const CACHE_LIFE: Duration = Duration::from_secs(270);
/// How often those that are no longer used are wiped; together, five minutes.
const CACHE_SWEEP: Duration = Duration::from_secs(30);
/// Above this many subjects the cache starts anew.
const CACHE_MAX: usize = 200_000;

/// Keys of one subject, or what an erasure left of them.
pub enum SubjectKeys {
    /// One key a class, in the order of [`Classe::TUTTE`].
    Present(Box<[DataKey; 6]>),
    /// The tombstone.
    Erased(Cancellato),
}

impl SubjectKeys {
    /// The key of a class.
    ///
    /// # Errors
    /// The tombstone.
    pub fn key(&self, class: Classe) -> Result<&DataKey, &Cancellato> {
        match self {
            Self::Present(keys) => Ok(&keys[class.indice()]),
            Self::Erased(trace) => Err(trace),
        }
    }
}

/// Keys of several subjects, at hand.
pub type KeySet = HashMap<SoggettoId, Arc<SubjectKeys>>;

/// Why keys are not at hand. Retry later, except for [`KeyError::Missing`], which stops the reader.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The key database did not answer.
    #[error("key database: {0}")]
    Database(#[from] sqlx::Error),
    /// A key could not be unwrapped.
    #[error("key of subject {subject}: {source}")]
    Kek {
        /// Whose key.
        subject: SoggettoId,
        /// Why not.
        source: KekError,
    },
    /// Neither keys nor tombstone.
    #[error("no keys for subject {0}")]
    Missing(SoggettoId),
}

/// The key database with its cache.
pub struct KeyStore {
    pool: PgPool,
    kek: Arc<dyn KeyEncryption>,
    cache: Mutex<HashMap<SoggettoId, (Instant, Arc<SubjectKeys>)>>,
}

impl KeyStore {
    /// Keys in the database behind `pool`, wrapped by `kek`.
    pub fn new(pool: PgPool, kek: Arc<dyn KeyEncryption>) -> Self {
        Self { pool, kek, cache: Mutex::default() }
    }

    /// Connections to the key database.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// The provider that wraps keys.
    #[must_use]
    pub fn kek(&self) -> &dyn KeyEncryption {
        self.kek.as_ref()
    }

    /// Whether the key database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn answers(&self) -> Result<(), KeyError> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Keys of all `subjects`, from memory or with one select.
    ///
    /// # Errors
    /// When a key is missing, cannot be unwrapped, or the database does not answer.
    pub async fn load(&self, subjects: &HashSet<SoggettoId>) -> Result<KeySet, KeyError> {
        let found = self.found(subjects).await?;
        match subjects.iter().find(|s| !found.contains_key(s)) {
            Some(missing) => Err(KeyError::Missing(*missing)),
            None => Ok(found),
        }
    }

    /// Brings the keys of all `subjects` into memory with one select, for many commands that will soon need some each.
    /// Those that have none are for the commands to find out.
    ///
    /// # Errors
    /// When a key cannot be unwrapped, or the database does not answer.
    pub async fn warm(&self, subjects: &HashSet<SoggettoId>) -> Result<(), KeyError> {
        self.found(subjects).await.map(drop)
    }

    async fn found(&self, subjects: &HashSet<SoggettoId>) -> Result<KeySet, KeyError> {
        let mut found = self.cached(subjects);
        let wanted: Vec<_> = subjects.iter().filter(|s| !found.contains_key(s)).map(|s| s.0).collect();
        if !wanted.is_empty() {
            let rows = sqlx::query(
                "SELECT soggetto, incartate, kek, cancellata, base FROM chiavi.soggetti WHERE soggetto = ANY($1)",
            )
            .bind(&wanted)
            .fetch_all(&self.pool)
            .await?;
            let mut fresh = Vec::with_capacity(rows.len());
            for row in rows {
                let subject = SoggettoId(row.try_get("soggetto")?);
                fresh.push((subject, Arc::new(self.opened_row(subject, &row)?)));
            }
            self.remember(&fresh);
            found.extend(fresh);
        }
        Ok(found)
    }

    /// Makes keys for `count` new subjects and commits them.
    ///
    /// # Errors
    /// When they cannot be wrapped or stored.
    pub async fn create(&self, count: usize) -> Result<Vec<SoggettoId>, KeyError> {
        let ids: Vec<_> = std::iter::repeat_with(|| SoggettoId(uuid::Uuid::new_v4())).take(count).collect();
        self.ensure(&ids).await?;
        Ok(ids)
    }

    /// Makes keys for those of `subjects` that have none, and commits them with one insert.
    ///
    /// # Errors
    /// When they cannot be wrapped or stored.
    pub async fn ensure(&self, subjects: &[SoggettoId]) -> Result<(), KeyError> {
        let mut fresh = HashMap::with_capacity(subjects.len());
        let (mut owners, mut wrapped) = (Vec::new(), Vec::new());
        for subject in subjects.iter().copied().collect::<HashSet<_>>() {
            let keys: [DataKey; 6] = std::array::from_fn(|_| DataKey::random());
            for (class, key) in Classe::TUTTE.into_iter().zip(&keys) {
                owners.push(subject.0);
                wrapped.push(
                    self.kek
                        .wrap(&[subject.0.as_bytes(), class.as_str().as_bytes()], key)
                        .map_err(|source| KeyError::Kek { subject, source })?,
                );
            }
            fresh.insert(subject.0, Arc::new(SubjectKeys::Present(Box::new(keys))));
        }
        let made: Vec<uuid::Uuid> = sqlx::query_scalar(
            "INSERT INTO chiavi.soggetti (soggetto, incartate, kek) \
             SELECT s, array_agg(w ORDER BY o), $3 \
               FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY u(s, w, o) GROUP BY s \
             ON CONFLICT DO NOTHING RETURNING soggetto",
        )
        .bind(&owners)
        .bind(&wrapped)
        .bind(self.kek.id())
        .fetch_all(&self.pool)
        .await?;
        // Keys that were there already stay, and ours for them are forgotten.
        let made: Vec<_> =
            made.into_iter().filter_map(|s| Some((SoggettoId(s), fresh.remove(&s)?))).collect();
        self.remember(&made);
        Ok(())
    }

    fn cached(&self, subjects: &HashSet<SoggettoId>) -> KeySet {
        let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        subjects
            .iter()
            .filter_map(|s| {
                let (since, keys) = cache.get(s)?;
                (since.elapsed() < CACHE_LIFE).then(|| (*s, Arc::clone(keys)))
            })
            .collect()
    }

    /// Wipes the plain keys that have been in memory long enough; says how many subjects' keys stay.
    fn forget(&self, now: Instant) -> usize {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache.retain(|_, (since, _)| now.saturating_duration_since(*since) < CACHE_LIFE);
        cache.len()
    }

    /// Wipes old keys from time to time, also when nobody asks for any, for as long as the store lives.
    pub(crate) fn keep_forgetting(self: &Arc<Self>) {
        let store = Arc::downgrade(self);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(CACHE_SWEEP).await;
                let Some(store) = store.upgrade() else { return };
                store.forget(Instant::now());
            }
        });
    }

    fn remember(&self, fresh: &[(SoggettoId, Arc<SubjectKeys>)]) {
        let now = Instant::now();
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.len() + fresh.len() > CACHE_MAX {
            cache.clear();
        }
        cache.extend(fresh.iter().map(|(s, k)| (*s, (now, Arc::clone(k)))));
    }

    fn opened_row(&self, subject: SoggettoId, row: &sqlx::postgres::PgRow) -> Result<SubjectKeys, KeyError> {
        let Some(wrapped) = row.try_get::<Option<Vec<Vec<u8>>>, _>("incartate")? else {
            let when: Option<DateTime<Utc>> = row.try_get("cancellata")?;
            let basis: Option<String> = row.try_get("base")?;
            return Ok(SubjectKeys::Erased(Cancellato {
                quando: when.unwrap_or_default(),
                base: basis.unwrap_or_default(),
            }));
        };
        let kek: String = row.try_get("kek")?;
        let keys = Classe::TUTTE
            .into_iter()
            .zip(&wrapped)
            .map(|(class, w)| self.kek.unwrap(&kek, &[subject.0.as_bytes(), class.as_str().as_bytes()], w))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|source| KeyError::Kek { subject, source })?;
        match <[DataKey; 6]>::try_from(keys) {
            Ok(keys) => Ok(SubjectKeys::Present(Box::new(keys))),
            Err(_) => Err(KeyError::Missing(subject)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::FileKek;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    #[tokio::test]
    async fn plain_keys_leave_memory_after_their_time() {
        let folder = tempfile::tempdir().unwrap();
        let kek = Arc::new(FileKek::open_or_create(&folder.path().join("kek")).unwrap());
        let store = KeyStore::new(PgPoolOptions::new().connect_lazy_with(PgConnectOptions::new()), kek);
        let subject = SoggettoId(uuid::Uuid::new_v4());
        let keys = Arc::new(SubjectKeys::Present(Box::new(std::array::from_fn(|_| DataKey::random()))));
        let held = Arc::downgrade(&keys);
        store.remember(&[(subject, keys)]);
        assert_eq!(store.forget(Instant::now()), 1);
        assert_eq!(store.forget(Instant::now() + CACHE_LIFE), 0);
        assert!(held.upgrade().is_none(), "dropped, and so wiped");
    }
}
