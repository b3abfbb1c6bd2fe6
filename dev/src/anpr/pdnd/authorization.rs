//! The authorization server: `POST /token.oauth2`.

use super::jws::{self, Jws};
use super::times::{self, Causes};
use super::{ASSERTION_AUDIENCE, Cause, Pdnd, purpose, with_cause};
use crate::anpr::{CasoUso, Simulator};
use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Life of a voucher, in seconds.
const VOUCHER_SECONDS: i64 = 600;
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// The only claims an assertion may have.
const CLAIMS: [&str; 8] = ["iss", "sub", "aud", "jti", "iat", "exp", "purposeId", "digest"];
const TIMES: Causes = Causes {
    missing: "assertion: iat or exp missing or not a number",
    future: "assertion: from the future",
    expired: "assertion: expired",
    too_old: "assertion: made too long ago or too long lived",
};

/// Gives a voucher, or refuses without a word why.
pub(in super::super) async fn token(
    State(simulator): State<Arc<Simulator>>,
    form: Result<Form<HashMap<String, String>>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else { return refused("015-9000", "not a form") };
    let parameter = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    if parameter("client_assertion_type") != ASSERTION_TYPE || parameter("grant_type") != "client_credentials"
    {
        return refused("015-9000", "client_assertion_type or grant_type");
    }
    let pdnd = simulator.pdnd();
    match judge(pdnd, parameter("client_assertion"), parameter("client_id")) {
        Ok((caso_uso, digest)) => granted(pdnd, caso_uso, &digest),
        Err(cause) => refused("015-0008", cause),
    }
}

/// The checks, in the documented order.
fn judge(pdnd: &Pdnd, assertion: &str, client_id: &str) -> Result<(CasoUso, Value), Cause> {
    let token = Jws::parse(assertion).ok_or("assertion: not a token")?;
    let jti = token.text("jti").ok_or("assertion: jti missing")?;
    times::check(&token, pdnd.now(), &TIMES)?;
    let iss = token.text("iss").ok_or("assertion: iss missing")?;
    let ours = pdnd.client().client_id.to_string();
    let sub =
        token.text("sub").filter(|sub| sub.parse::<Uuid>().is_ok()).ok_or("assertion: sub not a UUID")?;
    if sub != client_id || iss != sub || sub != ours {
        return Err("assertion: client unknown or not the one of the form");
    }
    let wanted = token.text("purposeId").and_then(|p| p.parse::<Uuid>().ok());
    let wanted = wanted.ok_or("assertion: purposeId not a UUID")?;
    let kid = token.header.get("kid").and_then(Value::as_str).unwrap_or_default();
    if kid.len() != 43 || !kid.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
        return Err("assertion: kid malformed");
    }
    if token.text("aud") != Some(ASSERTION_AUDIENCE) {
        return Err("assertion: aud");
    }
    if token.header.get("alg").and_then(Value::as_str) != Some("RS256") {
        return Err("assertion: alg");
    }
    let digest = token.claims.get("digest").ok_or("assertion: digest missing")?;
    let value = digest["value"].as_str().unwrap_or_default();
    let exact = digest.as_object().is_some_and(|d| d.len() == 2);
    if !exact || digest["alg"] != "SHA256" || value.len() != 64 {
        return Err("assertion: digest malformed");
    }
    if token.claims.keys().any(|name| !CLAIMS.contains(&name.as_str())) {
        return Err("assertion: a claim too many");
    }
    if kid != pdnd.client().kid || !token.signed_by(&pdnd.client().key.to_public_key()) {
        return Err("assertion: signature");
    }
    if !pdnd.first_time(jti) {
        return Err("assertion: jti used before");
    }
    let caso_uso = CasoUso::TUTTI.into_iter().find(|c| purpose(*c) == wanted);
    Ok((caso_uso.ok_or("assertion: purpose not active")?, digest.clone()))
}

fn granted(pdnd: &Pdnd, caso_uso: CasoUso, digest: &Value) -> Response {
    let client_id = pdnd.client().client_id;
    let now = pdnd.now().timestamp();
    let claims = json!({
        "iss": "auth.simulated.example",
        "aud": pdnd.audience(caso_uso),
        "sub": client_id,
        "client_id": client_id,
        "jti": Uuid::new_v4(),
        "iat": now,
        "nbf": now,
        "exp": now + VOUCHER_SECONDS,
        "purposeId": purpose(caso_uso),
        "digest": digest,
        "producerId": Uuid::nil(),
        "consumerId": Uuid::nil(),
        "eserviceId": purpose(caso_uso),
        "descriptorId": Uuid::nil(),
    });
    let header = json!({ "typ": "at+jwt", "alg": "RS256", "use": "sig", "kid": "simulated" });
    let token = jws::sign(&pdnd.key, &header, &claims);
    let body = json!({ "access_token": token, "token_type": "Bearer", "expires_in": VOUCHER_SECONDS });
    pdnd.dated(Json(body).into_response())
}

fn refused(code: &'static str, cause: Cause) -> Response {
    let body = json!({
        "title": "The request contains bad syntax or cannot be fulfilled.",
        "type": "about:blank",
        "status": 400,
        "detail": "Bad request",
        "errors": [{ "code": code, "detail": "Unable to generate a token for the given request" }],
        "correlationId": Uuid::new_v4(),
    });
    with_cause((StatusCode::BAD_REQUEST, Json(body)).into_response(), cause)
}
