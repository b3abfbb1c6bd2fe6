//! The TrackingEvidence (pattern AUDIT_REST_02): which operator asks, from where, how surely he logged in.

use super::claims::Registered;
use super::jws::compact;
use super::key::{KeyError, SigningKey};
use chrono::{DateTime, Duration, Utc};
use rand::Rng;
use serde::Serialize;

/// Tokens begin a little in the past: the gateway refuses any from the future.
pub(super) const BACK: Duration = Duration::seconds(5);
/// Longest life that the gateway grants, from the beginning of the token.
pub(super) const LIFE: Duration = Duration::minutes(10);
/// Digits of `dnonce`, which makes the digest of the token unpredictable.
const NONCE_DIGITS: usize = 13;

/// Who asks, and for what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Asker {
    /// Purpose on PDND.
    pub(super) purpose_id: String,
    /// Operator inside the ente.
    pub(super) user: String,
    /// Workstation or instance.
    pub(super) location: String,
    /// Level of assurance of his login.
    pub(super) loa: String,
}

#[derive(Serialize)]
struct Claims<'a> {
    #[serde(flatten)]
    registered: Registered<'a>,
    #[serde(rename = "purposeId")]
    purpose_id: &'a str,
    dnonce: String,
    #[serde(rename = "userID")]
    user_id: &'a str,
    #[serde(rename = "userLocation")]
    user_location: &'a str,
    #[serde(rename = "LoA")]
    loa: &'a str,
}

/// The signed evidence and the instant at which it ends.
///
/// # Errors
/// When the key does not sign.
pub(super) async fn evidence(
    key: &dyn SigningKey,
    client_id: &str,
    audience: &str,
    asker: &Asker,
    now: DateTime<Utc>,
) -> Result<(String, DateTime<Utc>), KeyError> {
    let claims = Claims {
        registered: Registered::new(client_id, audience, now, LIFE).holding_at_once(),
        purpose_id: &asker.purpose_id,
        dnonce: nonce(),
        user_id: &asker.user,
        user_location: &asker.location,
        loa: &asker.loa,
    };
    Ok((compact(key, &claims).await?, now - BACK + LIFE))
}

fn nonce() -> String {
    let mut random = rand::thread_rng();
    (0..NONCE_DIGITS).map(|_| char::from(b'0' + random.gen_range(0..10))).collect()
}
