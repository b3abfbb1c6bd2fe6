//! Answers that the register never gives, but a broken or foreign machine may.

use axum::http::StatusCode;
use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use serde_json::{Value, json};

/// Bytes that are changed at most.
const CHANGES: usize = 6;

/// What a machine of somebody else might answer: content type and body. Names whom it was asked about, as a careless
/// one would.
pub(super) fn foreign(request: &[u8]) -> (&'static str, String) {
    let asked = String::from_utf8_lossy(request);
    match asked.len() % 3 {
        0 => ("text/html", format!("<html><body>Accesso negato: {asked}</body></html>")),
        1 => ("application/json", json!({ "message": "no route", "request": asked }).to_string()),
        _ => ("application/json", json!([{ "listaSoggetti": asked }, 7, null]).to_string()),
    }
}

/// An error of the register with a code of no list, and with a text that quotes the request.
pub(super) fn unknown_code(request: &[u8]) -> (StatusCode, Value) {
    let asked = String::from_utf8_lossy(request);
    let status = [StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND, StatusCode::CONFLICT][asked.len() % 3];
    let error = json!({
        "codiceErroreAnomalia": format!("ZZ{}", asked.len()),
        "testoErroreAnomalia": format!("Errore imprevisto: {asked}\n\u{1b}[31m"),
        "tipoErroreAnomalia": "Q",
    });
    (status, json!({ "idOperazioneANPR": "1", "listaErrori": [error] }))
}

/// The body with some bytes changed, removed or doubled.
pub(super) fn altered(body: &Value, seed: u64) -> Vec<u8> {
    let mut bytes = body.to_string().into_bytes();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for _ in 0..random.gen_range(1..=CHANGES) {
        let place = random.gen_range(0..bytes.len());
        match [0, 1, 2].choose(&mut random) {
            Some(0) => bytes[place] = random.r#gen(),
            Some(1) => drop(bytes.remove(place)),
            _ => bytes.insert(place, bytes[place]),
        }
    }
    bytes
}
