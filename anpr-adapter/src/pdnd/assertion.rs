//! The client assertion: who we are and for what purpose, bound to one TrackingEvidence.

use super::claims::Registered;
use super::jws::compact;
use super::key::{KeyError, SigningKey};
use chrono::{DateTime, Duration, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// It is used at once.
const LIFE: Duration = Duration::minutes(2);

/// Exactly these claims: PDND refuses an assertion that has any other.
#[derive(Serialize)]
struct Claims<'a> {
    #[serde(flatten)]
    registered: Registered<'a>,
    #[serde(rename = "purposeId")]
    purpose_id: &'a str,
    digest: EvidenceDigest,
}

#[derive(Serialize)]
struct EvidenceDigest {
    alg: &'static str,
    value: String,
}

/// The signed assertion.
///
/// # Errors
/// When the key does not sign.
pub(super) async fn assertion(
    key: &dyn SigningKey,
    client_id: &str,
    audience: &str,
    purpose_id: &str,
    evidence: &str,
    now: DateTime<Utc>,
) -> Result<String, KeyError> {
    let claims = Claims {
        registered: Registered::new(client_id, audience, now, LIFE).about_itself(),
        purpose_id,
        digest: EvidenceDigest { alg: "SHA256", value: digest(evidence) },
    };
    compact(key, &claims).await
}

/// SHA-256 of the signed evidence, as 64 hexadecimal digits.
pub(super) fn digest(evidence: &str) -> String {
    Sha256::digest(evidence).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
