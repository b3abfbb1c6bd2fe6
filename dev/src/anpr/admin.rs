//! `/_sim`: what developers and tests need and the register has not.

use super::{CasoUso, Change, Fault, Script, Simulator};
use crate::population::{DEMO, ErroreSpostamento, Population};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// People shown when nothing else is asked for.
const DEFAULT_LIMIT: usize = 20;

/// `POST /_sim/faults`, for example `{"service":"C030","kind":"slow","delay_ms":3000,"times":2}`.
pub(super) async fn add_fault(
    State(simulator): State<Arc<Simulator>>,
    Json(fault): Json<Fault>,
) -> StatusCode {
    simulator.inject(fault);
    StatusCode::NO_CONTENT
}

/// `DELETE /_sim/faults`.
pub(super) async fn clear_faults(State(simulator): State<Arc<Simulator>>) -> StatusCode {
    simulator.clear_faults();
    StatusCode::NO_CONTENT
}

/// `GET /_sim/calls`: calls of each use case.
pub(super) async fn calls(State(simulator): State<Arc<Simulator>>) -> Json<BTreeMap<CasoUso, u64>> {
    Json(simulator.calls())
}

/// `DELETE /_sim/calls`: counts from zero again.
pub(super) async fn reset_calls(State(simulator): State<Arc<Simulator>>) -> StatusCode {
    simulator.reset_calls();
    StatusCode::NO_CONTENT
}

/// Which people to list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeopleQuery {
    /// Beginning of the surname; without it, the demo people are listed.
    cognome: Option<String>,
    /// At most so many.
    limit: Option<usize>,
}

/// `GET /_sim/people`, `GET /_sim/people?cognome=ROS&limit=5`: codici fiscali to try.
pub(super) async fn people(
    State(simulator): State<Arc<Simulator>>,
    Query(query): Query<PeopleQuery>,
) -> Json<Value> {
    let Some(cognome) = query.cognome else {
        let demo = DEMO.iter().map(|d| json!({ "codiceFiscale": d.codice_fiscale, "caso": d.caso }));
        return Json(demo.take(query.limit.unwrap_or(usize::MAX)).collect());
    };
    let inizio = cognome.to_uppercase();
    Json(simulator.read(|population| {
        let trovate = population.persone().iter().enumerate();
        let trovate = trovate.filter(|(_, p)| p.cognome.as_deref().is_some_and(|c| c.starts_with(&inizio)));
        trovate
            .take(query.limit.unwrap_or(DEFAULT_LIMIT))
            .map(|(indice, _)| card(population, indice))
            .collect()
    }))
}

fn card(population: &Population, indice: usize) -> Value {
    let persona = &population.persone()[indice];
    let componenti = population.famiglia_di(indice).map(|f| f.componenti.len());
    json!({
        "codiceFiscale": persona.codice_fiscale,
        "idANPR": persona.id_anpr,
        "cognome": persona.cognome,
        "nome": persona.nome,
        "dataNascita": persona.nascita.data,
        "componentiFamiglia": componenti,
    })
}

/// `POST /_sim/households`, for example `{"change":"remove","person":"RSSLSS00B02M082H"}`.
pub(super) async fn change_household(
    State(simulator): State<Arc<Simulator>>,
    Json(change): Json<Change>,
) -> Response {
    answer(simulator.change(|population| change.apply(population)).map_err(|e| (e, e.to_string())))
}

/// `POST /_sim/script`: see [`Script`].
pub(super) async fn run_script(
    State(simulator): State<Arc<Simulator>>,
    Json(script): Json<Script>,
) -> Response {
    answer(simulator.run(&script).map_err(|e| (e.cause, e.to_string())))
}

fn answer(done: Result<(), (ErroreSpostamento, String)>) -> Response {
    let Err((cause, text)) = done else { return StatusCode::NO_CONTENT.into_response() };
    let status = match cause {
        ErroreSpostamento::Sconosciuta => StatusCode::NOT_FOUND,
        _ => StatusCode::CONFLICT,
    };
    (status, Json(json!({ "error": text }))).into_response()
}
