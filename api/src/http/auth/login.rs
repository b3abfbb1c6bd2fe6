//! The way in.

use super::Whence;
use super::cns::Cards;
use super::cookies;
use super::pages::{MALFORMED, NOT_ENABLED, Page};
use crate::http::address::one_client;
use crate::http::headers::RequestId;
use crate::http::log_fault;
use access::login::{Answer, Browser, CARDS, Login, LoginError, Outcome, Proof};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// `GET /auth/providers`: the ways in, in the order in which they are offered.
pub(super) async fn providers(State(login): State<Login>, cards: Option<Extension<Cards>>) -> Json<Value> {
    let offers =
        login.offers().into_iter().map(|o| json!({ "id": o.id, "etichetta": o.label, "tipo": "oidc" }));
    let cards = cards.map(|Extension(cards)| {
        let config = cards.cns.config();
        let url = format!("{}/auth/cns", config.url.trim_end_matches('/'));
        json!({ "id": CARDS, "etichetta": config.label, "tipo": "cns", "indirizzo": url })
    });
    Json(offers.chain(cards).collect())
}

/// Where to go after the login.
#[derive(Default, Deserialize)]
pub(super) struct Back {
    #[serde(rename = "return", alias = "ritorno")]
    path: Option<String>,
    /// `1`: to prove again who one is, before an act that asks for it.
    #[serde(rename = "fresca")]
    fresh: Option<String>,
}

impl Back {
    /// As it was asked for.
    pub(super) fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    fn proof(&self) -> Proof {
        if self.fresh.as_deref() == Some("1") { Proof::Fresh } else { Proof::AnyTime }
    }
}

/// `GET /auth/login/{provider}`: to the provider.
pub(super) async fn begin(
    State(login): State<Login>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    Whence(source): Whence,
    Path(provider): Path<String>,
    back: Result<Query<Back>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let back = back.map(|Query(back)| back).unwrap_or_default();
    let browser = cookies::read(&headers, cookies::LOGIN);
    let client = source.address.map(one_client);
    match login.begin(&provider, back.path(), browser, back.proof(), client).await {
        Ok(begun) => {
            let mut response = go_to(begun.url.as_str());
            cookies::set_login(response.headers_mut(), &begun.browser);
            response
        }
        Err(error) => refused(&error, request_id),
    }
}

/// `GET /auth/callback/{provider}`: back from the provider.
pub(super) async fn complete(
    State(login): State<Login>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    Whence(source): Whence,
    Path(provider): Path<String>,
    answer: Result<Query<Answer>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    // A parameter sent twice ends here, too.
    let Ok(Query(answer)) = answer else { return MALFORMED.answer(request_id) };
    let browser = Browser {
        login: cookies::read(&headers, cookies::LOGIN),
        session: cookies::read(&headers, cookies::SESSION),
    };
    match login.complete(&provider, answer, browser, source).await {
        Ok(outcome) => entered(outcome, "", request_id),
        Err(error) => refused(&error, request_id),
    }
}

/// The answer to a login that is valid; `origin` stands before the path where the browser goes.
pub(super) fn entered(outcome: Outcome, origin: &str, request_id: Uuid) -> Response {
    match outcome {
        Outcome::Entered { token, return_path } => {
            let mut response = go_to(&format!("{origin}{return_path}"));
            cookies::set_session(response.headers_mut(), &token);
            cookies::clear(response.headers_mut(), cookies::LOGIN);
            response
        }
        Outcome::NotEnabled => NOT_ENABLED.answer(request_id),
    }
}

/// Writes a fault into the log; whatever else it is, stands there already.
pub(super) fn log(error: &LoginError) {
    if let LoginError::Fault(fault) = error {
        log_fault(fault);
    }
}

fn refused(error: &LoginError, request_id: Uuid) -> Response {
    log(error);
    Page::of(error).answer(request_id)
}

fn go_to(address: &str) -> Response {
    // Addresses were parsed or checked: always a header.
    match HeaderValue::from_str(address) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
