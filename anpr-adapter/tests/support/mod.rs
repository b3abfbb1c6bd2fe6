//! A register that answers from fixtures and remembers what it was asked, with a PDND that gives vouchers for anything.
//! What the chain must prove is tested where it is checked for real: against the simulator.

#![allow(
    clippy::expect_used,
    unreachable_pub,
    reason = "helpers of tests, outside the test functions themselves"
)]

use anpr_adapter::pdnd::{PemKey, TokenEndpoint};
use anpr_adapter::{Anpr, AnprConfig, CasoUso, ServiceConfig};
use axum::body::Body;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, Response, header};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::DateTime;
use domain::anagrafe::ContestoConsultazione;
use rsa::pkcs8::{EncodePrivateKey, LineEnding};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;
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
            .route("/token.oauth2", post(voucher))
            .with_state(Arc::clone(&register));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let base_url = format!("http://{}", listener.local_addr().expect("an address"));
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("serves") });
        Self { base_url, register, server }
    }

    /// Scheme and host.
    pub fn base_url(&self) -> &str {
        &self.base_url
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
    let mut config = config(base_url);
    change(&mut config);
    let now = DateTime::from_timestamp_millis(NOW_MILLIS).expect("an instant");
    Anpr::new(config, Arc::new(move || now)).expect("a client")
}

/// Made once for all tests of this process; never stored.
static KEY: LazyLock<Arc<PemKey>> = LazyLock::new(|| {
    let key = rsa::RsaPrivateKey::new(&mut rand::thread_rng(), 2048).expect("a key");
    let pem = key.to_pkcs8_pem(LineEnding::LF).expect("PEM");
    Arc::new(PemKey::parse(pem.as_bytes(), &"k".repeat(43)).expect("a key that can sign"))
});

/// How a use case is called at that address.
pub fn service(base_url: &str, caso_uso: CasoUso) -> (CasoUso, ServiceConfig) {
    let call_url = format!(
        "{base_url}/govway/rest/in/MinInternoPortaANPR-PDND/{}/v1/anpr-service-e002",
        caso_uso.segment()
    );
    let service = ServiceConfig {
        call_url: call_url.parse().expect("an address"),
        audience: format!("audience of {}", caso_uso.as_str()),
        purpose_id: format!("7e1c2c0e-0000-4000-8000-000000000{}", &caso_uso.as_str()[1..]),
        daily_quota: None,
    };
    (caso_uso, service)
}

fn config(base_url: &str) -> AnprConfig {
    AnprConfig {
        client_id: "7e1c2c0e-0000-4000-8000-00000000c11e".to_owned(),
        key: Arc::clone(&KEY),
        endpoint: TokenEndpoint {
            url: format!("{base_url}/token.oauth2").parse().expect("an address"),
            audience: "auth.example/client-assertion".to_owned(),
        },
        services: [CasoUso::C030, CasoUso::C015, CasoUso::C019, CasoUso::C021]
            .map(|caso_uso| service(base_url, caso_uso))
            .into(),
        extra_roots: Vec::new(),
        timeout: Duration::from_secs(5),
        connect_timeout: Duration::from_secs(5),
        max_answer_bytes: 2 * 1024 * 1024,
        https_only: false,
        checks: None,
    }
}

/// A voucher for whatever the assertion asks.
async fn voucher(Form(form): Form<HashMap<String, String>>) -> Json<Value> {
    let claims = form["client_assertion"].split('.').nth(1).expect("claims");
    let claims: Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).expect("base64url")).expect("JSON");
    let purpose = claims["purposeId"].as_str().expect("text");
    let voucher = json!({
        "aud": format!("audience of C{}", &purpose[purpose.len() - 3..]),
        "purposeId": purpose,
        "digest": claims["digest"],
    });
    let token = format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(voucher.to_string()));
    Json(json!({ "access_token": token, "token_type": "Bearer", "expires_in": 600 }))
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
        livello: "LoA2".to_owned(),
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
