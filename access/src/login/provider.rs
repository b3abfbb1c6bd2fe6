//! A provider: what it says of itself (discovery) and its keys, fetched when needed and kept for a while.

use super::Clock;
use super::config::{ConfigError, ProviderConfig};
use super::http::Http;
use super::oidc::{Client, ClientBase, Keys, Metadata};
use super::origin::{PublicAddress, Trust};
use chrono::{DateTime, Duration, Utc};
use openidconnect::url::Url;
use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl, TokenUrl, UserInfoUrl};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Mutex as Turn;

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
    clock: Clock,
    /// What is known; never held while the provider is asked.
    state: Mutex<State>,
    /// One at a time asks for the metadata, one for keys; the others wait for what he gets.
    discovering: Arc<Turn<()>>,
    renewing_keys: Arc<Turn<()>>,
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
        clock: Clock,
    ) -> Result<Self, ConfigError> {
        let http = Http::new(config.timeout, trust).map_err(ConfigError::Http)?;
        let redirect = RedirectUrl::new(format!("{}/auth/callback/{}", public.origin(), config.id))
            .map_err(|_| ConfigError::Id(config.id.clone()))?;
        Ok(Self {
            config,
            http,
            trust,
            redirect,
            clock,
            state: Mutex::default(),
            discovering: Arc::default(),
            renewing_keys: Arc::default(),
        })
    }

    /// What is known now; fetched when it is not, or not recently. A provider that fell silent is served from what
    /// it said before. Whoever asks meanwhile shares the answer, also that there is none.
    ///
    /// # Errors
    /// When nothing is known and it does not answer.
    pub(super) async fn known(self: &Arc<Self>) -> Result<Arc<Known>, Unavailable> {
        if let Some(settled) = self.settled() {
            return settled;
        }
        let turn = match Arc::clone(&self.discovering).try_lock_owned() {
            Ok(turn) => turn,
            // While somebody asks anew, what it said before will do.
            Err(_) => match self.remembered() {
                Some(older) => return Ok(older),
                None => Arc::clone(&self.discovering).lock_owned().await,
            },
        };
        if let Some(settled) = self.settled() {
            return settled;
        }
        let this = Arc::clone(self);
        // Finished also when who began it has left: the others wait for it.
        let asked = tokio::spawn(async move {
            let found = this.discover().await;
            let mut state = this.state();
            match found {
                Ok(known) => *state = State { known: Some(Arc::new(known)), not_before: None },
                Err(cause) => {
                    tracing::warn!(target: "access.login", gestore = this.config.id, cause, "discovery failed");
                    // From now, not from when it was asked: it may have been silent for longer than the pause.
                    state.not_before = Some((this.clock)() + FAILURE_PAUSE);
                }
            }
            drop(state);
            drop(turn);
        });
        asked.await.map_err(|_| Unavailable)?;
        self.remembered().ok_or(Unavailable)
    }

    /// What was known last, however long ago; the provider is not asked.
    pub(super) fn remembered(&self) -> Option<Arc<Known>> {
        self.state().known.clone()
    }

    /// The answer, where the provider need not be asked for it: what is known is recent, or it did not answer just now.
    fn settled(&self) -> Option<Result<Arc<Known>, Unavailable>> {
        let now = (self.clock)();
        let state = self.state();
        match &state.known {
            Some(known) if now < known.fetched + KEPT => Some(Ok(Arc::clone(known))),
            older if state.not_before.is_some_and(|instant| now < instant) => {
                Some(older.clone().ok_or(Unavailable))
            }
            _ => None,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known with keys newer than those in `seen`; `None` when they were fetched less than a minute ago.
    pub(super) async fn newer_keys(self: &Arc<Self>, seen: &Known) -> Option<Arc<Known>> {
        let turn = Arc::clone(&self.renewing_keys).lock_owned().await;
        let current = self.remembered()?;
        if current.keys_fetched > seen.keys_fetched {
            return Some(current);
        }
        if (self.clock)() < current.keys_fetched + KEYS_PAUSE {
            return None;
        }
        let this = Arc::clone(self);
        let asked = tokio::spawn(async move {
            let fetched = Keys::fetch_async(current.metadata.jwks_uri(), &this.http).await;
            if let Err(error) = &fetched {
                let cause = oidc_cause(error);
                tracing::warn!(target: "access.login", gestore = this.config.id, cause, "keys could not be fetched");
            }
            let mut state = this.state();
            // What it says of itself may have been fetched meanwhile.
            let current = state.known.clone().unwrap_or(current);
            let succeeded = fetched.is_ok();
            let keys = fetched.unwrap_or_else(|_| current.keys.clone());
            let client = this.client(&current.metadata, keys.clone());
            let keys_fetched = (this.clock)();
            let newer = Arc::new(Known { client, keys, keys_fetched, ..Known::clone(&current) });
            state.known = Some(Arc::clone(&newer));
            drop(state);
            drop(turn);
            succeeded.then_some(newer)
        });
        asked.await.ok().flatten()
    }

    async fn discover(&self) -> Result<Known, &'static str> {
        let issuer =
            IssuerUrl::new(self.config.issuer.clone()).map_err(|_| "the issuer is not an address")?;
        // Compares the issuer that the document names with the one that was asked.
        let metadata =
            Metadata::discover_async(issuer, &self.http).await.map_err(|error| oidc_cause(&error))?;
        self.check_endpoints(&metadata)?;
        let keys = metadata.jwks().clone();
        let client = self.client(&metadata, keys.clone());
        let now = (self.clock)();
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
