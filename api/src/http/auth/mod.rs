//! `/auth`: the way in, the way out, and who is in.
//!
//! `GET /auth/providers`, `GET /auth/login/{provider}?return=…&fresca=1`, `GET /auth/callback/{provider}`,
//! `GET /auth/cns`, `GET /auth/session`, `GET /auth/sessions`, `POST /auth/sessions/{id}/end`, `POST /auth/incarico`,
//! `POST /auth/logout`,
//! `POST /auth/backchannel/{provider}`; `GET /auth/pages.css` for the pages of a login that fails. What a login must prove
//! is decided in crate `access`; here are cookies, origins and pages.

mod backchannel;
pub(super) mod cns;
pub(super) mod cookies;
pub(super) mod csrf;
mod login;
pub(super) mod pages;
mod session;
#[cfg(test)]
mod tests;

use super::accept::AnswerType;
use super::address::Client;
use super::headers::RequestId;
use super::refusal::Refusal;
use super::{body, rates};
use access::login::{Login, LoginError, Source};
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Request, State};
use axum::http::Response;
use axum::http::request::Parts;
use axum::middleware::{self, Next};
use axum::routing::{get, post};
use axum::{Extension, Router};
use cns::Cards;
use std::convert::Infallible;
use std::time::Duration;
use tower::util::option_layer;

/// From where a request comes, for the trail of logins.
pub(super) struct Whence(Source);

impl<S: Sync> FromRequestParts<S> for Whence {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(Source {
            request: parts.extensions.get().map(|RequestId(id)| *id),
            address: parts.extensions.get().map(|Client(address)| *address),
        }))
    }
}

/// Longest body of these routes, in bytes.
const BODY_MAX: usize = 64 * 1024;

/// Longest wait for an answer of these routes: providers are asked, each within its own time.
const TIME: Duration = Duration::from_secs(60);

/// How long a request of these routes may take.
#[derive(Clone, Copy)]
struct Times {
    body: Duration,
    answer: Duration,
}

/// Takes the body whole, as that of `/graphql`, before anything is done with it; gives up what takes too long. Whoever
/// is on the way in or back reads a page, everybody else JSON.
async fn within_times(
    State(times): State<Times>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let logs_in = rates::is_login(request.uri().path());
    let (parts, body) = request.into_parts();
    let body = match body::read(body, times.body).await {
        Ok(body) => body,
        Err(refusal) => return refusal.answer(AnswerType::Json, request_id, None),
    };
    let answer = next.run(Request::from_parts(parts, body.into()));
    match tokio::time::timeout(times.answer, answer).await {
        Ok(answer) => answer,
        Err(_) if logs_in => pages::Page::of(&LoginError::Unavailable).answer(request_id),
        Err(_) => Refusal::Unavailable.answer(AnswerType::Json, request_id, None),
    }
}

/// The routes.
pub(super) fn router(login: Login, cards: Option<Cards>, body_time: Duration) -> Router {
    let with_cards = match &cards {
        Some(_) => Router::new().route("/auth/cns", get(cns::enter)),
        None => Router::new(),
    };
    with_cards
        .route(pages::STYLE_PATH, get(pages::style))
        .route("/auth/providers", get(login::providers))
        .route("/auth/login/{provider}", get(login::begin))
        .route("/auth/callback/{provider}", get(login::complete))
        .route("/auth/session", get(session::who))
        .route("/auth/sessions", get(session::list))
        .route("/auth/sessions/{id}/end", post(session::end))
        .route("/auth/incarico", post(session::choose))
        .route("/auth/logout", post(session::logout))
        .route("/auth/backchannel/{provider}", post(backchannel::end_sessions))
        .layer(option_layer(cards.map(Extension)))
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(middleware::from_fn_with_state(Times { body: body_time, answer: TIME }, within_times))
        .with_state(login)
}
