//! The writer task: one a process. It takes the records of all requests that wait, without waiting for more, and writes
//! them with one call and one flush, as the log's own writer does.

use super::TracciamentoError;
use super::metrics::WriterMetrics;
use event_store::causes;
use futures::FutureExt;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::timeout;

/// Requests in one batch.
const BATCH: usize = 512;
/// Requests that may wait; beyond, they are told to come back.
const QUEUE: usize = 4096;
/// How long opening a connection and writing may take together; shorter than a request lasts, so that who waits is told.
const CALL: Duration = Duration::from_secs(5);

struct Request {
    records: Vec<String>,
    answer: oneshot::Sender<Result<(), TracciamentoError>>,
}

/// Hands records to the writer task.
#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Request>,
    metrics: Arc<WriterMetrics>,
    head: watch::Receiver<u64>,
}

impl Writer {
    /// Starts the task. It ends, after the last batch, when every `Writer` is dropped.
    pub(super) fn start(options: PgConnectOptions, metrics: Arc<WriterMetrics>) -> Self {
        let (queue, requests) = mpsc::channel(QUEUE);
        let (written, head) = watch::channel(0);
        let task = Task { requests, options, connection: None, metrics: Arc::clone(&metrics), written };
        tokio::spawn(task.run());
        Self { queue, metrics, head }
    }

    /// Index of the last record that this process wrote; 0 before the first.
    pub(super) fn head(&self) -> watch::Receiver<u64> {
        self.head.clone()
    }

    /// Writes records, all of them or none.
    pub(super) async fn write(&self, records: Vec<String>) -> Result<(), TracciamentoError> {
        if records.is_empty() {
            return Ok(());
        }
        let (answer, written) = oneshot::channel();
        self.queue.try_send(Request { records, answer }).map_err(|e| match e {
            mpsc::error::TrySendError::Full(_) => {
                self.metrics.refused.inc();
                TracciamentoError::Busy
            }
            mpsc::error::TrySendError::Closed(_) => TracciamentoError::Stopped,
        })?;
        self.metrics.waiting.inc();
        written.await.map_err(|_| TracciamentoError::Stopped)?
    }
}

struct Task {
    requests: mpsc::Receiver<Request>,
    options: PgConnectOptions,
    connection: Option<PgConnection>,
    metrics: Arc<WriterMetrics>,
    written: watch::Sender<u64>,
}

impl Task {
    async fn run(mut self) {
        let mut batch = Vec::new();
        while self.requests.recv_many(&mut batch, BATCH).await > 0 {
            let (taken, begun) = (batch.len(), Instant::now());
            // Whoever has left meanwhile gets no answer, so nothing was disclosed to him.
            batch.retain(|request| !request.answer.is_closed());
            let records: Vec<&str> = batch.iter().flat_map(|r| &r.records).map(String::as_str).collect();
            // A panic must not leave the process unable to answer anybody.
            let written = AssertUnwindSafe(self.write(&records)).catch_unwind().await;
            let written = written.unwrap_or_else(|_| {
                self.connection = None;
                tracing::error!("the writer of the read log panicked and goes on with a new connection");
                Err(TracciamentoError::Stopped)
            });
            if !records.is_empty() {
                self.metrics.batch(batch.len(), begun, written.is_ok());
            }
            self.metrics.waiting.dec_by(i64::try_from(taken).unwrap_or(i64::MAX));
            for request in batch.drain(..) {
                let _ = request.answer.send(written.clone());
            }
        }
        if let Some(connection) = self.connection.take() {
            let _ = connection.close().await;
        }
    }

    /// Once more with a new connection when the old one was broken. Should the first call have been carried out all the
    /// same, a reading stands there twice: too much is said rather than too little.
    async fn write(&mut self, records: &[&str]) -> Result<(), TracciamentoError> {
        if records.is_empty() {
            return Ok(());
        }
        let fresh = self.connection.is_none();
        match self.call(records).await {
            Err(Failure::Broken(_)) if !fresh => {
                self.connection = None;
                self.call(records).await
            }
            other => other,
        }
        .map_err(|failure| {
            self.connection = None;
            let (Failure::Broken(why) | Failure::Refused(why)) = failure;
            tracing::error!(error = why, records = records.len(), "readings could not be written down");
            TracciamentoError::Unavailable(why)
        })
    }

    async fn call(&mut self, records: &[&str]) -> Result<(), Failure> {
        let call = async {
            let connection = self.connected().await?;
            let annota = sqlx::query_scalar::<_, i64>("SELECT tracciamento.annota($1)").bind(records);
            annota.fetch_one(connection).await
        };
        match timeout(CALL, call).await {
            Ok(Ok(last)) => {
                self.written.send_replace(last.cast_unsigned());
                Ok(())
            }
            Ok(Err(error)) if is_broken(&error) => Err(Failure::Broken(causes(&error))),
            Ok(Err(error)) => Err(Failure::Refused(causes(&error))),
            Err(_) => Err(Failure::Refused("no answer in time".to_owned())),
        }
    }

    async fn connected(&mut self) -> Result<&mut PgConnection, sqlx::Error> {
        if self.connection.is_none() {
            let mut connection = self.options.clone().disable_statement_logging().connect().await?;
            connection.execute("SET jit = off; SET synchronous_commit = on; SET lock_timeout = '4s'").await?;
            self.connection = Some(connection);
        }
        self.connection.as_mut().ok_or(sqlx::Error::PoolClosed)
    }
}

/// Whether it is about the connection: also a server that ends it says so (classes 08 and 57P).
fn is_broken(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(e) => {
            e.code().is_some_and(|code| code.starts_with("08") || code.starts_with("57P"))
        }
        _ => true,
    }
}

/// Why a call failed.
enum Failure {
    /// The connection: another one may do.
    Broken(String),
    /// The database, or time: another try would end the same way.
    Refused(String),
}
