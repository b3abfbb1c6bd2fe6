//! What an ID token must be before it says anything.

use super::error::Reason;
use super::level::Level;
use super::oidc::{ALGORITHMS, Claims, IdToken};
use super::provider::Known;
use chrono::{DateTime, Duration, Utc};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, IdTokenVerifier, Nonce, SignatureVerificationError,
};
use serde_json::{Map, Value};

/// How far the provider's clock may be from ours.
pub(super) const SKEW: Duration = Duration::seconds(60);

/// What the token answers.
pub(super) struct Expected<'a> {
    /// The nonce that was sent.
    pub(super) nonce: &'a Nonce,
    /// When it was sent.
    pub(super) begun: DateTime<Utc>,
    /// Lowest level let in.
    pub(super) minimum_level: Level,
    /// Now.
    pub(super) now: DateTime<Utc>,
}

/// What a verified token says.
pub(super) struct Authentication {
    pub(super) subject: String,
    pub(super) sid: Option<String>,
    pub(super) level: Level,
    pub(super) auth_time: Option<DateTime<Utc>>,
    /// Claims without a meaning of their own.
    pub(super) others: Map<String, Value>,
}

/// Verifies a token that came with an access token.
///
/// # Errors
/// The first thing that is wrong.
pub(super) fn verify(
    known: &Known,
    token: &IdToken,
    access_token: &AccessToken,
    expected: &Expected<'_>,
) -> Result<Authentication, Reason> {
    let now = expected.now;
    let earliest = expected.begun - SKEW;
    // A verifier without the client's secret: symmetric signatures fail in the library too, not only by the list.
    let verifier = IdTokenVerifier::new_public_client(
        known.client.client_id().clone(),
        known.metadata.issuer().clone(),
        known.keys.clone(),
    )
    .set_allowed_algs(ALGORITHMS)
    .set_other_audience_verifier_fn(|_| false)
    .set_time_fn(move || now - SKEW)
    .set_issue_time_verifier_fn(move |issued| {
        if issued < earliest || issued > now + SKEW { Err(String::new()) } else { Ok(()) }
    });
    let claims = token.claims(&verifier, expected.nonce).map_err(|error| reason(&error))?;
    if claims.authorized_party().is_some_and(|party| party != known.client.client_id()) {
        return Err(Reason::Audience);
    }
    check_access_token(claims, token, &verifier, access_token)?;
    let level = Level::from_acr(claims.auth_context_ref().map(|acr| acr.as_str()))
        .filter(|level| *level >= expected.minimum_level)
        .ok_or(Reason::Level)?;
    let more = claims.additional_claims();
    let (subject, sid) = (claims.subject().to_string(), more.sid.clone());
    if !is_name(&subject) || sid.as_deref().is_some_and(|sid| !is_name(sid)) {
        return Err(Reason::Token);
    }
    let auth_time = claims.auth_time();
    // A proof that is still to come would be fresh when its time comes, whoever sits there then.
    if auth_time.is_some_and(|at| at > now + SKEW) {
        return Err(Reason::Time);
    }
    Ok(Authentication { subject, sid, level, auth_time, others: more.others.clone() })
}

/// Whether a text can name a subject or a session of a provider, and be stored.
pub(super) fn is_name(text: &str) -> bool {
    (1..=255).contains(&text.len()) && !text.chars().any(char::is_control)
}

fn check_access_token(
    claims: &Claims,
    token: &IdToken,
    verifier: &IdTokenVerifier<'_, openidconnect::core::CoreJsonWebKey>,
    access_token: &AccessToken,
) -> Result<(), Reason> {
    let Some(expected) = claims.access_token_hash() else { return Ok(()) };
    let key = token.signing_key(verifier).map_err(|_| Reason::Signature)?;
    let algorithm = token.signing_alg().map_err(|_| Reason::Signature)?;
    match AccessTokenHash::from_token(access_token, algorithm, key) {
        Ok(found) if found == *expected => Ok(()),
        Ok(_) | Err(_) => Err(Reason::AccessTokenHash),
    }
}

/// The kind of a failure, without the text: that quotes the token.
fn reason(error: &ClaimsVerificationError) -> Reason {
    use ClaimsVerificationError as E;
    match error {
        E::Expired(_) => Reason::Time,
        E::InvalidAudience(_) => Reason::Audience,
        E::InvalidIssuer(_) => Reason::Issuer,
        E::InvalidNonce(_) => Reason::Nonce,
        E::SignatureVerification(SignatureVerificationError::NoMatchingKey) => Reason::UnknownKey,
        E::SignatureVerification(_) => Reason::Signature,
        _ => Reason::Token,
    }
}
