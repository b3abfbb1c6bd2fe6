//! Every endpoint, over HTTP.

mod admin;
mod caller;
mod gateway;
mod proofs;
mod register;

use super::{AnprSimulator, CasoUso};
use crate::population::{Population, demo};
use serde_json::{Value, json};

/// A simulator with the demo people only.
async fn start() -> AnprSimulator {
    let population = Population::generate(1, 0);
    AnprSimulator::start(([127, 0, 0, 1], 0).into(), population).await.expect("a free port")
}

fn url(simulator: &AnprSimulator, caso_uso: CasoUso) -> String {
    let base = simulator.base_url();
    format!("{base}/govway/rest/in/MinInternoPortaANPR-PDND/{}/v1/anpr-service-e002", caso_uso.segment())
}

fn request(caso_uso: CasoUso, criteri: &Value, giorno: &str) -> Value {
    json!({
        "idOperazioneClient": "1795395600000001",
        "criteriRicerca": criteri,
        "datiRichiesta": {
            "dataRiferimentoRichiesta": giorno,
            "motivoRichiesta": "SEGN-2026-000123",
            "casoUso": caso_uso.as_str(),
        },
    })
}

/// Sends that body, with everything that proves the request.
async fn post(simulator: &AnprSimulator, caso_uso: CasoUso, body: &Value) -> (u16, Value) {
    let answer = caller::Proof::good(simulator, caso_uso, body.to_string()).call(simulator, caso_uso).await;
    assert_eq!(answer.cause, None);
    (answer.status, answer.body)
}

/// Asks as of a day.
async fn ask_at(simulator: &AnprSimulator, caso_uso: CasoUso, criteri: Value, giorno: &str) -> (u16, Value) {
    post(simulator, caso_uso, &request(caso_uso, &criteri, giorno)).await
}

async fn ask(simulator: &AnprSimulator, caso_uso: CasoUso, criteri: Value) -> (u16, Value) {
    ask_at(simulator, caso_uso, criteri, "2026-11-23").await
}

/// ID ANPR of the persons in an answer, in order.
fn ids(body: &Value) -> Vec<&str> {
    let soggetti = body["listaSoggetti"]["datiSoggetto"].as_array().expect("persons");
    soggetti.iter().map(|s| s["identificativi"]["idANPR"].as_str().expect("an ID")).collect()
}
