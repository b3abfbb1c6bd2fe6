//! A schema of a few fields behind the HTTP layer, and how to send to it.

mod cookie;
mod execution;
mod transport;
mod ui;

use super::*;
use async_graphql::{EmptySubscription, ErrorExtensions, Object, Request, Response, Schema};
use axum::body::Body;
use axum::http::{self, HeaderMap, StatusCode, header};
use futures::stream;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Notify;
use tower::ServiceExt;
use uuid::Uuid;

const TOKEN: &str = "Bearer sgs_prova";

struct Query;

#[Object]
impl Query {
    async fn saluto(&self, nome: Option<String>) -> String {
        format!("ciao {}", nome.unwrap_or_default())
    }
    async fn numero(&self, n: i32) -> i32 {
        n
    }
    async fn forse(&self) -> async_graphql::Result<Option<i32>> {
        Err(async_graphql::Error::new("relation \"registro.events\" does not exist")
            .extend_with(|_, e| e.set("code", INTERNAL)))
    }
    async fn sfugge(&self) -> async_graphql::Result<Option<i32>> {
        Err(std::io::Error::other("/etc/segreto").into())
    }
    async fn crolla(&self) -> i32 {
        assert!(std::hint::black_box(false), "segreto");
        1
    }
    async fn attende(&self) -> i32 {
        std::future::pending().await
    }
    #[graphql(complexity = "100 * child_complexity + 100")]
    async fn costoso(&self) -> i32 {
        1
    }
}

struct Mutation;

#[Object]
impl Mutation {
    async fn occupato(&self) -> async_graphql::Result<i32> {
        Err(async_graphql::Error::new("").extend_with(|_, e| e.set("code", UNAVAILABLE)))
    }
    async fn scrive(&self) -> i32 {
        1
    }
    async fn crolla(&self) -> i32 {
        assert!(std::hint::black_box(false), "segreto");
        1
    }
    async fn scrive_a_lungo(&self, ctx: &async_graphql::Context<'_>) -> i32 {
        let passi = ctx.data_unchecked::<Passi>();
        passi.iniziata.notify_one();
        passi.prosegui.notified().await;
        passi.finita.notify_one();
        1
    }
}

/// A mutation of two steps, seen from outside.
#[derive(Clone, Default)]
struct Passi {
    iniziata: Arc<Notify>,
    prosegui: Arc<Notify>,
    finita: Arc<Notify>,
}

#[derive(Clone)]
struct Prova {
    schema: Schema<Query, Mutation, EmptySubscription>,
    ready: bool,
    /// How often somebody asked.
    asked: Arc<AtomicUsize>,
    passi: Passi,
}

impl Application for Prova {
    type Caller = ();

    async fn authenticate(&self, token: &str) -> Result<Result<(), Refusal>, Fault> {
        match token {
            "sgs_prova" => Ok(Ok(())),
            "sgs_guasto" => Err("connection refused on 10.0.0.7".into()),
            _ => Ok(Err(Refusal::TokenNotValid)),
        }
    }

    async fn authenticate_session(&self, cookie: &str, _: Call) -> Result<Result<(), Refusal>, Fault> {
        Ok(if cookie == "aperta" { Ok(()) } else { Err(Refusal::Unauthenticated) })
    }

    fn account((): &()) -> Uuid {
        Uuid::nil()
    }

    fn writes_documents((): &()) -> bool {
        false
    }

    async fn execute(&self, (): (), request: Request) -> Response {
        self.schema.execute(request.data(self.passi.clone())).await
    }

    async fn readiness(&self) -> Readiness {
        self.asked.fetch_add(1, Ordering::Relaxed);
        tokio::task::yield_now().await;
        let checks = vec![("database".into(), true), ("proiezioni".into(), self.ready)];
        Readiness { checks, ..Readiness::default() }
    }
}

fn state(profile: Profilo) -> HttpState<Prova> {
    let schema = Schema::build(Query, Mutation, EmptySubscription).limit_complexity(99).finish();
    let mut state = HttpState::new(
        Prova { schema, ready: true, asked: Arc::default(), passi: Passi::default() },
        profile,
    );
    state.execution_time = Duration::from_millis(50);
    state
}

/// Status, headers and JSON body (null when it is none) of an answer.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
    text: String,
}

impl Answer {
    fn code(&self) -> &str {
        self.body["errors"][0]["extensions"]["code"].as_str().unwrap_or_default()
    }
}

async fn send_to(state: HttpState<Prova>, request: http::Request<Body>) -> Answer {
    let response = router(state).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: serde_json::from_slice(&bytes).unwrap_or_default(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn send(request: http::Request<Body>) -> Answer {
    send_to(state(Profilo::Produzione), request).await
}

fn post() -> http::request::Builder {
    http::Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, TOKEN)
}

fn graphql(query: &str) -> http::Request<Body> {
    post().body(json!({ "query": query }).to_string().into()).unwrap()
}

fn graphql_response(query: &str) -> http::Request<Body> {
    let mut request = graphql(query);
    request.headers_mut().insert(header::ACCEPT, "application/graphql-response+json".parse().unwrap());
    request
}
