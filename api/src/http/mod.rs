//! HTTP: the router, the GraphQL handler with its transport rules, the limits of a document, serving.
//!
//! It knows the application through [`Application`] only, so that its rules can be tested with a schema of three
//! fields and no database.

mod accept;
mod answer;
mod application;
mod auth;
mod body;
mod envelope;
mod fault;
mod graphql;
mod headers;
mod limits;
mod pages;
mod refusal;
mod serve;
#[cfg(test)]
mod tests;

pub use answer::{BAD_USER_INPUT, INTERNAL, UNAVAILABLE};
pub use application::{Application, Fault, Readiness};
pub use fault::log_fault;
pub use limits::Limits;
pub use refusal::Refusal;
pub use serve::serve;

use crate::graphql::Applicazione;
use crate::impostazioni::Profilo;
use crate::services::Servizi;
use access::login::Login;
use axum::routing::{get, post};
use axum::{Router, middleware};
use std::sync::Arc;
use std::time::Duration;

/// What the routes of the service share.
pub type Stato = HttpState<Applicazione>;

/// What the routes share.
#[derive(Clone)]
pub struct HttpState<A> {
    /// The application behind.
    pub application: A,
    /// Profile: in development the schema is open and errors carry the library's text beside the Italian one.
    pub profile: Profilo,
    /// Limits of a document.
    pub limits: Limits,
    /// Longest execution of a request.
    pub execution_time: Duration,
    /// Where browsers find the service; without it no cookie authenticates anything.
    pub origin: Option<Arc<str>>,
    /// Logins; without them the routes of `/auth` are not there.
    pub login: Option<Login>,
}

impl<A> HttpState<A> {
    /// The usual limits for a profile.
    #[must_use]
    pub fn new(application: A, profile: Profilo) -> Self {
        let limits = Limits { introspection: profile == Profilo::Sviluppo, ..Limits::default() };
        Self {
            application,
            profile,
            limits,
            execution_time: Duration::from_secs(10),
            origin: None,
            login: None,
        }
    }
}

impl Stato {
    /// The service behind the routes.
    #[must_use]
    pub fn nuovo(servizi: Servizi, profilo: Profilo) -> Self {
        Self::new(Applicazione::nuova(servizi), profilo)
    }

    /// The same, with operators who log in.
    #[must_use]
    pub fn con_login(mut self, login: Login) -> Self {
        self.origin = Some(login.origin().into());
        self.application = self.application.con_login(login.clone());
        self.login = Some(login);
        self
    }
}

/// All routes.
pub fn router<A: Application>(state: HttpState<A>) -> Router {
    let auth = state.login.clone().map(auth::router).unwrap_or_default();
    Router::new()
        .route("/", get(pages::home))
        .route("/livez", get(pages::live))
        .route("/readyz", get(pages::ready::<A>))
        .route("/graphql", post(graphql::graphql::<A>).fallback(graphql::method_not_allowed))
        .with_state(state)
        .merge(auth)
        .fallback(pages::not_found)
        .layer(middleware::from_fn(headers::with_headers))
}
