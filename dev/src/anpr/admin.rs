//! `/_sim`: what developers and tests need and the register has not.

use super::{CasoUso, Fault, Simulator};
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

/// A change of one household; people are named by codice fiscale or ID ANPR.
#[derive(Deserialize)]
#[serde(tag = "change", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum HouseholdChange {
    /// Somebody moves into the household of somebody else.
    Add {
        /// Who moves.
        person: String,
        /// To whom.
        with: String,
        /// `codiceLegame` to the intestatario.
        codice_legame: u8,
    },
    /// Somebody moves out, into a household of his own.
    Remove {
        /// Who moves.
        person: String,
    },
}

/// `POST /_sim/households`, for example `{"change":"remove","person":"RSSLSS00B02M082H"}`.
///
/// The new relation holds since the household exists, so that it shows whatever the reference date.
pub(super) async fn change_household(
    State(simulator): State<Arc<Simulator>>,
    Json(change): Json<HouseholdChange>,
) -> Response {
    match simulator.change(|population| apply(population, &change)) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            let status = match error {
                ErroreSpostamento::Sconosciuta => StatusCode::NOT_FOUND,
                _ => StatusCode::CONFLICT,
            };
            (status, Json(json!({ "error": error.to_string() }))).into_response()
        }
    }
}

fn apply(population: &mut Population, change: &HouseholdChange) -> Result<(), ErroreSpostamento> {
    let (HouseholdChange::Add { person, .. } | HouseholdChange::Remove { person }) = change;
    let persona = find(population, person)?;
    let presso = match change {
        HouseholdChange::Add { with, .. } => find(population, with)?,
        HouseholdChange::Remove { .. } => persona,
    };
    let famiglia = population.famiglia_di(presso).ok_or(ErroreSpostamento::Sconosciuta)?;
    let nascita = population.persone()[persona].nascita.data;
    let dal = famiglia.componenti.first().map_or(nascita, |c| c.dal.max(nascita));
    match change {
        HouseholdChange::Add { codice_legame, .. } => population.sposta(persona, presso, *codice_legame, dal),
        HouseholdChange::Remove { .. } => population.separa(persona, dal),
    }
}

fn find(population: &Population, codice: &str) -> Result<usize, ErroreSpostamento> {
    let per_codice = || population.per_codice_fiscale(codice).first().copied();
    population.per_id_anpr(codice).or_else(per_codice).ok_or(ErroreSpostamento::Sconosciuta)
}
