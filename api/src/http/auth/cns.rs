//! `GET /auth/cns`: in with a card. The certificate comes in a header of a proxy that is trusted, from nobody else.

use super::Whence;
use super::cookies;
use super::login::entered;
use super::pages::{CARDS_UNTRUSTED, Page};
use crate::http::address::{Peer, Proxies};
use crate::http::headers::RequestId;
use access::cns::Cns;
use access::login::Login;
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

/// What cards need, beside the logins.
#[derive(Clone)]
pub struct Cards {
    /// Judges them.
    pub cns: Cns,
    /// The proxies that may pass certificates on.
    pub proxies: Proxies,
}

/// `GET /auth/cns?return=…`.
pub(super) async fn enter(
    State(login): State<Login>,
    Extension(Cards { cns, proxies }): Extension<Cards>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    peer: Option<Extension<Peer>>,
    Whence(source): Whence,
    back: Result<Query<super::login::Back>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let trusted = peer.is_some_and(|Extension(Peer(peer))| proxies.trust(peer));
    if !trusted || from_a_foreign_page(&headers) {
        tracing::warn!(target: "http.auth", trusted, "no way in with a card");
        return CARDS_UNTRUSTED.answer(request_id);
    }
    let back = back.map(|Query(back)| back).unwrap_or_default();
    let presented = cns.presented(|name| {
        let values: Vec<&[u8]> = headers.get_all(name).iter().map(HeaderValue::as_bytes).collect();
        values.into_iter()
    });
    let before = cookies::read(&headers, cookies::SESSION);
    match login.enter_with_card(&cns, presented, back.path(), before, source).await {
        // The page is at the service's own address, not at that of the cards.
        Ok(outcome) => entered(outcome, login.origin(), request_id),
        Err(error) => {
            super::login::log(&error);
            Page::of(&error).answer(request_id)
        }
    }
}

/// Whether a page that is not ours sent the browser here: it would log its visitor in without his asking.
fn from_a_foreign_page(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site")
}
