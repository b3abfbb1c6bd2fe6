//! Sessions: opened by a login, found by the digest of a cookie, over after a while.

use super::Login;
use super::id_token::{Authentication, SKEW};
use super::level::Level;
use super::membership::{self, counting, stored};
use super::open_sessions::name;
use super::secret::{self, digest};
use super::trail::{Entry, Outcome};
use crate::{Access, AccessError};
use chrono::{DateTime, Duration, Utc};
use domain::attore::NumeroIncarico;
use domain::identita::OperatoreId;
use domain::operatore::{Abilitazione, Incarico};
use sqlx::{PgConnection, Row};
use uuid::Uuid;
use zeroize::Zeroizing;

/// How long the rows of sessions that are over are kept.
const KEPT: Duration = Duration::days(30);
/// How long a proof of identity is fresh.
const FRESH: Duration = Duration::minutes(5);
/// The last use is written at most this often.
const TOUCH: Duration = Duration::minutes(1);

/// How long sessions last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Without use.
    pub idle: Duration,
    /// In all.
    pub absolute: Duration,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self { idle: Duration::minutes(30), absolute: Duration::hours(10) }
    }
}

/// A session that opens now.
#[derive(Clone, Debug)]
pub struct Session {
    /// By what it is named where it is written down; nothing opens by it. Another one after a change of membership.
    pub id: Uuid,
    /// The operator, who is enabled.
    pub abilitazione: Abilitazione,
    /// The membership in which he works; none while he has several and has not chosen, or the chosen one is over.
    pub incarico: Option<Incarico>,
    /// The memberships among which he may choose now.
    pub choices: Vec<Incarico>,
    /// Provider of the login.
    pub provider: String,
    /// Level of the login.
    pub level: Level,
    /// When he proved who he is, as the provider says it.
    pub auth_time: Option<DateTime<Utc>>,
    /// When it was last used, to the minute.
    pub seen: DateTime<Utc>,
    /// When the session is over if it is not used.
    pub idle_until: DateTime<Utc>,
    /// When it is over in any case.
    pub until: DateTime<Utc>,
}

impl Session {
    /// Whether he proved who he is only just now, see [`is_fresh`].
    #[must_use]
    pub fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        is_fresh(self.auth_time, now)
    }
}

/// Whether somebody proved who he is only just now: what dangerous acts ask for. A provider that does not say when is
/// not believed, nor is one that says a time to come.
#[must_use]
pub fn is_fresh(auth_time: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    auth_time.is_some_and(|at| now - at <= FRESH && at <= now + SKEW)
}

/// Why a session was revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Revocation {
    Left,
    LeftAtProvider,
    LeftElsewhere,
    Ended,
    Replaced,
    Disabled,
    WithoutMembership,
}

impl Revocation {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Left => "USCITA",
            Self::LeftAtProvider => "USCITA_DAL_GESTORE",
            Self::LeftElsewhere => "USCITA_DA_ALTROVE",
            Self::Ended => "TERMINATA",
            Self::Replaced => "NUOVO_ACCESSO",
            Self::Disabled => "DISABILITATO",
            Self::WithoutMembership => "SENZA_INCARICO",
        }
    }
}

/// What a new session is made of.
pub(super) struct NewSession<'a> {
    pub(super) operatore: OperatoreId,
    /// The membership in which he works, unless he is still to choose.
    pub(super) incarico: Option<&'a Incarico>,
    pub(super) provider: &'a str,
    pub(super) issuer: &'a str,
    pub(super) authentication: &'a Authentication,
    /// Access token of the provider, to be given back at the end; cards have none.
    pub(super) access_token: Option<&'a str>,
}

/// Opens a session; answers the value of its cookie. Sweeps out old rows.
pub(super) async fn open(
    connection: &mut PgConnection,
    access: &Access,
    new: &NewSession<'_>,
    now: DateTime<Utc>,
    limits: SessionLimits,
) -> Result<Zeroizing<String>, AccessError> {
    let token = secret::cookie();
    let hash = digest(&token);
    let seal = |token: &str| access.log.system().seal_row(&place(&hash), token.as_bytes());
    let sealed = new.access_token.map(seal).transpose()?;
    sqlx::query("DELETE FROM accesso.sessioni WHERE scade < $1")
        .bind(now - KEPT)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO accesso.sessioni \
                (hash, operatore, unita, gestore, iss, sub, sid, livello, autenticata, creata, vista, scade, sigillo, \
                 incarico) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13)",
    )
    .bind(hash)
    .bind(new.operatore.0)
    .bind(new.incarico.map(|i| i.unita.0))
    .bind(new.provider)
    .bind(new.issuer)
    .bind(&new.authentication.subject)
    .bind(&new.authentication.sid)
    .bind(new.authentication.level.number())
    .bind(new.authentication.auth_time)
    .bind(now)
    .bind(now + limits.absolute)
    .bind(sealed)
    .bind(new.incarico.map(|i| stored(i.numero)))
    .execute(connection)
    .await?;
    Ok(token)
}

/// Revokes the session of a cookie, if it is there and open; answers its provider and sealed access token.
pub(super) async fn revoke(
    connection: &mut PgConnection,
    access: &Access,
    token: &str,
    why: Revocation,
    now: DateTime<Utc>,
) -> Result<Option<Revoked>, AccessError> {
    let hash = digest(token);
    // The old value of the sealed column: RETURNING alone would give the new one.
    let row = sqlx::query(
        "WITH prima AS (SELECT hash, sigillo FROM accesso.sessioni \
                         WHERE hash = $1 AND revocata IS NULL FOR UPDATE) \
         UPDATE accesso.sessioni s SET revocata = $2, motivo = $3, sigillo = NULL FROM prima \
          WHERE s.hash = prima.hash RETURNING s.operatore, s.incarico, s.gestore, prima.sigillo",
    )
    .bind(&hash)
    .bind(now)
    .bind(why.as_str())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let access_token = match row.try_get::<Option<Vec<u8>>, _>("sigillo")? {
        Some(sealed) => {
            let plain = Zeroizing::new(access.log.system().open_row(&place(&hash), &sealed)?);
            Some(Zeroizing::new(String::from_utf8_lossy(&plain).into_owned()))
        }
        None => None,
    };
    let operatore = OperatoreId(row.try_get("operatore")?);
    let incarico = membership::read(row.try_get("incarico")?);
    let session = name(&hash)?;
    Ok(Some(Revoked { session, operatore, incarico, provider: row.try_get("gestore")?, access_token }))
}

/// A session just revoked.
pub(super) struct Revoked {
    /// By what it was named.
    pub(super) session: Uuid,
    pub(super) operatore: OperatoreId,
    pub(super) incarico: Option<NumeroIncarico>,
    pub(super) provider: String,
    pub(super) access_token: Option<Zeroizing<String>>,
}

pub(super) fn place(hash: &[u8]) -> [&[u8]; 2] {
    [b"sessione", hash]
}

impl Login {
    /// The session of a cookie, if it opens now; that it was used is remembered. Of an operator who is not enabled
    /// any more, or has no membership that holds, it ends here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, AccessError> {
        let now = self.now();
        let session = self.look_at_session(token).await?;
        if session.as_ref().is_some_and(|session| session.seen <= now - TOUCH) {
            sqlx::query(
                "UPDATE accesso.sessioni SET vista = $2 WHERE hash = $1 AND vista <= $3 AND revocata IS NULL",
            )
            .bind(digest(token))
            .bind(now)
            .bind(now - TOUCH)
            .execute(self.access().pool())
            .await?;
        }
        Ok(session)
    }

    /// As [`Self::session`], but looking does not count as use.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn look_at_session(&self, token: &str) -> Result<Option<Session>, AccessError> {
        let (now, limits) = (self.now(), self.limits());
        if !secret::is_cookie(token) {
            return Ok(None);
        }
        let row = sqlx::query(
            "SELECT operatore, incarico, gestore, livello, autenticata, vista, scade FROM accesso.sessioni \
              WHERE hash = $1 AND revocata IS NULL AND scade > $2 AND vista > $3",
        )
        .bind(digest(token))
        .bind(now)
        .bind(now - limits.idle)
        .fetch_optional(self.access().pool())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let level = Level::from_number(row.try_get("livello")?).ok_or(AccessError::Unreadable)?;
        let Some(abilitazione) = self.access().abilitazione(OperatoreId(row.try_get("operatore")?)).await?
        else {
            self.end(token, Revocation::Disabled, Outcome::Disabled).await?;
            return Ok(None);
        };
        let choices = self.holding(&abilitazione);
        if choices.is_empty() {
            self.end(token, Revocation::WithoutMembership, Outcome::WithoutMembership).await?;
            return Ok(None);
        }
        let incarico = counting(&choices, membership::read(row.try_get("incarico")?)).cloned();
        let until: DateTime<Utc> = row.try_get("scade")?;
        let seen: DateTime<Utc> = row.try_get("vista")?;
        Ok(Some(Session {
            id: name(&digest(token))?,
            abilitazione,
            incarico,
            choices,
            provider: row.try_get("gestore")?,
            level,
            auth_time: row.try_get("autenticata")?,
            seen,
            idle_until: until.min(seen + limits.idle),
            until,
        }))
    }

    /// Ends a session because of what its operator may not do any more.
    async fn end(&self, token: &str, why: Revocation, outcome: Outcome) -> Result<(), AccessError> {
        let now = self.now();
        let mut transaction = self.access().pool().begin().await?;
        if let Some(revoked) = revoke(&mut transaction, self.access(), token, why, now).await? {
            let operatore = Some(revoked.operatore);
            let session = Some(revoked.session);
            let entry = Entry { operatore, session, ..Entry::new(now, outcome, &revoked.provider) };
            entry.add(&mut *transaction).await?;
        }
        Ok(transaction.commit().await?)
    }
}
