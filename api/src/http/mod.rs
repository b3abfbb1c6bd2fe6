//! HTTP: the router, the GraphQL handler with its transport rules, the limits of a document, serving.
//!
//! It knows the application through [`Application`] only, so that its rules can be tested with a schema of three
//! fields and no database.

mod accept;
mod address;
mod answer;
mod application;
mod auth;
mod body;
mod connection;
mod documents;
mod envelope;
mod fault;
mod graphql;
mod headers;
mod limits;
mod metrics;
mod pages;
mod rates;
mod refusal;
mod serve;
mod shared;
#[cfg(test)]
mod tests;
mod ui;

pub use address::{Peer, Proxies};
pub use answer::{BAD_USER_INPUT, INTERNAL, UNAVAILABLE};
pub use application::{Application, Call, Fault, Readiness};
pub use auth::cns::Cards;
pub use documents::Documents;
pub use fault::log_fault;
pub use limits::Limits;
pub use metrics::metrics_router;
pub use rates::{PerMinute, Rates};
pub use refusal::Refusal;
pub use serve::{ConnectionLimits, serve};
pub use shared::Shared;
pub use ui::Pages;

use crate::graphql::Applicazione;
use crate::impostazioni::Profilo;
use crate::metriche::HttpMetrics;
use crate::services::Servizi;
use access::login::Login;
use axum::http::HeaderValue;
use axum::http::header::STRICT_TRANSPORT_SECURITY;
use axum::routing::{get, post};
use axum::{Router, middleware};
use std::sync::Arc;
use std::time::Duration;
use tower::util::option_layer;
use tower_http::set_header::SetResponseHeaderLayer;

/// How long a browser that came over TLS comes back over TLS only.
const ONE_YEAR: HeaderValue = HeaderValue::from_static("max-age=31536000");

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
    /// Which documents operators may send.
    pub documents: Documents,
    /// Longest wait for the body of a request.
    pub body_time: Duration,
    /// Longest execution of a request.
    pub execution_time: Duration,
    /// How often one may ask.
    pub rates: Rates,
    /// Where browsers find the service; without it no cookie authenticates anything.
    pub origin: Option<Arc<str>>,
    /// Logins; without them the routes of `/auth` are not there.
    pub login: Option<Login>,
    /// Cards; only beside logins.
    pub cards: Option<Cards>,
    /// The pages of the operators.
    pub pages: Pages,
    /// Requests answered.
    pub metrics: HttpMetrics,
    /// What was last said of being ready.
    pub readiness: Shared<Readiness>,
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
            documents: Documents::Open,
            body_time: Duration::from_secs(15),
            execution_time: Duration::from_secs(10),
            rates: Rates::new(PerMinute::default(), Proxies::none()),
            origin: None,
            login: None,
            cards: None,
            pages: Pages::none(),
            metrics: HttpMetrics::default(),
            readiness: Shared::default(),
        }
    }
}

impl Stato {
    /// The service behind the routes.
    #[must_use]
    pub fn nuovo(servizi: Servizi, profilo: Profilo) -> Self {
        let metrics = servizi.metriche().http.clone();
        let documents = match profilo {
            Profilo::Sviluppo => Documents::Open,
            Profilo::Produzione => Documents::of_the_pages(),
        };
        Self {
            pages: Pages::embedded(),
            documents,
            metrics,
            ..Self::new(Applicazione::nuova(servizi), profilo)
        }
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
    let admit = middleware::from_fn_with_state(state.clone(), rates::admit::<A>);
    let auth = state
        .login
        .clone()
        .map(|login| auth::router(login, state.cards.clone(), state.body_time))
        .unwrap_or_default();
    let pages = Router::new().route("/", get(ui::home)).fallback(ui::file_or_page).with_state(state.pages);
    // Only over TLS does a browser heed it.
    let tls = state.origin.as_deref().is_some_and(|origin| origin.starts_with("https://"));
    let metrics = state.metrics.clone();
    let stay_on_tls = tls.then(|| SetResponseHeaderLayer::overriding(STRICT_TRANSPORT_SECURITY, ONE_YEAR));
    Router::new()
        .route("/livez", get(pages::live))
        .route("/readyz", get(pages::ready::<A>))
        .route("/graphql", post(graphql::graphql::<A>).fallback(graphql::method_not_allowed))
        .with_state(state)
        .merge(auth)
        .merge(pages)
        .method_not_allowed_fallback(graphql::wrong_method)
        .layer(admit)
        .layer(middleware::from_fn_with_state(metrics, headers::with_headers))
        .layer(option_layer(stay_on_tls))
}
