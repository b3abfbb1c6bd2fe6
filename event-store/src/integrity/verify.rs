//! `sigess verify`: recomputes every leaf, the links of the streams, the tree, the numbers and the command log, and
//! names every fault. Works on ciphertext: it needs no key.

use super::leaf::{Hash, leaf};
use super::note::Checkpoint;
use super::tree::Tree;
use crate::reader::Stored;
use crate::seal::kek::hex;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// Which events take a number: type, prefix of the series, field and year that divide it (migration 0001).
const NUMBERED: [(&str, &str, Option<&str>, bool); 3] = [
    ("SegnalazioneCreata", "segnalazione", Some("distretto"), true),
    ("SoggettoImportato", "soggetto", None, false),
    ("SoggettoRegistrato", "soggetto", None, false),
];
/// Events read at once.
const PAGE: i64 = 2_000;

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Position in the log, when it is about one.
    pub position: Option<u64>,
    /// The last position, when it is about all from `position` on to there.
    pub until: Option<u64>,
    /// `type/id` of the stream, when it is about one.
    pub stream: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// Kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A position is missing.
    MissingPosition,
    /// A position is taken twice, or is none.
    PositionBroken,
    /// The stored leaf is not that of the stored bytes.
    LeafDiffers,
    /// The sequence in the stream has a gap or a repetition.
    SequenceBroken,
    /// Time runs against position.
    TimeRunsBack,
    /// The head of the log is not where the last event is, or when it was recorded.
    HeadDiffers,
    /// The tree of the head is not that of the events.
    TreeDiffers,
    /// A number is not the rank of its event, or has no event.
    NumberDiffers,
    /// A rule of numbering is missing or altered: the numbers cannot be recounted.
    NumberingDiffers,
    /// The command log and the events disagree.
    CommandLogDiffers,
    /// A checkpoint held outside the database has another root.
    CheckpointDiffers,
    /// A checkpoint held outside the database goes further than the log.
    CheckpointBeyond,
    /// A line of an export is no event.
    LineUnreadable,
    /// An export ends before its last line.
    Truncated,
    /// An export is not what was written, outside the events themselves.
    FileDiffers,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many events were read.
    pub events: u64,
    /// Root of the tree over them.
    pub root: Hash,
    /// Up to which position a checkpoint held outside proves the log; what comes after could be rewound unseen.
    pub proven: u64,
    /// All faults.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    /// Root in hexadecimal.
    #[must_use]
    pub fn root_hex(&self) -> String {
        hex(&self.root)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self.fault {
            Fault::MissingPosition => "no event at this position",
            Fault::PositionBroken => "a position that is taken or impossible",
            Fault::LeafDiffers => "the event is not what was recorded (leaf differs)",
            Fault::SequenceBroken => "the stream's sequence is broken",
            Fault::TimeRunsBack => "recorded before its predecessor",
            Fault::HeadDiffers => "the head of the log is elsewhere",
            Fault::TreeDiffers => "the tree in the head is not that of the events",
            Fault::NumberDiffers => "a number is not the rank of its event",
            Fault::NumberingDiffers => "a rule of numbering is missing or altered",
            Fault::CommandLogDiffers => "the command log and the events disagree",
            Fault::CheckpointDiffers => "the log up to here is not that of the checkpoint held outside",
            Fault::CheckpointBeyond => "the checkpoint held outside goes further than the log",
            Fault::LineUnreadable => "the line is no event",
            Fault::Truncated => "the file was cut off",
            Fault::FileDiffers => "the file is not what was written (digest differs)",
        };
        match (self.position, self.until) {
            (Some(first), Some(last)) => write!(f, "positions {first} to {last}")?,
            (Some(position), None) => write!(f, "position {position}")?,
            (None, _) => f.write_str("log")?,
        }
        if let Some(stream) = &self.stream {
            write!(f, ", stream {stream}")?;
        }
        write!(f, ": {words}")
    }
}

/// Reads the whole log in one snapshot and checks everything, also against the checkpoints `held` outside the
/// database; `progress` is told how many events were read.
///
/// # Errors
/// When the database does not answer: nothing can then be said.
pub async fn verify(
    connection: &mut PgConnection,
    held: &[Checkpoint],
    mut progress: impl FnMut(u64),
) -> Result<Report, sqlx::Error> {
    let mut snapshot = sqlx::Connection::begin(connection).await?;
    sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(&mut *snapshot).await?;
    let mut check = Check::default();
    for checkpoint in held {
        check.held.entry(checkpoint.size).or_default().push(checkpoint.root);
    }
    let mut after = i64::MIN;
    loop {
        let rows = sqlx::query(
            "SELECT aggregate_type, aggregate_id, sequence, event_type, event_version, payload::text AS payload, \
                    metadata::text AS metadata, sigilli, position, recorded_at, leaf \
               FROM registro.events WHERE position > $1 ORDER BY position LIMIT $2",
        )
        .bind(after)
        .bind(PAGE)
        .fetch_all(&mut *snapshot)
        .await?;
        let Some(last) = rows.last() else { break };
        after = last.try_get("position")?;
        for row in &rows {
            check.row(row)?;
        }
        progress(check.events);
    }
    check.head(&mut snapshot).await?;
    check.numbers(&mut snapshot).await?;
    check.commands(&mut snapshot).await?;
    check.checkpoints();
    Ok(Report {
        events: check.events,
        root: check.tree.root(),
        proven: check.proven,
        findings: check.findings,
    })
}

#[derive(Default)]
pub(super) struct Check {
    pub(super) events: u64,
    pub(super) position: u64,
    pub(super) last_time: i64,
    pub(super) tree: Tree,
    pub(super) streams: HashMap<String, (u64, Hash)>,
    /// Roots by size, of the checkpoints held outside: more than one of a size would be a fork.
    pub(super) held: BTreeMap<u64, Vec<Hash>>,
    pub(super) proven: u64,
    pub(super) findings: Vec<Finding>,
}

impl Check {
    fn row(&mut self, row: &PgRow) -> Result<(), sqlx::Error> {
        let stored_leaf: &[u8] = row.try_get("leaf")?;
        match Stored::from_row(row) {
            Ok(event) => self.event(&event, stored_leaf),
            // A value that cannot be is a fault of this event, and no reason to stop looking at the others.
            Err(_) => {
                let position = self.place(row.try_get("position")?, None);
                self.add(position, None, Fault::LeafDiffers);
                self.push(stored_leaf.try_into().unwrap_or_default());
            }
        }
        Ok(())
    }

    /// Notes where an event stands; answers its position, unless it is none.
    fn place(&mut self, position: i64, stream: Option<&str>) -> Option<u64> {
        let position = u64::try_from(position).ok().filter(|p| *p > 0);
        match position {
            Some(position) if position > self.position => {
                self.missing(position);
                self.position = position;
            }
            _ => self.add(position, stream, Fault::PositionBroken),
        }
        position
    }

    /// Notes that nothing was found from the last position on to the one before `next`.
    pub(super) fn missing(&mut self, next: u64) {
        if next > self.position + 1 {
            self.add(Some(self.position + 1), None, Fault::MissingPosition);
            if let Some(finding) = self.findings.last_mut() {
                finding.until = Some(next - 1).filter(|last| Some(*last) != finding.position);
            }
        }
    }

    pub(super) fn event(&mut self, event: &Stored, stored_leaf: &[u8]) {
        let stream = format!("{}/{}", event.aggregate_type, event.stream);
        self.place(event.position.cast_signed(), Some(&stream));
        let time = event.recorded_at.timestamp_micros();
        if self.events > 0 && time < self.last_time {
            self.add(Some(event.position), Some(&stream), Fault::TimeRunsBack);
        }
        self.last_time = time;
        let (sequence, previous) = self.streams.get(&stream).copied().unwrap_or_default();
        if event.sequence != sequence.wrapping_add(1) {
            self.add(Some(event.position), Some(&stream), Fault::SequenceBroken);
        }
        let computed = leaf(event, &previous);
        if stored_leaf != computed {
            self.add(Some(event.position), Some(&stream), Fault::LeafDiffers);
        }
        // Go on from the stored leaf, so that one altered event is one finding and not a trail of them.
        let stored: Hash = stored_leaf.try_into().unwrap_or(computed);
        self.streams.insert(stream, (event.sequence, stored));
        self.push(stored);
    }

    /// Takes a leaf into the tree, and compares the root with those held outside.
    pub(super) fn push(&mut self, leaf: Hash) {
        self.tree.push(leaf);
        self.events += 1;
        if let Some(roots) = self.held.get(&self.events) {
            let root = self.tree.root();
            if roots.iter().all(|held| *held == root) {
                self.proven = self.events;
            } else {
                self.add(Some(self.events), None, Fault::CheckpointDiffers);
            }
        }
    }

    fn checkpoints(&mut self) {
        let beyond: Vec<u64> = self.held.range(self.events + 1..).map(|(size, _)| *size).collect();
        for size in beyond {
            self.add(Some(size), None, Fault::CheckpointBeyond);
        }
    }

    async fn head(&mut self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        let row = sqlx::query(
            "SELECT h.position, h.frontier, \
                    e.recorded_at IS NULL AND h.position > 0 OR e.recorded_at <> h.recorded_at AS other_time \
               FROM registro.log_head h LEFT JOIN registro.events e ON e.position = h.position \
              ORDER BY h.position DESC LIMIT 1",
        )
        .fetch_one(connection)
        .await?;
        let head = u64::try_from(row.try_get::<i64, _>("position")?).ok();
        self.missing(head.unwrap_or(0).saturating_add(1));
        if head != Some(self.position) || row.try_get::<Option<bool>, _>("other_time")?.unwrap_or(false) {
            self.add(None, None, Fault::HeadDiffers);
        }
        if !self.tree.same_frontier(row.try_get("frontier")?) {
            self.add(None, None, Fault::TreeDiffers);
        }
        Ok(())
    }

    /// Numbers, counted again from the events.
    async fn numbers(&mut self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        let rules = sqlx::query("SELECT event_type, prefisso, campo, annuale FROM registro.numerazioni")
            .fetch_all(&mut *connection)
            .await?
            .into_iter()
            .map(|r| Ok((r.try_get(0)?, r.try_get(1)?, r.try_get(2)?, r.try_get(3)?)))
            .collect::<Result<Vec<(String, String, Option<String>, bool)>, sqlx::Error>>()?;
        for (event_type, prefix, field, yearly) in NUMBERED {
            let rule = (event_type.to_owned(), prefix.to_owned(), field.map(str::to_owned), yearly);
            if !rules.contains(&rule) {
                self.add(None, None, Fault::NumberingDiffers);
            }
        }
        let wrong = sqlx::query_scalar::<_, i64>(
            "WITH ranked AS ( \
               SELECT e.position, concat_ws('/', r.prefisso, \
                        CASE WHEN r.campo IS NOT NULL AND strpos(e.payload::text, '\\u0000') = 0 \
                             THEN coalesce(e.payload ->> r.campo, '') END, \
                        CASE WHEN r.annuale THEN extract(year FROM e.recorded_at AT TIME ZONE 'Europe/Rome')::text END \
                      ) AS serie \
                 FROM registro.events e JOIN registro.numerazioni r USING (event_type)), \
             counted AS (SELECT position, serie, row_number() OVER (PARTITION BY serie ORDER BY position) AS n FROM ranked) \
             SELECT coalesce(c.position, n.position) FROM counted c \
               FULL JOIN registro.numeri n ON n.position = c.position AND n.serie = c.serie AND n.n = c.n \
              WHERE n.position IS NULL OR c.position IS NULL ORDER BY 1",
        )
        .fetch_all(connection)
        .await?;
        for position in wrong {
            self.add(Some(position.cast_unsigned()), None, Fault::NumberDiffers);
        }
        Ok(())
    }

    /// Every stored command names the last of its events, and every event a stored command. A text with NUL, which
    /// the type `json` stores but no operator reads, was not written here and must not stop the query.
    async fn commands(&mut self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        let wrong = sqlx::query_scalar::<_, i64>(
            "WITH named AS MATERIALIZED ( \
               SELECT aggregate_type, aggregate_id, sequence, position, \
                      CASE WHEN strpos(metadata::text, '\\u0000') = 0 THEN metadata ->> 'command_id' END AS command \
                 FROM registro.events) \
             SELECT l.position FROM registro.command_log l \
              WHERE NOT EXISTS (SELECT 1 FROM named e WHERE e.position = l.position \
                AND e.aggregate_type = l.aggregate_type AND e.aggregate_id = l.aggregate_id \
                AND e.sequence = l.version AND e.command = l.command_id::text) \
             UNION ALL \
             SELECT e.position FROM named e \
              WHERE NOT EXISTS (SELECT 1 FROM registro.command_log l \
                WHERE l.command_id::text = e.command AND l.position >= e.position) \
             ORDER BY 1",
        )
        .fetch_all(connection)
        .await?;
        for position in wrong {
            self.add(Some(position.cast_unsigned()), None, Fault::CommandLogDiffers);
        }
        Ok(())
    }

    pub(super) fn add(&mut self, position: Option<u64>, stream: Option<&str>, fault: Fault) {
        let stream = stream.map(ToOwned::to_owned);
        self.findings.push(Finding { position, until: None, stream, fault });
    }
}

/// Connects and verifies; `progress` is told how many events were read, of how many.
///
/// # Errors
/// When the database does not answer.
pub async fn verify_at(
    options: &sqlx::postgres::PgConnectOptions,
    held: &[Checkpoint],
    mut progress: impl FnMut(u64, u64),
) -> Result<Report, sqlx::Error> {
    let mut connection = sqlx::ConnectOptions::connect(options).await?;
    let total: i64 =
        sqlx::query_scalar("SELECT max(position) FROM registro.log_head").fetch_one(&mut connection).await?;
    verify(&mut connection, held, |read| progress(read, total.cast_unsigned())).await
}
