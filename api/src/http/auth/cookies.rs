//! The two cookies. Both have `__Host-` names: browsers take them only with `Secure`, for this host and all its paths.

use axum::http::{HeaderMap, HeaderValue, header};

/// Opens the service; gone when the browser is closed.
pub(in crate::http) const SESSION: &str = "__Host-sigess";
/// Binds a login to the browser that began it.
pub(super) const LOGIN: &str = "__Host-sigess-login";
/// Seconds of the login cookie.
const LOGIN_SECONDS: u32 = 600;

/// The value of a cookie; none when it is sent twice with different values, for then somebody else set one of them.
/// A request with `Authorization` authenticates by that alone: its cookies are not there.
pub(in crate::http) fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    if headers.contains_key(header::AUTHORIZATION) {
        return None;
    }
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut found = pairs.filter(|(n, _)| *n == name).map(|(_, value)| value);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Sets the session cookie.
pub(super) fn set_session(headers: &mut HeaderMap, value: &str) {
    add(headers, &format!("{SESSION}={value}; Path=/; Secure; HttpOnly; SameSite=Lax"));
}

/// Sets the login cookie. Not `Strict`: the way back from the provider starts at another site.
pub(super) fn set_login(headers: &mut HeaderMap, value: &str) {
    add(
        headers,
        &format!("{LOGIN}={value}; Path=/; Max-Age={LOGIN_SECONDS}; Secure; HttpOnly; SameSite=Lax"),
    );
}

/// Takes a cookie back.
pub(super) fn clear(headers: &mut HeaderMap, name: &str) {
    add(headers, &format!("{name}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"));
}

fn add(headers: &mut HeaderMap, cookie: &str) {
    // Values are base64url of our own making: always a header.
    if let Ok(value) = HeaderValue::from_str(cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}
