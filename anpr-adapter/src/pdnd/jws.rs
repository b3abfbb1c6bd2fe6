//! Signed tokens in compact form (RFC 7515), with the one header that the gateway takes.

use super::key::{KeyError, SigningKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

/// Exactly these three fields.
#[derive(Serialize)]
struct Header<'a> {
    alg: &'static str,
    kid: &'a str,
    typ: &'static str,
}

/// Signs the claims.
///
/// # Errors
/// When the key does not sign.
pub(super) async fn compact(key: &dyn SigningKey, claims: &impl Serialize) -> Result<String, KeyError> {
    let header = Header { alg: "RS256", kid: key.kid(), typ: "JWT" };
    let mut token = format!("{}.{}", part(&header)?, part(claims)?);
    let signature = key.sign(token.as_bytes()).await?;
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(signature, &mut token);
    Ok(token)
}

fn part(value: &impl Serialize) -> Result<String, KeyError> {
    // Claims are structs of strings and numbers of our own: they always serialise.
    serde_json::to_vec(value).map(|json| URL_SAFE_NO_PAD.encode(json)).map_err(|_| KeyError::Sign)
}

/// The claims of a token of somebody else, unverified; `None` when it is not of the form.
pub(super) fn claims(token: &str) -> Option<serde_json::Value> {
    let mut parts = token.split('.');
    let (_, payload, _, None) = (parts.next()?, parts.next()?, parts.next()?, parts.next()) else {
        return None;
    };
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
}
