//! Whether a request that a cookie authenticates was made by our own pages.

use axum::http::{HeaderMap, header};

/// Header that only a script of our own origin can set without asking.
const REQUESTED_WITH: &str = "x-requested-with";

/// Whether the request comes from our own pages: their script says so by a header that a foreign page cannot set
/// without a preflight, and the browser confirms the origin.
#[must_use]
pub(in crate::http) fn from_our_pages(headers: &HeaderMap, origin: &str) -> bool {
    only(headers, REQUESTED_WITH) == Some("sigess") && is_own_origin(headers, origin)
}

/// `Origin` is ours; or, where the browser sends none, it says that the request stays on the same origin.
fn is_own_origin(headers: &HeaderMap, origin: &str) -> bool {
    if headers.contains_key(header::ORIGIN) {
        only(headers, header::ORIGIN.as_str()) == Some(origin)
    } else {
        only(headers, "sec-fetch-site") == Some("same-origin")
    }
}

/// The value of a header that is sent once.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let (value, None) = (values.next()?, values.next()) else { return None };
    value.to_str().ok()
}
