//! Logins under way: from the redirect to the provider to the answer, 10 minutes, read once.

use super::error::LoginError;
use super::secret::digest;
use crate::Access;
use chrono::{DateTime, Duration, Utc};
use sqlx::Row;
use std::net::IpAddr;
use zeroize::Zeroizing;

/// Time for a login.
const TIME: Duration = Duration::minutes(10);
/// Logins under way at a time: whoever floods us fills this, not the disk.
const MAX: i64 = 10_000;
/// Of them, from one address: whoever floods us shuts out those behind his own address only. A whole office may share
/// one, but its people do not all log in within the same minutes.
const MAX_OF_AN_ADDRESS: i64 = 200;

/// What has to be remembered between the two halves of a login.
pub(super) struct Transaction {
    pub(super) nonce: String,
    pub(super) verifier: Zeroizing<String>,
    pub(super) return_path: String,
    pub(super) begun: DateTime<Utc>,
}

/// By what a login under way is found again.
pub(super) struct Handle<'a> {
    pub(super) provider: &'a str,
    pub(super) state: &'a str,
    /// Value of the login cookie.
    pub(super) browser: &'a str,
}

impl Access {
    /// Keeps a login that begins. Sweeps out those that are over.
    pub(super) async fn keep_login(
        &self,
        handle: &Handle<'_>,
        t: &Transaction,
        client: Option<IpAddr>,
    ) -> Result<(), LoginError> {
        sqlx::query("DELETE FROM accesso.login_in_corso WHERE scade <= $1")
            .bind(t.begun)
            .execute(self.pool())
            .await?;
        let kept = sqlx::query(
            "INSERT INTO accesso.login_in_corso (stato, browser, gestore, nonce, verifica, ritorno, creato, scade, indirizzo) \
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9::text::inet \
              WHERE (SELECT count(*) FROM accesso.login_in_corso) < $10 \
                AND (SELECT count(*) FROM accesso.login_in_corso WHERE indirizzo = $9::text::inet) < $11",
        )
        .bind(digest(handle.state))
        .bind(digest(handle.browser))
        .bind(handle.provider)
        .bind(&t.nonce)
        .bind(t.verifier.as_str())
        .bind(&t.return_path)
        .bind(t.begun)
        .bind(t.begun + TIME)
        .bind(client.map(|address| address.to_string()))
        .bind(MAX)
        .bind(MAX_OF_AN_ADDRESS)
        .execute(self.pool())
        .await?;
        if kept.rows_affected() == 1 { Ok(()) } else { Err(LoginError::Busy) }
    }

    /// The login, and never again: gone with the reading, also when it is over.
    pub(super) async fn take_login(
        &self,
        handle: &Handle<'_>,
        now: DateTime<Utc>,
    ) -> Result<Option<Transaction>, LoginError> {
        let row = sqlx::query(
            "DELETE FROM accesso.login_in_corso WHERE stato = $1 AND browser = $2 AND gestore = $3 \
             RETURNING nonce, verifica, ritorno, creato, scade",
        )
        .bind(digest(handle.state))
        .bind(digest(handle.browser))
        .bind(handle.provider)
        .fetch_optional(self.pool())
        .await?;
        let Some(row) = row else { return Ok(None) };
        if row.try_get::<DateTime<Utc>, _>("scade")? <= now {
            return Ok(None);
        }
        Ok(Some(Transaction {
            nonce: row.try_get("nonce")?,
            verifier: Zeroizing::new(row.try_get("verifica")?),
            return_path: row.try_get("ritorno")?,
            begun: row.try_get("creato")?,
        }))
    }
}
