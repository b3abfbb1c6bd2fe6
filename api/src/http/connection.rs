//! The time of a connection: how long it may be idle, how long the head of a request may take, how long an answer may
//! wait to be taken. hyper has one limit for the first two and none for the third.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::Response;
use hyper::body::{Frame, SizeHint};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::Instant;

/// What a connection is doing.
#[derive(Clone, Copy)]
enum Phase {
    /// Nothing, since then.
    Idle(Instant),
    /// The head of a request is on its way, since then.
    Head(Instant),
    /// A request is being answered: its body and its execution have limits of their own.
    Busy,
}

struct State {
    phase: Phase,
    /// Since when the client takes nothing of what is written.
    stalled: Option<Instant>,
}

/// The clock of one connection.
pub(super) struct Clock {
    state: Mutex<State>,
    changed: Notify,
    header_time: Duration,
    idle_time: Duration,
}

impl Clock {
    /// The clock of a connection that was just made: whoever connects has something to say.
    pub(super) fn start(header_time: Duration, idle_time: Duration) -> Arc<Self> {
        let state = State { phase: Phase::Head(Instant::now()), stalled: None };
        Arc::new(Self { state: Mutex::new(state), changed: Notify::new(), header_time, idle_time })
    }

    /// Ends when the time of the connection is over.
    pub(super) async fn run_out(&self) {
        loop {
            match self.deadline() {
                None => self.changed.notified().await,
                Some(deadline) if deadline <= Instant::now() => return,
                Some(deadline) => tokio::select! {
                    () = self.changed.notified() => {}
                    () = tokio::time::sleep_until(deadline) => {}
                },
            }
        }
    }

    /// A request is whole; the connection is busy until the answer's body is gone.
    pub(super) fn begin(self: &Arc<Self>) -> Busy {
        self.change(|state| state.phase = Phase::Busy);
        Busy(Arc::clone(self))
    }

    fn deadline(&self) -> Option<Instant> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = match state.phase {
            Phase::Idle(since) => Some(since + self.idle_time),
            Phase::Head(since) => Some(since + self.header_time),
            Phase::Busy => None,
        };
        let taking = state.stalled.map(|since| since + self.idle_time);
        waiting.into_iter().chain(taking).min()
    }

    fn change(&self, how: impl FnOnce(&mut State)) {
        how(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_one();
    }

    fn bytes_came(&self) {
        let idle = matches!(self.state.lock().unwrap_or_else(PoisonError::into_inner).phase, Phase::Idle(_));
        if idle {
            self.change(|state| state.phase = Phase::Head(Instant::now()));
        }
    }

    fn wrote<T>(&self, polled: &Poll<T>) {
        let stalled = self.state.lock().unwrap_or_else(PoisonError::into_inner).stalled.is_some();
        if polled.is_pending() != stalled {
            self.change(|state| state.stalled = polled.is_pending().then(Instant::now));
        }
    }
}

/// Says that a connection is busy, as long as it lives.
pub(super) struct Busy(Arc<Clock>);

impl Busy {
    /// The answer, which keeps the connection busy until its body is gone.
    pub(super) fn until_sent(self, response: Response<Body>) -> Response<Body> {
        response.map(|body| Body::new(Sent { body, _busy: self }))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.change(|state| state.phase = Phase::Idle(Instant::now()));
    }
}

struct Sent {
    body: Body,
    _busy: Busy,
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A socket that tells its clock what happens.
pub(super) struct Timed {
    stream: TcpStream,
    clock: Arc<Clock>,
}

impl Timed {
    pub(super) fn new(stream: TcpStream, clock: Arc<Clock>) -> Self {
        Self { stream, clock }
    }
}

impl AsyncRead for Timed {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            self.clock.bytes_came();
        }
        polled
    }
}

impl AsyncWrite for Timed {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.clock.wrote(&polled);
        polled
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.clock.wrote(&polled);
        polled
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
