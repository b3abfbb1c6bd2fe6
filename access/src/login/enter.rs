//! From a proven codice fiscale to a session.

use super::Login;
use super::error::{LoginError, Reason};
use super::id_token::Authentication;
use super::membership;
use super::open_sessions::name;
use super::operator::Before;
use super::secret;
use super::session::{self, NewSession, Revocation};
use super::trail::{Entry, Outcome as Trail, Source};
use chrono::{DateTime, Utc};
use domain::codice_fiscale::CodiceFiscale;
use domain::evento::ambiti;
use domain::identita::OperatoreId;
use sqlx::PgConnection;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Everything about somebody who proved who he is.
pub(super) struct Entering<'a> {
    /// Id of the provider, or what stands for one.
    pub(super) provider: &'a str,
    pub(super) issuer: &'a str,
    pub(super) authentication: &'a Authentication,
    pub(super) access_token: Option<&'a str>,
    pub(super) code: &'a CodiceFiscale,
    pub(super) before: Option<&'a str>,
    pub(super) source: Source,
}

impl Login {
    /// Opens a session for the operator with that codice fiscale; `None` when there is none, or he may not work.
    pub(super) async fn enter(&self, e: &Entering<'_>) -> Result<Option<Zeroizing<String>>, LoginError> {
        let (access, now) = (self.access(), self.now());
        let operatore = access.operator_of(e.code).await?;
        let abilitazione = match operatore {
            Some(operatore) => access.abilitazione(operatore).await?,
            None => None,
        };
        // Everything that reads from the pool is done: a transaction never waits for a second connection.
        let mut transaction = access.pool().begin().await?;
        if !same_identity(&mut transaction, e, operatore, now).await? {
            return Err(LoginError::Refused(Reason::Identity));
        }
        let trail = Entry {
            level: Some(e.authentication.level),
            source: e.source,
            operatore,
            ..Entry::new(now, Trail::NotEnabled, e.provider)
        };
        let holding = abilitazione.as_ref().map(|a| self.holding(a)).unwrap_or_default();
        let Some(abilitazione) = abilitazione.filter(|_| !holding.is_empty()) else {
            let hash = access.log.system().reservation(ambiti::OPERATORE, e.code.as_str());
            transaction.rollback().await?;
            Entry { person: Some(hash), ..trail }.add(access.pool()).await?;
            return Ok(None);
        };
        let before = match e.before {
            Some(before) => {
                session::revoke(&mut transaction, access, before, Revocation::Replaced, now).await?
            }
            None => None,
        };
        let before = before.map(|b| Before { operatore: b.operatore, incarico: b.incarico });
        let incarico = membership::at_login(&abilitazione, &holding, before);
        let new = NewSession {
            operatore: abilitazione.operatore,
            incarico: incarico.and_then(|numero| abilitazione.incarico(numero)),
            provider: e.provider,
            issuer: e.issuer,
            authentication: e.authentication,
            access_token: e.access_token,
        };
        let token = session::open(&mut transaction, access, &new, now, self.limits()).await?;
        let session = Some(name(&secret::digest(&token))?);
        Entry { outcome: Trail::Entered, incarico, session, ..trail }.add(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(Some(token))
    }
}

/// Whether this subject of the provider is the operator it was at its first login; remembered at the first.
async fn same_identity(
    connection: &mut PgConnection,
    e: &Entering<'_>,
    operatore: Option<OperatoreId>,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    if let Some(operatore) = operatore {
        sqlx::query(
            "INSERT INTO accesso.identita (iss, sub, operatore, creata) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (iss, sub) DO NOTHING",
        )
        .bind(e.issuer)
        .bind(&e.authentication.subject)
        .bind(operatore.0)
        .bind(now)
        .execute(&mut *connection)
        .await?;
    }
    let known: Option<Uuid> =
        sqlx::query_scalar("SELECT operatore FROM accesso.identita WHERE iss = $1 AND sub = $2")
            .bind(e.issuer)
            .bind(&e.authentication.subject)
            .fetch_optional(connection)
            .await?;
    Ok(known == operatore.map(|o| o.0))
}
