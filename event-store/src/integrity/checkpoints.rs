//! Keeps signed checkpoints in a folder outside the database: at most a minute after something was written, and at
//! shutdown. One file a day, overwritten as the log grows: a later checkpoint proves everything the earlier ones did.

use super::note::Checkpoint;
use super::tree::Tree;
use crate::log::Log;
use crate::seal::kek::{hex, unhex};
use chrono::{DateTime, Utc};
use ed25519_dalek::{SigningKey, VerifyingKey};
use rand::rngs::OsRng;
use sqlx::Row;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// At most this long after something was written.
const AFTER: Duration = Duration::from_secs(60);
/// Name of the log in the notes.
pub const ORIGIN: &str = "sigess/registro";

/// Why checkpoints cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// A file cannot be read or written.
    #[error("checkpoints: {0}")]
    File(#[from] io::Error),
    /// The signing key is not of its form.
    #[error("the signing key at {0} is malformed")]
    Key(PathBuf),
    /// The head of the log cannot be read.
    #[error("log database: {0}")]
    Database(#[from] sqlx::Error),
    /// The head of the log lacks its tree.
    #[error("the head of the log lacks its tree")]
    Tree,
    /// The log ends before a checkpoint that was signed: it was cut, or an old backup was restored.
    #[error("the log ends at {log}, a signed checkpoint says {held}: nothing more is signed")]
    Cut {
        /// Where the log ends.
        log: u64,
        /// How far the checkpoint goes.
        held: u64,
    },
}

/// A folder of checkpoints, with the public key that signs them beside.
#[derive(Clone, Debug)]
pub struct CheckpointFolder(PathBuf);

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Held {
    /// Checkpoints whose signature is good.
    pub good: Vec<Checkpoint>,
    /// Files that hold something else.
    pub bad: Vec<PathBuf>,
}

impl CheckpointFolder {
    /// The folder at `path`; made at the first checkpoint.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    fn public_key(&self) -> PathBuf {
        self.0.join("chiave.pub")
    }

    /// Everything the folder holds; nothing when there is none.
    ///
    /// # Errors
    /// When it cannot be read, or the public key is malformed.
    pub fn held(&self) -> Result<Held, CheckpointError> {
        let mut held = Held::default();
        if !self.public_key().exists() {
            return Ok(held);
        }
        let key = fs::read_to_string(self.public_key())?;
        let key = unhex(key.trim()).and_then(|k| VerifyingKey::from_bytes(&k.try_into().ok()?).ok());
        let key = key.ok_or_else(|| CheckpointError::Key(self.public_key()))?;
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "note") {
                match Checkpoint::open(&fs::read_to_string(&path)?, &key) {
                    Ok(checkpoint) => held.good.push(checkpoint),
                    Err(_) => held.bad.push(path),
                }
            }
        }
        Ok(held)
    }

    fn write(&self, checkpoint: &Checkpoint, key: &SigningKey, now: DateTime<Utc>) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        if !self.public_key().exists() {
            replace(&self.public_key(), &hex(key.verifying_key().as_bytes()), 0o644)?;
        }
        replace(&self.0.join(format!("{}.note", now.format("%Y-%m-%d"))), &checkpoint.sign(key), 0o644)
    }
}

/// Reads the signing key, a file of 64 hexadecimal digits for its owner only; made where there is none.
///
/// # Errors
/// When it cannot be read or written, or is malformed.
pub fn signing_key(path: &Path) -> Result<SigningKey, CheckpointError> {
    match fs::read_to_string(path) {
        Ok(text) => {
            let text = zeroize::Zeroizing::new(text);
            let seed = unhex(text.trim()).and_then(|s| <[u8; 32]>::try_from(s).ok());
            Ok(SigningKey::from_bytes(&seed.ok_or_else(|| CheckpointError::Key(path.to_owned()))?))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let key = SigningKey::generate(&mut OsRng);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            replace(path, &zeroize::Zeroizing::new(hex(&key.to_bytes())), 0o600)?;
            Ok(key)
        }
        Err(error) => Err(error.into()),
    }
}

/// Signs checkpoints while the log grows.
pub struct Checkpointer {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Checkpointer {
    /// Starts signing.
    #[must_use]
    pub fn start(log: Log, folder: CheckpointFolder, key: SigningKey) -> Self {
        let (stop, stopped) = watch::channel(false);
        Self { stop, task: tokio::spawn(run(log, folder, key, stopped)) }
    }

    /// Signs the last checkpoint and ends.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        // A task that panicked has said so already.
        let _ = self.task.await;
    }
}

async fn run(log: Log, folder: CheckpointFolder, key: SigningKey, mut stopped: watch::Receiver<bool>) {
    let mut head = log.head();
    // What is held is evidence: a log that ends before it must not write over it.
    let mut signed = match folder.held() {
        Ok(held) => held.good.iter().map(|c| c.size).max().unwrap_or(0),
        Err(error) => {
            tracing::error!(%error, "checkpoints cannot be read: none is signed");
            return;
        }
    };
    loop {
        tokio::select! {
            grown = head.wait_for(|at| *at != signed) => if grown.is_err() { return },
            _ = stopped.wait_for(|s| *s) => {}
        }
        if !*stopped.borrow() {
            tokio::select! {
                () = tokio::time::sleep(AFTER) => {}
                _ = stopped.wait_for(|s| *s) => {}
            }
        }
        match sign(&log, &folder, &key, signed).await {
            Ok(size) => signed = size,
            Err(error @ CheckpointError::Cut { .. }) => {
                tracing::error!(%error, "the log is shorter than it was");
                return;
            }
            Err(error) => tracing::error!(%error, "no checkpoint could be kept"),
        }
        if *stopped.borrow() {
            return;
        }
    }
}

/// Signs the head of the log, if it has grown since `signed`; answers how far it is signed now.
async fn sign(
    log: &Log,
    folder: &CheckpointFolder,
    key: &SigningKey,
    signed: u64,
) -> Result<u64, CheckpointError> {
    let row = sqlx::query(
        "SELECT position, frontier, now() AS now FROM registro.log_head ORDER BY position DESC LIMIT 1",
    )
    .fetch_one(log.pool())
    .await?;
    let size = row.try_get::<i64, _>("position")?.cast_unsigned();
    if size < signed {
        return Err(CheckpointError::Cut { log: size, held: signed });
    }
    if size == signed {
        return Ok(signed);
    }
    let tree = Tree::from_frontier(size, row.try_get("frontier")?).ok_or(CheckpointError::Tree)?;
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size, root: tree.root() };
    folder.write(&checkpoint, key, row.try_get("now")?)?;
    Ok(size)
}

/// Writes a file whole or not at all.
fn replace(path: &Path, text: &str, mode: u32) -> io::Result<()> {
    let part = path.with_extension(format!("{}.part", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&part, path)
}
