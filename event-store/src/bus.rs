//! The command bus: command id → load → expected version → rules → commit, with the position as the answer.
//! It stands in for cqrs-es' `CqrsFramework::execute`, which answers nothing and runs its queries in process.

use crate::append::{AppendError, Outcome, Prior};
use crate::availability::is_unavailable;
use crate::log::Log;
use crate::metadata::Metadata;
use crate::metrics::{CommandOutcome, TRACE};
use crate::reader::Recorded;
use crate::store::{Command, CommitError, LoadStreamError, LogStore};
use chrono::{DateTime, Utc};
use cqrs_es::event_sink::EventSink;
use domain::evento::Registrato;
use std::error::Error;
use std::fmt;
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

/// Tries of a command that names no version, when its stream moves on under it.
const TRIES: usize = 3;

/// Everything about a command but the command.
#[derive(Clone)]
pub struct CommandRequest {
    /// Id of the stream.
    pub stream: String,
    /// Made by the client; a repeat of a stored command gets its first answer.
    pub command_id: Uuid,
    /// The request in canonical form: what must be equal for it to be a repeat. Only its HMAC is stored.
    pub canonical: Vec<u8>,
    /// Version of the stream the operator saw, if the form has one.
    pub expected_version: Option<u64>,
    /// Who, why, through what.
    pub metadata: Metadata,
}

/// Without the canonical form: it holds what the operator typed.
impl fmt::Debug for CommandRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CommandRequest")
            .field("stream", &self.stream)
            .field("command_id", &self.command_id)
            .field("expected_version", &self.expected_version)
            .finish_non_exhaustive()
    }
}

/// What a command did.
#[derive(Clone, Debug)]
pub struct Executed<E> {
    /// Id of the stream; of a repeat, that of the first time.
    pub stream: String,
    /// Version of the stream after it.
    pub version: u64,
    /// Position of its last event; 0 when nothing happened.
    pub position: u64,
    /// When the log learned it; absent for a repeat.
    pub recorded_at: Option<DateTime<Utc>>,
    /// What happened; empty for a repeat.
    pub events: Vec<E>,
    /// The command was stored before.
    pub repeated: bool,
}

/// Why a command did nothing.
#[derive(Debug, thiserror::Error)]
pub enum ExecuteError<E: Error, V> {
    /// A rule refused it.
    #[error(transparent)]
    Refused(E),
    /// The stream moved on since the operator loaded it.
    #[error("expected version {expected}, found {found}")]
    Stale {
        /// What the form had.
        expected: u64,
        /// Where the stream is.
        found: u64,
        /// What happened in between.
        since: Vec<Recorded<V>>,
    },
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
    /// Too much is waiting; come back later.
    #[error("too many commands are waiting")]
    Busy,
    /// The stream kept moving on.
    #[error("the stream kept changing")]
    Contended,
    /// The service cannot do it now. Whether it was stored is unknown: ask again with the same command id.
    #[error("the command could not be carried out: {0}")]
    Fault(Box<dyn Error + Send + Sync>),
}

/// Why nothing can be said about a command id.
#[derive(Debug, thiserror::Error)]
pub enum PriorError {
    /// It was used for another request.
    #[error("the command id was used for another request")]
    Different,
    /// The log does not answer.
    #[error(transparent)]
    Load(#[from] crate::loader::LoadError),
}

/// Carries out commands.
#[derive(Clone)]
pub struct Bus {
    store: LogStore,
}

impl Bus {
    /// A bus on an open log.
    #[must_use]
    pub fn new(log: Log) -> Self {
        Self { store: LogStore(log) }
    }

    /// The log it writes to.
    #[must_use]
    pub fn log(&self) -> &Log {
        &self.store.0
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// A refusal as data, or a fault.
    pub async fn execute<A: Registrato>(
        &self,
        request: &CommandRequest,
        command: A::Command,
    ) -> Result<Executed<A::Event>, ExecuteError<A::Error, A::Event>>
    where
        A::Command: Clone + Send,
        A::Event: 'static,
    {
        let since = Instant::now();
        let span = tracing::debug_span!(
            target: TRACE, "command", aggregate = A::TYPE, outcome = tracing::field::Empty
        );
        let executed = self.tried::<A>(request, command).instrument(span.clone()).await;
        let outcome = outcome_of(&executed);
        span.record("outcome", outcome.as_str());
        self.log().metrics().command(outcome, since);
        executed
    }

    async fn tried<A: Registrato>(
        &self,
        request: &CommandRequest,
        command: A::Command,
    ) -> Result<Executed<A::Event>, ExecuteError<A::Error, A::Event>>
    where
        A::Command: Clone + Send,
        A::Event: 'static,
    {
        let digest = self.log().system().request(&request.canonical);
        if let Some(executed) = self.unloaded::<A>(request, &digest, command.clone()).await? {
            return Ok(executed);
        }
        let tries = if request.expected_version.is_some() { 1 } else { TRIES };
        for _ in 0..tries {
            match self.once::<A>(request, &digest, command.clone()).await? {
                Some(executed) => return Ok(executed),
                None if request.expected_version.is_some() => return self.stale::<A>(request).await,
                None => {}
            }
        }
        Err(ExecuteError::Contended)
    }

    /// The state of a stream, as a command would meet it.
    ///
    /// # Errors
    /// When it cannot be loaded.
    pub async fn state<A: Registrato>(&self, stream: &str) -> Result<A, LoadStreamError> {
        Ok(self.state_at::<A>(stream).await?.0)
    }

    /// The same with the version of the stream.
    ///
    /// # Errors
    /// When it cannot be loaded.
    pub async fn state_at<A: Registrato>(&self, stream: &str) -> Result<(A, u64), LoadStreamError> {
        let context = self.store.load::<A>(stream, None).await?.context;
        Ok((context.aggregate, context.current_sequence as u64))
    }

    /// What a command did when it was first sent with the same request, if it was; for services of several steps,
    /// which must not repeat what they did outside the log.
    ///
    /// # Errors
    /// The name of what is wrong: the id was used for another request, or the log does not answer.
    pub async fn prior<E>(
        &self,
        command_id: Uuid,
        canonical: &[u8],
    ) -> Result<Option<Executed<E>>, PriorError> {
        let loaded = self.log().loader().load("", "", Some(command_id)).await?;
        match loaded.prior {
            None => Ok(None),
            Some((prior, digest)) if digest == self.log().system().request(canonical) => {
                Ok(Some(repeat(prior)))
            }
            Some(_) => Err(PriorError::Different),
        }
    }

    /// A try without a load, on the state that this process remembers; where it remembers none, as if the stream were
    /// new. The append function finds out whether that is so, and whether the command was stored before. `None` when
    /// it takes a load to say more; nothing is refused by the rules here.
    async fn unloaded<A: Registrato>(
        &self,
        request: &CommandRequest,
        digest: &[u8],
        command: A::Command,
    ) -> Result<Option<Executed<A::Event>>, ExecuteError<A::Error, A::Event>>
    where
        A::Command: Send,
    {
        let (mut aggregate, version) = self.log().recent().take::<A>(&request.stream).unwrap_or_default();
        if request.expected_version.is_some_and(|expected| expected != version) {
            return Ok(None);
        }
        let sink = EventSink::default();
        if aggregate.handle(command, &(), &sink).await.is_err() {
            return Ok(None);
        }
        let events = sink.collect().await;
        if events.is_empty() {
            return Ok(None);
        }
        self.store(request, digest, (aggregate, version), events).await
    }

    /// One try; `None` when the stream is not at the expected version, or moved on between load and commit.
    async fn once<A: Registrato>(
        &self,
        request: &CommandRequest,
        digest: &[u8],
        command: A::Command,
    ) -> Result<Option<Executed<A::Event>>, ExecuteError<A::Error, A::Event>>
    where
        A::Command: Send,
    {
        let loaded =
            self.store.load::<A>(&request.stream, Some(request.command_id)).await.map_err(load_fault)?;
        if let Some((prior, stored_digest)) = loaded.prior {
            return if stored_digest == digest {
                Ok(Some(repeat(prior)))
            } else {
                Err(ExecuteError::Different)
            };
        }
        let mut context = loaded.context;
        let version = context.current_sequence as u64;
        if request.expected_version.is_some_and(|expected| expected != version) {
            return Ok(None);
        }
        let sink = EventSink::default();
        context.aggregate.handle(command, &(), &sink).await.map_err(ExecuteError::Refused)?;
        let events = sink.collect().await;
        self.store(request, digest, (context.aggregate, version), events).await
    }

    /// Carries out commands that make a new stream, together and under one command id: all of them or none. Nothing
    /// is loaded; the append function itself finds out whether the stream is new and the command was stored before.
    ///
    /// # Errors
    /// As [`Self::execute`]; a stream that is there already is [`ExecuteError::Stale`].
    pub async fn create<A: Registrato>(
        &self,
        request: &CommandRequest,
        commands: Vec<A::Command>,
    ) -> Result<Executed<A::Event>, ExecuteError<A::Error, A::Event>>
    where
        A::Command: Send,
        A::Event: 'static,
    {
        let digest = self.log().system().request(&request.canonical);
        let mut aggregate = A::default();
        let sink = EventSink::default();
        for command in commands {
            aggregate.handle(command, &(), &sink).await.map_err(ExecuteError::Refused)?;
        }
        let events = sink.collect().await;
        match self.store(request, &digest, (aggregate, 0), events).await? {
            Some(executed) => Ok(executed),
            None => self.stale::<A>(request).await,
        }
    }

    /// Commits what was decided; `None` when the stream is not at the version on which it was. `aggregate` has seen the
    /// events already.
    async fn store<A: Registrato>(
        &self,
        request: &CommandRequest,
        digest: &[u8],
        (aggregate, version): (A, u64),
        events: Vec<A::Event>,
    ) -> Result<Option<Executed<A::Event>>, ExecuteError<A::Error, A::Event>> {
        let stream = &request.stream;
        let executed = |version, position, recorded_at, events| {
            Some(Executed { stream: stream.clone(), version, position, recorded_at, events, repeated: false })
        };
        if events.is_empty() {
            return Ok(executed(version, 0, None, events));
        }
        let command = Command { id: request.command_id, digest: digest.to_vec() };
        let metadata = request.metadata.clone();
        match self.store.append::<A>(&events, stream, version, command, metadata).await {
            Ok(Outcome::Stored { position, version, recorded_at }) => {
                self.log().recent().put(stream, aggregate, version);
                Ok(executed(version, position, Some(recorded_at), events))
            }
            Ok(Outcome::Conflict { .. }) => Ok(None),
            Ok(Outcome::Repeated(prior)) => Ok(Some(repeat(prior))),
            Ok(Outcome::Different) => Err(ExecuteError::Different),
            Ok(Outcome::Reserved { scope, holder }) => Err(ExecuteError::Reserved { scope, holder }),
            Err(CommitError::Append(AppendError::Busy)) => Err(ExecuteError::Busy),
            Err(other) => Err(ExecuteError::Fault(Box::new(other))),
        }
    }

    /// The refusal of a command whose stream moved on.
    async fn stale<A: Registrato>(
        &self,
        request: &CommandRequest,
    ) -> Result<Executed<A::Event>, ExecuteError<A::Error, A::Event>> {
        let expected = request.expected_version.unwrap_or(0);
        let streams = self.log().streams::<A>(std::slice::from_ref(&request.stream), None).await;
        let events = streams.map_err(|e| load_fault(e.into()))?.remove(&request.stream).unwrap_or_default();
        let found = events.len() as u64;
        let since = events.into_iter().filter(|e| e.sequence > expected).collect();
        Err(ExecuteError::Stale { expected, found, since })
    }
}

fn outcome_of<E: Error, V>(executed: &Result<Executed<V>, ExecuteError<E, V>>) -> CommandOutcome {
    match executed {
        Ok(executed) if executed.repeated => CommandOutcome::Repeated,
        Ok(executed) if executed.position == 0 => CommandOutcome::Nothing,
        Ok(_) => CommandOutcome::Stored,
        Err(ExecuteError::Refused(_)) => CommandOutcome::Refused,
        Err(ExecuteError::Stale { .. }) => CommandOutcome::Stale,
        Err(ExecuteError::Different) => CommandOutcome::Different,
        Err(ExecuteError::Reserved { .. }) => CommandOutcome::Reserved,
        Err(ExecuteError::Busy) => CommandOutcome::Busy,
        Err(ExecuteError::Contended) => CommandOutcome::Contended,
        Err(ExecuteError::Fault(fault)) if is_unavailable(&**fault) => CommandOutcome::Unavailable,
        Err(ExecuteError::Fault(_)) => CommandOutcome::Fault,
    }
}

fn repeat<E>(prior: Prior) -> Executed<E> {
    Executed {
        stream: prior.stream,
        version: prior.version,
        position: prior.position,
        recorded_at: None,
        events: Vec::new(),
        repeated: true,
    }
}

fn load_fault<E: Error, V>(error: LoadStreamError) -> ExecuteError<E, V> {
    match error {
        LoadStreamError::Load(crate::loader::LoadError::Busy) => ExecuteError::Busy,
        other => ExecuteError::Fault(Box::new(other)),
    }
}
