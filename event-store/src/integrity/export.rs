//! Writes the log as lines of JSON, in one snapshot, with what it takes to verify the file without a database.
//! Nothing is unsealed: personal data leave as the ciphertext they are stored as, and no key leaves at all.

use super::format::{CommandLine, End, EventLine, FORMAT, Footer, HeadLine, Header, VERSION};
use super::tree::Tree;
use crate::metadata::{Metadata, keys};
use crate::reader::Stored;
use crate::seal::kek::hex;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::postgres::{PgConnectOptions, PgRow};
use sqlx::{ConnectOptions, Connection, PgConnection, Row};
use std::collections::HashMap;
use std::io::Write;
use uuid::Uuid;

/// Events read at once.
const PAGE: i64 = 2_000;
/// Leaves read at once.
const PAGE_OF_LEAVES: i64 = 50_000;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// First position in the file.
    pub first: u64,
    /// Last position in the file.
    pub last: u64,
    /// How many events.
    pub events: u64,
    /// How many commands they are of.
    pub commands: u64,
    /// Root of the tree before the first position, in hexadecimal.
    pub before: String,
    /// Root of the tree up to the last position, in hexadecimal.
    pub root: String,
}

/// Why nothing, or only a part, was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database did not answer, or a row cannot be read.
    #[error("log database: {0}")]
    Database(#[from] sqlx::Error),
    /// The file could not be written.
    #[error("the export could not be written: {0}")]
    Write(#[from] std::io::Error),
    /// The log does not reach so far.
    #[error("positions {first} to {last} are not in the log, which goes to {head}")]
    Range {
        /// First position asked for.
        first: u64,
        /// Last position asked for.
        last: u64,
        /// Last position of the log.
        head: u64,
    },
    /// The head of the log is not of its form.
    #[error("the head of the log is damaged: run verify")]
    Head,
}

/// Connects and exports the events from `first` to `last` (the head, when `None`); `progress` is told how many events
/// were written, of how many.
///
/// # Errors
/// When the database does not answer, the range is not in the log, or `out` cannot be written.
pub async fn export_at(
    options: &PgConnectOptions,
    first: u64,
    last: Option<u64>,
    out: &mut impl Write,
    mut progress: impl FnMut(u64, u64),
) -> Result<Exported, ExportError> {
    let mut connection = options.clone().disable_statement_logging().connect().await?;
    let mut snapshot = connection.begin().await?;
    sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(&mut *snapshot).await?;
    let first = first.max(1);
    let (head, whole) = head(&mut snapshot).await?;
    let last = last.map_or(head, |last| last.min(head));
    if last + 1 < first {
        return Err(ExportError::Range { first, last, head });
    }
    let tree = match first {
        1 => Tree::default(),
        _ => tree_before(&mut snapshot, first).await?,
    };
    let root_before = hex(&tree.root());
    let mut lines = Lines { out, hash: Sha256::new(), tree, events: 0, commands: 0 };
    lines.write(&Header {
        format: FORMAT.to_owned(),
        version: VERSION,
        first,
        last,
        head: HeadLine { position: head, root: hex(&whole.root()) },
        frontier: hex(&lines.tree.frontier()),
    })?;
    let mut after = first - 1;
    while after < last {
        let rows = page(&mut snapshot, after, last).await?;
        let Some(row) = rows.last() else { break };
        after = row.try_get::<i64, _>("position")?.cast_unsigned();
        let previous = if first > 1 { before(&mut snapshot, &rows, first).await? } else { HashMap::new() };
        lines.page(&mut snapshot, &rows, &previous).await?;
        progress(lines.events, last + 1 - first);
    }
    Ok(Exported { before: root_before, ..lines.end(first, last)? })
}

async fn head(connection: &mut PgConnection) -> Result<(u64, Tree), ExportError> {
    let row = sqlx::query("SELECT position, frontier FROM registro.log_head ORDER BY position DESC LIMIT 1")
        .fetch_one(connection)
        .await?;
    let position = row.try_get::<i64, _>("position")?.cast_unsigned();
    let tree = Tree::from_frontier(position, row.try_get("frontier")?).ok_or(ExportError::Head)?;
    Ok((position, tree))
}

/// The tree over everything before a position, from the stored leaves.
async fn tree_before(connection: &mut PgConnection, first: u64) -> Result<Tree, ExportError> {
    let mut tree = Tree::default();
    while tree.size() + 1 < first {
        let rows = sqlx::query_scalar::<_, Vec<u8>>(
            "SELECT leaf FROM registro.events WHERE position > $1 AND position < $2 ORDER BY position LIMIT $3",
        )
        .bind(tree.size().cast_signed())
        .bind(i64::try_from(first).unwrap_or(i64::MAX))
        .bind(PAGE_OF_LEAVES)
        .fetch_all(&mut *connection)
        .await?;
        if rows.is_empty() {
            return Err(ExportError::Head);
        }
        for leaf in rows {
            tree.push(leaf.try_into().map_err(|_| ExportError::Head)?);
        }
    }
    Ok(tree)
}

async fn page(connection: &mut PgConnection, after: u64, last: u64) -> Result<Vec<PgRow>, sqlx::Error> {
    sqlx::query(
        "SELECT aggregate_type, aggregate_id, sequence, event_type, event_version, payload::text AS payload, \
                metadata::text AS metadata, sigilli, position, recorded_at, leaf \
           FROM registro.events WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3",
    )
    .bind(i64::try_from(after).unwrap_or(i64::MAX))
    .bind(i64::try_from(last).unwrap_or(i64::MAX))
    .bind(PAGE)
    .fetch_all(connection)
    .await
}

/// Leaves of the events before those of a page in their streams, where they lie before the file: by position of the
/// event that follows them.
async fn before(
    connection: &mut PgConnection,
    rows: &[PgRow],
    first: u64,
) -> Result<HashMap<u64, Vec<u8>>, sqlx::Error> {
    let positions = rows.iter().map(|r| r.try_get("position")).collect::<Result<Vec<i64>, _>>()?;
    let rows = sqlx::query(
        "SELECT e.position, p.leaf FROM registro.events e JOIN registro.events p \
             ON p.aggregate_type = e.aggregate_type AND p.aggregate_id = e.aggregate_id \
            AND p.sequence = e.sequence - 1 \
          WHERE e.position = ANY($1) AND p.position < $2",
    )
    .bind(positions)
    .bind(i64::try_from(first).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter().map(|r| Ok((r.try_get::<i64, _>(0)?.cast_unsigned(), r.try_get(1)?))).collect()
}

/// Commands whose last event is on a page, by its position. The metadata name them: the command log has no index by
/// position.
async fn commands(
    connection: &mut PgConnection,
    events: &[(Stored, Vec<u8>)],
) -> Result<HashMap<u64, CommandLine>, sqlx::Error> {
    let ids: Vec<Uuid> = events.iter().filter_map(|(e, _)| command_of(&e.metadata)).collect();
    let rows = sqlx::query(
        "SELECT position, command_id, request_hmac FROM registro.command_log WHERE command_id = ANY($1)",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|r| {
            let hmac: &[u8] = r.try_get("request_hmac")?;
            let command = CommandLine { id: r.try_get("command_id")?, hmac: hex(hmac) };
            Ok((r.try_get::<i64, _>("position")?.cast_unsigned(), command))
        })
        .collect()
}

/// The command that metadata name.
pub(super) fn command_of(metadata: &str) -> Option<Uuid> {
    serde_json::from_str::<Metadata>(metadata).ok()?.uuid(keys::COMMAND_ID)
}

/// The file as far as it is written.
struct Lines<'a, W: Write> {
    out: &'a mut W,
    hash: Sha256,
    tree: Tree,
    events: u64,
    commands: u64,
}

impl<W: Write> Lines<'_, W> {
    fn write(&mut self, line: &impl Serialize) -> Result<(), std::io::Error> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.out.write_all(&bytes)
    }

    async fn page(
        &mut self,
        connection: &mut PgConnection,
        rows: &[PgRow],
        previous: &HashMap<u64, Vec<u8>>,
    ) -> Result<(), ExportError> {
        let events = rows
            .iter()
            .map(|row| Ok((Stored::from_row(row)?, row.try_get("leaf")?)))
            .collect::<Result<Vec<(Stored, Vec<u8>)>, sqlx::Error>>()?;
        let mut commands = commands(connection, &events).await?;
        for (event, leaf) in &events {
            let mut line = EventLine::of(event, leaf);
            line.previous = previous.get(&event.position).map(|p| hex(p));
            line.command = commands.remove(&event.position);
            self.events += 1;
            self.commands += u64::from(line.command.is_some());
            // A leaf of another length is exported as it is; the verifier will say so.
            self.tree.push(leaf.as_slice().try_into().unwrap_or_default());
            self.write(&line)?;
        }
        Ok(())
    }

    fn end(mut self, first: u64, last: u64) -> Result<Exported, ExportError> {
        let (events, commands, root) = (self.events, self.commands, hex(&self.tree.root()));
        let sha256 = hex(&self.hash.clone().finalize());
        self.write(&Footer { end: End { events, commands, root: root.clone(), sha256 } })?;
        self.out.flush()?;
        Ok(Exported { first, last, events, commands, before: String::new(), root })
    }
}
