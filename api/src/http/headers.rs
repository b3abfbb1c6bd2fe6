//! What every answer carries: the id of the request, and the headers that keep personal data out of caches and frames.

use crate::metriche::HttpMetrics;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, Response, header};
use axum::middleware::Next;
use event_store::metrics::TRACE;
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

/// Id of a request, made here: one from outside could carry anything.
#[derive(Clone, Copy, Debug)]
pub(super) struct RequestId(pub(super) Uuid);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Nothing is loaded from anywhere: pages of this layer are plain text with inline nothing.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Gives the request an id and a span, and the answer its headers.
pub(super) async fn with_headers(
    State(metrics): State<HttpMetrics>,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    let since = Instant::now();
    let id = Uuid::new_v4();
    let route = HttpMetrics::route(request.extensions().get::<MatchedPath>().map(MatchedPath::as_str));
    let method = method_name(request.method());
    request.extensions_mut().insert(RequestId(id));
    // The route, not the address: that one is the client's, who may write anything into it.
    let span = tracing::info_span!(target: TRACE, "http.request", request_id = %id, method, route);
    let mut response = next.run(request).instrument(span).await;
    metrics.answered(route, response.status().as_u16(), since.elapsed());
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(REQUEST_ID, value);
    }
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// The method, if it is one that anything here answers: the client may invent others.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
