//! Serving connections: time limits on slow ones, a cap on their number, an orderly end.

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// Time in which the head of a request must arrive; an idle connection is closed after as long.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// Connections at a time; further ones wait to be accepted.
const CONNECTIONS_MAX: usize = 1024;
/// Time given to the requests under way when the service ends.
const SHUTDOWN_TIME: Duration = Duration::from_secs(20);
/// Pause after a failed accept (for instance, no file handles left).
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves until `shutdown` comes, then finishes the requests under way, for at most 20 seconds.
///
/// # Errors
/// When the listener has no address: it was never bound.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    tracing::info!(target: "http.serve", address = %listener.local_addr()?, "listening");
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let graceful = GracefulShutdown::new();
    tokio::pin!(shutdown);
    loop {
        let (connection, place) = tokio::select! {
            biased;
            () = &mut shutdown => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let Some(place) = place else { break };
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME);
        let service = TowerToHyperService::new(router.clone());
        let served = graceful.watch(builder.serve_connection(TokioIo::new(connection), service));
        tokio::spawn(async move {
            if let Err(error) = served.await {
                tracing::debug!(target: "http.serve", %error, "connection ended");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(SHUTDOWN_TIME, graceful.shutdown()).await.is_err() {
        tracing::warn!(target: "http.serve", "requests still under way were given up");
    }
    Ok(())
}

/// The next connection, with a place for it; no place only when none will ever be free again.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, Option<tokio::sync::OwnedSemaphorePermit>) {
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((connection, _)) => {
                // Answers are small and awaited: no waiting for more to send.
                let _ = connection.set_nodelay(true);
                return (connection, place);
            }
            Err(error) => {
                tracing::warn!(target: "http.serve", %error, "accept failed");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}
