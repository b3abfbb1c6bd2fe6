//! `POST /graphql`: the transport rules, one after the other, then the application.
//!
//! Own handler instead of the library's: that one takes any content type and any length, runs mutations by GET and
//! answers in plain text.

use super::Peer;
use super::accept::{AnswerType, negotiate};
use super::answer::{Addressee, render};
use super::application::{Application, Call};
use super::auth::{cookies, csrf};
use super::body;
use super::envelope::Envelope;
use super::headers::RequestId;
use super::refusal::Refusal;
use super::{HttpState, log_fault};
use crate::impostazioni::Profilo;
use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Name, Request, Value};
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, header};
use futures::FutureExt;
use std::convert::Infallible;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use tracing::Instrument;

/// A refusal, and the library's words about it for developers.
struct Refused(Refusal, Option<String>);

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self(refusal, None)
    }
}

/// The handler.
pub(super) async fn graphql<A: Application>(
    State(state): State<HttpState<A>>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    body: Body,
) -> Response<Body> {
    let Some(answer) = negotiate(&headers) else {
        return Refusal::NotAcceptable.answer(AnswerType::Json, request_id, None);
    };
    let address = peer.map(|Extension(Peer(peer))| state.rates.client(peer, &headers));
    match respond(&state, Call { request: request_id, address }, &headers, body).await {
        Ok(response) => render(response, Addressee { answer, request_id, profile: state.profile }),
        Err(Refused(refusal, detail)) => {
            let detail = detail.filter(|_| state.profile == Profilo::Sviluppo);
            refusal.answer(answer, request_id, detail.as_deref())
        }
    }
}

/// A request to another method than POST.
pub(super) async fn method_not_allowed(
    Extension(RequestId(request_id)): Extension<RequestId>,
) -> Response<Body> {
    Refusal::MethodNotAllowed.answer(AnswerType::Json, request_id, None)
}

/// A request by a method that is not answered at its address.
pub(super) async fn wrong_method(Extension(RequestId(request_id)): Extension<RequestId>) -> Response<Body> {
    Refusal::WrongMethod.answer(AnswerType::Json, request_id, None)
}

async fn respond<A: Application>(
    state: &HttpState<A>,
    call: Call,
    headers: &HeaderMap,
    body: Body,
) -> Result<async_graphql::Response, Refused> {
    body::check_headers(headers)?;
    let caller = authenticate(state, call, headers).await?;
    state.rates.account(A::account(&caller))?;
    let body = body::read(body, state.body_time).await?;
    let (request, kind) = checked(state, &caller, &body)?;
    let application = state.application.clone();
    let work = async move { application.execute(caller, request).await };
    match kind {
        // What was begun is finished, also when the client has left: a mutation may take several steps.
        OperationType::Mutation => within(state, tokio::spawn(work.in_current_span())).await,
        OperationType::Query | OperationType::Subscription => {
            within(state, work.map(Ok::<_, Infallible>)).await
        }
    }
}

/// Who calls: a machine by bearer token, or a person by session cookie from our own pages. A token leaves cookies
/// unread.
async fn authenticate<A: Application>(
    state: &HttpState<A>,
    call: Call,
    headers: &HeaderMap,
) -> Result<A::Caller, Refusal> {
    if headers.contains_key(header::AUTHORIZATION) {
        let token = bearer(headers).ok_or(Refusal::Unauthenticated)?;
        return state.application.authenticate(token).await.map_err(|fault| internal(&*fault))?;
    }
    let cookie = cookies::read(headers, cookies::SESSION).ok_or(Refusal::Unauthenticated)?;
    let origin = state.origin.as_deref().ok_or(Refusal::Unauthenticated)?;
    if !csrf::from_our_pages(headers, origin) {
        return Err(Refusal::ForeignOrigin);
    }
    let caller = state.application.authenticate_session(cookie, call).await;
    caller.map_err(|fault| internal(&*fault))?
}

/// The request, once it is known to be bearable.
fn checked<A: Application>(
    state: &HttpState<A>,
    caller: &A::Caller,
    body: &[u8],
) -> Result<(Request, OperationType), Refused> {
    let envelope = Envelope::read(body)?;
    if !state.documents.contain(&envelope.query) && !A::writes_documents(caller) {
        return Err(Refusal::DocumentNotTrusted.into());
    }
    state.limits.check_text(&envelope.query, envelope.variables.as_ref())?;
    let mut request = envelope.into_request();
    let document = request.parsed_query().map_err(|e| Refused(Refusal::Parse, Some(e.message)))?;
    state.limits.check_document(document)?;
    let kind = document.operations.iter().next().map_or(OperationType::Query, |(_, o)| o.node.ty);
    let needed = needed_variables(document);
    if needed.iter().any(|name| matches!(request.variables.get(name), None | Some(Value::Null))) {
        return Err(Refusal::MissingVariable.into());
    }
    if !state.limits.introspection {
        request = request.disable_introspection();
    }
    Ok((request, kind))
}

/// The variables that must be given. The library would find one missing only in the middle of the execution.
fn needed_variables(document: &ExecutableDocument) -> Vec<Name> {
    let definitions =
        document.operations.iter().flat_map(|(_, operation)| &operation.node.variable_definitions);
    definitions
        .filter(|d| !d.node.var_type.node.nullable && d.node.default_value.is_none())
        .map(|d| d.node.name.node.clone())
        .collect()
}

/// Within its time, and without letting a panic through.
async fn within<A, E>(
    state: &HttpState<A>,
    work: impl Future<Output = Result<async_graphql::Response, E>>,
) -> Result<async_graphql::Response, Refused> {
    match tokio::time::timeout(state.execution_time, AssertUnwindSafe(work).catch_unwind()).await {
        Ok(Ok(Ok(response))) => Ok(response),
        Ok(Ok(Err(_)) | Err(_)) => {
            tracing::error!(target: "http.graphql", "panic in a resolver");
            Err(Refusal::Internal.into())
        }
        Err(_) => {
            tracing::warn!(target: "http.graphql", "execution given up after its time");
            Err(Refusal::Timeout.into())
        }
    }
}

/// The token of `Authorization: Bearer …`.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (value, None) = (values.next()?, values.next()) else { return None };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn internal(fault: &(dyn std::error::Error + Send + Sync + 'static)) -> Refusal {
    log_fault(fault);
    if event_store::is_unavailable(fault) { Refusal::Unavailable } else { Refusal::Internal }
}
