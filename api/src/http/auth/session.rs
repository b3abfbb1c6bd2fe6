//! Who is in, and the way out.

use super::{Whence, cookies, csrf};
use crate::http::accept::AnswerType;
use crate::http::headers::RequestId;
use crate::http::log_fault;
use crate::http::refusal::{Refusal, json_answer};
use access::AccessError;
use access::login::{Chosen, Level, Login, MembershipChoice, OpenSession, Session};
use axum::body::Body;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::{Extension, Json};
use chrono::{DateTime, Utc};
use domain::attore::NumeroIncarico;
use domain::codifiche::{Lista, voce};
use serde::Deserialize;
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
    let found = async {
        let Some(session) = login.look_at_session(token).await? else { return Ok(None) };
        let choices = login.choices(&session).await?;
        Ok::<_, AccessError>(Some(describe(&session, &choices, login.now())))
    };
    match found.await {
        Ok(Some(session)) => json_answer(StatusCode::OK, AnswerType::Json, &session),
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
    Whence(source): Whence,
    headers: HeaderMap,
) -> Response<Body> {
    if !csrf::from_our_pages(&headers, login.origin()) {
        return Refusal::ForeignOrigin.answer(AnswerType::Json, request_id, None);
    }
    let left = match cookies::read(&headers, cookies::SESSION) {
        Some(token) => login.logout(token, source).await,
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
    id: Result<Path<Uuid>, PathRejection>,
    Whence(source): Whence,
    headers: HeaderMap,
) -> Response<Body> {
    if !csrf::from_our_pages(&headers, login.origin()) {
        return Refusal::ForeignOrigin.answer(AnswerType::Json, request_id, None);
    }
    // What is no name of a session names none.
    let Ok(Path(id)) = id else { return Refusal::NotFound.answer(AnswerType::Json, request_id, None) };
    let ended = match cookies::read(&headers, cookies::SESSION) {
        Some(token) => login.end_own_session(token, id, source).await,
        None => Ok(None),
    };
    answer(ended, request_id, |there| match there {
        true => json_answer(StatusCode::OK, AnswerType::Json, &json!({ "terminata": id })),
        false => Refusal::NotFound.answer(AnswerType::Json, request_id, None),
    })
}

/// A choice of `POST /auth/incarico`.
#[derive(Deserialize)]
pub(super) struct Choice {
    incarico: u32,
}

/// `POST /auth/incarico` with `{"incarico": n}`: goes on in that membership. Rights change with it, so the cookie gets
/// another value, and the old one opens nothing any more.
pub(super) async fn choose(
    State(login): State<Login>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    Whence(source): Whence,
    headers: HeaderMap,
    choice: Result<Json<Choice>, JsonRejection>,
) -> Response<Body> {
    let refuse = |refusal: Refusal| refusal.answer(AnswerType::Json, request_id, None);
    if !csrf::from_our_pages(&headers, login.origin()) {
        return refuse(Refusal::ForeignOrigin);
    }
    let Some(token) = cookies::read(&headers, cookies::SESSION) else {
        return refuse(Refusal::Unauthenticated);
    };
    let Ok(Json(Choice { incarico })) = choice else { return refuse(Refusal::MalformedChoice) };
    match login.choose_membership(token, NumeroIncarico(incarico), source).await {
        Ok(Chosen::Renewed(renewed)) => {
            let mut response =
                json_answer(StatusCode::OK, AnswerType::Json, &json!({ "incarico": incarico }));
            cookies::set_session(response.headers_mut(), &renewed);
            response
        }
        Ok(Chosen::NotThere) => refuse(Refusal::NotFound),
        Ok(Chosen::NoSession) => refuse(Refusal::Unauthenticated),
        Err(fault) => {
            log_fault(&fault);
            refuse(Refusal::Internal)
        }
    }
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

fn describe(session: &Session, choices: &[MembershipChoice], now: DateTime<Utc>) -> Value {
    let who = &session.abilitazione;
    let names = who.dati.valore();
    let active = session.incarico.as_ref();
    json!({
        "operatore": {
            "id": who.operatore,
            "cognome": names.map(|d| &d.cognome),
            "nome": names.map(|d| &d.nome),
            "ruolo": active.map(|i| i.ruolo.as_str()),
            "unita": active.map(|i| i.unita),
        },
        "incarico": active.map(|i| i.numero),
        "incarichi": choices.iter().map(describe_choice).collect::<Vec<_>>(),
        "gestore": session.provider,
        "livello": level(session.level),
        "autenticata": session.auth_time,
        "fresca": session.is_fresh(now),
        "scade": session.idle_until,
        "scadeComunque": session.until,
    })
}

/// A membership that may be chosen now, in the words by which an operator knows it: before he has chosen, nothing else
/// answers him.
fn describe_choice(choice: &MembershipChoice) -> Value {
    let incarico = &choice.incarico;
    json!({
        "numero": incarico.numero,
        "ruolo": incarico.ruolo.as_str(),
        "descrizioneRuolo": voce(Lista::Ruolo, incarico.ruolo.as_str()).map(|v| &v.descrizione),
        "unita": incarico.unita,
        "codiceUnita": choice.unit.as_ref().map(|u| &u.codice),
        "descrizioneUnita": choice.unit.as_ref().map(|u| &u.descrizione),
        "dal": incarico.dal,
        "al": incarico.al,
    })
}
