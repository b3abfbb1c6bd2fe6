//! What every answer carries: the id of the request, and the headers that keep personal data out of caches and frames.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Response, header};
use axum::middleware::Next;
use tracing::Instrument;
use uuid::Uuid;

/// Id of a request, made here: one from outside could carry anything.
#[derive(Clone, Copy, Debug)]
pub(super) struct RequestId(pub(super) Uuid);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Nothing is loaded from anywhere: pages of this layer are plain text with inline nothing.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Gives the request an id and a span, and the answer its headers.
pub(super) async fn with_headers(mut request: Request, next: Next) -> Response<Body> {
    let id = Uuid::new_v4();
    request.extensions_mut().insert(RequestId(id));
    let span = tracing::info_span!("http.request", request_id = %id, method = %request.method(), path = request.uri().path());
    let mut response = next.run(request).instrument(span).await;
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
