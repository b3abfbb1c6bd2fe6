//! Reading the body: its type, its length, its time.

use super::refusal::Refusal;
use axum::body::Body;
use axum::http::{HeaderMap, header};
use futures::StreamExt;
use std::time::Duration;

/// Longest body, in bytes.
pub(super) const BODY_MAX: usize = 1024 * 1024;

/// Whether the headers promise an uncompressed JSON body in UTF-8 of bearable length.
///
/// # Errors
/// The refusal.
pub(super) fn check_headers(headers: &HeaderMap) -> Result<(), Refusal> {
    let encoded = headers.get_all(header::CONTENT_ENCODING).iter().any(|e| e != "identity");
    if encoded || !is_json(headers) {
        return Err(Refusal::UnsupportedMediaType);
    }
    let length = headers.get(header::CONTENT_LENGTH).and_then(|l| l.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|l| l > BODY_MAX as u64) {
        return Err(Refusal::PayloadTooLarge);
    }
    Ok(())
}

fn is_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(value), None) = (types.next(), types.next()) else { return false };
    let mut parts = value.to_str().unwrap_or_default().split(';').map(str::trim);
    let media = parts.next().unwrap_or_default();
    media.eq_ignore_ascii_case("application/json") && parts.all(is_utf8)
}

/// Whether a parameter of the type leaves the body in UTF-8.
fn is_utf8(parameter: &str) -> bool {
    match parameter.split_once('=') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
            value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        Some(_) => true,
        None => parameter.is_empty(),
    }
}

/// The whole body, given up as soon as it is too long or too late.
///
/// # Errors
/// The refusal.
pub(super) async fn read(body: Body, time: Duration) -> Result<Vec<u8>, Refusal> {
    tokio::time::timeout(time, collect(body)).await.unwrap_or(Err(Refusal::BodyTimeout))
}

async fn collect(body: Body) -> Result<Vec<u8>, Refusal> {
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Refusal::BodyBroken)?;
        if bytes.len() + chunk.len() > BODY_MAX {
            return Err(Refusal::PayloadTooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
