//! Loads streams for commands: everything that waits goes into one select, together with the look-up of the command
//! ids, so that a repeat is known before any rule is checked.

use crate::append::{Prior, describe};
use crate::metrics::CommandMetrics;
use futures::FutureExt;
use sqlx::postgres::{PgConnectOptions, PgRow};
use sqlx::{ConnectOptions, Executor, PgConnection, Row};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use uuid::Uuid;

const BATCH: usize = 256;
const QUEUE: usize = 4096;
/// How long one select may take, the connection included: a server that neither answers nor hangs up must not hold
/// the queue for ever.
const SELECT: Duration = Duration::from_secs(15);

/// What was found for a command.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The events of the stream, in order.
    pub events: Vec<LoadedEvent>,
    /// What the command did, and with which request, if it is stored already.
    pub prior: Option<(Prior, Vec<u8>)>,
}

/// An event of a loaded stream, sealed: what it takes to fold it, and no more.
#[derive(Debug)]
pub struct LoadedEvent {
    /// Sequence in the stream, from 1.
    pub sequence: u64,
    /// Type under which it is stored.
    pub event_type: String,
    /// Version under which it is stored.
    pub event_version: String,
    /// Payload as text.
    pub payload: String,
    /// Ciphertexts.
    pub partitions: Vec<Vec<u8>>,
    /// Position in the log, from 1.
    pub position: u64,
}

/// Why a stream could not be loaded.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LoadError {
    /// Too much is waiting already.
    #[error("the loader's queue is full")]
    Busy,
    /// The database is away.
    #[error("the log database does not answer: {0}")]
    Unavailable(String),
    /// No stream can have such an id.
    #[error("the id of the stream holds NUL")]
    Invalid,
}

struct Request {
    aggregate_type: &'static str,
    stream: String,
    command_id: Option<Uuid>,
    answer: oneshot::Sender<Result<Loaded, LoadError>>,
}

/// Hands requests to the loading task.
#[derive(Clone)]
pub struct Loader {
    queue: mpsc::Sender<Request>,
}

impl Loader {
    /// Starts the task. It ends when every `Loader` is dropped.
    #[must_use]
    pub fn start(options: PgConnectOptions, metrics: Arc<CommandMetrics>) -> Self {
        let (queue, requests) = mpsc::channel(QUEUE);
        tokio::spawn(run(requests, options, metrics));
        Self { queue }
    }

    /// Loads a stream, and what is known of a command id.
    ///
    /// # Errors
    /// When the queue is full, the database is away, or no stream can have such an id.
    pub async fn load(
        &self,
        aggregate_type: &'static str,
        stream: &str,
        command_id: Option<Uuid>,
    ) -> Result<Loaded, LoadError> {
        // The database would refuse it, and with it all that are loaded at the same time.
        if stream.contains('\0') {
            return Err(LoadError::Invalid);
        }
        let stopped = || LoadError::Unavailable("the loader has stopped".to_owned());
        let (answer, loaded) = oneshot::channel();
        let request = Request { aggregate_type, stream: stream.to_owned(), command_id, answer };
        self.queue.try_send(request).map_err(|e| match e {
            mpsc::error::TrySendError::Full(_) => LoadError::Busy,
            mpsc::error::TrySendError::Closed(_) => stopped(),
        })?;
        loaded.await.map_err(|_| stopped())?
    }
}

async fn run(mut requests: mpsc::Receiver<Request>, options: PgConnectOptions, metrics: Arc<CommandMetrics>) {
    let mut connection: Option<PgConnection> = None;
    let mut batch = Vec::new();
    while requests.recv_many(&mut batch, BATCH).await > 0 {
        let since = Instant::now();
        let mut outcome = guarded(&mut connection, &options, &batch).await;
        if outcome.is_err() {
            // Reading again is harmless: once more, on a new connection.
            connection = None;
            outcome = guarded(&mut connection, &options, &batch).await;
        }
        metrics.load(batch.len(), since);
        match outcome {
            Ok(loaded) => {
                for (request, loaded) in batch.drain(..).zip(loaded) {
                    let _ = request.answer.send(Ok(loaded));
                }
            }
            Err(error) => {
                connection = None;
                tracing::warn!(error, "streams could not be loaded");
                for request in batch.drain(..) {
                    let _ = request.answer.send(Err(LoadError::Unavailable(error.clone())));
                }
            }
        }
    }
}

/// One select, which can neither hang nor, by panicking, take with it the task that everybody needs.
async fn guarded(
    connection: &mut Option<PgConnection>,
    options: &PgConnectOptions,
    batch: &[Request],
) -> Result<Vec<Loaded>, String> {
    let select = AssertUnwindSafe(select(connection, options, batch)).catch_unwind();
    match timeout(SELECT, select).await {
        Ok(Ok(outcome)) => outcome.map_err(|e| describe(&e)),
        Ok(Err(_)) => Err("the loader panicked".to_owned()),
        Err(_) => Err("no answer in time".to_owned()),
    }
}

async fn connect(options: &PgConnectOptions) -> Result<PgConnection, sqlx::Error> {
    let mut connection = options.clone().disable_statement_logging().connect().await?;
    connection
        .execute("SET jit = off; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off")
        .await?;
    Ok(connection)
}

async fn select(
    connection: &mut Option<PgConnection>,
    options: &PgConnectOptions,
    batch: &[Request],
) -> Result<Vec<Loaded>, sqlx::Error> {
    if connection.is_none() {
        *connection = Some(connect(options).await?);
    }
    let Some(open) = connection.as_mut() else { return Err(sqlx::Error::PoolClosed) };
    let rows = sqlx::query(
        "SELECT q.o, l.request_hmac, l.aggregate_id AS prior_stream, l.version AS prior_version, \
                l.position AS prior_position, e.* \
           FROM unnest($1::text[], $2::text[], $3::uuid[]) WITH ORDINALITY q(ty, st, id, o) \
           LEFT JOIN registro.command_log l ON l.command_id = q.id \
           LEFT JOIN LATERAL (SELECT v.sequence, v.event_type, v.event_version, v.payload::text AS payload, \
                                     v.sigilli, v.position \
                                FROM registro.events v \
                               WHERE v.aggregate_type = q.ty AND v.aggregate_id = q.st \
                               ORDER BY v.sequence) e ON true \
          ORDER BY q.o, e.sequence",
    )
    .bind(batch.iter().map(|r| r.aggregate_type).collect::<Vec<_>>())
    .bind(batch.iter().map(|r| r.stream.as_str()).collect::<Vec<_>>())
    .bind(batch.iter().map(|r| r.command_id).collect::<Vec<_>>())
    .fetch_all(open)
    .await?;

    let mut loaded: Vec<Loaded> = batch.iter().map(|_| Loaded::default()).collect();
    for row in &rows {
        let number: i64 = row.try_get("o")?;
        let Some(slot) = usize::try_from(number - 1).ok().and_then(|i| loaded.get_mut(i)) else { continue };
        if slot.prior.is_none() {
            slot.prior = prior(row)?;
        }
        if let Some(sequence) = row.try_get::<Option<i64>, _>("sequence")? {
            slot.events.push(LoadedEvent {
                sequence: sequence.cast_unsigned(),
                event_type: row.try_get("event_type")?,
                event_version: row.try_get("event_version")?,
                payload: row.try_get("payload")?,
                partitions: row.try_get("sigilli")?,
                position: row.try_get::<i64, _>("position")?.cast_unsigned(),
            });
        }
    }
    Ok(loaded)
}

fn prior(row: &PgRow) -> Result<Option<(Prior, Vec<u8>)>, sqlx::Error> {
    let Some(hmac) = row.try_get::<Option<Vec<u8>>, _>("request_hmac")? else { return Ok(None) };
    let prior = Prior {
        position: row.try_get::<i64, _>("prior_position")?.cast_unsigned(),
        stream: row.try_get("prior_stream")?,
        version: row.try_get::<i64, _>("prior_version")?.cast_unsigned(),
    };
    Ok(Some((prior, hmac)))
}
