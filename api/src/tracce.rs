//! Traces: one span a request, one a command, one a batch of the writer (linked to the commands it stored), sent by OTLP
//! over HTTP to the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names; without it nothing is made and nothing is sent.
//!
//! Only spans of one target leave ([`event_store::metrics::TRACE`]), and no log line: what a trace says is written down
//! in few places, and holds no personal datum. A thread of its own sends; its queue is bounded, and what does not fit is
//! dropped. So a collector that is slow or dead costs traces, and nothing else.

use event_store::metrics::TRACE;
use opentelemetry::KeyValue;
use opentelemetry::trace::TracerProvider;
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{SpanExporter, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{BatchSpanProcessor, SdkTracerProvider};
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::runtime::Handle;
use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::registry::LookupSpan;

/// Longest wait for the collector.
const SEND: Duration = Duration::from_secs(5);
/// Longest wait for the last spans at the end of the process.
const LAST: Duration = Duration::from_secs(3);
/// A batch is linked to every command in it.
const LINKS: u32 = 512;
/// Most bytes of an answer that are looked at.
const ANSWER_MAX: usize = 64 << 10;

/// Why traces cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum TracceError {
    /// The client could not be made.
    #[error("HTTP client: {0}")]
    Client(#[from] reqwest::Error),
    /// The settings `OTEL_…` cannot be used.
    #[error("OTLP: {0}")]
    Settings(#[from] opentelemetry_otlp::ExporterBuildError),
}

/// What sends the traces; to be closed at the end of the process.
pub struct Tracce(SdkTracerProvider);

impl Tracce {
    /// As the environment says; nothing when it names no collector.
    ///
    /// # Errors
    /// When what it says cannot be used.
    pub fn dall_ambiente() -> Result<Option<Self>, TracceError> {
        let named = |name: &str| std::env::var(name).is_ok_and(|value| !value.trim().is_empty());
        if !named("OTEL_EXPORTER_OTLP_ENDPOINT") && !named("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") {
            return Ok(None);
        }
        let client =
            reqwest::Client::builder().timeout(SEND).redirect(reqwest::redirect::Policy::none()).build()?;
        let sender = Sender { client, runtime: Handle::current(), failing: AtomicBool::new(false) };
        let exporter = SpanExporter::builder().with_http().with_http_client(sender).build()?;
        let mut resource = Resource::builder();
        if !named("OTEL_SERVICE_NAME") {
            resource = resource.with_service_name("sigess");
        }
        let version = KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
        let provider = SdkTracerProvider::builder()
            .with_span_processor(BatchSpanProcessor::builder(exporter).build())
            .with_resource(resource.with_attribute(version).build())
            .with_max_links_per_span(LINKS)
            .build();
        Ok(Some(Self(provider)))
    }

    /// What collects the spans.
    pub fn layer<S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync>(
        &self,
    ) -> impl Layer<S> + use<S> {
        tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("sigess"))
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_level(false)
            .with_tracked_inactivity(false)
            .with_filter(filter_fn(|metadata| metadata.is_span() && metadata.target() == TRACE))
    }

    /// Sends what is left, for as long as that is bearable.
    pub async fn chiudi(self) {
        // What waits for the other end must not wait on a thread of the runtime. A collector that is away is no fault.
        let closed = tokio::task::spawn_blocking(move || self.0.shutdown_with_timeout(LAST));
        let _ = tokio::time::timeout(LAST, closed).await;
    }
}

/// Sends with the client of the service, on its runtime.
#[derive(Debug)]
struct Sender {
    client: reqwest::Client,
    runtime: Handle,
    failing: AtomicBool,
}

impl Sender {
    /// Tells once that the collector is away, and once that it is back.
    fn note(&self, failed: bool) {
        match (failed, self.failing.swap(failed, Ordering::Relaxed)) {
            (true, false) => tracing::warn!("the collector of traces does not answer: traces are lost"),
            (false, true) => tracing::info!("the collector of traces answers again"),
            _ => {}
        }
    }
}

impl HttpClient for Sender {
    fn send_bytes<'s, 'f>(
        &'s self,
        request: Request<Bytes>,
    ) -> Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'f>>
    where
        's: 'f,
        Self: 'f,
    {
        let client = self.client.clone();
        let work = self.runtime.spawn(async move { send(&client, request).await });
        Box::pin(async move {
            let sent = work.await.map_err(HttpError::from).and_then(|sent| sent);
            self.note(sent.as_ref().map_or(true, |answer| answer.status().is_server_error()));
            sent
        })
    }
}

async fn send(client: &reqwest::Client, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
    let mut answer = client.execute(request.try_into()?).await?;
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await? {
        if body.len() + part.len() > ANSWER_MAX {
            return Err("an answer too long".into());
        }
        body.extend_from_slice(&part);
    }
    Ok(Response::builder().status(answer.status()).body(body.into())?)
}
