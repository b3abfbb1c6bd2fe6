//! The voucher: PDND's access token for one client assertion.

use super::clock::SharedTime;
use super::jws;
use crate::Carrier;
use chrono::{DateTime, Duration, Utc};
use domain::anagrafe::ErroreAnagrafe;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request, Response, StatusCode, Url};
use serde::Deserialize;
use std::fmt;
use url::form_urlencoded;

/// Where vouchers are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenEndpoint {
    /// Where assertions are posted.
    pub url: Url,
    /// `aud` of the assertions; without scheme.
    pub audience: String,
}

/// Longest answer that is read, in bytes.
const ANSWER_MAX: usize = 64 * 1024;
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// An access token and its end, by the clock of the other side.
pub(super) struct Voucher {
    pub(super) token: String,
    pub(super) end: DateTime<Utc>,
}

impl fmt::Debug for Voucher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Voucher(until {})", self.end)
    }
}

/// What the voucher must be for.
pub(super) struct Wanted<'a> {
    pub(super) client_id: &'a str,
    pub(super) audience: &'a str,
    pub(super) purpose_id: &'a str,
    /// Digest of the evidence.
    pub(super) digest: &'a str,
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    token_type: String,
    expires_in: i64,
}

#[derive(Default, Deserialize)]
struct Denied {
    #[serde(default)]
    errors: Vec<DeniedReason>,
    #[serde(rename = "correlationId")]
    correlation_id: Option<String>,
}

#[derive(Deserialize)]
struct DeniedReason {
    code: Option<String>,
}

/// Asks for a voucher.
///
/// # Errors
/// `NonDisponibile` when PDND does not answer or is overloaded, `RichiestaRifiutata` when it refuses,
/// `RispostaNonValida` when what it gives is not a voucher for us.
pub(super) async fn fetch(
    carrier: &dyn Carrier,
    endpoint: &TokenEndpoint,
    assertion: &str,
    wanted: &Wanted<'_>,
    time: &SharedTime,
) -> Result<Voucher, ErroreAnagrafe> {
    let form = [
        ("client_id", wanted.client_id),
        ("client_assertion", assertion),
        ("client_assertion_type", ASSERTION_TYPE),
        ("grant_type", "client_credentials"),
    ];
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let mut request = Request::new(Method::POST, endpoint.url.clone());
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    *request.body_mut() = Some(form.into());
    let (sent, begin) = (time.local(), time.now());
    let answer = carrier.carry(request).await.map_err(unreachable)?;
    time.observe(sent, answer.headers());
    let status = answer.status();
    let body = read(answer).await?;
    match status {
        StatusCode::OK => granted(&body, wanted, begin),
        StatusCode::TOO_MANY_REQUESTS => Err(unavailable("PDND: too many requests for vouchers")),
        s if s.is_server_error() => Err(unavailable(&format!("PDND: HTTP {}", s.as_u16()))),
        s => Err(ErroreAnagrafe::RichiestaRifiutata(denied(s, &body))),
    }
}

fn granted(body: &[u8], wanted: &Wanted<'_>, begin: DateTime<Utc>) -> Result<Voucher, ErroreAnagrafe> {
    let invalid = ErroreAnagrafe::RispostaNonValida;
    // The cause is dropped on purpose: it might quote the token.
    let granted: Granted =
        serde_json::from_slice(body).map_err(|_| invalid("voucher not of the agreed form"))?;
    if !granted.token_type.eq_ignore_ascii_case("bearer") || granted.expires_in <= 0 {
        return Err(invalid("voucher of an unknown kind"));
    }
    let token = granted.access_token;
    if token.is_empty() || !token.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(invalid("voucher not of the agreed form"));
    }
    // The gateway checks it, and never says what was wrong; we can.
    let claims = jws::claims(&token).ok_or(invalid("voucher not of the agreed form"))?;
    let is = |name: &str, value: &str| claims[name] == value;
    if !is("aud", wanted.audience) {
        return Err(invalid("voucher for another e-service: check the audience and the purpose"));
    }
    if !is("purposeId", wanted.purpose_id) {
        return Err(invalid("voucher for another purpose"));
    }
    if claims["digest"]["value"] != wanted.digest {
        return Err(invalid("voucher not bound to our evidence"));
    }
    Ok(Voucher { token, end: begin + Duration::seconds(granted.expires_in.min(86_400)) })
}

/// Status, code and correlation id: what the help desk needs. PDND never says which check failed.
fn denied(status: StatusCode, body: &[u8]) -> String {
    let denied: Denied = serde_json::from_slice(body).unwrap_or_default();
    let mut text = format!("PDND gave no voucher: HTTP {}", status.as_u16());
    let code = denied.errors.into_iter().find_map(|e| e.code);
    for (name, value) in [("code", code), ("correlation id", denied.correlation_id)] {
        if let Some(value) = value.filter(|v| crate::interpreta::id_presentabile(v)) {
            text = format!("{text}, {name} {value}");
        }
    }
    text
}

async fn read(mut answer: Response) -> Result<Vec<u8>, ErroreAnagrafe> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > ANSWER_MAX {
            return Err(ErroreAnagrafe::RispostaNonValida("answer of PDND too large"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn unreachable(error: reqwest::Error) -> ErroreAnagrafe {
    ErroreAnagrafe::NonDisponibile(Some(Box::new(error)))
}

fn unavailable(text: &str) -> ErroreAnagrafe {
    ErroreAnagrafe::NonDisponibile(Some(text.to_owned().into()))
}
