//! The claims that all three tokens have.

use super::evidence::BACK;
use chrono::{DateTime, Duration, Utc};
use serde::Serialize;
use uuid::Uuid;

/// Who signs, for whom, from when to when.
#[derive(Serialize)]
pub(super) struct Registered<'a> {
    iss: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<&'a str>,
    aud: &'a str,
    jti: Uuid,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    nbf: Option<i64>,
    exp: i64,
}

impl<'a> Registered<'a> {
    /// Issued by that client for that audience, a little before `now` and for so long.
    pub(super) fn new(client_id: &'a str, audience: &'a str, now: DateTime<Utc>, life: Duration) -> Self {
        let begin = now - BACK;
        Self {
            iss: client_id,
            sub: None,
            aud: audience,
            jti: Uuid::new_v4(),
            iat: begin.timestamp(),
            nbf: None,
            exp: (begin + life).timestamp(),
        }
    }

    /// Says also about whom it is: the client himself.
    pub(super) fn about_itself(self) -> Self {
        Self { sub: Some(self.iss), ..self }
    }

    /// Says also from when on it holds: from the beginning.
    pub(super) fn holding_at_once(self) -> Self {
        Self { nbf: Some(self.iat), ..self }
    }
}
