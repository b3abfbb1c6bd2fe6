//! The writer task: one a process. Takes whatever is queued, without waiting for more, and makes one call of it.

use super::call::{append, describe};
use super::{Append, AppendError, Outcome, Prior};
use crate::metrics::{AppendMetrics, TRACE};
use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};
use std::collections::{HashSet, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::timeout;
use tracing::{Instrument, Span};

/// Commands in one batch.
const BATCH_COMMANDS: usize = 512;
/// Bytes in one batch.
const BATCH_BYTES: usize = 8 << 20;
/// Commands that may wait; beyond, callers are told to come back.
const QUEUE: usize = 4096;
/// Tries to reach the database before the callers are told that it is away.
const TRIES: u32 = 4;
/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a call may take: longer than it waits for another process's lock (`lock_timeout` below). A server that
/// neither answers nor hangs up must not hold the queue for ever.
const CALL: Duration = Duration::from_secs(30);

type Answer = oneshot::Sender<Result<Outcome, AppendError>>;

struct Request {
    command: Append,
    answer: Answer,
    /// The command's, so that the batch can say whom it served.
    span: Span,
    _waiting: Waiting,
}

/// Counts a command as waiting for as long as it lives, whatever becomes of it.
struct Waiting(Arc<AppendMetrics>);

impl Waiting {
    fn new(metrics: &Arc<AppendMetrics>) -> Self {
        metrics.waiting.inc();
        Self(Arc::clone(metrics))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.waiting.dec();
    }
}

/// Hands commands to the writer task.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Request>,
    metrics: Arc<AppendMetrics>,
}

impl Writer {
    /// Starts the task. It ends, after the last batch, when every `Writer` is dropped. `head` is told the position of
    /// what was stored.
    #[must_use]
    pub fn start(options: PgConnectOptions, head: watch::Sender<u64>) -> Self {
        let (queue, requests) = mpsc::channel(QUEUE);
        let metrics = Arc::new(AppendMetrics::default());
        let task = Task {
            requests,
            waiting: VecDeque::new(),
            options,
            connection: None,
            head,
            metrics: Arc::clone(&metrics),
        };
        tokio::spawn(task.run());
        Self { queue, metrics }
    }

    /// Stores a command. Dropping the future does not take it back.
    ///
    /// # Errors
    /// When the queue is full, the database is away, or the data are refused.
    pub async fn append(&self, command: Append) -> Result<Outcome, AppendError> {
        let outcome = self.enqueue(command).await;
        self.metrics.outcome(&outcome);
        outcome
    }

    async fn enqueue(&self, command: Append) -> Result<Outcome, AppendError> {
        command.check(BATCH_BYTES)?;
        let (answer, outcome) = oneshot::channel();
        let waiting = Waiting::new(&self.metrics);
        let request = Request { command, answer, span: Span::current(), _waiting: waiting };
        self.queue.try_send(request).map_err(|e| match e {
            mpsc::error::TrySendError::Full(_) => AppendError::Busy,
            mpsc::error::TrySendError::Closed(_) => AppendError::Stopped,
        })?;
        outcome.await.map_err(|_| AppendError::Stopped)?
    }

    /// What the writer has done so far.
    #[must_use]
    pub fn metrics(&self) -> &AppendMetrics {
        &self.metrics
    }
}

struct Task {
    requests: mpsc::Receiver<Request>,
    waiting: VecDeque<Request>,
    options: PgConnectOptions,
    connection: Option<PgConnection>,
    head: watch::Sender<u64>,
    metrics: Arc<AppendMetrics>,
}

impl Task {
    async fn run(mut self) {
        while let Some(batch) = self.next_batch().await {
            // A panic must not leave the process unable to write: the callers see a lost answer and ask again.
            let stored = AssertUnwindSafe(self.store(batch)).catch_unwind().await;
            if stored.is_err() {
                self.metrics.panics.inc();
                self.disconnect();
                tracing::error!("the writer task panicked and goes on with a new connection");
            }
        }
        if let Some(connection) = self.connection.take() {
            let _ = connection.close().await;
        }
    }

    /// Everything that waits, at most a batch; a stream and a command id occur once, the others wait for the next.
    /// More is looked at than a batch holds: many commands on one stream must not hide those on others.
    async fn next_batch(&mut self) -> Option<Vec<Request>> {
        if self.waiting.is_empty() {
            let first = self.requests.recv().await?;
            self.waiting.push_back(first);
        }
        while self.waiting.len() < QUEUE {
            let Ok(request) = self.requests.try_recv() else { break };
            self.waiting.push_back(request);
        }
        let (mut batch, mut later) = (Vec::new(), VecDeque::new());
        let (mut streams, mut ids, mut bytes) = (HashSet::new(), HashSet::new(), 0);
        for request in self.waiting.drain(..) {
            let command = &request.command;
            let stream = (command.aggregate_type, command.stream.clone());
            let size = command.size();
            let fits = batch.len() < BATCH_COMMANDS && (batch.is_empty() || bytes + size <= BATCH_BYTES);
            if fits && !streams.contains(&stream) && !ids.contains(&command.command_id) {
                bytes += size;
                ids.insert(command.command_id);
                streams.insert(stream);
                batch.push(request);
            } else {
                // What follows on the same stream keeps its order behind this one.
                streams.insert(stream);
                later.push_back(request);
            }
        }
        self.waiting = later;
        Some(batch)
    }

    async fn store(&mut self, batch: Vec<Request>) {
        let since = Instant::now();
        let span = tracing::debug_span!(target: TRACE, parent: None, "append.batch", commands = batch.len());
        for request in &batch {
            span.follows_from(&request.span);
        }
        let commands: Vec<_> = batch.iter().map(|request| &request.command).collect();
        let outcomes = self.outcomes(&commands).instrument(span).await;
        let stored = outcomes.iter().filter_map(|o| match o {
            Ok(Outcome::Stored { position, .. } | Outcome::Repeated(Prior { position, .. })) => {
                Some(*position)
            }
            _ => None,
        });
        if let Some(position) = stored.max() {
            self.head.send_if_modified(|head| {
                position > *head && {
                    *head = position;
                    true
                }
            });
        }
        self.metrics.batch(outcomes.len(), since);
        for (request, outcome) in batch.into_iter().zip(outcomes) {
            // A caller that hung up will ask again with the same command id.
            let _ = request.answer.send(outcome);
        }
    }

    /// One call for the batch; when its data are refused, halves of it, until the guilty command is alone.
    fn outcomes<'a>(
        &'a mut self,
        batch: &'a [&'a Append],
    ) -> BoxFuture<'a, Vec<Result<Outcome, AppendError>>> {
        async move {
            match self.call(batch).await {
                Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
                Err(AppendError::Invalid(_)) if batch.len() > 1 => {
                    let (left, right) = batch.split_at(batch.len() / 2);
                    let mut outcomes = self.outcomes(left).await;
                    outcomes.extend(self.outcomes(right).await);
                    outcomes
                }
                Err(error) => vec![Err(error); batch.len()],
            }
        }
        .boxed()
    }

    /// Calls the function; after a lost connection asks again, which the command ids make harmless.
    async fn call(&mut self, batch: &[&Append]) -> Result<Vec<Outcome>, AppendError> {
        let mut last = String::new();
        for attempt in 0..TRIES {
            if attempt > 0 {
                tokio::time::sleep(Duration::from_millis(50 << attempt)).await;
            }
            let error = match self.connected().await {
                Ok(connection) => match timeout(CALL, append(connection, batch)).await {
                    Ok(Ok(outcomes)) => return Ok(outcomes),
                    Ok(Err(error)) => error,
                    Err(_) => return Err(self.unanswered()),
                },
                Err(error) => error,
            };
            self.metrics.faults.inc();
            last = describe(&error);
            if is_about_the_data(&error) {
                tracing::warn!(error = last, commands = batch.len(), "the log refused a batch");
                return Err(AppendError::Invalid(last));
            }
            tracing::warn!(error = last, attempt, "the log database does not answer");
            self.disconnect();
        }
        Err(AppendError::Unavailable(last))
    }

    /// Gives up a call that was not answered in time. No second try: the next batch finds out whether it is worth it.
    fn unanswered(&mut self) -> AppendError {
        self.disconnect();
        self.metrics.faults.inc();
        tracing::error!(seconds = CALL.as_secs(), "the log database does not answer a batch");
        AppendError::Unavailable("no answer in time".to_owned())
    }

    fn disconnect(&mut self) {
        self.connection = None;
        self.metrics.connected.set(0);
    }

    async fn connected(&mut self) -> Result<&mut PgConnection, sqlx::Error> {
        if self.connection.is_none() {
            let options = self.options.clone().disable_statement_logging();
            let mut connection =
                timeout(CONNECT, options.connect()).await.map_err(|_| sqlx::Error::PoolTimedOut)??;
            // Plans made on young tables may be sequential scans and stay cached; just-in-time compilation costs
            // more than every statement here (reference: docs/adr/0001-append.md).
            connection
                .execute(
                    "SET jit = off; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; \
                     SET enable_mergejoin = off; SET synchronous_commit = on; SET lock_timeout = '20s'",
                )
                .await?;
            self.connection = Some(connection);
            self.metrics.connected.set(1);
        }
        self.connection.as_mut().ok_or(sqlx::Error::PoolClosed)
    }
}

/// Classes 22 (data), 23 (constraints), 54 (limits, such as the length of an index entry), P0 (raised by the
/// function): another try would end the same way.
fn is_about_the_data(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(e) => {
            e.code().is_some_and(|c| ["22", "23", "54", "P0"].iter().any(|class| c.starts_with(class)))
        }
        sqlx::Error::Encode(_) => true,
        _ => false,
    }
}
