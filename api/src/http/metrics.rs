//! `GET /metrics`, on an address of its own: the figures say how much is done here, which is nobody's business outside.

use crate::metriche::CONTENT_TYPE;
use crate::services::Servizi;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

/// The one route of that address.
pub fn metrics_router(servizi: Servizi) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(servizi)
}

async fn metrics(State(servizi): State<Servizi>) -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, CONTENT_TYPE), (header::CACHE_CONTROL, "no-store")];
    (headers, servizi.metriche().testo(&servizi).await)
}
