//! Loads exports back into an empty log: positions, leaves, instants, command log, numbers and reservations as they
//! were, so that `verify` finds the same root and a repeated command still gets its first answer.
//!
//! This is the owner's way in, for an empty log only, and in one transaction: the application role has no right to any
//! of these statements, and while it runs the row of `registro.log_head` is locked as `registro.append` locks it. So
//! nothing is ever loaded beside or behind what was appended.
//!
//! Reservations are in no export: they are folded again from the events, under the keys, which therefore must be
//! there first.

mod reading;
mod reservations;
mod rows;

use super::file::{FileError, verify_file};
use super::tree::Tree;
use super::verify::Finding;
use crate::reader::ReadError;
use crate::seal::kek::hex;
use crate::seal::{KeyEncryption, KeyError, KeyStore, SystemKeys};
use chrono::{DateTime, Utc};
use reading::{Commands, Part};
use reservations::Reservations;
use rows::Rows;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgConnection, Row};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Events stored at once.
const PAGE: usize = 2_000;

/// Where to.
pub struct Target<'a> {
    /// The log database, migrated and empty, as its owner.
    pub owner: &'a PgConnectOptions,
    /// The key database, which holds the keys of the log already.
    pub keys: &'a PgConnectOptions,
    /// Unwraps them.
    pub kek: Arc<dyn KeyEncryption>,
}

/// What is under way, for whoever waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The files are checked before anything is stored.
    Verifying,
    /// Events are stored.
    Loading,
}

/// What was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Last position of the log now. Below the one asked for where that lies inside a command: a command is loaded
    /// whole or not at all.
    pub position: u64,
    /// How many commands.
    pub commands: u64,
    /// Root of the tree, in hexadecimal.
    pub root: String,
}

/// Why nothing was loaded.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The log holds events already.
    #[error("the log is not empty: it goes to position {0}")]
    NotEmpty(u64),
    /// The key database has no keys of the system: those of the log must be restored first.
    #[error("the key database has no keys: restore the keys before the log")]
    NoKeys,
    /// A file cannot be opened.
    #[error("{path}: {source}")]
    Open {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is no export, or cannot be read.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: FileError,
    },
    /// A file is not what was written.
    #[error("{path} is not sound: {}", first(.findings))]
    Unsound {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        findings: Vec<Finding>,
    },
    /// A file does not go on where the one before it ended.
    #[error("{path} does not go on from position {after}")]
    Gap {
        /// Which.
        path: PathBuf,
        /// Where the one before it ended.
        after: u64,
    },
    /// The files end before the position asked for.
    #[error("the files end at position {last}")]
    Short {
        /// Their last position.
        last: u64,
    },
    /// An event does not open under the keys.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The keys are not at hand.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// A database did not answer.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
}

fn first(findings: &[Finding]) -> String {
    findings.first().map(ToString::to_string).unwrap_or_default()
}

/// Loads one export of the whole log, or several that go on from each other, up to a position (all of it, when
/// `None`). Everything is checked before anything is stored; stored is all of it or nothing.
///
/// # Errors
/// When the log is not empty, the keys are not there, a file is not sound, or a database does not answer.
pub async fn load_at(
    target: &Target<'_>,
    files: &[PathBuf],
    up_to: Option<u64>,
    mut progress: impl FnMut(Step, u64, u64),
) -> Result<Loaded, RestoreError> {
    let last = check(files, &mut progress)?;
    if up_to.is_some_and(|p| p > last) {
        return Err(RestoreError::Short { last });
    }
    let goal = up_to.unwrap_or(last);
    let keys = PgPoolOptions::new().max_connections(2).connect_with(target.keys.clone()).await?;
    let keys = KeyStore::new(keys, Arc::clone(&target.kek));
    let mut owner = target.owner.clone().disable_statement_logging().connect().await?;
    let mut transaction = owner.begin().await?;
    empty(&mut transaction).await?;
    let reservations = Reservations::new(&keys, system_keys(&keys).await?);
    let mut loading =
        Loading { goal, rows: Rows::default(), reservations, tree: Tree::default(), commands: 0 };
    let mut commands = Commands::default();
    for path in files {
        let mut part = Part::open(path)?;
        while let Some(line) = part.next(path)? {
            let Some(command) = commands.take(line) else { continue };
            if command.last().is_some_and(|l| l.position() > goal) {
                break;
            }
            loading.command(command);
            if loading.rows.len() >= PAGE {
                loading.store(&mut transaction).await?;
                progress(Step::Loading, loading.tree.size(), goal);
            }
        }
    }
    loading.store(&mut transaction).await?;
    let loaded = loading.end(&mut transaction).await?;
    transaction.commit().await?;
    progress(Step::Loading, goal, goal);
    rows::analyse(&mut owner).await?;
    owner.close().await?;
    keys.pool().close().await;
    Ok(loaded)
}

/// Checks every file, and that each goes on from the one before; answers the last position.
fn check(files: &[PathBuf], progress: &mut impl FnMut(Step, u64, u64)) -> Result<u64, RestoreError> {
    let mut tree = Tree::default();
    for path in files {
        let header = Part::open(path)?.header;
        if header.first != tree.size() + 1 || !header.follows(&tree) {
            return Err(RestoreError::Gap { path: path.clone(), after: tree.size() });
        }
        let report = verify_file(opened(path)?, &[], |done, of| progress(Step::Verifying, done, of))
            .map_err(|source| RestoreError::File { path: path.clone(), source })?
            .report;
        if !report.is_sound() {
            return Err(RestoreError::Unsound { path: path.clone(), findings: report.findings });
        }
        let mut part = Part::open(path)?;
        while let Some(line) = part.next(path)? {
            tree.push(line.leaf);
        }
    }
    Ok(tree.size())
}

/// The last position of these files recorded at or before an instant; 0 when there is none.
///
/// # Errors
/// When a file cannot be read.
pub fn position_at(files: &[PathBuf], instant: DateTime<Utc>) -> Result<u64, RestoreError> {
    let mut position = 0;
    for path in files {
        let mut part = Part::open(path)?;
        while let Some(line) = part.next(path)? {
            if line.event.recorded_at > instant {
                return Ok(position);
            }
            position = line.position();
        }
    }
    Ok(position)
}

fn opened(path: &Path) -> Result<BufReader<File>, RestoreError> {
    let file = File::open(path).map_err(|source| RestoreError::Open { path: path.to_owned(), source })?;
    Ok(BufReader::new(file))
}

/// Locks the head of the log, which must be at its beginning.
async fn empty(connection: &mut PgConnection) -> Result<(), RestoreError> {
    let row = sqlx::query(
        "SELECT h.position, EXISTS (SELECT FROM registro.events) AS events \
           FROM registro.log_head h ORDER BY h.position DESC LIMIT 1 FOR UPDATE OF h",
    )
    .fetch_one(connection)
    .await?;
    let position: i64 = row.try_get("position")?;
    if position > 0 || row.try_get("events")? {
        return Err(RestoreError::NotEmpty(position.cast_unsigned()));
    }
    Ok(())
}

/// The keys of the system, which are never made here: others would not know the commands of the log again.
async fn system_keys(keys: &KeyStore) -> Result<SystemKeys, RestoreError> {
    let there: bool = sqlx::query_scalar(
        "SELECT count(*) = 2 FROM chiavi.sistema WHERE nome IN ('prenotazioni', 'richieste')",
    )
    .fetch_one(keys.pool())
    .await?;
    if !there {
        return Err(RestoreError::NoKeys);
    }
    Ok(SystemKeys::open(keys).await?)
}

/// The log as far as it is loaded.
struct Loading<'a> {
    goal: u64,
    rows: Rows,
    reservations: Reservations<'a>,
    tree: Tree,
    commands: u64,
}

impl Loading<'_> {
    fn command(&mut self, command: Vec<reading::Line>) {
        self.commands += 1;
        let first = command.first().map_or(0, reading::Line::position);
        for line in command {
            self.tree.push(line.leaf);
            self.rows.add(&line);
            self.reservations.add(line.event, first);
        }
    }

    async fn store(&mut self, connection: &mut PgConnection) -> Result<(), RestoreError> {
        self.rows.store(connection).await?;
        self.reservations.store(connection).await
    }

    async fn end(self, connection: &mut PgConnection) -> Result<Loaded, RestoreError> {
        let position = self.tree.size();
        debug_assert!(position <= self.goal, "a command that goes further is left out");
        if position > 0 {
            rows::number(connection).await?;
            rows::head(connection, &self.tree).await?;
        }
        Ok(Loaded { position, commands: self.commands, root: hex(&self.tree.root()) })
    }
}
