//! Who is in, and the way out.

use super::{cookies, csrf};
use crate::http::accept::AnswerType;
use crate::http::headers::RequestId;
use crate::http::log_fault;
use crate::http::refusal::{Refusal, json_answer};
use access::login::{Level, Login, Session};
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode};
use serde_json::{Value, json};

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
        Ok(Some(session)) => json_answer(StatusCode::OK, AnswerType::Json, &describe(&session)),
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

fn describe(session: &Session) -> Value {
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
        "livello": match session.level {
            Level::L2 => "L2",
            Level::L3 => "L3",
        },
        "autenticata": session.auth_time,
        "scade": session.idle_until,
        "scadeComunque": session.until,
    })
}
