//! PDND and the checks of the gateway: vouchers are given, and requests let through, only to whoever proves himself as
//! the real ones want it.
//!
//! Refusals are as opaque as the real ones; the true cause stands in one header more ([`CAUSE`]), for developers.

mod authorization;
mod client;
mod gateway;
mod jws;
mod times;

pub(super) use authorization::token;
pub use client::RegisteredClient;

use super::CasoUso;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use chrono::{DateTime, Duration, Utc};
use rsa::RsaPrivateKey;
use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Why something was refused; the real ones never tell.
pub const CAUSE: HeaderName = HeaderName::from_static("x-sim-cause");
/// `aud` of client assertions.
pub(super) const ASSERTION_AUDIENCE: &str = "auth.simulated.example/client-assertion";
/// Bits of the keys: the least that signs.
const KEY_BITS: usize = 2048;

/// Why a request or an assertion is refused.
pub(super) type Cause = &'static str;

/// The platform and its one client.
pub struct Pdnd {
    /// Scheme and host of this simulator.
    base_url: String,
    client: RegisteredClient,
    /// Signs vouchers.
    key: RsaPrivateKey,
    seen: Mutex<HashSet<String>>,
    used: Mutex<BTreeMap<CasoUso, u32>>,
    quotas: Mutex<BTreeMap<CasoUso, u32>>,
    offset_seconds: AtomicI64,
}

impl Pdnd {
    /// A platform at that address, with a new client and new keys.
    ///
    /// # Errors
    /// When no key can be made.
    pub(super) fn new(base_url: String) -> rsa::Result<Self> {
        let mut random = rand::thread_rng();
        let key = RsaPrivateKey::new(&mut random, KEY_BITS)?;
        let client = RegisteredClient::new(RsaPrivateKey::new(&mut random, KEY_BITS)?);
        Ok(Self {
            base_url,
            client,
            key,
            seen: Mutex::default(),
            used: Mutex::default(),
            quotas: Mutex::default(),
            offset_seconds: AtomicI64::new(0),
        })
    }

    /// The one client that is registered here.
    pub(super) fn client(&self) -> &RegisteredClient {
        &self.client
    }

    /// The time by the clock of this platform.
    pub(super) fn now(&self) -> DateTime<Utc> {
        Utc::now() + Duration::seconds(self.offset_seconds.load(Ordering::Relaxed))
    }

    /// The answer, with the time that this platform has.
    pub(super) fn dated(&self, mut response: Response) -> Response {
        let date = self.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        if let Ok(date) = date.parse() {
            response.headers_mut().insert(header::DATE, date);
        }
        response
    }

    /// Moves the clock of this platform away from that of the machine.
    pub(super) fn set_offset(&self, seconds: i64) {
        self.offset_seconds.store(seconds, Ordering::Relaxed);
    }

    /// Grants that many calls of a use case from now on.
    pub(super) fn set_quota(&self, caso_uso: CasoUso, calls: u32) {
        self.quotas.lock().unwrap_or_else(PoisonError::into_inner).insert(caso_uso, calls);
        self.used.lock().unwrap_or_else(PoisonError::into_inner).remove(&caso_uso);
    }

    /// Counts a call; false when the quota is used up.
    pub(super) fn spend(&self, caso_uso: CasoUso) -> bool {
        let quota = self.quotas.lock().unwrap_or_else(PoisonError::into_inner).get(&caso_uso).copied();
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let used = used.entry(caso_uso).or_default();
        if quota.is_some_and(|quota| *used >= quota) {
            return false;
        }
        *used += 1;
        true
    }

    /// What tokens of a use case are issued for.
    pub(super) fn audience(&self, caso_uso: CasoUso) -> String {
        format!("{}/govway/rest/in/MinInternoPortaANPR/{}/v1", self.base_url, caso_uso.segment())
    }

    /// Remembers a token id; false when it was seen before.
    fn first_time(&self, jti: &str) -> bool {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(jti.to_owned())
    }
}

/// Purpose of a use case, as the client has it.
pub(super) fn purpose(caso_uso: CasoUso) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, caso_uso.as_str().as_bytes())
}

/// Says in a header what the answer does not.
fn with_cause(mut response: Response, cause: Cause) -> Response {
    response.headers_mut().insert(CAUSE, HeaderValue::from_static(cause));
    response
}
