//! The times of a token.

use super::Cause;
use super::jws::Jws;
use chrono::{DateTime, Utc};

/// Longest life of a token, and longest time since it was made, in seconds.
const LIFE_SECONDS: i64 = 600;

/// Names of what can be wrong with the times of one kind of token.
pub(super) struct Causes {
    pub(super) missing: Cause,
    pub(super) future: Cause,
    pub(super) expired: Cause,
    pub(super) too_old: Cause,
}

/// Checks `iat`, `exp` and, where it is there, `nbf`. No tolerance towards the future.
pub(super) fn check(token: &Jws<'_>, now: DateTime<Utc>, causes: &Causes) -> Result<(), Cause> {
    let now = now.timestamp();
    let (Some(iat), Some(exp)) = (token.number("iat"), token.number("exp")) else {
        return Err(causes.missing);
    };
    let nbf = match token.claims.get("nbf") {
        None => iat,
        Some(nbf) => nbf.as_i64().ok_or(causes.missing)?,
    };
    if iat > now || nbf > now {
        return Err(causes.future);
    }
    if exp <= now {
        return Err(causes.expired);
    }
    if now - iat > LIFE_SECONDS || exp - iat > LIFE_SECONDS {
        return Err(causes.too_old);
    }
    Ok(())
}
