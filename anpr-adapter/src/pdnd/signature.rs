//! Digest and Agid-JWT-Signature (pattern INTEGRITY_REST_02): what was sent is what was signed.

use super::claims::Registered;
use super::evidence::LIFE;
use super::jws::compact;
use super::key::{KeyError, SigningKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

#[derive(Serialize)]
struct Claims<'a> {
    #[serde(flatten)]
    registered: Registered<'a>,
    signed_headers: [SignedHeader<'a>; 2],
}

/// One entry of the list: an object with one field, the name of the header in lower case.
#[derive(Serialize)]
enum SignedHeader<'a> {
    #[serde(rename = "digest")]
    Digest(&'a str),
    #[serde(rename = "content-type")]
    ContentType(&'a str),
}

/// Value of the header `Digest` for a body.
pub(super) fn body_digest(body: &[u8]) -> String {
    format!("SHA-256={}", STANDARD.encode(Sha256::digest(body)))
}

/// The signature of a request whose headers have those values.
///
/// # Errors
/// When the key does not sign.
pub(super) async fn signature(
    key: &dyn SigningKey,
    client_id: &str,
    audience: &str,
    digest: &str,
    content_type: &str,
    now: DateTime<Utc>,
) -> Result<String, KeyError> {
    let claims = Claims {
        registered: Registered::new(client_id, audience, now, LIFE).about_itself().holding_at_once(),
        signed_headers: [SignedHeader::Digest(digest), SignedHeader::ContentType(content_type)],
    };
    compact(key, &claims).await
}
