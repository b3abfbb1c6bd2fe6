//! Adapter and register, joined without a network.

use anpr_adapter::{Anpr, AnprConfig, Carrier, CasoUso as Asked, ConfigFile};
use axum::body::Body;
use axum::http;
use chrono::Utc;
use dev::anpr::{AnprSimulator, CasoUso};
use dev::population::Population;
use domain::anagrafe::ContestoConsultazione;
use futures::FutureExt;
use futures::future::BoxFuture;
use http_body_util::{BodyExt, StreamBody};
use reqwest::{Error, Request, Response};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

/// A register with the demo people and an adapter that may ask it everything.
pub(crate) struct Scene {
    pub(crate) simulator: AnprSimulator,
    pub(crate) anpr: Anpr,
}

impl Scene {
    /// With purposes for these use cases.
    pub(crate) async fn new(casi: &[CasoUso]) -> Self {
        let local = ([127, 0, 0, 1], 0).into();
        let simulator = AnprSimulator::start(local, Population::generate(1, 0)).await.unwrap();
        let config = config(&simulator, casi);
        let carrier = Arc::new(InProcess(simulator.router()));
        let anpr = Anpr::through(carrier, config, Arc::new(Utc::now));
        Self { simulator, anpr }
    }
}

/// The adapter's configuration for that register.
pub(crate) fn config(simulator: &AnprSimulator, casi: &[CasoUso]) -> AnprConfig {
    let folder = TempDir::new().unwrap();
    let config = ConfigFile::read(&simulator.write_client_files_for(folder.path(), casi).unwrap(), false);
    let config = config.unwrap();
    assert_eq!(config.services.len(), casi.len(), "every purpose is known to the adapter");
    assert!(config.service(Asked::C030).is_some());
    config
}

/// Hands requests to the routes of the register, and answers back with bodies as far as they go.
struct InProcess(axum::Router);

impl Carrier for InProcess {
    fn carry(&self, request: Request) -> BoxFuture<'_, Result<Response, Error>> {
        let routes = self.0.clone();
        async move {
            let body = request.body().and_then(reqwest::Body::as_bytes).unwrap_or_default().to_vec();
            let (mut parts, ()) = http::Request::new(()).into_parts();
            parts.method = request.method().clone();
            parts.uri = request.url().as_str().parse().unwrap();
            parts.headers = request.headers().clone();
            let answer = routes.oneshot(http::Request::from_parts(parts, Body::from(body))).await;
            let (parts, mut body) = answer.unwrap().into_parts();
            let mut frames = Vec::new();
            while let Some(frame) = body.frame().await {
                frames.push(frame);
            }
            let body = reqwest::Body::wrap(StreamBody::new(futures::stream::iter(frames)));
            Ok(Response::from(http::Response::from_parts(parts, body)))
        }
        .boxed()
    }
}

pub(crate) fn contesto() -> ContestoConsultazione {
    ContestoConsultazione {
        motivo: "SEGN-2026-000123".to_owned(),
        data_riferimento: Utc::now().date_naive(),
        operatore: "op-1".to_owned(),
        postazione: "test".to_owned(),
        livello: "LoA2".to_owned(),
    }
}
