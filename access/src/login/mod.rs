//! Login of operators by OpenID Connect, and their sessions.
//!
//! A provider only says whose codice fiscale it is and at which level; whether that person may come in is decided by
//! the operators of the log. No password, no way around, no default user: development has a provider of its own.
//!
//! The way of a login: [`Login::begin`] keeps a transaction and sends the browser away; [`Login::complete`] takes the
//! answer, verifies everything and opens a session; [`Login::session`] finds it again by its cookie;
//! [`Login::logout`] and [`Login::backchannel`] end it.

mod card;
mod config;
mod enter;
mod error;
mod fiscal;
mod flow;
mod http;
mod id_token;
mod jws;
mod level;
mod logout;
mod membership;
mod oidc;
mod open_sessions;
mod operator;
mod origin;
mod person;
mod provider;
mod return_path;
pub(crate) mod secret;
mod session;
mod trail;
mod transaction;

pub use card::CARDS;
pub use config::{ConfigError, Profile, ProviderConfig, default_claim, default_scopes};
pub use error::{LoginError, Reason};
pub(crate) use fiscal::{FiscalError, codice_fiscale};
pub use flow::{Answer, Begun, Browser, Outcome, Proof};
pub use level::Level;
pub use logout::BackchannelError;
pub use membership::{Chosen, MembershipChoice};
pub use open_sessions::{By, OpenSession, Which};
pub use origin::{AddressError, PublicAddress, Trust};
pub use session::{Session, SessionLimits, is_fresh};
pub use trail::Source;

use crate::Access;
use chrono::{DateTime, Utc};
use provider::Provider;
use std::sync::Arc;

/// Where the time comes from.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What logins need to know.
#[derive(Clone)]
pub struct LoginConfig {
    /// The providers, in the order in which they are offered.
    pub providers: Vec<ProviderConfig>,
    /// Where browsers find this service.
    pub public: PublicAddress,
    /// Which addresses are good enough.
    pub trust: Trust,
    /// How long sessions last.
    pub limits: SessionLimits,
}

/// Logins and sessions. Clones share everything.
#[derive(Clone)]
pub struct Login(Arc<Inner>);

struct Inner {
    access: Access,
    providers: Vec<Arc<Provider>>,
    origin: String,
    limits: SessionLimits,
    clock: Clock,
}

/// A provider, as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its name in addresses.
    pub id: String,
    /// What operators read.
    pub label: String,
}

impl Login {
    /// Logins with these providers. No provider is asked anything yet.
    ///
    /// # Errors
    /// The first provider that cannot be used.
    pub fn new(access: Access, config: LoginConfig, clock: Clock) -> Result<Self, ConfigError> {
        ProviderConfig::check(&config.providers, config.trust)?;
        let providers = config
            .providers
            .into_iter()
            .map(|p| Provider::new(p, &config.public, config.trust, Arc::clone(&clock)).map(Arc::new))
            .collect::<Result<_, _>>()?;
        let origin = config.public.origin().to_owned();
        Ok(Self(Arc::new(Inner { access, providers, origin, limits: config.limits, clock })))
    }

    /// The providers, in the order in which they are offered.
    #[must_use]
    pub fn offers(&self) -> Vec<Offer> {
        let offer = |p: &Arc<Provider>| Offer { id: p.config.id.clone(), label: p.config.label.clone() };
        self.0.providers.iter().map(offer).collect()
    }

    /// Where browsers find this service, as they write it in `Origin`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.0.origin
    }

    fn access(&self) -> &Access {
        &self.0.access
    }

    fn limits(&self) -> SessionLimits {
        self.0.limits
    }

    /// The time, as sessions see it.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.0.clock)()
    }

    fn provider(&self, id: &str) -> Result<&Arc<Provider>, LoginError> {
        self.0.providers.iter().find(|p| p.config.id == id).ok_or(LoginError::UnknownProvider)
    }
}
