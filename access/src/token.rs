//! Bearer tokens: for machines. A token opens scopes, which hold no personal data; it never acts as an operator, but one
//! answers for it, and it ends when that operator may not work any more.

mod scope;

pub use scope::{Scope, UnknownScope};

use crate::login::secret::{cookie, digest, is_cookie};
use crate::{Access, AccessError};
use chrono::{DateTime, Duration, Utc};
use domain::identita::OperatoreId;
use sqlx::Row;
use sqlx::postgres::PgRow;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Says at sight, and to programs that look for leaked secrets, what it is.
const PREFIX: &str = "sgs_";
/// The last use is written at most this often.
const TOUCH: Duration = Duration::minutes(1);
/// The longest life of a token.
pub const MAX_LIFE: Duration = Duration::days(90);

/// What a new token is made of.
#[derive(Clone, Debug)]
pub struct NewToken<'a> {
    /// What it opens.
    pub scopes: &'a [Scope],
    /// Who answers for it.
    pub responsabile: OperatoreId,
    /// What it is for.
    pub descrizione: &'a str,
    /// For how long.
    pub life: Duration,
}

/// A token just made: the only time that it can be read.
pub struct MadeToken {
    /// By what it is named.
    pub id: Uuid,
    /// The token itself.
    pub secret: Zeroizing<String>,
    /// Until when it opens.
    pub until: DateTime<Utc>,
}

/// Why a token is not made.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It would open nothing.
    #[error("il token non aprirebbe nulla: indicare almeno un ambito")]
    NoScope,
    /// It would last too long, or not at all.
    #[error("un token dura da un minuto a 90 giorni")]
    Life,
    /// Nobody could say later what it is for.
    #[error("indicare a che cosa serve il token")]
    Description,
    /// Nobody would answer for it.
    #[error("il responsabile non è un operatore abilitato")]
    Responsabile,
    /// It could not be kept.
    #[error(transparent)]
    Access(#[from] AccessError),
}

/// A token as it is kept.
#[derive(Clone, Debug)]
pub struct TokenRow {
    /// By what it is named.
    pub id: Uuid,
    /// What it opens; scopes that this program does not know (any more) open nothing.
    pub scopes: Vec<Scope>,
    /// Who answers for it.
    pub responsabile: OperatoreId,
    /// What it is for.
    pub descrizione: String,
    /// Until when it opens.
    pub until: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub used: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked: Option<DateTime<Utc>>,
}

/// A machine that calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Its token.
    pub token: Uuid,
    /// What it may open.
    pub scopes: Vec<Scope>,
}

/// What a text sent as a token is. Only who holds the token learns more than that it opens nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presented {
    /// It opens.
    Opens(Machine),
    /// No token of ours.
    Unknown,
    /// It is over.
    Expired,
    /// It was revoked.
    Revoked,
    /// Nobody answers for it any more.
    Abandoned,
}

impl Access {
    /// Makes a token.
    ///
    /// # Errors
    /// When it may not be made, or cannot be kept.
    pub async fn make_token(&self, new: &NewToken<'_>, now: DateTime<Utc>) -> Result<MadeToken, TokenError> {
        if new.scopes.is_empty() {
            return Err(TokenError::NoScope);
        }
        if new.life < Duration::minutes(1) || new.life > MAX_LIFE {
            return Err(TokenError::Life);
        }
        if new.descrizione.trim().is_empty() {
            return Err(TokenError::Description);
        }
        if !self.may_work(new.responsabile, now).await? {
            return Err(TokenError::Responsabile);
        }
        let secret = Zeroizing::new(format!("{PREFIX}{}", cookie().as_str()));
        let (id, until) = (Uuid::new_v4(), now + new.life);
        let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.as_str()).collect();
        sqlx::query(
            "INSERT INTO accesso.token_macchine (id, hash, ambiti, responsabile, descrizione, creato, scade) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(digest(&secret))
        .bind(scopes)
        .bind(new.responsabile.0)
        .bind(new.descrizione)
        .bind(now)
        .bind(until)
        .execute(self.pool())
        .await
        .map_err(AccessError::from)?;
        Ok(MadeToken { id, secret, until })
    }

    /// What this token is now. That it was used is remembered.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn present_token(&self, secret: &str, now: DateTime<Utc>) -> Result<Presented, AccessError> {
        if !secret.strip_prefix(PREFIX).is_some_and(is_cookie) {
            return Ok(Presented::Unknown);
        }
        let row = sqlx::query(
            "SELECT id, ambiti, responsabile, descrizione, scade, usato, revocato \
               FROM accesso.token_macchine WHERE hash = $1",
        )
        .bind(digest(secret))
        .fetch_optional(self.pool())
        .await?;
        let Some(row) = row else { return Ok(Presented::Unknown) };
        let row = TokenRow::read(&row)?;
        if row.revoked.is_some() {
            return Ok(Presented::Revoked);
        }
        if row.until <= now {
            return Ok(Presented::Expired);
        }
        if !self.may_work(row.responsabile, now).await? {
            return Ok(Presented::Abandoned);
        }
        if row.used.is_none_or(|used| used <= now - TOUCH) {
            sqlx::query(
                "UPDATE accesso.token_macchine SET usato = $2 WHERE id = $1 AND (usato IS NULL OR usato <= $3)",
            )
            .bind(row.id)
            .bind(now)
            .bind(now - TOUCH)
            .execute(self.pool())
            .await?;
        }
        Ok(Presented::Opens(Machine { token: row.id, scopes: row.scopes }))
    }

    /// All tokens, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tokens(&self) -> Result<Vec<TokenRow>, AccessError> {
        let rows = sqlx::query(
            "SELECT id, ambiti, responsabile, descrizione, scade, usato, revocato \
               FROM accesso.token_macchine ORDER BY creato DESC, id",
        )
        .fetch_all(self.pool())
        .await?;
        rows.iter().map(TokenRow::read).collect()
    }

    /// Revokes a token; says whether it was there and not revoked before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoke_token(&self, id: Uuid, now: DateTime<Utc>) -> Result<bool, AccessError> {
        let done =
            sqlx::query("UPDATE accesso.token_macchine SET revocato = $2 WHERE id = $1 AND revocato IS NULL")
                .bind(id)
                .bind(now)
                .execute(self.pool())
                .await?;
        Ok(done.rows_affected() == 1)
    }
}

impl TokenRow {
    fn read(row: &PgRow) -> Result<Self, AccessError> {
        let scopes: Vec<String> = row.try_get("ambiti")?;
        Ok(Self {
            id: row.try_get("id")?,
            scopes: scopes.iter().filter_map(|scope| scope.parse().ok()).collect(),
            responsabile: OperatoreId(row.try_get("responsabile")?),
            descrizione: row.try_get("descrizione")?,
            until: row.try_get("scade")?,
            used: row.try_get("usato")?,
            revoked: row.try_get("revocato")?,
        })
    }
}
