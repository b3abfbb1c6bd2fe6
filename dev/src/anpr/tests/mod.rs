//! Every endpoint, over HTTP.

mod admin;
mod gateway;
mod register;

use super::{AnprSimulator, CasoUso};
use crate::population::{Population, demo};
use serde_json::{Value, json};

/// A simulator with the demo people only.
async fn start() -> AnprSimulator {
    let population = Population::generate(1, 0);
    AnprSimulator::start(([127, 0, 0, 1], 0).into(), population).await.expect("a free port")
}

fn segment(caso_uso: CasoUso) -> &'static str {
    match caso_uso {
        CasoUso::C015 => "C015-servizioAccertamentoGeneralita",
        CasoUso::C021 => "C021-servizioAccertamentoStatoFamiglia",
        CasoUso::C030 => "C030-servizioAccertamentoIdUnicoNazionale",
    }
}

fn url(simulator: &AnprSimulator, caso_uso: CasoUso) -> String {
    let base = simulator.base_url();
    format!("{base}/govway/rest/in/MinInternoPortaANPR-PDND/{}/v1/anpr-service-e002", segment(caso_uso))
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

async fn post(url: &str, body: &Value) -> (u16, Value) {
    let response = reqwest::Client::new().post(url).json(body).send().await.expect("an answer");
    (response.status().as_u16(), response.json().await.expect("JSON"))
}

/// Asks as of a day.
async fn ask_at(simulator: &AnprSimulator, caso_uso: CasoUso, criteri: Value, giorno: &str) -> (u16, Value) {
    post(&url(simulator, caso_uso), &request(caso_uso, &criteri, giorno)).await
}

async fn ask(simulator: &AnprSimulator, caso_uso: CasoUso, criteri: Value) -> (u16, Value) {
    ask_at(simulator, caso_uso, criteri, "2026-11-23").await
}

/// ID ANPR of the persons in an answer, in order.
fn ids(body: &Value) -> Vec<&str> {
    let soggetti = body["listaSoggetti"]["datiSoggetto"].as_array().expect("persons");
    soggetti.iter().map(|s| s["identificativi"]["idANPR"].as_str().expect("an ID")).collect()
}
