//! The services, as their callers see them.

use super::faults::FaultKind;
use super::{CasoUso, Simulator, altered, answer, gateway, request};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// `POST …/anpr-service-e002`.
pub(super) async fn e002(
    State(simulator): State<Arc<Simulator>>,
    Path(segment): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(caso_uso) = CasoUso::of_segment(&segment) else { return gateway::unknown_api().await };
    if let Err(refused) = simulator.pdnd().admit(caso_uso, &headers, &body) {
        return *refused;
    }
    let fault = simulator.begin_call(caso_uso);
    tracing::info!(caso_uso = caso_uso.as_str(), ?fault, "call");
    if let Some(FaultKind::Slow { delay_ms }) = fault {
        tokio::time::sleep(Duration::from_millis(delay_ms)).await;
    }
    tokio::time::sleep(simulator.latency()).await;
    if let Some(response) = fault.and_then(|fault| failed_at_once(fault, &body)) {
        return response;
    }
    if !simulator.pdnd().spend(caso_uso) {
        return quota();
    }
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let richiesta = match request::read(caso_uso, content_type, &body) {
        Ok(richiesta) => richiesta,
        Err(errors) => return gateway::invalid_content(&errors),
    };
    let wrong_person = fault == Some(FaultKind::WrongPerson);
    let (status, answered) = simulator.read(|p| answer::answer(p, caso_uso, &richiesta, wrong_person));
    let body = answer::numbered(answered, &body);
    match (status, fault) {
        (StatusCode::OK, Some(FaultKind::HalfBody)) => gateway::half(&body),
        (StatusCode::OK, Some(FaultKind::Altered { seed })) => {
            gateway::success_with(gateway::JSON, altered::altered(&body, seed))
        }
        (StatusCode::OK, _) => gateway::success(&body),
        _ => gateway::register_error(status, &body),
    }
}

/// `GET …/status`; the real one breaks when asked for anything but `*/*`.
pub(super) async fn status(
    State(simulator): State<Arc<Simulator>>,
    Path(segment): Path<String>,
    headers: HeaderMap,
) -> Response {
    if CasoUso::of_segment(&segment).is_none() {
        return gateway::unknown_api().await;
    }
    match headers.get(header::ACCEPT).map(HeaderValue::as_bytes) {
        None | Some(b"*/*") => {
            simulator.pdnd().dated(gateway::success(&json!({ "status": 200, "title": "OK" })))
        }
        Some(_) => gateway::upstream_error(StatusCode::BAD_GATEWAY),
    }
}

/// The answer of a fault that does not depend on the request.
fn failed_at_once(fault: FaultKind, request: &[u8]) -> Option<Response> {
    match fault {
        FaultKind::InternalError => {
            let (status, body) = answer::internal_error();
            Some(gateway::register_error(status, &answer::numbered(body, request)))
        }
        FaultKind::GatewayError => Some(gateway::upstream_error(StatusCode::SERVICE_UNAVAILABLE)),
        FaultKind::Quota => Some(quota()),
        FaultKind::Throttled => Some(gateway::problem(
            StatusCode::TOO_MANY_REQUESTS,
            "TooManyRequests",
            "Too many requests detected",
        )),
        FaultKind::MalformedJson => Some(gateway::malformed()),
        FaultKind::Empty => Some(gateway::success(&answer::numbered(answer::success(&[]), request))),
        FaultKind::Foreign => {
            let (content_type, body) = altered::foreign(request);
            Some(gateway::success_with(content_type, body))
        }
        FaultKind::UnknownCode => {
            let (status, body) = altered::unknown_code(request);
            Some(gateway::register_error(status, &body))
        }
        FaultKind::Slow { .. } | FaultKind::HalfBody | FaultKind::WrongPerson | FaultKind::Altered { .. } => {
            None
        }
    }
}

/// The purpose has no calls left for today.
fn quota() -> Response {
    gateway::problem(StatusCode::TOO_MANY_REQUESTS, "LimitExceeded", "Limit exceeded detected")
}
