//! Whoever means harm: documents that cost more than they look, clients that dawdle, requests without end. Each is
//! refused at once and briefly, and the service stays as it was.

mod attacchi;
mod fidati;
mod frequenze;
mod fuzz;
mod lenti;

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use serde_json::Value;
use std::time::{Duration, Instant};
use tests::Scena;

/// Memory that an attack may cost.
const MEMORIA_MAX: u64 = 50 * 1024 * 1024;

/// An answer, with what it cost.
#[derive(Debug)]
struct Risposta {
    stato: u16,
    lunghezza: usize,
    durata: Duration,
    corpo: Value,
}

impl Risposta {
    fn codice(&self) -> &str {
        self.corpo["errors"][0]["extensions"]["code"].as_str().unwrap_or_default()
    }
}

/// Sends a body to GraphQL in the session of an operator.
async fn invia(scena: &Scena, corpo: impl Into<reqwest::Body>) -> Risposta {
    let url = &scena.processo.url;
    let sessione = scena.segretariato.sessione(url).await.unwrap();
    let inizio = Instant::now();
    let risposta = sessione
        .post(url, "/graphql")
        .header(CONTENT_TYPE, "application/json")
        .header(ACCEPT, "application/graphql-response+json")
        .body(corpo)
        .send()
        .await
        .unwrap();
    let stato = risposta.status().as_u16();
    let byte = risposta.bytes().await.unwrap();
    Risposta {
        stato,
        lunghezza: byte.len(),
        durata: inizio.elapsed(),
        corpo: serde_json::from_slice(&byte).unwrap_or_default(),
    }
}

/// Whether the service has not grown by more than an attack may cost.
async fn controlla_memoria(scena: &Scena, prima: u64) {
    let dopo = scena.processo.memoria().await.unwrap();
    let cresciuta = dopo.saturating_sub(prima);
    eprintln!("memory: {} MiB before, {} MiB more after", prima >> 20, cresciuta >> 20);
    assert!(cresciuta <= MEMORIA_MAX, "grown by {} MiB", cresciuta >> 20);
}
