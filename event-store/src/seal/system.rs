//! Keys of the system itself: blind indexes, request digests, short-lived sealed rows. Made once, wrapped like the
//! others; they never change when the key-encryption key does.

use super::cipher::{CipherError, DataKey, context};
use super::kek::hex;
use super::keys::{KeyError, KeyStore};
use domain::identita::SoggettoId;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use sqlx::Row;
use uuid::Uuid;

/// Bytes of the hash of a search.
const SEARCH: usize = 12;

/// The keys.
pub struct SystemKeys {
    reservations: DataKey,
    requests: DataKey,
    rows: DataKey,
}

impl SystemKeys {
    /// Reads the keys, making those that are not there yet.
    ///
    /// # Errors
    /// When the key database does not answer or a key cannot be unwrapped.
    pub async fn open(keys: &KeyStore) -> Result<Self, KeyError> {
        Ok(Self {
            reservations: one(keys, "prenotazioni").await?,
            requests: one(keys, "richieste").await?,
            rows: one(keys, "righe").await?,
        })
    }

    /// Keyed hash of a reserved value in its name space.
    #[must_use]
    pub fn reservation(&self, scope: &str, value: &str) -> Vec<u8> {
        mac(&self.reservations, &[scope.as_bytes(), value.as_bytes()])
    }

    /// Keyed hash of a canonical request.
    #[must_use]
    pub fn request(&self, canonical: &[u8]) -> Vec<u8> {
        mac(&self.requests, &[canonical])
    }

    /// Keyed hash of what somebody searched for, as much of it as is needed to tell two searches apart.
    #[must_use]
    pub fn search(&self, criterion: &str, value: &str) -> String {
        let whole = mac(&self.requests, &[b"ricerca", criterion.as_bytes(), value.as_bytes()]);
        hex(whole.get(..SEARCH).unwrap_or_default())
    }

    /// Seals a short-lived row for the place that `place` names.
    ///
    /// # Errors
    /// When the cipher refuses.
    pub fn seal_row(&self, place: &[&[u8]], plain: &[u8]) -> Result<Vec<u8>, CipherError> {
        self.rows.seal(&context(place), plain)
    }

    /// Opens what [`Self::seal_row`] made for the same place.
    ///
    /// # Errors
    /// When the bytes do not authenticate.
    pub fn open_row(&self, place: &[&[u8]], sealed: &[u8]) -> Result<Vec<u8>, CipherError> {
        self.rows.open(&context(place), sealed)
    }
}

fn mac(key: &DataKey, parts: &[&[u8]]) -> Vec<u8> {
    // HMAC takes keys of any length: `new_from_slice` cannot fail, and an empty answer would match nothing.
    Hmac::<Sha256>::new_from_slice(key.as_bytes()).map_or_else(
        |_| Vec::new(),
        |mut hmac| {
            hmac.update(&context(parts));
            hmac.finalize().into_bytes().to_vec()
        },
    )
}

async fn one(keys: &KeyStore, name: &str) -> Result<DataKey, KeyError> {
    let fault = |source| KeyError::Kek { subject: SoggettoId(Uuid::nil()), source };
    let place: [&[u8]; 2] = [b"sistema", name.as_bytes()];
    let fresh = keys.kek().wrap(&place, &DataKey::random()).map_err(fault)?;
    // Two processes may start at once: the first one's key stands, both read it.
    sqlx::query(
        "INSERT INTO chiavi.sistema (nome, incartata, kek) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(name)
    .bind(fresh)
    .bind(keys.kek().id())
    .execute(keys.pool())
    .await?;
    let row = sqlx::query("SELECT incartata, kek FROM chiavi.sistema WHERE nome = $1")
        .bind(name)
        .fetch_one(keys.pool())
        .await?;
    let (wrapped, kek): (Vec<u8>, String) = (row.try_get("incartata")?, row.try_get("kek")?);
    keys.kek().unwrap(&kek, &place, &wrapped).map_err(fault)
}
