//! How many requests in a minute: per account, per address, and fewer for logins.

use super::HttpState;
use super::accept::AnswerType;
use super::address::{Client, Peer, Proxies, one_client};
use super::auth::pages;
use super::headers::RequestId;
use super::refusal::Refusal;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response};
use axum::middleware::Next;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;

/// After so many requests, those who have not asked for a while are forgotten.
const SWEEP: usize = 4096;
/// Addresses at which a login begins or ends.
const LOGINS: [&str; 3] = ["/auth/login/", "/auth/callback/", "/auth/cns"];
/// Where a supervisor asks whether the process lives: nothing is looked up for it, so it is always heard.
const ALIVE: &str = "/livez";

/// Requests in a minute; `None` is without limit.
#[derive(Clone, Copy, Debug, Default)]
pub struct PerMinute {
    /// Of an operator or a machine.
    pub account: Option<NonZeroU32>,
    /// From an address. A whole office may share one.
    pub address: Option<NonZeroU32>,
    /// Logins from an address.
    pub logins: Option<NonZeroU32>,
}

/// Who asked how often lately. Clones share it.
#[derive(Clone)]
pub struct Rates(Arc<Inner>);

struct Inner {
    account: Option<Limiter<Uuid>>,
    address: Option<Limiter<IpAddr>>,
    logins: Option<Limiter<IpAddr>>,
    proxies: Proxies,
}

struct Limiter<K: Hash + Eq + Clone> {
    limiter: DefaultKeyedRateLimiter<K>,
    asked: AtomicUsize,
}

impl<K: Hash + Eq + Clone> Limiter<K> {
    fn new(per_minute: NonZeroU32) -> Self {
        Self { limiter: RateLimiter::keyed(Quota::per_minute(per_minute)), asked: AtomicUsize::new(0) }
    }

    /// Whether one more is allowed; otherwise after how many seconds.
    fn allow(&self, key: &K) -> Result<(), Refusal> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
        }
        self.limiter.check_key(key).map_err(|until| {
            let seconds = until.wait_time_from(DefaultClock::default().now()).as_secs();
            Refusal::TooMany(u32::try_from(seconds).unwrap_or(u32::MAX).saturating_add(1))
        })
    }
}

impl Rates {
    /// With these limits; addresses as these proxies tell them.
    #[must_use]
    pub fn new(limits: PerMinute, proxies: Proxies) -> Self {
        Self(Arc::new(Inner {
            account: limits.account.map(Limiter::new),
            address: limits.address.map(Limiter::new),
            logins: limits.logins.map(Limiter::new),
            proxies,
        }))
    }

    /// Whether an account may ask once more.
    ///
    /// # Errors
    /// The refusal, with the time to wait.
    pub(super) fn account(&self, account: Uuid) -> Result<(), Refusal> {
        self.0.account.as_ref().map_or(Ok(()), |limiter| limiter.allow(&account))
    }

    /// The address a request comes from.
    pub(super) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        self.0.proxies.client(peer, headers)
    }

    fn address(&self, client: IpAddr, login: bool) -> Result<(), Refusal> {
        let limiters = [self.0.address.as_ref(), self.0.logins.as_ref().filter(|_| login)];
        limiters.into_iter().flatten().try_for_each(|limiter| limiter.allow(&client))
    }
}

/// Whether a login begins or ends at that address.
pub(super) fn is_login(path: &str) -> bool {
    LOGINS.iter().any(|prefix| path.starts_with(prefix))
}

/// Lets a request through if its address has not asked too often. Before everything else: it costs nothing.
pub(super) async fn admit<A>(
    State(state): State<HttpState<A>>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    let path = request.uri().path();
    let login = is_login(path);
    let Some(Peer(peer)) = request.extensions().get().copied().filter(|_| path != ALIVE) else {
        return next.run(request).await;
    };
    let client = state.rates.client(peer, request.headers());
    request.extensions_mut().insert(Client(client));
    match state.rates.address(one_client(client), login) {
        Ok(()) => next.run(request).await,
        Err(Refusal::TooMany(seconds)) if login => pages::TOO_MANY.answer_after(seconds, request_id),
        Err(refusal) => refusal.answer(AnswerType::Json, request_id, None),
    }
}
