//! What the gateway in front of the register writes: headers and RFC 7807 errors.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, stream};
use serde_json::{Value, json};
use std::io;
use uuid::Uuid;

pub(super) const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// A success.
pub(super) fn success(body: &Value) -> Response {
    respond(StatusCode::OK, JSON, body.to_string())
}

/// An error of the register.
pub(super) fn register_error(status: StatusCode, body: &Value) -> Response {
    respond(status, PROBLEM, body.to_string())
}

/// A success that breaks off in the middle.
pub(super) fn half(body: &Value) -> Response {
    let whole = body.to_string();
    let first: String = whole.chars().take(whole.chars().count() / 2).collect();
    let cut = async {
        // Lets what came before be sent.
        tokio::task::yield_now().await;
        Err(io::Error::other("cut on purpose"))
    };
    let pieces = stream::iter([Ok(first)]).chain(stream::once(cut));
    let mut response = respond(StatusCode::OK, JSON, Body::from_stream(pieces));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    response
}

/// A success with any bytes.
pub(super) fn success_with(content_type: &'static str, body: impl Into<Body>) -> Response {
    respond(StatusCode::OK, content_type, body)
}

/// A success that is not JSON.
pub(super) fn malformed() -> Response {
    respond(StatusCode::OK, JSON, r#"{"listaSoggetti":{"datiSoggetto":[{"gen"#)
}

/// An error of the gateway; `govway_id` is also the transaction of the headers.
pub(super) fn problem(status: StatusCode, title: &str, detail: &str) -> Response {
    let id = Uuid::new_v4().to_string();
    let body = json!({
        "type": kind(status, title),
        "title": title,
        "status": status.as_u16(),
        "detail": detail,
        "govway_id": id,
    });
    with_ids(status, PROBLEM, body.to_string(), &id)
}

/// A request body that does not conform to the interface.
pub(super) fn invalid_content(errors: &str) -> Response {
    let detail =
        format!("Request content not conform to API specification: Validation error(s) :\n{errors}\n");
    problem(StatusCode::BAD_REQUEST, "InvalidRequestContent", &detail)
}

/// Whatever is not a service.
pub(super) async fn unknown_api() -> Response {
    own_error(StatusCode::NOT_FOUND, "NotFound", "Unknown API Request", ["", "0x00d30003", "0x01d30002"])
}

/// The register behind the gateway does not answer.
pub(super) fn upstream_error(status: StatusCode) -> Response {
    let detail = "The gateway is currently unable to handle the response";
    own_error(status, "GatewayError", detail, ["Internal Error", "0x00d30003", "0x00d30003"])
}

/// Errors of the gateway's outermost layer have no `govway_id`, but another transaction id and codes.
fn own_error(
    status: StatusCode,
    title: &str,
    detail: &str,
    [message, code, sub_code]: [&str; 3],
) -> Response {
    let body = json!({
        "type": kind(status, title),
        "title": title,
        "status": status.as_u16(),
        "detail": detail,
        "X-Global-Transaction-ID": Uuid::new_v4().simple().to_string(),
        "Error Message": message,
        "Error Code": code,
        "Error SubCode": sub_code,
    });
    respond(status, PROBLEM, body.to_string())
}

fn kind(status: StatusCode, title: &str) -> String {
    format!("https://govway.org/handling-errors/{}/{title}.html", status.as_u16())
}

fn respond(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response {
    with_ids(status, content_type, body, &Uuid::new_v4().to_string())
}

fn with_ids(
    status: StatusCode,
    content_type: &'static str,
    body: impl Into<Body>,
    transaction: &str,
) -> Response {
    let headers = [
        ("Content-Type", content_type.to_owned()),
        ("GovWay-Transaction-ID", transaction.to_owned()),
        ("GovWay-Message-ID", Uuid::new_v4().to_string()),
        ("X-Global-Transaction-ID", Uuid::new_v4().simple().to_string()),
    ];
    (status, headers, body.into()).into_response()
}
