//! What a question costs on our side: signing, hashing and reading, with a kept voucher and a register that answers at
//! once. `cargo run --release -p anpr-adapter --example cost`; figures are in `docs/anpr.md`.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::cast_precision_loss,
    reason = "a program for whoever sits before it"
)]

use anpr_adapter::pdnd::{PemKey, TokenEndpoint};
use anpr_adapter::{Anpr, AnprConfig, Carrier, CasoUso, ServiceConfig};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Utc;
use domain::anagrafe::{ContestoConsultazione, EsitoFamiglia, RegistroAnagrafico};
use futures::FutureExt;
use futures::future::BoxFuture;
use reqwest::{Error, Request, Response};
use rsa::pkcs8::{EncodePrivateKey, LineEnding};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

const HOUSEHOLD: &str = include_str!("../tests/fixtures/c021_family.json");
const ID: &str = "SC79314CR";
const BASE: &str = "http://register.example";
/// Questions one after the other.
const CALLS: usize = 2_000;
/// Questions at once, and how many of each.
const AT_ONCE: usize = 32;
const EACH: usize = 250;

/// Gives vouchers for anything and always the same household.
struct AtOnce;

impl Carrier for AtOnce {
    fn carry(&self, request: Request) -> BoxFuture<'_, Result<Response, Error>> {
        let body = match request.url().path() {
            "/token.oauth2" => voucher(&request),
            _ => HOUSEHOLD.to_owned(),
        };
        let mut answer = axum::http::Response::new(body);
        let json = axum::http::HeaderValue::from_static("application/json");
        answer.headers_mut().insert(axum::http::header::CONTENT_TYPE, json);
        futures::future::ready(Ok(Response::from(answer))).boxed()
    }
}

fn voucher(request: &Request) -> String {
    let body = request.body().and_then(reqwest::Body::as_bytes).expect("a form");
    let form: HashMap<String, String> = url::form_urlencoded::parse(body).into_owned().collect();
    let claims = form["client_assertion"].split('.').nth(1).expect("claims");
    let claims: Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).expect("base64url")).expect("JSON");
    let granted = json!({ "aud": BASE, "purposeId": claims["purposeId"], "digest": claims["digest"] });
    let token = format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(granted.to_string()));
    json!({ "access_token": token, "token_type": "Bearer", "expires_in": 600 }).to_string()
}

fn anpr(bits: usize) -> Anpr {
    let key = rsa::RsaPrivateKey::new(&mut rand::thread_rng(), bits).expect("a key");
    let pem = key.to_pkcs8_pem(LineEnding::LF).expect("PEM");
    let service = ServiceConfig {
        call_url: format!("{BASE}/anpr-service-e002").parse().expect("an address"),
        audience: BASE.to_owned(),
        purpose_id: "7e1c2c0e-0000-4000-8000-000000000021".to_owned(),
        daily_quota: None,
    };
    let config = AnprConfig {
        client_id: "7e1c2c0e-0000-4000-8000-00000000c11e".to_owned(),
        key: Arc::new(PemKey::parse(pem.as_bytes(), &"k".repeat(43)).expect("a key that signs")),
        endpoint: TokenEndpoint {
            url: format!("{BASE}/token.oauth2").parse().expect("an address"),
            audience: "auth.example/client-assertion".to_owned(),
        },
        services: [(CasoUso::C021, service)].into(),
        extra_roots: Vec::new(),
        timeout: Duration::from_secs(20),
        connect_timeout: Duration::from_secs(5),
        max_answer_bytes: 2 * 1024 * 1024,
        https_only: false,
        checks: None,
    };
    Anpr::through(Arc::new(AtOnce), config, Arc::new(Utc::now))
}

async fn ask(anpr: &Anpr) {
    let contesto = ContestoConsultazione {
        motivo: "SEGN-2026-000123".to_owned(),
        data_riferimento: Utc::now().date_naive(),
        operatore: "op-1".to_owned(),
        postazione: "bench".to_owned(),
        livello: "LoA2".to_owned(),
    };
    let household = anpr.famiglia(ID, &contesto).await;
    assert!(matches!(household, Ok(EsitoFamiglia::Trovata { .. })), "a household");
}

async fn measure(bits: usize) {
    let anpr = Arc::new(anpr(bits));
    ask(&anpr).await;
    let mut took = Vec::with_capacity(CALLS);
    for _ in 0..CALLS {
        let begin = Instant::now();
        ask(&anpr).await;
        took.push(begin.elapsed());
    }
    took.sort_unstable();
    let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)];
    println!("RSA {bits}: added per call p50 {:?}, p95 {:?}, p99 {:?}", at(50), at(95), at(99));
    let begin = Instant::now();
    let tasks = (0..AT_ONCE).map(|_| {
        let anpr = Arc::clone(&anpr);
        tokio::spawn(async move {
            for _ in 0..EACH {
                ask(&anpr).await;
            }
        })
    });
    futures::future::join_all(tasks).await.into_iter().for_each(|done| done.expect("answered"));
    let rate = (AT_ONCE * EACH) as f64 / begin.elapsed().as_secs_f64();
    println!("RSA {bits}: {rate:.0} calls a second with {AT_ONCE} at once");
}

#[tokio::main]
async fn main() {
    for bits in [2048, 3072, 4096] {
        measure(bits).await;
    }
}
