//! Backups of the log and of the keys, apart from each other (docs/operations.md).
//!
//! A backup is a folder with a [`Manifest`] in it, and it appears whole: it is made under another name, written to
//! disk and renamed. A folder of backups holds many of them:
//!
//! | name | what |
//! | --- | --- |
//! | `<instant>-base` | base backup of the log's server (`base/`), to be continued with `wal/` |
//! | `<instant>-export` | the log, or what was added to it since the one before, as an export (`registro.jsonl`) |
//! | `<instant>-chiavi` | the key database; never in the same folder as the log |
//! | `wal/` | archived WAL |
//! | `.parziale-…` | what a killed backup left; removed by the next one |

mod folder;
mod keys;
mod manifest;
mod sweep;
mod tables;

pub use folder::{BackupFolder, Draft, Found};
pub use keys::{KeysRestored, Tombstones, back_up_keys, keyless, record_restore, restore_keys};
pub use keys::{RestoredKeys, restored_keys, tombstones_of};
pub use manifest::{FileDigest, Form, MANIFEST, Manifest};
pub use sweep::{sweep, sweep_wal};
pub use tables::{restore_access, restore_read_log, save_access, save_read_log};

use crate::postgres::PostgresError;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Row};
use std::io;
use std::path::{Path, PathBuf};

/// Why a backup cannot be made, checked or read back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another backup into the same folder is under way.
    #[error("another backup into {0} is under way")]
    Busy(PathBuf),
    /// There is no manifest, or it is of another form: a half backup, or none.
    #[error("{0} is not a whole backup")]
    NotABackup(PathBuf),
    /// It was written by newer software.
    #[error("{path} is a backup of version {version}, which this program does not know")]
    Newer {
        /// Which.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// A file is missing or not what was written.
    #[error("{path} is not what was written ({fault})")]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// Keys of another installation are in the database.
    #[error("the key database holds the keys of another installation")]
    OtherKeys,
    /// A database did not answer.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A program of PostgreSQL failed.
    #[error(transparent)]
    Postgres(#[from] PostgresError),
}

impl BackupError {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

/// Where the log stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Last position.
    pub position: u64,
    /// Root of the tree, in hexadecimal.
    pub root: String,
    /// Version of the server.
    pub postgres: String,
    /// Whether WAL is archived; `None` where we may not know.
    pub archives: bool,
}

/// Asks the log where it stands.
///
/// # Errors
/// When the database does not answer.
pub async fn head_of(log: &PgConnectOptions) -> Result<Head, BackupError> {
    let mut connection = log.clone().disable_statement_logging().connect().await?;
    let row = sqlx::query(
        "SELECT position, frontier, current_setting('server_version') AS postgres, \
                current_setting('archive_mode') <> 'off' AS archives \
           FROM registro.log_head ORDER BY position DESC LIMIT 1",
    )
    .fetch_one(&mut connection)
    .await?;
    let position = row.try_get::<i64, _>("position")?.cast_unsigned();
    let frontier: Vec<u8> = row.try_get("frontier")?;
    let root = crate::integrity::tree::Tree::from_frontier(position, &frontier).map(|t| t.root());
    let root = root.ok_or_else(|| sqlx::Error::Protocol("the head of the log lacks its tree".into()))?;
    Ok(Head {
        position,
        root: crate::seal::kek::hex(&root),
        postgres: row.try_get("postgres")?,
        archives: row.try_get("archives")?,
    })
}
