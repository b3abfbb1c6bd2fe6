//! A provider: what it says of itself (discovery) and its keys, fetched when needed and kept for a while.

use super::config::{ConfigError, ProviderConfig};
use super::http::Http;
use super::oidc::{Client, ClientBase, Keys, Metadata};
use super::origin::{PublicAddress, Trust};
use chrono::{DateTime, Duration, Utc};
use openidconnect::url::Url;
use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl, TokenUrl, UserInfoUrl};
use std::sync::Arc;
use tokio::sync::Mutex;

/// How long what a provider says of itself is taken as true.
const KEPT: Duration = Duration::hours(1);
/// Pause between fetches of the keys because a token names an unknown one.
const KEYS_PAUSE: Duration = Duration::minutes(1);
/// Pause after a provider did not answer: those who wait are told so at once.
const FAILURE_PAUSE: Duration = Duration::seconds(5);

/// A provider of the configuration.
pub(super) struct Provider {
    pub(super) config: ProviderConfig,
    pub(super) http: Http,
    trust: Trust,
    redirect: RedirectUrl,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    known: Option<Arc<Known>>,
    not_before: Option<DateTime<Utc>>,
}

/// What is known of a provider.
#[derive(Clone)]
pub(super) struct Known {
    /// Its metadata.
    pub(super) metadata: Metadata,
    /// A client made of them.
    pub(super) client: Client,
    /// Its keys.
    pub(super) keys: Keys,
    fetched: DateTime<Utc>,
    keys_fetched: DateTime<Utc>,
}

/// The provider does not answer, or says something of itself that cannot be used. The cause went to the log.
#[derive(Debug)]
pub(super) struct Unavailable;

impl Provider {
    /// # Errors
    /// When HTTP cannot be had, or its address here cannot be made.
    pub(super) fn new(
        config: ProviderConfig,
        public: &PublicAddress,
        trust: Trust,
    ) -> Result<Self, ConfigError> {
        let http = Http::new(config.timeout, trust).map_err(ConfigError::Http)?;
        let redirect = RedirectUrl::new(format!("{}/auth/callback/{}", public.origin(), config.id))
            .map_err(|_| ConfigError::Id(config.id.clone()))?;
        Ok(Self { config, http, trust, redirect, state: Mutex::default() })
    }

    /// What is known now; fetched when it is not, or not recently. A provider that fell silent is served from what
    /// it said before.
    ///
    /// # Errors
    /// When nothing is known and it does not answer.
    pub(super) async fn known(&self, now: DateTime<Utc>) -> Result<Arc<Known>, Unavailable> {
        let mut state = self.state.lock().await;
        let stale = match &state.known {
            Some(known) if now < known.fetched + KEPT => return Ok(Arc::clone(known)),
            stale => stale.clone(),
        };
        if state.not_before.is_none_or(|instant| now >= instant) {
            match self.discover(now).await {
                Ok(known) => {
                    let known = Arc::new(known);
                    *state = State { known: Some(Arc::clone(&known)), not_before: None };
                    return Ok(known);
                }
                Err(cause) => {
                    tracing::warn!(target: "access.login", gestore = self.config.id, cause, "discovery failed");
                    state.not_before = Some(now + FAILURE_PAUSE);
                }
            }
        }
        stale.ok_or(Unavailable)
    }

    /// What is known with keys newer than those in `seen`; `None` when they were fetched less than a minute ago.
    pub(super) async fn newer_keys(&self, seen: &Known, now: DateTime<Utc>) -> Option<Arc<Known>> {
        let mut state = self.state.lock().await;
        let current = state.known.clone()?;
        if current.keys_fetched > seen.keys_fetched {
            return Some(current);
        }
        if now < current.keys_fetched + KEYS_PAUSE {
            return None;
        }
        let fetched = Keys::fetch_async(current.metadata.jwks_uri(), &self.http).await;
        let keys = fetched.map_err(|error| {
            let cause = oidc_cause(&error);
            tracing::warn!(target: "access.login", gestore = self.config.id, cause, "keys could not be fetched");
        });
        let failed = keys.is_err();
        let keys = keys.unwrap_or_else(|()| current.keys.clone());
        let client = self.client(&current.metadata, keys.clone());
        let newer = Arc::new(Known { client, keys, keys_fetched: now, ..Known::clone(&current) });
        state.known = Some(Arc::clone(&newer));
        (!failed).then_some(newer)
    }

    async fn discover(&self, now: DateTime<Utc>) -> Result<Known, &'static str> {
        let issuer =
            IssuerUrl::new(self.config.issuer.clone()).map_err(|_| "the issuer is not an address")?;
        // Compares the issuer that the document names with the one that was asked.
        let metadata =
            Metadata::discover_async(issuer, &self.http).await.map_err(|error| oidc_cause(&error))?;
        self.check_endpoints(&metadata)?;
        let keys = metadata.jwks().clone();
        let client = self.client(&metadata, keys.clone());
        Ok(Known { metadata, client, keys, fetched: now, keys_fetched: now })
    }

    /// Every address we or the browser will go to must be as good as the issuer's.
    fn check_endpoints(&self, metadata: &Metadata) -> Result<(), &'static str> {
        let more = metadata.additional_metadata();
        let endpoints = [
            Some(metadata.authorization_endpoint().url()),
            metadata.token_endpoint().map(TokenUrl::url),
            metadata.userinfo_endpoint().map(UserInfoUrl::url),
            Some(metadata.jwks_uri().url()),
            more.end_session_endpoint.as_ref(),
            more.revocation_endpoint.as_ref(),
        ];
        let good = |url: &Url| self.trust.check(url.as_str()).is_ok();
        if metadata.token_endpoint().is_none() {
            Err("no token endpoint")
        } else if endpoints.into_iter().flatten().all(good) {
            Ok(())
        } else {
            Err("an endpoint is not https")
        }
    }

    fn client(&self, metadata: &Metadata, keys: Keys) -> Client {
        ClientBase::from_provider_metadata(
            metadata.clone().set_jwks(keys),
            ClientId::new(self.config.client_id.clone()),
            Some(ClientSecret::new(self.config.client_secret.to_string())),
        )
        .set_redirect_uri(self.redirect.clone())
    }
}

impl Known {
    /// Whether the provider promises `iss` in its answers.
    pub(super) fn promises_iss(&self) -> bool {
        self.metadata.additional_metadata().authorization_response_iss_parameter_supported == Some(true)
    }
}

/// The kind of a failure, without the text: that may quote the answer.
fn oidc_cause<E: std::error::Error>(error: &openidconnect::DiscoveryError<E>) -> &'static str {
    use openidconnect::DiscoveryError as D;
    match error {
        D::Request(_) => "no answer",
        D::Response(..) => "unexpected status or type",
        D::Parse(_) => "unreadable answer",
        D::Validation(_) => "another issuer",
        _ => "malformed address",
    }
}
