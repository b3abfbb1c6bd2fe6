//! Traces arrive at a collector, say who followed whom, and name nobody; a collector that is dead harms nothing.

use super::{CANARINO, comando, manda};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use std::collections::BTreeSet;
use tests::servizio::{Processo, Scena};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// A collector: every body posted to it.
pub(crate) async fn raccoglitore() -> (String, mpsc::UnboundedReceiver<Vec<u8>>) {
    let (invia, ricevi) = mpsc::unbounded_channel();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let route = axum::routing::post(async move |body: axum::body::Bytes| {
        let _ = invia.send(body.to_vec());
    });
    let router = axum::Router::new().route("/v1/traces", route);
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, ricevi)
}

async fn con_raccoglitore(scena: &Scena, nome: &str, url: &str) -> Processo {
    let log = scena.harness.folder.path().join(nome);
    let variabili = [("OTEL_EXPORTER_OTLP_ENDPOINT", url), ("OTEL_BSP_SCHEDULE_DELAY", "50")];
    Processo::avvia_con(&scena.indirizzi(), &log, &variabili).await.unwrap()
}

#[tokio::test]
async fn a_command_and_its_batch_are_traced_and_linked_without_a_name() {
    let scena = Scena::nuova(10).await.unwrap();
    let (url, mut ricevi) = raccoglitore().await;
    let processo = con_raccoglitore(&scena, "tracciato.log", &url).await;
    assert_eq!(manda(&processo.url, &scena.segretariato, comando(Some(CANARINO))).await.0, 200);
    assert_eq!(processo.termina().await.unwrap(), Some(0), "what is left is sent at the end");

    let mut spans: Vec<Span> = Vec::new();
    while let Ok(body) = ricevi.try_recv() {
        assert!(!String::from_utf8_lossy(&body).to_uppercase().contains(CANARINO));
        let request = ExportTraceServiceRequest::decode(body.as_slice()).unwrap();
        let scopes = request.resource_spans.into_iter().flat_map(|r| r.scope_spans);
        spans.extend(scopes.flat_map(|s| s.spans));
    }
    let named = |name: &str| spans.iter().filter(|s| s.name == name).collect::<Vec<_>>();
    let (commands, batches) = (named("command"), named("append.batch"));
    assert_eq!((commands.len(), batches.len()), (1, 1), "{spans:?}");
    let link = &batches[0].links[0];
    assert_eq!((&link.span_id, &link.trace_id), (&commands[0].span_id, &commands[0].trace_id));
    let request = named("http.request").into_iter().find(|s| s.span_id == commands[0].parent_span_id);
    assert!(request.is_some(), "the command belongs to its request: {spans:?}");

    let keys: BTreeSet<&str> = spans.iter().flat_map(|s| &s.attributes).map(|a| a.key.as_str()).collect();
    let known = ["aggregate", "commands", "method", "outcome", "request_id", "route"];
    assert!(keys.iter().all(|key| known.contains(key)), "{keys:?}");
    assert!(spans.iter().all(|s| s.events.is_empty()), "no line of the log leaves");
}

#[tokio::test]
async fn a_dead_collector_neither_fails_a_command_nor_holds_up_the_end() {
    let scena = Scena::nuova(10).await.unwrap();
    // It takes connections and what is sent, and never answers.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (invia, mut arrivato) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((mut connection, _)) = listener.accept().await {
            let mut first = [0; 1];
            let _ = connection.read(&mut first).await;
            let _ = invia.send(());
            held.push(connection);
        }
    });
    let processo = con_raccoglitore(&scena, "muto.log", &url).await;
    assert_eq!(manda(&processo.url, &scena.segretariato, comando(Some(CANARINO))).await.0, 200);
    arrivato.recv().await.unwrap();
    // From here on the sender waits for an answer that does not come.
    for _ in 0..30 {
        let (stato, _, corpo) = manda(&processo.url, &scena.segretariato, comando(Some(CANARINO))).await;
        assert_eq!((stato, &corpo["data"]["xyzzycanarino"]["esito"]), (200, &"ESEGUITO".into()));
    }
    assert_eq!(processo.termina().await.unwrap(), Some(0));
}
