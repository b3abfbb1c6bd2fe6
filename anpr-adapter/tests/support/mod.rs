//! A register that answers from fixtures and remembers what it was asked.

#![allow(
    clippy::expect_used,
    unreachable_pub,
    reason = "helpers of tests, outside the test functions themselves"
)]

use anpr_adapter::security::Unsigned;
use anpr_adapter::{Anpr, AnprConfig};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, header};
use axum::routing::post;
use chrono::DateTime;
use domain::anagrafe::ContestoConsultazione;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The person of the fixtures.
pub const CF: &str = "SRFCRL79C54M082E";
/// Her ID ANPR.
pub const ID: &str = "SC79314CR";
/// What the clock of the adapter says.
pub const NOW_MILLIS: i64 = 1_795_395_600_000;

/// What a use case answers.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    content_type: String,
    body: Option<String>,
}

impl Answer {
    /// Success, from a fixture.
    pub fn ok(nome: &str) -> Self {
        Self::text(200, "application/json", &fixture(nome))
    }

    /// An error of the register or its gateway, from a fixture.
    pub fn ko(status: u16, nome: &str) -> Self {
        Self::text(status, "application/problem+json", &fixture(nome))
    }

    /// Anything.
    pub fn text(status: u16, content_type: &str, body: &str) -> Self {
        Self { status, content_type: content_type.to_owned(), body: Some(body.to_owned()) }
    }

    /// Headers, then silence.
    pub fn never() -> Self {
        Self { body: None, ..Self::text(200, "application/json", "") }
    }
}

/// A request as it arrived.
#[derive(Clone)]
pub struct Call {
    pub segment: String,
    pub content_type: String,
    pub body: Value,
}

struct Register {
    answers: HashMap<&'static str, Answer>,
    calls: Mutex<Vec<Call>>,
}

pub struct Stub {
    base_url: String,
    register: Arc<Register>,
    server: JoinHandle<()>,
}

impl Stub {
    /// Serves on a free port; the keys are use cases.
    pub async fn start<const N: usize>(answers: [(&'static str, Answer); N]) -> Self {
        let register = Arc::new(Register { answers: answers.into(), calls: Mutex::default() });
        let router = Router::new()
            .route("/govway/rest/in/MinInternoPortaANPR-PDND/{segment}/v1/anpr-service-e002", post(answer))
            .with_state(Arc::clone(&register));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let base_url = format!("http://{}", listener.local_addr().expect("an address"));
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("serves") });
        Self { base_url, register, server }
    }

    /// The adapter, pointed here.
    pub fn anpr(&self) -> Anpr {
        self.anpr_with(|_| {})
    }

    /// The adapter, pointed here, with another configuration.
    pub fn anpr_with(&self, change: impl FnOnce(&mut AnprConfig)) -> Anpr {
        anpr(&self.base_url, change)
    }

    /// What was asked so far.
    pub fn calls(&self) -> Vec<Call> {
        self.register.calls.lock().expect("not poisoned").clone()
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.server.abort();
    }
}

pub fn anpr(base_url: &str, change: impl FnOnce(&mut AnprConfig)) -> Anpr {
    let mut config = AnprConfig::from_base_url(base_url).expect("an address");
    change(&mut config);
    let now = DateTime::from_timestamp_millis(NOW_MILLIS).expect("an instant");
    Anpr::new(config, Unsigned, Arc::new(move || now)).expect("a client")
}

/// A port nobody listens on.
pub async fn unused_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

pub fn contesto() -> ContestoConsultazione {
    ContestoConsultazione {
        motivo: "SEGN-2026-000123".to_owned(),
        data_riferimento: "2026-11-23".parse().expect("a date"),
        operatore: "op-1".to_owned(),
        postazione: "test".to_owned(),
    }
}

pub fn fixture(nome: &str) -> String {
    let percorso = format!("{}/tests/fixtures/{nome}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&percorso).expect(&percorso)
}

async fn answer(
    State(register): State<Arc<Register>>,
    Path(segment): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response<Body> {
    let answer = register.answers.get(&segment[..4]).cloned().expect("a use case of the test");
    let content_type = headers[header::CONTENT_TYPE].to_str().expect("text").to_owned();
    let call = Call { segment, content_type, body: serde_json::from_str(&body).expect("JSON") };
    register.calls.lock().expect("not poisoned").push(call);
    let Some(body) = answer.body else { return std::future::pending().await };
    Response::builder()
        .status(answer.status)
        .header(header::CONTENT_TYPE, answer.content_type)
        .body(Body::from(body))
        .expect("a response")
}
