//! The log, open: one writer, one loader, reading connections, keys. Everything else of this crate hangs on it.

use crate::append::Writer;
use crate::loader::Loader;
use crate::metrics::{CommandMetrics, register};
use crate::reader::{Opened, ReadError, Recorded, Stored, open};
use crate::recent::Recent;
use crate::seal::{KeyEncryption, KeyError, KeyStore, SubjectPool, SystemKeys};
use chrono::{DateTime, Utc};
use cqrs_es::persist::{PersistedEventRepository, SerializedEvent};
use domain::evento::Registrato;
use postgres_es::PostgresEventRepository;
use prometheus_client::registry::Registry;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::{ConnectOptions, PgPool, Row};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::AbortHandle;
use uuid::Uuid;

/// Channel on which the append function wakes the processes.
const CHANNEL: &str = "sigess_registro";
/// Connections for the look-ups of commands.
const COMMAND_CONNECTIONS: u32 = 4;
/// Connections for turns: as many can be held at once. Those for reading they do not take, for whoever holds one goes on to
/// read.
const TURN_CONNECTIONS: u32 = 8;
/// Connections for the feed, where those for reading have a time limit.
const FEED_CONNECTIONS: u32 = 2;
/// How long is waited for a connection.
const ACQUIRE: Duration = Duration::from_secs(10);
/// How often the head is looked at when no wake-up comes.
const POLL: Duration = Duration::from_secs(2);

/// Where the log is.
pub struct LogConfig {
    /// Log database, as the application role.
    pub log: PgConnectOptions,
    /// Key database, as its owner.
    pub keys: PgConnectOptions,
    /// Wraps the data keys.
    pub kek: Arc<dyn KeyEncryption>,
    /// Connections for reading.
    pub read_connections: u32,
}

/// Why the log could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenLogError {
    /// A database did not answer.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The keys of the system are not at hand.
    #[error(transparent)]
    Keys(#[from] KeyError),
}

/// The log, open. Clones share it.
#[derive(Clone)]
pub struct Log(Arc<Inner>);

struct Inner {
    writer: Writer,
    loader: Loader,
    metrics: Arc<CommandMetrics>,
    recent: Arc<Recent>,
    read: PgPool,
    /// For the feed: whoever follows it may be behind by a whole log.
    feed: PgPool,
    /// For what a command must look up: readers, however many, cannot take these.
    command: PgPool,
    /// For turns, while they are held.
    turns: PgPool,
    keys: Arc<KeyStore>,
    subjects: SubjectPool,
    system: SystemKeys,
    head: watch::Receiver<u64>,
    repository: PostgresEventRepository,
    listener: AbortHandle,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

impl Log {
    /// Connects to both databases and starts the tasks.
    ///
    /// # Errors
    /// When a database does not answer or the system's keys cannot be read.
    pub async fn open(config: LogConfig) -> Result<Self, OpenLogError> {
        Self::open_within(config, None).await
    }

    /// The same, for a process that answers requests: a statement of theirs that takes longer than that is ended by the
    /// database. Whoever has waited for it has left by then, and a connection that he leaves in the middle of an answer
    /// is busy until its end. The feed of the read models has no such limit, nor has the writer.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_for_requests(
        config: LogConfig,
        statement_time: Duration,
    ) -> Result<Self, OpenLogError> {
        Self::open_within(config, Some(statement_time)).await
    }

    async fn open_within(config: LogConfig, time: Option<Duration>) -> Result<Self, OpenLogError> {
        // One more than is to be used for reading: the listener holds it for good.
        let read = read_pool(&config.log, config.read_connections.max(2) + 1, time).await?;
        let command = read_pool(&config.log, COMMAND_CONNECTIONS, time).await?;
        let feed = match time {
            Some(_) => read_pool(&config.log, FEED_CONNECTIONS, None).await?,
            None => read.clone(),
        };
        let turns = PgPoolOptions::new()
            .max_connections(TURN_CONNECTIONS)
            .acquire_timeout(ACQUIRE)
            .connect_lazy_with(config.log.clone().disable_statement_logging());
        let keys = PgPoolOptions::new()
            .max_connections(4)
            // Asked rarely, for keys that are not in memory: here the ping is worth it, else every connection that a
            // restart of the key database broke would fail one command.
            .test_before_acquire(true)
            .connect_with(config.keys.disable_statement_logging())
            .await?;
        let keys = Arc::new(KeyStore::new(keys, config.kek));
        keys.keep_forgetting();
        let system = SystemKeys::open(&keys).await?;
        let (sender, head) = watch::channel(position(&read).await?);
        let listener = tokio::spawn(listen(read.clone(), sender.clone())).abort_handle();
        let metrics = Arc::new(CommandMetrics::default());
        Ok(Self(Arc::new(Inner {
            writer: Writer::start(config.log.clone(), sender),
            loader: Loader::start(config.log, Arc::clone(&metrics)),
            metrics,
            recent: Recent::start(),
            repository: PostgresEventRepository::new(read.clone())
                .with_tables("registro.events_postgres_es", "registro.no_snapshots"),
            subjects: SubjectPool::start(Arc::clone(&keys)),
            read,
            feed,
            command,
            turns,
            keys,
            system,
            head,
            listener,
        })))
    }

    /// The way in.
    #[must_use]
    pub fn writer(&self) -> &Writer {
        &self.0.writer
    }

    /// Loads streams for commands.
    #[must_use]
    pub fn loader(&self) -> &Loader {
        &self.0.loader
    }

    /// What loader and bus count.
    #[must_use]
    pub fn metrics(&self) -> &CommandMetrics {
        &self.0.metrics
    }

    /// Puts what the log counts into a registry.
    pub fn register(&self, registry: &mut Registry) {
        register(self.0.writer.metrics(), &self.0.metrics, registry);
    }

    /// States of streams that were written a moment ago.
    pub(crate) fn recent(&self) -> &Recent {
        &self.0.recent
    }

    /// Connections for reading, also of the read models.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        &self.0.read
    }

    /// Connections for the short look-ups without which no command begins: who calls, who holds a reservation. Apart
    /// from those for reading, so that a storm of readers stops no command.
    #[must_use]
    pub fn command_pool(&self) -> &PgPool {
        &self.0.command
    }

    /// Connections for turns.
    pub(crate) fn turn_pool(&self) -> &PgPool {
        &self.0.turns
    }

    /// Data keys.
    #[must_use]
    pub fn keys(&self) -> &KeyStore {
        &self.0.keys
    }

    /// New subject ids, with keys.
    #[must_use]
    pub fn subjects(&self) -> &SubjectPool {
        &self.0.subjects
    }

    /// Keys of the system itself.
    #[must_use]
    pub fn system(&self) -> &SystemKeys {
        &self.0.system
    }

    /// The last position known to this process; changes wake whoever waits.
    #[must_use]
    pub fn head(&self) -> watch::Receiver<u64> {
        self.0.head.clone()
    }

    /// The last position in the database.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn position(&self) -> Result<u64, sqlx::Error> {
        position(&self.0.read).await
    }

    /// The last position recorded at or before an instant; 0 when there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn position_at(&self, instant: DateTime<Utc>) -> Result<u64, sqlx::Error> {
        let position: i64 = sqlx::query_scalar("SELECT registro.position_at($1)")
            .bind(instant)
            .fetch_one(&self.0.read)
            .await?;
        Ok(position.cast_unsigned())
    }

    /// One stream, through postgres-es, up to a position (the whole stream when `None`).
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn stream<A: Registrato>(
        &self,
        id: &str,
        up_to: Option<u64>,
    ) -> Result<Vec<Recorded<A::Event>>, ReadError> {
        let serialized = self
            .0
            .repository
            .get_events::<A>(id)
            .await
            .map_err(|e| ReadError::Stream(A::TYPE, e.to_string()))?;
        let mut stored = serialized.iter().map(stored_from_view).collect::<Result<Vec<_>, _>>()?;
        stored.retain(|e| up_to.is_none_or(|p| e.position <= p));
        open(&self.0.keys, stored).await?.into_iter().map(Opened::decode::<A>).collect()
    }

    /// Several streams of one type with one select, each up to a position.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn streams<A: Registrato>(
        &self,
        ids: &[String],
        up_to: Option<u64>,
    ) -> Result<HashMap<String, Vec<Recorded<A::Event>>>, ReadError> {
        let rows = sqlx::query(
            "SELECT v.aggregate_type, v.aggregate_id, v.sequence, v.event_type, v.event_version, \
                    v.payload::text AS payload, v.metadata::text AS metadata, v.sigilli, v.position, v.recorded_at \
               FROM unnest($2::text[]) q(st) CROSS JOIN LATERAL ( \
                    SELECT * FROM registro.events e WHERE e.aggregate_type = $1 AND e.aggregate_id = q.st \
                       AND e.position <= $3 ORDER BY e.sequence) v",
        )
        .bind(A::TYPE)
        .bind(ids)
        .bind(up_to.map_or(i64::MAX, |p| i64::try_from(p).unwrap_or(i64::MAX)))
        .fetch_all(&self.0.read)
        .await?;
        let stored = rows.iter().map(Stored::from_row).collect::<Result<Vec<_>, _>>()?;
        let mut streams: HashMap<String, Vec<_>> = HashMap::with_capacity(ids.len());
        for opened in open(&self.0.keys, stored).await? {
            let recorded = opened.decode::<A>()?;
            streams.entry(recorded.stream.clone()).or_default().push(recorded);
        }
        Ok(streams)
    }

    /// The feed: up to `limit` events after a position, of all aggregates, in order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn feed(&self, after: u64, limit: u32) -> Result<Vec<Opened>, ReadError> {
        let rows = sqlx::query(
            "SELECT aggregate_type, aggregate_id, sequence, event_type, event_version, payload::text AS payload, \
                    metadata::text AS metadata, sigilli, position, recorded_at \
               FROM registro.events WHERE position > $1 ORDER BY position LIMIT $2",
        )
        .bind(i64::try_from(after).unwrap_or(i64::MAX))
        .bind(i64::from(limit))
        .fetch_all(&self.0.feed)
        .await?;
        let stored = rows.iter().map(Stored::from_row).collect::<Result<Vec<_>, _>>()?;
        open(&self.0.keys, stored).await
    }

    /// Of the events after a position and up to another, those of some aggregates, in order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn feed_of(
        &self,
        aggregates: &[&str],
        after: u64,
        up_to: u64,
    ) -> Result<Vec<Opened>, ReadError> {
        let rows = sqlx::query(
            "SELECT aggregate_type, aggregate_id, sequence, event_type, event_version, payload::text AS payload, \
                    metadata::text AS metadata, sigilli, position, recorded_at \
               FROM registro.events WHERE position > $1 AND position <= $2 AND aggregate_type = ANY($3) \
              ORDER BY position",
        )
        .bind(i64::try_from(after).unwrap_or(i64::MAX))
        .bind(i64::try_from(up_to).unwrap_or(i64::MAX))
        .bind(aggregates)
        .fetch_all(&self.0.feed)
        .await?;
        let stored = rows.iter().map(Stored::from_row).collect::<Result<Vec<_>, _>>()?;
        open(&self.0.keys, stored).await
    }

    /// The numbers taken by the events at these positions, with their series.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn numbers(&self, positions: &[u64]) -> Result<BTreeMap<u64, (String, u64)>, sqlx::Error> {
        let positions: Vec<i64> = positions.iter().map(|p| p.cast_signed()).collect();
        let rows = sqlx::query("SELECT position, serie, n FROM registro.numeri WHERE position = ANY($1)")
            .bind(positions)
            .fetch_all(&self.0.read)
            .await?;
        rows.iter()
            .map(|row| {
                let position = row.try_get::<i64, _>("position")?.cast_unsigned();
                Ok((position, (row.try_get("serie")?, row.try_get::<i64, _>("n")?.cast_unsigned())))
            })
            .collect()
    }

    /// The stream whose first event took a number, if one did.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn stream_with_number(&self, series: &str, number: u64) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar(
            "SELECT e.aggregate_id FROM registro.numeri n JOIN registro.events e ON e.position = n.position \
              WHERE n.serie = $1 AND n.n = $2",
        )
        .bind(series)
        .bind(number.cast_signed())
        .fetch_optional(&self.0.read)
        .await
    }

    /// Which of these commands were carried out, with the keyed hash of the request of each.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn carried_out(&self, commands: &[Uuid]) -> Result<HashMap<Uuid, Vec<u8>>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT command_id, request_hmac FROM registro.command_log WHERE command_id = ANY($1)",
        )
        .bind(commands)
        .fetch_all(&self.0.read)
        .await?;
        rows.iter().map(|r| Ok((r.try_get("command_id")?, r.try_get("request_hmac")?))).collect()
    }

    /// Who holds these values in a name space of the reservations; free values are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn holders(
        &self,
        scope: &str,
        values: &[String],
    ) -> Result<HashMap<String, String>, sqlx::Error> {
        let hashes: HashMap<Vec<u8>, &String> =
            values.iter().map(|v| (self.0.system.reservation(scope, v), v)).collect();
        let rows = sqlx::query(
            "SELECT hash, titolare FROM registro.prenotazioni WHERE ambito = $1 AND hash = ANY($2)",
        )
        .bind(scope)
        .bind(hashes.keys().cloned().collect::<Vec<_>>())
        .fetch_all(&self.0.command)
        .await?;
        let mut holders = HashMap::with_capacity(rows.len());
        for row in rows {
            if let Some(value) = hashes.get(&row.try_get::<Vec<u8>, _>("hash")?) {
                holders.insert((*value).clone(), row.try_get("titolare")?);
            }
        }
        Ok(holders)
    }
}

async fn read_pool(
    options: &PgConnectOptions,
    connections: u32,
    statement_time: Option<Duration>,
) -> Result<PgPool, sqlx::Error> {
    let statement_time = statement_time.unwrap_or_default().as_millis().to_string();
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        // The two pings a pool makes for every statement would double its round trips.
        .test_before_acquire(false)
        // Statements come from a fixed set, each with its index: to plan one anew for every question costs more than to
        // carry it out.
        .connect_with(
            options
                .clone()
                .options([
                    ("jit", "off"),
                    ("plan_cache_mode", "force_generic_plan"),
                    // 0 is without limit.
                    ("statement_timeout", statement_time.as_str()),
                ])
                .disable_statement_logging(),
        )
        .await
}

async fn position(pool: &PgPool) -> Result<u64, sqlx::Error> {
    let position: i64 =
        sqlx::query_scalar("SELECT max(position) FROM registro.log_head").fetch_one(pool).await?;
    Ok(position.cast_unsigned())
}

/// Follows what other processes append: their wake-ups, and a slow look at the head besides.
async fn listen(pool: PgPool, head: watch::Sender<u64>) {
    loop {
        if let Ok(mut listener) = PgListener::connect_with(&pool).await
            && listener.listen(CHANNEL).await.is_ok()
        {
            loop {
                match tokio::time::timeout(POLL, listener.try_recv()).await {
                    Ok(Ok(Some(wake))) => raise(&head, wake.payload().parse().unwrap_or(0)),
                    Ok(Ok(None) | Err(_)) => break,
                    Err(_) => {
                        if let Ok(at) = position(&pool).await {
                            raise(&head, at);
                        }
                    }
                }
            }
        }
        if let Ok(at) = position(&pool).await {
            raise(&head, at);
        }
        tokio::time::sleep(POLL / 4).await;
    }
}

fn raise(head: &watch::Sender<u64>, position: u64) {
    head.send_if_modified(|at| {
        position > *at && {
            *at = position;
            true
        }
    });
}

/// Takes apart what the view of migration 0003 joined.
fn stored_from_view(event: &SerializedEvent) -> Result<Stored, ReadError> {
    let unreadable = || ReadError::Unreadable {
        event_type: event.event_type.clone(),
        event_version: event.event_version.clone(),
        position: event.metadata["position"].as_u64().unwrap_or(0),
    };
    let partitions = event.payload["sigilli"]
        .as_array()
        .and_then(|list| list.iter().map(|s| s.as_str().and_then(crate::seal::kek::unhex)).collect())
        .ok_or_else(unreadable)?;
    Ok(Stored {
        stream: event.aggregate_id.clone(),
        aggregate_type: event.aggregate_type.clone(),
        sequence: event.sequence as u64,
        payload: event.payload["payload"].to_string(),
        metadata: event.metadata["metadata"].to_string(),
        partitions,
        position: event.metadata["position"].as_u64().ok_or_else(unreadable)?,
        recorded_at: event.metadata["recorded_us"]
            .as_i64()
            .and_then(DateTime::from_timestamp_micros)
            .ok_or_else(unreadable)?,
        event_type: event.event_type.clone(),
        event_version: event.event_version.clone(),
    })
}
