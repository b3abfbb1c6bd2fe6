//! Our `EventStore` of cqrs-es: loads through the coalescing loader, commits through the writer. It is the seam of
//! docs/adr/0005-cqrs-es.md: it has the typed events, the version they were decided on, and the metadata.

use crate::append::{Append, AppendError, NewEvent, Outcome, Prior, Reservation};
use crate::loader::{LoadError, LoadedEvent};
use crate::log::Log;
use crate::metadata::{Metadata, keys};
use crate::reader::{Mark, ReadError, Recorded};
use crate::seal::kek::unhex;
use crate::seal::{KeyError, Place, SealError, Sealed, seal, subjects_of};
use chrono::{DateTime, Utc};
use cqrs_es::persist::EventStoreAggregateContext;
use cqrs_es::{AggregateError, DomainEvent, EventEnvelope, EventStore};
use domain::evento::Registrato;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The event store of one kind of aggregate after another; they share the log.
#[derive(Clone)]
pub struct LogStore(pub Log);

/// A stream loaded for a command, folded.
pub struct LoadedStream<A: Registrato> {
    /// The state, and the version it is at.
    pub context: EventStoreAggregateContext<A>,
    /// What the command did, and with which request, if it is stored already.
    pub prior: Option<(Prior, Vec<u8>)>,
}

/// Why a commit stored nothing; travels inside cqrs-es' `UnexpectedError`.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The command was stored before.
    #[error("the command was stored before, at position {}", .0.position)]
    Repeated(Prior),
    /// The command id was used for another request.
    #[error("the command id was used for another request")]
    Different,
    /// A reservation is held by somebody else.
    #[error("a reservation in {scope} is held")]
    Reserved {
        /// Name space.
        scope: String,
        /// Who holds it.
        holder: String,
    },
    /// The metadata lack the command id or the digest of the request.
    #[error("the metadata name no command")]
    NoCommand,
    /// The writer could not store it.
    #[error(transparent)]
    Append(#[from] AppendError),
    /// The personal data could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// Keys are not at hand.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// An event could not be written as JSON.
    #[error("an event could not be serialised")]
    Json,
}

/// Why a stream could not be loaded; travels inside cqrs-es' errors.
#[derive(Debug, thiserror::Error)]
pub enum LoadStreamError {
    /// The loader could not answer.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// An event could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Which command it is that is committed.
pub(crate) struct Command {
    /// Made by the client.
    pub(crate) id: Uuid,
    /// Keyed hash of the request.
    pub(crate) digest: Vec<u8>,
}

/// Envelope metadata that only the store adds.
const POSITION: &str = "position";
const RECORDED_US: &str = "recorded_us";

impl LogStore {
    /// Loads a stream and folds it; looks the command id up with the same select.
    ///
    /// # Errors
    /// When the database is away or an event cannot be read.
    pub async fn load<A: Registrato>(
        &self,
        id: &str,
        command_id: Option<Uuid>,
    ) -> Result<LoadedStream<A>, LoadStreamError> {
        let loaded = self.0.loader().load(A::TYPE, id, command_id).await?;
        let mut context = EventStoreAggregateContext {
            aggregate_id: id.to_owned(),
            aggregate: A::default(),
            current_sequence: 0,
            current_snapshot: None,
        };
        // A repeat gets its first answer: nobody needs the state.
        if loaded.prior.is_none() {
            context.current_sequence = loaded.events.len();
            context.aggregate = self.fold(id, loaded.events).await?;
        }
        Ok(LoadedStream { context, prior: loaded.prior })
    }

    async fn fold<A: Registrato>(&self, id: &str, events: Vec<LoadedEvent>) -> Result<A, ReadError> {
        let mut subjects = HashSet::new();
        let mut payloads = Vec::with_capacity(events.len());
        for event in &events {
            let payload = serde_json::from_str(&event.payload).map_err(|_| event.mark(id).unreadable())?;
            subjects_of(&payload, &mut subjects);
            payloads.push(payload);
        }
        let keys = self.0.keys().load(&subjects).await?;
        let mut aggregate = A::default();
        for (mut event, payload) in events.into_iter().zip(payloads) {
            let partitions = std::mem::take(&mut event.partitions);
            let mark = event.mark(id);
            let payload = mark.unseal(A::TYPE, Sealed { payload, partitions }, &keys)?;
            aggregate.apply(mark.decode::<A>(payload)?);
        }
        Ok(aggregate)
    }

    /// Seals events and hands them to the writer; answers what the log made of them.
    pub(crate) async fn append<A: Registrato>(
        &self,
        events: &[A::Event],
        stream: &str,
        version: u64,
        command: Command,
        metadata: Metadata,
    ) -> Result<Outcome, CommitError> {
        let command = self.prepare::<A>(events, stream, version, command, metadata).await?;
        Ok(self.0.writer().append(command).await?)
    }

    /// Seals events and turns them into what the writer takes.
    async fn prepare<A: Registrato>(
        &self,
        events: &[A::Event],
        stream: &str,
        version: u64,
        command: Command,
        metadata: Metadata,
    ) -> Result<Append, CommitError> {
        let mut metadata = metadata.with(keys::COMMAND_ID, command.id.to_string());
        let payloads = events
            .iter()
            .map(|e| serde_json::to_value(e).map_err(|_| CommitError::Json))
            .collect::<Result<Vec<_>, _>>()?;
        let mut subjects = HashSet::new();
        payloads.iter().for_each(|p| subjects_of(p, &mut subjects));
        let data_keys = self.0.keys().load(&subjects).await?;

        let mut command = Append {
            command_id: command.id,
            request_hmac: command.digest,
            aggregate_type: A::TYPE,
            stream: stream.to_owned(),
            version,
            events: Vec::with_capacity(events.len()),
            reservations: Vec::new(),
        };
        for ((event, payload), sequence) in events.iter().zip(payloads).zip(version + 1..) {
            let event_type = event.event_type();
            let place = Place { aggregate_type: A::TYPE, stream, sequence, event_type: &event_type };
            let sealed = seal(payload, place, &data_keys)?;
            let subjects =
                A::soggetti(event, stream).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            metadata.0.remove(keys::SUBJECTS);
            metadata = metadata.with(keys::SUBJECTS, subjects);
            command.events.push(NewEvent {
                payload: sealed.payload.to_string(),
                metadata: serde_json::to_string(&metadata).map_err(|_| CommitError::Json)?,
                partitions: sealed.partitions,
                event_version: event.event_version(),
                event_type,
            });
            command.reservations.extend(A::prenotazioni(event, stream).into_iter().map(|p| Reservation {
                scope: p.ambito,
                hash: self.0.system().reservation(p.ambito, &p.valore),
                holder: p.titolare,
                reserve: p.riserva,
            }));
        }
        Ok(command)
    }
}

impl<A: Registrato> EventStore<A> for LogStore {
    type AC = EventStoreAggregateContext<A>;

    async fn load_events(&self, id: &str) -> Result<Vec<EventEnvelope<A>>, AggregateError<A::Error>> {
        let mut streams = self.0.streams::<A>(&[id.to_owned()], None).await.map_err(read_error)?;
        Ok(streams.remove(id).unwrap_or_default().into_iter().map(envelope).collect())
    }

    async fn load_aggregate(&self, id: &str) -> Result<Self::AC, AggregateError<A::Error>> {
        Ok(self.load::<A>(id, None).await.map_err(load_error)?.context)
    }

    async fn commit(
        &self,
        events: Vec<A::Event>,
        context: Self::AC,
        metadata: HashMap<String, String>,
    ) -> Result<Vec<EventEnvelope<A>>, AggregateError<A::Error>> {
        // cqrs-es commits also when nothing happened: such a command leaves no trace.
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let version = context.current_sequence as u64;
        let mut metadata = Metadata::from(metadata);
        let digest = metadata.0.remove(keys::REQUEST_HMAC).and_then(|h| unhex(&h));
        let (Some(id), Some(digest)) = (metadata.uuid(keys::COMMAND_ID), digest) else {
            return Err(commit_error(CommitError::NoCommand));
        };
        let command = Command { id, digest };
        let appended = self.append::<A>(&events, &context.aggregate_id, version, command, metadata).await;
        let outcome = appended.map_err(|e| match e {
            CommitError::Append(AppendError::Unavailable(_)) => {
                AggregateError::DatabaseConnectionError(Box::new(e))
            }
            other => commit_error(other),
        })?;
        match outcome {
            Outcome::Stored { position, recorded_at, .. } => {
                Ok(envelopes(events, &context.aggregate_id, version, position, recorded_at))
            }
            Outcome::Conflict { .. } => Err(AggregateError::AggregateConflict),
            Outcome::Repeated(prior) => Err(commit_error(CommitError::Repeated(prior))),
            Outcome::Different => Err(commit_error(CommitError::Different)),
            Outcome::Reserved { scope, holder } => Err(commit_error(CommitError::Reserved { scope, holder })),
        }
    }
}

/// What was stored, for the bus: its metadata are only where it stands.
fn envelopes<A: Registrato>(
    events: Vec<A::Event>,
    stream: &str,
    version: u64,
    last: u64,
    recorded_at: DateTime<Utc>,
) -> Vec<EventEnvelope<A>> {
    let first = last + 1 - events.len() as u64;
    (events.into_iter().zip(0u64..))
        .map(|(payload, n)| EventEnvelope {
            aggregate_id: stream.to_owned(),
            sequence: usize::try_from(version + 1 + n).unwrap_or(usize::MAX),
            payload,
            metadata: with_place(Metadata::default(), first + n, recorded_at),
        })
        .collect()
}

fn envelope<A: Registrato>(recorded: Recorded<A::Event>) -> EventEnvelope<A> {
    EventEnvelope {
        aggregate_id: recorded.stream,
        sequence: usize::try_from(recorded.sequence).unwrap_or(usize::MAX),
        payload: recorded.event,
        metadata: with_place(recorded.metadata, recorded.position, recorded.recorded_at),
    }
}

fn with_place(metadata: Metadata, position: u64, recorded_at: DateTime<Utc>) -> HashMap<String, String> {
    metadata
        .with(POSITION, position.to_string())
        .with(RECORDED_US, recorded_at.timestamp_micros().to_string())
        .into()
}

fn commit_error<E: std::error::Error>(error: CommitError) -> AggregateError<E> {
    AggregateError::UnexpectedError(Box::new(error))
}

fn load_error<E: std::error::Error>(error: LoadStreamError) -> AggregateError<E> {
    match error {
        LoadStreamError::Load(e) => AggregateError::DatabaseConnectionError(Box::new(e)),
        LoadStreamError::Read(e) => read_error(e),
    }
}

fn read_error<E: std::error::Error>(error: ReadError) -> AggregateError<E> {
    AggregateError::DeserializationError(Box::new(error))
}

impl LoadedEvent {
    fn mark<'a>(&'a self, stream: &'a str) -> Mark<'a> {
        Mark {
            stream,
            sequence: self.sequence,
            event_type: &self.event_type,
            event_version: &self.event_version,
            position: self.position,
        }
    }
}
