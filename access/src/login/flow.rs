//! A login: the way to the provider and the way back.

use super::enter::Entering;
use super::error::{LoginError, Reason};
use super::id_token::{self, Authentication, Expected};
use super::oidc::IdToken;
use super::person::{person, userinfo};
use super::provider::{Known, Provider};
use super::trail::{Entry, Outcome as Trail, Source};
use super::transaction::{Handle, Transaction};
use super::{Login, return_path, secret};
use openidconnect::core::{CoreAuthPrompt, CoreResponseType};
use openidconnect::url::Url;
use openidconnect::{
    AccessToken, AuthenticationContextClass, AuthenticationFlow, AuthorizationCode, CsrfToken, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RequestTokenError, Scope, TokenResponse,
};
use serde::Deserialize;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroizing;

/// When a person must have proved who he is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// No longer ago than a session may last: the provider may remember him, and says since when.
    AnyTime,
    /// Now, again: what was remembered does not count. Whether it was so is in the session ([`super::Session::is_fresh`]).
    Fresh,
}

/// A login that begins.
pub struct Begun {
    /// Where the browser goes.
    pub url: Url,
    /// Value of the login cookie.
    pub browser: Zeroizing<String>,
}

/// What the provider sends back through the browser. All of it is hearsay until it is checked.
#[derive(Clone, Default, Deserialize)]
pub struct Answer {
    /// The code, when it went well.
    pub code: Option<String>,
    /// The state we sent.
    pub state: Option<String>,
    /// What went wrong.
    pub error: Option<String>,
    /// Who answers (RFC 9207).
    pub iss: Option<String>,
}

/// What the browser sends along.
#[derive(Clone, Copy, Default)]
pub struct Browser<'a> {
    /// Its login cookie.
    pub login: Option<&'a str>,
    /// Its session cookie, of a session before this login.
    pub session: Option<&'a str>,
}

/// How a valid login ends.
pub enum Outcome {
    /// With a session.
    Entered {
        /// Value of the session cookie.
        token: Zeroizing<String>,
        /// Where to go.
        return_path: String,
    },
    /// Without: the person is not enabled.
    NotEnabled,
}

impl Login {
    /// Begins a login; `browser` is the login cookie if there is one, so that two tabs do not undo each other; `client`
    /// is the address that counts as one client.
    ///
    /// # Errors
    /// When the provider is unknown or silent, or too many logins are under way, in all or from that address.
    pub async fn begin(
        &self,
        provider: &str,
        return_path: Option<&str>,
        browser: Option<&str>,
        proof: Proof,
        client: Option<IpAddr>,
    ) -> Result<Begun, LoginError> {
        let now = self.now();
        let provider = self.provider(provider)?;
        let known = provider.known().await.map_err(|_| LoginError::Unavailable)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (state, nonce) = (secret::alphanumeric(), secret::alphanumeric());
        let browser = match browser.filter(|b| secret::is_cookie(b)) {
            Some(browser) => Zeroizing::new(browser.to_owned()),
            None => secret::cookie(),
        };
        let handle = Handle { provider: &provider.config.id, state: &state, browser: &browser };
        let transaction = Transaction {
            nonce: nonce.clone(),
            verifier: Zeroizing::new(verifier.secret().clone()),
            return_path: return_path::own(return_path),
            begun: now,
        };
        self.access().keep_login(&handle, &transaction, client).await?;
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let acr = AuthenticationContextClass::new(provider.config.minimum_level.acr().to_owned());
        let request = known
            .client
            .authorize_url(flow, move || CsrfToken::new(state), move || Nonce::new(nonce))
            .add_scopes(provider.config.scopes.iter().filter(|s| *s != "openid").cloned().map(Scope::new))
            .add_auth_context_value(acr)
            .add_extra_param("response_mode", "query")
            .set_pkce_challenge(challenge);
        let request = match proof {
            // Not every provider says `auth_time` unasked; with a greatest age it must (OpenID Connect Core, 3.1.2.1).
            Proof::AnyTime => request.set_max_age(self.limits().absolute.to_std().unwrap_or_default()),
            Proof::Fresh => request.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO),
        };
        let (url, _, _) = request.url();
        Ok(Begun { url, browser })
    }

    /// Ends a login with what came back. Refusals are written into the trail and the log here.
    ///
    /// # Errors
    /// See [`LoginError`].
    pub async fn complete(
        &self,
        provider: &str,
        answer: Answer,
        browser: Browser<'_>,
        source: Source,
    ) -> Result<Outcome, LoginError> {
        let now = self.now();
        let provider = self.provider(provider)?;
        let (Some(state), Some(cookie)) = (answer.state.as_deref(), browser.login) else {
            return Err(LoginError::NoTransaction);
        };
        let handle = Handle { provider: &provider.config.id, state, browser: cookie };
        let taken = self.access().take_login(&handle, now).await?;
        let transaction = taken.ok_or(LoginError::NoTransaction)?;
        match self.conclude(provider, &answer, browser, transaction, source).await {
            Err(LoginError::Refused(reason)) => {
                let word = reason.as_str();
                tracing::warn!(target: "access.login", gestore = provider.config.id, motivo = word, "login refused");
                let entry = Entry::new(now, Trail::Refused, &provider.config.id);
                Entry { reason: Some(word), source, ..entry }.add(self.access().pool()).await?;
                Err(LoginError::Refused(reason))
            }
            ended => ended,
        }
    }

    async fn conclude(
        &self,
        provider: &Arc<Provider>,
        answer: &Answer,
        browser: Browser<'_>,
        transaction: Transaction,
        source: Source,
    ) -> Result<Outcome, LoginError> {
        let known = provider.known().await.map_err(|_| LoginError::Unavailable)?;
        let code = checked_code(answer, &known)?;
        let (id_token, access_token) = exchange(provider, &known, code, &transaction.verifier).await?;
        let (known, authentication) =
            self.authenticate(provider, known, &id_token, &access_token, &transaction).await?;
        let userinfo = userinfo(provider, &known, &access_token, &authentication.subject).await?;
        let code = person(&provider.config.fiscal_claim, userinfo.as_ref(), &authentication.others)?;
        let entering = Entering {
            provider: &provider.config.id,
            issuer: known.metadata.issuer().as_str(),
            authentication: &authentication,
            access_token: Some(access_token.secret()),
            code: &code,
            before: browser.session,
            source,
        };
        match self.enter(&entering).await? {
            Some(token) => Ok(Outcome::Entered { token, return_path: transaction.return_path }),
            None => Ok(Outcome::NotEnabled),
        }
    }

    /// Verifies the ID token, with newer keys if it names one we do not have.
    async fn authenticate(
        &self,
        provider: &Arc<Provider>,
        known: Arc<Known>,
        id_token: &IdToken,
        access_token: &AccessToken,
        transaction: &Transaction,
    ) -> Result<(Arc<Known>, Authentication), LoginError> {
        let nonce = Nonce::new(transaction.nonce.clone());
        let expected = Expected {
            nonce: &nonce,
            begun: transaction.begun,
            minimum_level: provider.config.minimum_level,
            now: self.now(),
        };
        match id_token::verify(&known, id_token, access_token, &expected) {
            Err(Reason::UnknownKey) => {
                let newer = provider.newer_keys(&known).await;
                let known = newer.ok_or(LoginError::Refused(Reason::UnknownKey))?;
                let verified = id_token::verify(&known, id_token, access_token, &expected);
                Ok((known, verified.map_err(LoginError::Refused)?))
            }
            verified => Ok((known, verified.map_err(LoginError::Refused)?)),
        }
    }
}

/// The code of an answer that comes from the provider and says that it went well.
fn checked_code(answer: &Answer, known: &Known) -> Result<AuthorizationCode, LoginError> {
    let issuer = known.metadata.issuer().as_str();
    let from_provider = match answer.iss.as_deref() {
        Some(iss) => iss == issuer,
        None => !known.promises_iss(),
    };
    if !from_provider {
        return Err(LoginError::Refused(Reason::Issuer));
    }
    match (answer.error.as_deref(), &answer.code) {
        (Some("access_denied"), _) => Err(LoginError::Refused(Reason::AccessDenied)),
        (Some(_), _) => Err(LoginError::Refused(Reason::ProviderError)),
        (None, Some(code)) => Ok(AuthorizationCode::new(code.clone())),
        (None, None) => Err(LoginError::Refused(Reason::NoCode)),
    }
}

/// Exchanges the code for the tokens.
async fn exchange(
    provider: &Provider,
    known: &Known,
    code: AuthorizationCode,
    verifier: &str,
) -> Result<(IdToken, AccessToken), LoginError> {
    let refused = LoginError::Refused(Reason::TokenAnswer);
    let Ok(request) = known.client.exchange_code(code) else { return Err(refused) };
    let answer = request
        .set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()))
        .request_async(&provider.http)
        .await
        .map_err(|error| match error {
            // Texts of the other failures may quote the answer.
            RequestTokenError::Request(cause) => {
                tracing::warn!(target: "access.login", %cause, "token endpoint");
                LoginError::Unavailable
            }
            _ => LoginError::Refused(Reason::TokenAnswer),
        })?;
    let id_token = answer.id_token().cloned().ok_or(refused)?;
    Ok((id_token, answer.access_token().clone()))
}
