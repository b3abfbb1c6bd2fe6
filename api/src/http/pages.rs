//! The page at `/`, and the two questions a supervisor asks.

use super::HttpState;
use super::accept::AnswerType;
use super::application::{Application, Readiness};
use super::refusal::json_answer;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use axum::response::Html;
use serde_json::{Map, Value, json};

const HOME: &str = r#"<!doctype html>
<html lang="it">
<head><meta charset="utf-8"><title>SIGeSS</title></head>
<body>
<main>
<h1>SIGeSS – Cartella sociale informatizzata</h1>
<p>Il servizio è in funzione.</p>
<ul>
<li><code>POST /graphql</code>: interfaccia GraphQL. Gli operatori entrano con la propria identità digitale; i
programmi con <code>Authorization: Bearer sgs_…</code>, token che si crea con <code>sigess token</code>.</li>
<li><a href="/livez"><code>GET /livez</code></a>: il processo risponde.</li>
<li><a href="/readyz"><code>GET /readyz</code></a>: base dati e viste di lettura sono pronte.</li>
</ul>
<p>Lo schema si stampa con <code>sigess schema</code>.</p>
</main>
</body>
</html>
"#;

/// `GET /`.
pub(super) async fn home() -> Html<&'static str> {
    Html(HOME)
}

/// `GET /livez`: the process answers.
pub(super) async fn live() -> Response<Body> {
    json_answer(StatusCode::OK, AnswerType::Json, &json!({ "stato": "vivo" }))
}

/// `GET /readyz`: everything the service needs is at hand; 503 otherwise, saying what is missing. The answer may be a
/// second old, so that asking costs nothing, however many do.
pub(super) async fn ready<A: Application>(State(state): State<HttpState<A>>) -> Response<Body> {
    let application = state.application;
    let asked = state.readiness.get(async move { application.readiness().await }).await;
    let readiness = asked.unwrap_or_else(Readiness::unknown);
    let (status, word) = match readiness.ready() {
        true => (StatusCode::OK, "pronto"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "non pronto"),
    };
    let checks: Map<String, Value> =
        readiness.checks.into_iter().map(|(name, at_hand)| (name, json!(at_hand))).collect();
    let mut body = json!({ "stato": word, "controlli": checks });
    if !readiness.notes.is_empty() {
        body["avvisi"] = json!(readiness.notes);
    }
    json_answer(status, AnswerType::Json, &body)
}
