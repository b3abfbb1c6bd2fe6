//! Our `EventStore` of cqrs-es: loads through the coalescing loader, commits through the writer. It is the seam of
//! docs/adr/0005-cqrs-es.md: it has the typed events, the version they were decided on, and the metadata.

use crate::append::{Append, AppendError, NewEvent, Outcome, Prior, Reservation};
use crate::loader::LoadError;
use crate::log::{Log, metadata_text};
use crate::metadata::{Metadata, keys};
use crate::reader::{Opened, ReadError, Recorded, open};
use crate::seal::kek::unhex;
use crate::seal::{KeyError, Place, SealError, seal, subjects_of};
use chrono::{DateTime, Utc};
use cqrs_es::persist::EventStoreAggregateContext;
use cqrs_es::{AggregateError, DomainEvent, EventEnvelope, EventStore};
use domain::evento::Registrato;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The event store of one kind of aggregate after another; they share the log.
#[derive(Clone)]
pub struct LogStore(pub Log);

/// A stream loaded for a command.
pub struct LoadedStream<A: Registrato> {
    /// The state, and the version it is at.
    pub context: EventStoreAggregateContext<A>,
    /// Its events.
    pub events: Vec<Recorded<A::Event>>,
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

/// Envelope metadata that only the store adds, for the bus.
pub(crate) const POSITION: &str = "position";
pub(crate) const RECORDED_US: &str = "recorded_us";

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
        let opened = open(self.0.keys(), loaded.events).await?;
        let events = opened.into_iter().map(Opened::decode::<A>).collect::<Result<Vec<_>, _>>()?;
        let mut aggregate = A::default();
        for recorded in &events {
            aggregate.apply(recorded.event.clone());
        }
        let context = EventStoreAggregateContext {
            aggregate_id: id.to_owned(),
            aggregate,
            current_sequence: events.len(),
            current_snapshot: None,
        };
        Ok(LoadedStream { context, events, prior: loaded.prior })
    }

    /// Seals events and turns them into what the writer takes.
    async fn prepare<A: Registrato>(
        &self,
        events: &[A::Event],
        stream: &str,
        version: u64,
        mut metadata: Metadata,
    ) -> Result<Append, CommitError> {
        let command_id = metadata.uuid(keys::COMMAND_ID).ok_or(CommitError::NoCommand)?;
        let request_hmac =
            metadata.0.remove(keys::REQUEST_HMAC).and_then(|h| unhex(&h)).ok_or(CommitError::NoCommand)?;
        let payloads = events
            .iter()
            .map(|e| serde_json::to_value(e).map_err(|_| CommitError::Json))
            .collect::<Result<Vec<_>, _>>()?;
        let mut subjects = HashSet::new();
        payloads.iter().for_each(|p| subjects_of(p, &mut subjects));
        let data_keys = self.0.keys().load(&subjects).await?;

        let mut command = Append {
            command_id,
            request_hmac,
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
            command.events.push(NewEvent {
                payload: sealed.payload.to_string(),
                metadata: metadata_text(&metadata.clone().with(keys::SUBJECTS, subjects)),
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
        let loaded = self.load::<A>(id, None).await.map_err(load_error)?;
        Ok(loaded.events.into_iter().map(envelope).collect())
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
        let metadata = Metadata::from(metadata);
        let command = self
            .prepare::<A>(&events, &context.aggregate_id, version, metadata.clone())
            .await
            .map_err(commit_error)?;
        let outcome = self.0.writer().append(command).await.map_err(|e| match e {
            AppendError::Unavailable(_) => {
                AggregateError::DatabaseConnectionError(Box::new(CommitError::Append(e)))
            }
            other => commit_error(other.into()),
        })?;
        match outcome {
            Outcome::Stored { position, recorded_at, .. } => {
                Ok(envelopes(events, &context.aggregate_id, version, &metadata, position, recorded_at))
            }
            Outcome::Conflict { .. } => Err(AggregateError::AggregateConflict),
            Outcome::Repeated(prior) => Err(commit_error(CommitError::Repeated(prior))),
            Outcome::Different => Err(commit_error(CommitError::Different)),
            Outcome::Reserved { scope, holder } => Err(commit_error(CommitError::Reserved { scope, holder })),
        }
    }
}

fn envelopes<A: Registrato>(
    events: Vec<A::Event>,
    stream: &str,
    version: u64,
    metadata: &Metadata,
    last: u64,
    recorded_at: DateTime<Utc>,
) -> Vec<EventEnvelope<A>> {
    let first = last + 1 - events.len() as u64;
    (events.into_iter().zip(0u64..))
        .map(|(payload, n)| EventEnvelope {
            aggregate_id: stream.to_owned(),
            sequence: usize::try_from(version + 1 + n).unwrap_or(usize::MAX),
            payload,
            metadata: with_place(metadata.clone(), first + n, recorded_at),
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
        LoadStreamError::Read(e) => AggregateError::DeserializationError(Box::new(e)),
    }
}
