//! From what the library answers to what the client reads: no inner text, one code and the request's id everywhere.

use super::accept::AnswerType;
use super::refusal::{Refusal, error_entry, json_answer, truncated};
use crate::impostazioni::Profilo;
use async_graphql::{PathSegment, Response, ServerError, Value};
use axum::body::Body;
use axum::http::{self, StatusCode};
use serde_json::json;
use uuid::Uuid;

/// Code of a fault.
pub const INTERNAL: &str = "INTERNAL";
/// Code of "too much is waiting".
pub const UNAVAILABLE: &str = "UNAVAILABLE";
/// Code of an argument that cannot be used.
pub const BAD_USER_INPUT: &str = "BAD_USER_INPUT";
/// Code of a document that does not fit the schema.
pub(super) const VALIDATION: &str = "GRAPHQL_VALIDATION_FAILED";

/// Most errors told of one request: a document of a thousand wrong fields is refused in a few words, too.
const ERRORS_MAX: usize = 5;
/// Most places told of one error.
const LOCATIONS_MAX: usize = 3;

/// Code of a request that asks for too much.
const LIMIT: &str = "LIMIT_EXCEEDED";
/// What the library says of a cost above the limit.
const TOO_COMPLEX: &str = "Query is too complex.";

/// Where, how and for whom an answer is made.
#[derive(Clone, Copy)]
pub(super) struct Addressee {
    /// Type of the answer.
    pub(super) answer: AnswerType,
    /// Id of the request.
    pub(super) request_id: Uuid,
    /// Profile of the service.
    pub(super) profile: Profilo,
}

/// The HTTP answer to an executed request.
#[must_use]
pub(super) fn render(response: Response, to: Addressee) -> http::Response<Body> {
    let Response { data, errors, .. } = response;
    // Also when a part was done: what was done is told to whoever sends the same commands again.
    if errors.iter().any(|e| code_of(e) == UNAVAILABLE) {
        return Refusal::Unavailable.answer(to.answer, to.request_id, None);
    }
    let executed = errors.is_empty() || data != Value::Null || errors.iter().any(in_a_resolver);
    let mut body = json!({});
    if executed {
        // The library leaves a failed field out of its object, where a client may rely on it: all or nothing.
        body["data"] = match errors.as_slice() {
            [] => serde_json::to_value(&data).unwrap_or_default(),
            [..] => serde_json::Value::Null,
        };
    }
    if !errors.is_empty() {
        body["errors"] = errors.iter().take(ERRORS_MAX).map(|e| entry(e, to)).collect();
    }
    let status = match to.answer {
        AnswerType::GraphqlResponse if !executed => StatusCode::BAD_REQUEST,
        AnswerType::GraphqlResponse | AnswerType::Json => StatusCode::OK,
    };
    json_answer(status, to.answer, &body)
}

/// Whether it came up while something was carried out: validation errors have no path, arguments that cannot be used
/// stop a field before its resolver.
fn in_a_resolver(error: &ServerError) -> bool {
    match error.path.len() {
        0 => false,
        1 => is_ours(error) || error.source.is_some(),
        _ => true,
    }
}

/// Whether it carries a code: only errors made in this house do.
fn is_ours(error: &ServerError) -> bool {
    error.extensions.as_ref().is_some_and(|e| e.get("code").is_some())
}

/// Our own code, or what can be told from where the library stumbled. An error with a cause but without a code was
/// made by no one here: it is a fault.
fn code_of(error: &ServerError) -> &str {
    match error.extensions.as_ref().and_then(|e| e.get("code")) {
        Some(Value::String(code)) => code,
        _ if error.source.is_some() => INTERNAL,
        _ if error.message == TOO_COMPLEX => LIMIT,
        _ if error.path.is_empty() => VALIDATION,
        _ => BAD_USER_INPUT,
    }
}

fn entry(error: &ServerError, to: Addressee) -> serde_json::Value {
    let ours = is_ours(error);
    let code = code_of(error);
    let sentence = match code {
        _ if ours && code != INTERNAL => error.message.as_str(),
        VALIDATION => "La richiesta non corrisponde allo schema.",
        LIMIT => "La richiesta chiede troppi dati in una volta.",
        BAD_USER_INPUT => "Un valore della richiesta non è utilizzabile.",
        _ => "Si è verificato un errore.",
    };
    let mut entry = error_entry(code, sentence, to.request_id);
    if !error.locations.is_empty() {
        let locations = error.locations.iter().take(LOCATIONS_MAX);
        entry["locations"] = locations.map(|place| json!(place)).collect();
    }
    if !error.path.is_empty() {
        entry["path"] = error.path.iter().map(segment).collect();
    }
    if ours && let Some(extensions) = &error.extensions {
        for key in ["campi", "codice"] {
            if let Some(value) = extensions.get(key) {
                entry["extensions"][key] = serde_json::to_value(value).unwrap_or_default();
            }
        }
    } else if to.profile == Profilo::Sviluppo && code != INTERNAL {
        entry["extensions"]["dettaglio"] = json!(truncated(&error.message));
    }
    entry
}

fn segment(segment: &PathSegment) -> serde_json::Value {
    match segment {
        PathSegment::Field(name) => json!(truncated(name)),
        PathSegment::Index(index) => json!(index),
    }
}
