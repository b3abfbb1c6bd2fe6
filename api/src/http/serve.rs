//! Serving connections: time limits on slow ones, a cap on their number, an orderly end.

use super::address::Peer;
use super::connection::{Clock, Timed};
use axum::Router;
use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// Time given to the requests under way when the service ends.
const SHUTDOWN_TIME: Duration = Duration::from_secs(20);
/// Pause after a failed accept (for instance, no file handles left).
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// What connections may cost.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionLimits {
    /// Time in which the head of a request must arrive, from its first byte or from the connection.
    pub header_time: Duration,
    /// Time without anything to do, or without the client taking what is sent.
    pub idle_time: Duration,
    /// Connections at a time; further ones wait to be accepted.
    pub connections: usize,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            header_time: Duration::from_secs(10),
            // Not shorter than proxies keep connections to reuse them: they cannot repeat a mutation by themselves.
            idle_time: Duration::from_secs(65),
            connections: 1024,
        }
    }
}

/// Serves until `shutdown` comes, then finishes the requests under way, for at most 20 seconds.
///
/// # Errors
/// When the listener has no address: it was never bound.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: ConnectionLimits,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    tracing::info!(target: "http.serve", address = %listener.local_addr()?, "listening");
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    tokio::pin!(shutdown);
    loop {
        let (connection, peer, place) = tokio::select! {
            biased;
            () = &mut shutdown => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let Some(place) = place else { break };
        let clock = Clock::start(limits.header_time, limits.idle_time);
        let (router, ours) = (router.clone(), Arc::clone(&clock));
        let service = service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            let (router, busy) = (router.clone(), ours.begin());
            request.extensions_mut().insert(Peer(peer));
            async move { router.oneshot(request.map(Body::new)).await.map(|answer| busy.until_sent(answer)) }
        });
        let mut builder = http1::Builder::new();
        builder.header_read_timeout(None);
        let io = TokioIo::new(Timed::new(connection, Arc::clone(&clock)));
        let served = graceful.watch(builder.serve_connection(io, service));
        tokio::spawn(async move {
            tokio::select! {
                served = served => if let Err(error) = served {
                    tracing::debug!(target: "http.serve", %error, "connection ended");
                },
                () = clock.run_out() => tracing::debug!(target: "http.serve", "connection closed after its time"),
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
) -> (TcpStream, IpAddr, Option<tokio::sync::OwnedSemaphorePermit>) {
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((connection, peer)) => {
                // Answers are small and awaited: no waiting for more to send.
                let _ = connection.set_nodelay(true);
                return (connection, peer.ip(), place);
            }
            Err(error) => {
                tracing::warn!(target: "http.serve", %error, "accept failed");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}
