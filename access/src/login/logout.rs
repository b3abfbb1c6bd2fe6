//! Leaving: here, at the provider, and when the provider says so.

use super::Login;
use super::error::Reason;
use super::id_token::{SKEW, is_name};
use super::jws::{self, Jws};
use super::open_sessions::name;
use super::provider::Provider;
use super::secret::digest;
use super::session::{self, Revocation};
use super::trail::{Entry, Outcome, Source};
use crate::AccessError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Duration, Utc};
use domain::identita::OperatoreId;
use openidconnect::http::{Request, header};
use openidconnect::url::{Url, form_urlencoded};
use serde_json::{Map, Value};
use sqlx::Row;
use std::sync::Arc;
use tokio::time::timeout;

/// Oldest logout token taken.
const RECENT: Duration = Duration::minutes(5);
/// How long somebody who leaves waits for the provider: here he is out already.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);
/// What a logout token must say.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Why a logout token is not carried out.
#[derive(Debug, thiserror::Error)]
pub enum BackchannelError {
    /// It is not one of this provider for us, or it was carried out before.
    #[error("the logout token is refused: {0}")]
    Refused(&'static str),
    /// The provider's keys cannot be had.
    #[error("the provider does not answer")]
    Unavailable,
    /// Our own database.
    #[error(transparent)]
    Fault(#[from] AccessError),
}

impl From<sqlx::Error> for BackchannelError {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// Whose sessions a logout token ends.
#[derive(Debug, PartialEq, Eq)]
struct Leaving {
    sub: Option<String>,
    sid: Option<String>,
    jti: String,
}

impl Login {
    /// Ends the session of a cookie, here and (as far as it answers) the access token at the provider; answers
    /// where the browser can go to leave the provider too, if that is known soon. A cookie that opens nothing is no
    /// error.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn logout(&self, token: &str, source: Source) -> Result<Option<Url>, AccessError> {
        let now = self.now();
        let mut transaction = self.access().pool().begin().await?;
        let revoked = session::revoke(&mut transaction, self.access(), token, Revocation::Left, now).await?;
        let Some(revoked) = revoked else { return Ok(None) };
        let entry = Entry::new(now, Outcome::Left, &revoked.provider);
        let session = Some(revoked.session);
        Entry { operatore: Some(revoked.operatore), session, source, ..entry }.add(&mut *transaction).await?;
        transaction.commit().await?;
        let Ok(provider) = self.provider(&revoked.provider) else { return Ok(None) };
        let known = match provider.remembered() {
            Some(known) => known,
            None => match timeout(PATIENCE, provider.known()).await {
                Ok(Ok(known)) => known,
                Ok(Err(_)) | Err(_) => return Ok(None),
            },
        };
        let more = known.metadata.additional_metadata();
        if let (Some(address), Some(access_token)) = (more.revocation_endpoint.clone(), revoked.access_token)
        {
            let provider = Arc::clone(provider);
            let given_back = tokio::spawn(async move { give_back(&provider, &address, &access_token).await });
            // Who has left does not wait for a slow provider; it is told all the same.
            let _ = timeout(PATIENCE, given_back).await;
        }
        Ok(more.end_session_endpoint.clone().map(|mut url| {
            // No `id_token_hint`: the token names a person and would stand in an address.
            url.query_pairs_mut()
                .append_pair("client_id", &provider.config.client_id)
                .append_pair("post_logout_redirect_uri", &format!("{}/", self.origin()));
            url
        }))
    }

    /// Carries out a logout token of a provider; says how many sessions it ended.
    ///
    /// # Errors
    /// See [`BackchannelError`].
    pub async fn backchannel(
        &self,
        provider: &str,
        token: &str,
        source: Source,
    ) -> Result<u64, BackchannelError> {
        let now = self.now();
        let provider = self.provider(provider).map_err(|_| BackchannelError::Refused("gestore"))?;
        let claims = self.logout_claims(provider, token).await?;
        let leaving = check(&claims, &provider.config.issuer, &provider.config.client_id, now)
            .map_err(BackchannelError::Refused)?;
        let mut transaction = self.access().pool().begin().await?;
        sqlx::query("DELETE FROM accesso.logout_visti WHERE scade < $1")
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        let new = sqlx::query(
            "INSERT INTO accesso.logout_visti (gestore, jti, scade) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        )
        .bind(&provider.config.id)
        .bind(digest(&leaving.jti))
        .bind(now + RECENT + SKEW * 2)
        .execute(&mut *transaction)
        .await?;
        if new.rows_affected() == 0 {
            return Err(BackchannelError::Refused("jti"));
        }
        // A session whose name at the provider was never told may be the one that is over there: it ends with all of
        // that subject, rather than outlive it.
        let ended = sqlx::query(
            "UPDATE accesso.sessioni SET revocata = $1, motivo = $2, sigillo = NULL \
              WHERE iss = $3 AND revocata IS NULL AND ($4::text IS NULL OR sub = $4) \
                AND ($5::text IS NULL OR sid = $5 OR (sid IS NULL AND sub = $4)) RETURNING operatore, hash",
        )
        .bind(now)
        .bind(Revocation::LeftAtProvider.as_str())
        .bind(&provider.config.issuer)
        .bind(&leaving.sub)
        .bind(&leaving.sid)
        .fetch_all(&mut *transaction)
        .await?;
        for row in &ended {
            let operatore = Some(OperatoreId(row.try_get("operatore")?));
            let session = Some(name(row.try_get::<&[u8], _>("hash")?)?);
            let entry = Entry::new(now, Outcome::LeftAtProvider, &provider.config.id);
            Entry { operatore, session, source, ..entry }.add(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(u64::try_from(ended.len()).unwrap_or(u64::MAX))
    }

    /// The claims of a logout token, signed by the provider.
    async fn logout_claims(
        &self,
        provider: &Arc<Provider>,
        token: &str,
    ) -> Result<Map<String, Value>, BackchannelError> {
        let refused = |reason: Reason| BackchannelError::Refused(reason.as_str());
        let jws = Jws::parse(token).map_err(refused)?;
        if jws.typ().is_some_and(|typ| typ != "logout+jwt") {
            return Err(BackchannelError::Refused("typ"));
        }
        let known = provider.known().await.map_err(|_| BackchannelError::Unavailable)?;
        match jws.verify(&known.keys) {
            Err(Reason::UnknownKey) => {
                let newer = provider.newer_keys(&known).await.ok_or(refused(Reason::UnknownKey))?;
                jws.verify(&newer.keys).map_err(refused)
            }
            verified => verified.map_err(refused),
        }
    }
}

/// Judges the claims of a logout token; the error names the claim at fault.
fn check(
    claims: &Map<String, Value>,
    issuer: &str,
    client_id: &str,
    now: DateTime<Utc>,
) -> Result<Leaving, &'static str> {
    let text =
        |name: &str| claims.get(name).and_then(Value::as_str).filter(|t| is_name(t)).map(str::to_owned);
    let time =
        |name: &str| claims.get(name).and_then(Value::as_i64).and_then(|s| DateTime::from_timestamp(s, 0));
    if text("iss").as_deref() != Some(issuer) {
        return Err("iss");
    }
    if !jws::is_only_audience(claims.get("aud"), client_id) {
        return Err("aud");
    }
    if time("iat").is_none_or(|iat| iat > now + SKEW || iat < now - RECENT - SKEW) {
        return Err("iat");
    }
    if claims.contains_key("exp") && time("exp").is_none_or(|exp| exp <= now - SKEW) {
        return Err("exp");
    }
    if !claims.get("events").and_then(|e| e.get(EVENT)).is_some_and(Value::is_object) {
        return Err("events");
    }
    if claims.contains_key("nonce") {
        return Err("nonce");
    }
    let (sub, sid) = (text("sub"), text("sid"));
    // A name that cannot be read must not widen the circle to all sessions of the other one.
    for (name, read) in [("sub", &sub), ("sid", &sid)] {
        if claims.contains_key(name) && read.is_none() {
            return Err(name);
        }
    }
    if sub.is_none() && sid.is_none() {
        return Err("sub");
    }
    Ok(Leaving { sub, sid, jti: text("jti").ok_or("jti")? })
}

/// Gives the access token back. That it does not succeed is no reason to stay: our session is over already.
async fn give_back(provider: &Provider, address: &Url, access_token: &str) {
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let config = &provider.config;
    let credentials = format!("{}:{}", encode(&config.client_id), encode(&config.client_secret));
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("token", access_token)
        .append_pair("token_type_hint", "access_token")
        .finish();
    let request = Request::post(address.as_str())
        .header(header::AUTHORIZATION, format!("Basic {}", STANDARD.encode(credentials)))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .body(body.into_bytes());
    let Ok(request) = request else { return };
    match provider.http.send(request).await {
        Ok(answer) if answer.status().is_success() => {}
        Ok(answer) => {
            tracing::warn!(target: "access.login", status = answer.status().as_u16(), "access token not given back");
        }
        Err(cause) => tracing::warn!(target: "access.login", %cause, "access token not given back"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000, 0).unwrap()
    }

    fn good() -> Value {
        json!({ "iss": "https://idp", "aud": "sigess", "iat": 1_700_000_000, "exp": 1_700_000_120, "jti": "1",
                "events": { EVENT: {} }, "sub": "a", "sid": "s" })
    }

    fn judged(claims: &Value) -> Result<Leaving, &'static str> {
        check(claims.as_object().unwrap(), "https://idp", "sigess", now())
    }

    #[test]
    fn a_good_token_names_whose_sessions_end() {
        let leaving = Leaving { sub: Some("a".into()), sid: Some("s".into()), jti: "1".into() };
        assert_eq!(judged(&good()), Ok(leaving));
        for without in ["sub", "sid", "exp"] {
            let mut claims = good();
            claims.as_object_mut().unwrap().remove(without);
            assert!(judged(&claims).is_ok(), "{without}");
        }
    }

    #[test]
    fn every_wrong_claim_is_refused() {
        let wrong = [
            ("iss", json!("https://altro")),
            ("aud", json!("altro")),
            ("aud", json!(["sigess", "altro"])),
            ("iat", json!(1_700_000_000 - 361)),
            ("iat", json!(1_700_000_000 + 61)),
            ("iat", json!("adesso")),
            ("exp", json!(1_700_000_000 - 60)),
            ("exp", json!("mai")),
            ("events", json!({})),
            ("events", json!({ EVENT: true })),
            ("nonce", json!("x")),
            ("jti", json!("")),
            ("sid", json!("")),
            ("sub", json!("a\u{0}b")),
        ];
        for (claim, value) in wrong {
            let mut claims = good();
            claims[claim] = value.clone();
            assert_eq!(judged(&claims), Err(claim), "{value}");
        }
        let mut nobody = good();
        nobody.as_object_mut().unwrap().retain(|name, _| name != "sub" && name != "sid");
        assert_eq!(judged(&nobody), Err("sub"));
    }
}
