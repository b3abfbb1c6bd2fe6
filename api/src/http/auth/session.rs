//! Who is in, and the way out.

use super::{cookies, csrf};
use crate::http::accept::AnswerType;
use crate::http::headers::RequestId;
use crate::http::log_fault;
use crate::http::refusal::{Refusal, json_answer};
use access::AccessError;
use access::login::{Level, Login, OpenSession, Session};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

/// `GET /auth/session`: who is in and until when; 401 when nobody is. Asking does not count as use.
pub(super) async fn who(
    State(login): State<Login>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    headers: HeaderMap,
) -> Response<Body> {
    let refuse = |refusal: Refusal| refusal.answer(AnswerType::Json, request_id, None);
    let Some(token) = cookies::read(&headers, cookies::SESSION) else {
        return refuse(Refusal::Unauthenticated);
    };
    match login.look_at_session(token).await {
        Ok(Some(session)) => json_answer(StatusCode::OK, AnswerType::Json, &describe(&session, login.now())),
        Ok(None) => {
            let mut response = refuse(Refusal::Unauthenticated);
            cookies::clear(response.headers_mut(), cookies::SESSION);
            response
        }
        Err(fault) => {
            log_fault(&fault);
            refuse(Refusal::Internal)
        }
    }
}

/// `POST /auth/logout`: ends the session. `uscita` is where to go to leave the provider too.
pub(super) async fn logout(
    State(login): State<Login>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    headers: HeaderMap,
) -> Response<Body> {
    if !csrf::from_our_pages(&headers, login.origin()) {
        return Refusal::ForeignOrigin.answer(AnswerType::Json, request_id, None);
    }
    let left = match cookies::read(&headers, cookies::SESSION) {
        Some(token) => login.logout(token, request_id).await,
        None => Ok(None),
    };
    match left {
        Ok(url) => {
            let url = url.map(String::from);
            let mut response = json_answer(StatusCode::OK, AnswerType::Json, &json!({ "uscita": url }));
            cookies::clear(response.headers_mut(), cookies::SESSION);
            response
        }
        Err(fault) => {
            log_fault(&fault);
            Refusal::Internal.answer(AnswerType::Json, request_id, None)
        }
    }
}

/// `GET /auth/sessions`: the open sessions of the operator.
pub(super) async fn list(
    State(login): State<Login>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    headers: HeaderMap,
) -> Response<Body> {
    let open = match cookies::read(&headers, cookies::SESSION) {
        Some(token) => login.own_sessions(token).await,
        None => Ok(None),
    };
    answer(open, request_id, |open| {
        let sessions: Vec<Value> = open.iter().map(describe_open).collect();
        json_answer(StatusCode::OK, AnswerType::Json, &json!({ "sessioni": sessions }))
    })
}

/// `POST /auth/sessions/{id}/end`: ends one of them, for instance at a machine that was left behind.
pub(super) async fn end(
    State(login): State<Login>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Response<Body> {
    if !csrf::from_our_pages(&headers, login.origin()) {
        return Refusal::ForeignOrigin.answer(AnswerType::Json, request_id, None);
    }
    let ended = match cookies::read(&headers, cookies::SESSION) {
        Some(token) => login.end_own_session(token, id).await,
        None => Ok(None),
    };
    answer(ended, request_id, |there| match there {
        true => json_answer(StatusCode::OK, AnswerType::Json, &json!({ "terminata": id })),
        false => Refusal::NotFound.answer(AnswerType::Json, request_id, None),
    })
}

/// The answer to somebody whose session opens; a refusal to the others.
fn answer<T>(
    found: Result<Option<T>, AccessError>,
    request_id: Uuid,
    how: impl FnOnce(T) -> Response<Body>,
) -> Response<Body> {
    match found {
        Ok(Some(found)) => how(found),
        Ok(None) => Refusal::Unauthenticated.answer(AnswerType::Json, request_id, None),
        Err(fault) => {
            log_fault(&fault);
            Refusal::Internal.answer(AnswerType::Json, request_id, None)
        }
    }
}

fn describe_open(session: &OpenSession) -> Value {
    json!({
        "id": session.id,
        "gestore": session.provider,
        "livello": level(session.level),
        "creata": session.begun,
        "vista": session.seen,
        "scadeComunque": session.until,
        "questa": session.this,
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::L2 => "L2",
        Level::L3 => "L3",
    }
}

fn describe(session: &Session, now: DateTime<Utc>) -> Value {
    let who = &session.abilitazione;
    let names = who.dati.valore();
    json!({
        "operatore": {
            "id": who.operatore,
            "cognome": names.map(|d| &d.cognome),
            "nome": names.map(|d| &d.nome),
            "ruolo": who.ruolo.as_str(),
            "unita": who.unita,
        },
        "gestore": session.provider,
        "livello": level(session.level),
        "autenticata": session.auth_time,
        "fresca": session.is_fresh(now),
        "scade": session.idle_until,
        "scadeComunque": session.until,
    })
}
