//! What stands behind the HTTP layer: who may come in, what answers, whether it is ready.

use super::Refusal;
use async_graphql::{Request, Response};
use std::error::Error;
use std::future::Future;
use std::net::IpAddr;
use uuid::Uuid;

/// A fault with its causes. Its text goes to the log only, and holds no personal data.
pub type Fault = Box<dyn Error + Send + Sync>;

/// The service as the HTTP layer sees it.
pub trait Application: Clone + Send + Sync + 'static {
    /// Who or what calls, once known.
    type Caller: Send + 'static;

    /// Which machine's bearer token this is, or why it opens nothing.
    fn authenticate(
        &self,
        token: &str,
    ) -> impl Future<Output = Result<Result<Self::Caller, Refusal>, Fault>> + Send;

    /// Whose session cookie this is, or why it opens nothing.
    fn authenticate_session(
        &self,
        cookie: &str,
        call: Call,
    ) -> impl Future<Output = Result<Result<Self::Caller, Refusal>, Fault>> + Send;

    /// By what the requests of a caller are counted.
    fn account(caller: &Self::Caller) -> Uuid;

    /// Whether a caller may send documents of its own also where those of the pages are the only trusted ones.
    fn writes_documents(caller: &Self::Caller) -> bool;

    /// Carries out a request that passed every check of this layer.
    fn execute(&self, caller: Self::Caller, request: Request) -> impl Future<Output = Response> + Send;

    /// Whether it can serve.
    fn readiness(&self) -> impl Future<Output = Readiness> + Send;
}

/// What is known of a call before it is known whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// Id of the request.
    pub request: Uuid,
    /// Where it comes from; a proxy that is trusted says it for its clients.
    pub address: Option<IpAddr>,
}

/// Answer of `/readyz`: one line for each thing the service needs.
#[derive(Clone, Debug, Default)]
pub struct Readiness {
    /// Name of the thing and whether it is at hand.
    pub checks: Vec<(String, bool)>,
    /// What somebody should look at, though the service works.
    pub notes: Vec<String>,
}

impl Readiness {
    /// When nobody could tell.
    pub(super) fn unknown() -> Self {
        Self { checks: vec![("servizio".to_owned(), false)], notes: Vec::new() }
    }

    /// Whether everything is at hand.
    #[must_use]
    pub fn ready(&self) -> bool {
        self.checks.iter().all(|(_, at_hand)| *at_hand)
    }
}
