//! What a question to ANPR costs on our side: signing, hashing and reading, with a kept voucher and a register that
//! answers at once within this process.

use crate::report::Report;
use crate::stats::{Latencies, Measured};
use crate::{Args, Fault};
use anpr_adapter::pdnd::{PemKey, TokenEndpoint};
use anpr_adapter::{Anpr, AnprConfig, Carrier, CasoUso, ServiceConfig};
use axum::http::{HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Utc;
use domain::anagrafe::{ContestoConsultazione, EsitoFamiglia, RegistroAnagrafico};
use futures::FutureExt;
use futures::future::BoxFuture;
use reqwest::{Request, Response};
use rsa::pkcs8::{EncodePrivateKey, LineEnding};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

const HOUSEHOLD: &str = include_str!("../../anpr-adapter/tests/fixtures/c021_family.json");
/// Whose household that is.
const ID: &str = "SC79314CR";
const BASE: &str = "http://register.example";
/// Length of keys, in bits. `docs/anpr.md` has people make the one in the middle, and the bar is for that.
const KEYS: [usize; 3] = [2048, 3072, 4096];
const USUAL_KEY: usize = 3072;
/// Questions at once.
const AT_ONCE: usize = 32;
/// Seconds of one measurement, by default.
const SECONDS: f64 = 2.0;
/// Longest median time that may be added to a call, in milliseconds.
const BAR: f64 = 3.0;

/// Gives vouchers for anything and always the same household.
struct AtOnce;

impl Carrier for AtOnce {
    fn carry(&self, request: Request) -> BoxFuture<'_, Result<Response, reqwest::Error>> {
        let body = match request.url().path() {
            "/token.oauth2" => voucher(&request).unwrap_or_default(),
            _ => HOUSEHOLD.to_owned(),
        };
        let mut answer = axum::http::Response::new(body);
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        futures::future::ready(Ok(Response::from(answer))).boxed()
    }
}

/// The voucher for an assertion; nothing for what is none.
fn voucher(request: &Request) -> Option<String> {
    let form = std::str::from_utf8(request.body()?.as_bytes()?).ok()?;
    let assertion = form.split('&').find_map(|pair| pair.strip_prefix("client_assertion="))?;
    let claims: Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(assertion.split('.').nth(1)?).ok()?).ok()?;
    let granted = json!({ "aud": BASE, "purposeId": claims["purposeId"], "digest": claims["digest"] });
    let token = format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(granted.to_string()));
    Some(json!({ "access_token": token, "token_type": "Bearer", "expires_in": 600 }).to_string())
}

fn anpr(bits: usize) -> Result<Anpr, Fault> {
    let key = rsa::RsaPrivateKey::new(&mut rand::thread_rng(), bits)?;
    let pem = key.to_pkcs8_pem(LineEnding::LF)?;
    let service = ServiceConfig {
        call_url: format!("{BASE}/anpr-service-e002").parse()?,
        audience: BASE.to_owned(),
        purpose_id: "7e1c2c0e-0000-4000-8000-000000000021".to_owned(),
        daily_quota: None,
    };
    let config = AnprConfig {
        client_id: "7e1c2c0e-0000-4000-8000-00000000c11e".to_owned(),
        key: Arc::new(PemKey::parse(pem.as_bytes(), &"k".repeat(43))?),
        endpoint: TokenEndpoint {
            url: format!("{BASE}/token.oauth2").parse()?,
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
    Ok(Anpr::through(Arc::new(AtOnce), config, Arc::new(Utc::now)))
}

async fn ask(anpr: &Anpr) -> Result<(), Fault> {
    let contesto = ContestoConsultazione {
        motivo: "SEGN-2026-000123".to_owned(),
        data_riferimento: Utc::now().date_naive(),
        operatore: "op-1".to_owned(),
        postazione: "bench".to_owned(),
        livello: "LoA2".to_owned(),
    };
    match anpr.famiglia(ID, &contesto).await? {
        EsitoFamiglia::Trovata { .. } => Ok(()),
        EsitoFamiglia::Vuota(_) | EsitoFamiglia::NonRegistrata => Err("no household".into()),
    }
}

/// So many questions at once, again and again.
async fn round(anpr: &Arc<Anpr>, at_once: usize, window: Duration) -> Result<Measured, Fault> {
    let begin = Instant::now();
    let callers = (0..at_once).map(|_| {
        let anpr = Arc::clone(anpr);
        tokio::spawn(async move {
            let mut latencies = Latencies::default();
            while begin.elapsed() < window {
                let from = Instant::now();
                ask(&anpr).await?;
                latencies.add(from.elapsed());
            }
            Ok::<_, Fault>(latencies)
        })
    });
    let mut latencies = Latencies::default();
    for done in futures::future::join_all(callers).await {
        latencies.merge(done??);
    }
    Ok(Measured::of(&mut latencies, begin.elapsed()))
}

/// Measures, and adds table and bar.
pub(crate) async fn measure(args: &Args, report: &mut Report) -> Result<(), Fault> {
    let window = Duration::from_secs_f64(args.seconds.unwrap_or(SECONDS));
    let mut keys = Vec::new();
    for bits in KEYS {
        let anpr = Arc::new(anpr(bits)?);
        // The voucher is got, and kept.
        ask(&anpr).await?;
        keys.push((bits, anpr, Vec::new(), Vec::new()));
    }
    for _ in 0..args.rounds {
        for (_, anpr, alone, together) in &mut keys {
            alone.push(round(anpr, 1, window).await?);
            together.push(round(anpr, AT_ONCE, window).await?);
        }
    }
    report.heading("ANPR: added to each call");
    let mut rows = Vec::new();
    for (bits, _, alone, together) in &keys {
        let (alone, together) = (Measured::median(alone), Measured::median(together));
        rows.push(vec![
            format!("RSA {bits}"),
            format!("{:.2} / {:.2}", alone.p50, alone.p99),
            format!("{:.0}", together.per_second),
        ]);
        if *bits == USUAL_KEY {
            let measured = format!("{:.2} ms", alone.p50);
            report.bar("ANPR: added to a call, p50, kept voucher", "≤ 3 ms", measured, alone.p50 <= BAR);
        }
    }
    report.table(&["key", "p50 / p99, ms", "calls a second, 32 at once"], &rows);
    Ok(())
}
