//! Bearer tokens: opaque, hashed, bound to an operator. They go when operators log in by themselves.

use crate::{Access, AccessError};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use domain::identita::OperatoreId;
use rand::RngCore;
use sha2::{Digest, Sha256};
use sqlx::Row;

const PREFIX: &str = "sgs_";
/// Bytes of chance in a token.
const LENGTH: usize = 32;

/// A token just made: the only time that it can be read.
pub struct NuovoToken {
    /// The token itself.
    pub token: String,
    /// Until when it opens.
    pub scade: DateTime<Utc>,
}

/// A token as it is kept.
#[derive(Clone, Debug)]
pub struct TokenRow {
    /// First characters of its hash, to name it by.
    pub impronta: String,
    /// Whose it is.
    pub operatore: OperatoreId,
    /// What it was made for.
    pub descrizione: String,
    /// When it was made.
    pub creato: DateTime<Utc>,
    /// Until when it opens.
    pub scade: DateTime<Utc>,
    /// When it was revoked.
    pub revocato: Option<DateTime<Utc>>,
}

impl Access {
    /// Makes a token for an operator; `durata` is at most 90 days.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn crea_token(
        &self,
        operatore: OperatoreId,
        descrizione: &str,
        durata: Duration,
    ) -> Result<NuovoToken, AccessError> {
        let mut bytes = [0; LENGTH];
        rand::rngs::OsRng.fill_bytes(&mut bytes);
        let token = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes));
        let seconds = durata.min(Duration::days(90)).num_seconds();
        let scade = sqlx::query_scalar(
            "INSERT INTO accesso.token (hash, operatore, descrizione, scade) \
             VALUES ($1, $2, $3, now() + make_interval(secs => $4)) RETURNING scade",
        )
        .bind(hash(&token))
        .bind(operatore.0)
        .bind(descrizione)
        .bind(f64::from(i32::try_from(seconds).unwrap_or(i32::MAX)))
        .fetch_one(self.pool())
        .await?;
        Ok(NuovoToken { token, scade })
    }

    /// Whose token this is, if it opens now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn operatore_del_token(&self, token: &str) -> Result<Option<OperatoreId>, AccessError> {
        if !token.starts_with(PREFIX) {
            return Ok(None);
        }
        let operatore: Option<uuid::Uuid> = sqlx::query_scalar(
            "SELECT operatore FROM accesso.token WHERE hash = $1 AND scade > now() AND revocato IS NULL",
        )
        .bind(hash(token))
        .fetch_optional(self.pool())
        .await?;
        Ok(operatore.map(OperatoreId))
    }

    /// All tokens, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn elenco_token(&self) -> Result<Vec<TokenRow>, AccessError> {
        let rows = sqlx::query(
            "SELECT encode(substr(hash, 1, 6), 'hex') AS impronta, operatore, descrizione, creato, scade, revocato \
               FROM accesso.token ORDER BY creato DESC",
        )
        .fetch_all(self.pool())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(TokenRow {
                    impronta: row.try_get("impronta")?,
                    operatore: OperatoreId(row.try_get("operatore")?),
                    descrizione: row.try_get("descrizione")?,
                    creato: row.try_get("creato")?,
                    scade: row.try_get("scade")?,
                    revocato: row.try_get("revocato")?,
                })
            })
            .collect()
    }

    /// Revokes all tokens of an operator made with that description (all of them when `None`); says how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoca_token(
        &self,
        operatore: OperatoreId,
        descrizione: Option<&str>,
    ) -> Result<u64, AccessError> {
        let done = sqlx::query(
            "UPDATE accesso.token SET revocato = now() \
              WHERE operatore = $1 AND revocato IS NULL AND ($2::text IS NULL OR descrizione = $2)",
        )
        .bind(operatore.0)
        .bind(descrizione)
        .execute(self.pool())
        .await?;
        Ok(done.rows_affected())
    }
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}
