//! The chain against a token endpoint: what is kept, for whom, for how long.

use super::super::{Client, PdndSigner, TokenEndpoint};
use super::{AUDIENCE, CLIENT, PURPOSE, key, now, opened};
use crate::CasoUso;
use crate::security::{OutgoingRequest, RequestSigner};
use axum::extract::{Form, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use domain::anagrafe::{ContestoConsultazione, ErroreAnagrafe};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What the endpoint was asked, and what it does.
#[derive(Default)]
struct Pdnd {
    /// Claims of the assertions received.
    asked: Mutex<Vec<Value>>,
    /// Answers with this instead of a voucher.
    refusal: Mutex<Option<(u16, Value)>>,
    /// Claims of the voucher that differ from what they should be.
    altered: Mutex<Value>,
    /// Seconds since the beginning of the test, by the signer's clock.
    passed: Arc<AtomicI64>,
    /// How far its clock is behind the signer's, in seconds.
    behind: AtomicI64,
}

impl Pdnd {
    fn date(&self) -> HeaderValue {
        let seconds = self.passed.load(Ordering::Relaxed) - self.behind.load(Ordering::Relaxed);
        let there: DateTime<Utc> = now() + Duration::seconds(seconds);
        let text = there.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        HeaderValue::from_str(&text).expect("a date")
    }
}

async fn token(State(pdnd): State<Arc<Pdnd>>, Form(form): Form<HashMap<String, String>>) -> Response {
    assert_eq!(form["client_id"], CLIENT);
    assert_eq!(form["grant_type"], "client_credentials");
    assert_eq!(form["client_assertion_type"], "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    let (_, claims) = opened(&form["client_assertion"]);
    pdnd.asked.lock().expect("not poisoned").push(claims.clone());
    if let Some((status, body)) = pdnd.refusal.lock().expect("not poisoned").clone() {
        return (StatusCode::from_u16(status).expect("a status"), Json(body)).into_response();
    }
    let mut voucher =
        json!({ "aud": AUDIENCE, "purposeId": claims["purposeId"], "digest": claims["digest"] });
    for (name, value) in pdnd.altered.lock().expect("not poisoned").as_object().into_iter().flatten() {
        voucher[name] = value.clone();
    }
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let token = format!("{}.{}.c2ln", part(&json!({ "typ": "at+jwt" })), part(&voucher));
    let body = json!({ "access_token": token, "token_type": "Bearer", "expires_in": 600 });
    ([("date", pdnd.date())], Json(body)).into_response()
}

/// Signer, endpoint, and a clock that can be moved.
struct Scene {
    pdnd: Arc<Pdnd>,
    signer: Arc<PdndSigner>,
    seconds: Arc<AtomicI64>,
}

impl Scene {
    async fn new() -> Self {
        let pdnd = Arc::new(Pdnd::default());
        let router = Router::new().route("/token.oauth2", post(token)).with_state(Arc::clone(&pdnd));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/token.oauth2", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let endpoint = TokenEndpoint {
            url: url.parse().expect("an address"),
            audience: "auth.example/client-assertion".to_owned(),
        };
        let client = Client { client_id: CLIENT.to_owned(), key: key(), endpoint };
        let seconds = Arc::clone(&pdnd.passed);
        let passed = Arc::clone(&seconds);
        let clock = move || now() + Duration::seconds(passed.load(Ordering::Relaxed));
        let signer = Arc::new(PdndSigner::new(client, Arc::new(reqwest::Client::new()), Arc::new(clock)));
        Self { pdnd, signer, seconds }
    }

    /// Headers for a request of that operator.
    async fn headers(&self, operatore: &str, livello: &str) -> Result<HeaderMap, ErroreAnagrafe> {
        let contesto = contesto(operatore, livello);
        let request = request(&contesto);
        let headers = self.signer.headers(&request).await?;
        Ok(headers)
    }

    fn asked(&self) -> usize {
        self.pdnd.asked.lock().expect("not poisoned").len()
    }
}

fn contesto(operatore: &str, livello: &str) -> ContestoConsultazione {
    ContestoConsultazione {
        motivo: "SEGN-1".to_owned(),
        data_riferimento: now().date_naive(),
        operatore: operatore.to_owned(),
        postazione: "p1".to_owned(),
        livello: livello.to_owned(),
    }
}

fn request(contesto: &ContestoConsultazione) -> OutgoingRequest<'_> {
    OutgoingRequest {
        caso_uso: CasoUso::C030,
        audience: AUDIENCE,
        purpose_id: PURPOSE,
        body: b"{}",
        contesto,
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers[name].to_str().expect("text")
}

#[tokio::test]
async fn a_request_carries_voucher_evidence_signature_and_digest_that_fit_together() {
    let scene = Scene::new().await;
    let headers = scene.headers("op-1", "LoA2").await.expect("proved");
    let evidence = text(&headers, "agid-jwt-trackingevidence");
    let (_, claims) = opened(evidence);
    assert_eq!(claims["userID"], "op-1");
    let asked = scene.pdnd.asked.lock().expect("not poisoned")[0].clone();
    assert_eq!(asked["digest"]["value"], super::super::assertion::digest(evidence));
    let voucher = text(&headers, "authorization").strip_prefix("Bearer ").expect("a bearer");
    assert_eq!(super::super::jws::claims(voucher).expect("claims")["digest"], asked["digest"]);
    let (_, signature) = opened(text(&headers, "agid-jwt-signature"));
    assert_eq!(signature["signed_headers"][0]["digest"], text(&headers, "digest"));
    assert!(headers.values().all(HeaderValue::is_sensitive));
}

#[tokio::test]
async fn voucher_and_evidence_are_kept_together_and_the_signature_is_always_fresh() {
    let scene = Scene::new().await;
    let first = scene.headers("op-1", "LoA2").await.expect("proved");
    scene.seconds.store(560, Ordering::Relaxed);
    let second = scene.headers("op-1", "LoA2").await.expect("proved");
    assert_eq!(scene.asked(), 1);
    for name in ["authorization", "agid-jwt-trackingevidence"] {
        assert_eq!(first[name], second[name], "{name}");
    }
    assert_ne!(first["agid-jwt-signature"], second["agid-jwt-signature"]);
    // Thirty seconds before its end the pair is given up.
    scene.seconds.store(566, Ordering::Relaxed);
    let third = scene.headers("op-1", "LoA2").await.expect("proved");
    assert_eq!(scene.asked(), 2);
    assert_ne!(first["agid-jwt-trackingevidence"], third["agid-jwt-trackingevidence"]);
}

#[tokio::test]
async fn a_voucher_of_one_operator_never_serves_another() {
    let scene = Scene::new().await;
    let mut seen = Vec::new();
    for (operatore, livello) in [("op-1", "LoA2"), ("op-2", "LoA2"), ("op-1", "LoA3")] {
        let headers = scene.headers(operatore, livello).await.expect("proved");
        let (_, claims) = opened(text(&headers, "agid-jwt-trackingevidence"));
        assert_eq!((&claims["userID"], &claims["LoA"]), (&json!(operatore), &json!(livello)));
        seen.push(text(&headers, "authorization").to_owned());
    }
    assert_eq!(scene.asked(), 3);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 3);
}

#[tokio::test]
async fn requests_at_once_wait_for_one_voucher() {
    let scene = Scene::new().await;
    let all = (0..16).map(|_| scene.headers("op-1", "LoA2"));
    for headers in futures::future::join_all(all).await {
        headers.expect("proved");
    }
    assert_eq!(scene.asked(), 1);
}

#[tokio::test]
async fn a_forgotten_pair_is_made_anew() {
    let scene = Scene::new().await;
    scene.headers("op-1", "LoA2").await.expect("proved");
    let contesto = contesto("op-1", "LoA2");
    scene.signer.forget(&request(&contesto)).await;
    scene.headers("op-1", "LoA2").await.expect("proved");
    assert_eq!(scene.asked(), 2);
}

#[tokio::test]
async fn a_voucher_that_is_not_for_us_is_never_used() {
    let scene = Scene::new().await;
    for (altered, reason) in [
        (
            json!({ "aud": "https://anpr.example/elsewhere" }),
            "voucher for another e-service: check the audience and the purpose",
        ),
        (json!({ "purposeId": CLIENT }), "voucher for another purpose"),
        (
            json!({ "digest": { "alg": "SHA256", "value": "0".repeat(64) } }),
            "voucher not bound to our evidence",
        ),
    ] {
        *scene.pdnd.altered.lock().expect("not poisoned") = altered;
        match scene.headers("op-1", "LoA2").await {
            Err(ErroreAnagrafe::RispostaNonValida(found)) => assert_eq!(found, reason),
            other => panic!("{reason}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_refusal_of_pdnd_is_told_with_what_the_help_desk_asks_for() {
    let scene = Scene::new().await;
    let body = crate::tests::fixture("pdnd_refused");
    *scene.pdnd.refusal.lock().expect("not poisoned") = Some((400, body));
    let Err(ErroreAnagrafe::RichiestaRifiutata(text)) = scene.headers("op-1", "LoA2").await else {
        panic!("not refused")
    };
    assert_eq!(
        text,
        "PDND gave no voucher: HTTP 400, code 015-0008, correlation id c5000001-0000-4000-8000-000000000001"
    );
    for status in [429, 500, 503] {
        *scene.pdnd.refusal.lock().expect("not poisoned") = Some((status, json!({})));
        let refused = scene.headers("op-1", "LoA2").await;
        assert!(matches!(refused, Err(ErroreAnagrafe::NonDisponibile(_))), "{status}");
    }
}

#[tokio::test]
async fn a_clock_of_ours_that_runs_ahead_is_corrected_by_what_the_other_side_says() {
    let scene = Scene::new().await;
    scene.pdnd.behind.store(90, Ordering::Relaxed);
    scene.headers("op-1", "LoA2").await.expect("proved");
    assert_eq!(scene.signer.clock_offset(), Duration::seconds(-90));
    let headers = scene.headers("op-2", "LoA2").await.expect("proved");
    let (_, claims) = opened(text(&headers, "agid-jwt-trackingevidence"));
    assert_eq!(claims["iat"], now().timestamp() - 95);
}
