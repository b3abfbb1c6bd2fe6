//! Documents made of chance: pieces of the grammar in any order, and good documents with something changed. Whatever
//! they are, the answer is JSON of ours, short when it is a refusal, and repeats nothing.

use super::{controlla_memoria, invia};
use crate::operazioni::Schema;
use crate::seme;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use tests::Scena;

const PROVE: usize = 1_500;
/// A word that no schema has, to be found again if an answer repeats it.
const SPIA: &str = "zzspia";
const CODICI: [&str; 9] = [
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "LIMIT_EXCEEDED",
    "BAD_USER_INPUT",
    "BAD_REQUEST",
    "BATCH_NOT_SUPPORTED",
    "FORBIDDEN",
    "INSUFFICIENT_SCOPE",
    "PAYLOAD_TOO_LARGE",
];
const PEZZI: [&str; 44] = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    "!",
    "=",
    "$",
    "@",
    "...",
    "|",
    "&",
    ",",
    "#x\n",
    "\"zzspia\"",
    "\"\"\"zzspia\"\"\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"",
    "\\",
    "\u{0}",
    "\u{202e}",
    "1",
    "-1",
    "1e999",
    "99999999999999999999",
    "true",
    "null",
    "query",
    "mutation",
    "subscription",
    "fragment",
    "on",
    "__typename",
    "__schema",
    "io",
    "soggetto",
    "zzspia",
    "@include(if: true)",
    "@skip(if: $zzspia)",
    "... on Query",
    "input",
];

/// Pieces in any order.
fn a_caso(rng: &mut ChaCha8Rng) -> String {
    let quanti = rng.gen_range(1..60);
    (0..quanti).map(|_| *PEZZI.choose(rng).unwrap()).collect::<Vec<_>>().join(" ")
}

/// A good document with pieces put in, taken out, or repeated.
fn guastato(rng: &mut ChaCha8Rng, buoni: &[String]) -> String {
    let buono = buoni.choose(rng).unwrap();
    let mut parole: Vec<&str> = buono.split(' ').collect();
    for _ in 0..rng.gen_range(1..6) {
        let posto = rng.gen_range(0..parole.len());
        match rng.gen_range(0..4) {
            0 => parole.insert(posto, PEZZI.choose(rng).unwrap()),
            1 if parole.len() > 1 => {
                parole.remove(posto);
            }
            2 => {
                let fino_a = rng.gen_range(posto..parole.len()).min(posto + 40);
                let pezzo: Vec<&str> = parole[posto..=fino_a].to_vec();
                for _ in 0..rng.gen_range(1..30) {
                    parole.splice(posto..posto, pezzo.iter().copied());
                }
            }
            _ => {
                let altro = rng.gen_range(0..parole.len());
                parole.swap(posto, altro);
            }
        }
    }
    parole.join(" ")
}

#[tokio::test]
async fn whatever_is_sent_is_answered_in_our_own_words() {
    let mut rng = ChaCha8Rng::seed_from_u64(seme());
    let scena = Scena::con(1, &[("SIGESS_LOG", "info,sqlx=warn")]).await.unwrap();
    let buoni: Vec<String> =
        Schema::served().operations(1, &|_| json!(SPIA)).into_iter().map(|o| o.document).collect();
    invia(&scena, json!({ "query": "{ io { puoOperare } }" }).to_string()).await;
    let prima = scena.processo.memoria().await.unwrap();
    let mut rifiutati = 0;
    for _ in 0..PROVE {
        let query = if rng.r#gen() { a_caso(&mut rng) } else { guastato(&mut rng, &buoni) };
        let mut corpo = json!({ "query": query, "variables": { "zzspia": SPIA } }).to_string().into_bytes();
        if rng.gen_ratio(1, 10) {
            let posto = rng.gen_range(0..corpo.len());
            corpo[posto] = rng.r#gen();
        }
        let risposta = invia(&scena, corpo).await;
        if risposta.corpo.get("errors").is_none() {
            assert!(risposta.corpo.get("data").is_some(), "{query}: {risposta:?}");
            continue;
        }
        rifiutati += 1;
        assert!(CODICI.contains(&risposta.codice()), "{query}: {risposta:?}");
        assert!(!risposta.corpo["errors"][0]["message"].to_string().contains(SPIA), "{query}: {risposta:?}");
        // Nothing was carried out: it is a refusal.
        let breve = risposta.corpo.get("data").is_some() || risposta.lunghezza <= 2048;
        assert!(breve, "{} bytes for {query:.300}", risposta.lunghezza);
    }
    assert!(rifiutati > PROVE / 2, "{rifiutati} of {PROVE} were refused");
    controlla_memoria(&scena, prima).await;
}
