//! Keeps signed checkpoints in a folder outside the database: at most a minute after something was written, and at
//! shutdown. One file a day and run of the program, overwritten as the log grows. A later checkpoint stands for the
//! earlier one of its file only because the log between them was followed: a log rewritten below what was signed is
//! not signed again, and another run never writes over the evidence of this one.

use super::note::Checkpoint;
use super::tree::Tree;
use crate::log::Log;
use crate::metrics::CheckpointMetrics;
use crate::seal::kek::{hex, unhex};
use chrono::{DateTime, Utc};
use ed25519_dalek::{SigningKey, VerifyingKey};
use rand::rngs::OsRng;
use sqlx::Row;
use std::fs::{self, OpenOptions};
use std::future::Future;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// At most this long after something was written.
const AFTER: Duration = Duration::from_secs(60);
/// Leaves read at once.
const PAGE: i64 = 10_000;
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
    /// The log is no longer the one that was signed: it was rewritten.
    #[error("the log up to {0} is not the one that was signed: nothing more is signed")]
    Rewritten(u64),
    /// The folder belongs to another key.
    #[error("the checkpoints beside {0} are signed by another key")]
    OtherKey(PathBuf),
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
        let notes = self.notes()?;
        if notes.is_empty() {
            return Ok(held);
        }
        // Without the key the notes say nothing: that is an error, and not the same as having none.
        let key = fs::read_to_string(self.public_key())?;
        let key = unhex(key.trim()).and_then(|k| VerifyingKey::from_bytes(&k.try_into().ok()?).ok());
        let key = key.ok_or_else(|| CheckpointError::Key(self.public_key()))?;
        for path in notes {
            match Checkpoint::open(&String::from_utf8_lossy(&fs::read(&path)?), &key) {
                Ok(checkpoint) => held.good.push(checkpoint),
                Err(_) => held.bad.push(path),
            }
        }
        Ok(held)
    }

    /// When the last of them was written.
    fn last_written(&self) -> Option<SystemTime> {
        let written = |path: &PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
        self.notes().ok()?.iter().filter_map(written).max()
    }

    fn notes(&self) -> io::Result<Vec<PathBuf>> {
        if !self.0.exists() {
            return Ok(Vec::new());
        }
        let mut notes = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "note") {
                notes.push(path);
            }
        }
        Ok(notes)
    }

    fn write(&self, checkpoint: &Checkpoint, key: &SigningKey, name: &str) -> Result<(), CheckpointError> {
        let public = hex(key.verifying_key().as_bytes());
        if !self.public_key().exists() {
            fs::create_dir_all(&self.0)?;
            replace(&self.public_key(), &public, 0o644)?;
        } else if fs::read_to_string(self.public_key())?.trim() != public {
            return Err(CheckpointError::OtherKey(self.public_key()));
        }
        Ok(replace(&self.0.join(format!("{name}.note")), &checkpoint.sign(key), 0o644)?)
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

/// Head of a log whose tree is signed.
#[derive(Clone, Debug)]
pub struct Head {
    /// Leaves.
    pub size: u64,
    /// Compact range of the tree over them.
    pub frontier: Vec<u8>,
    /// When the last of them was written.
    pub written: DateTime<Utc>,
    /// When it was read.
    pub now: DateTime<Utc>,
}

/// A log whose tree is signed: that of events, and the read log.
pub trait Signed: Send + Sync + 'static {
    /// Its name in the notes.
    fn origin(&self) -> &'static str;

    /// Its head.
    fn head(&self) -> impl Future<Output = Result<Head, CheckpointError>> + Send;

    /// Leaves after the first so many, up to `size`, in order: all of them, or a page. `since` is a head at or before
    /// which the first so many were written.
    fn leaves(
        &self,
        after: u64,
        since: &Head,
        size: u64,
    ) -> impl Future<Output = Result<Vec<Vec<u8>>, CheckpointError>> + Send;

    /// Ends when there are not so many leaves as that; answers whether there will ever be more.
    fn grown(&self, signed: u64) -> impl Future<Output = bool> + Send;
}

impl Signed for Log {
    fn origin(&self) -> &'static str {
        ORIGIN
    }

    async fn head(&self) -> Result<Head, CheckpointError> {
        let row = sqlx::query(
            "SELECT position, frontier, now() AS now FROM registro.log_head ORDER BY position DESC LIMIT 1",
        )
        .fetch_one(self.pool())
        .await?;
        let now = row.try_get("now")?;
        let size = row.try_get::<i64, _>("position")?.cast_unsigned();
        Ok(Head { size, frontier: row.try_get("frontier")?, written: now, now })
    }

    async fn leaves(&self, after: u64, _: &Head, size: u64) -> Result<Vec<Vec<u8>>, CheckpointError> {
        Ok(sqlx::query_scalar(
            "SELECT leaf FROM registro.events WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3",
        )
        .bind(after.cast_signed())
        .bind(size.cast_signed())
        .bind(PAGE)
        .fetch_all(self.pool())
        .await?)
    }

    async fn grown(&self, signed: u64) -> bool {
        Log::head(self).wait_for(|at| *at != signed).await.is_ok()
    }
}

/// Signs checkpoints while the log grows.
pub struct Checkpointer {
    metrics: CheckpointMetrics,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Checkpointer {
    /// Starts signing.
    #[must_use]
    pub fn start(log: impl Signed, folder: CheckpointFolder, key: SigningKey) -> Self {
        let (stop, stopped) = watch::channel(false);
        let metrics = CheckpointMetrics::default();
        let task = tokio::spawn(run(Signer::new(log, folder, key), stopped, metrics.clone()));
        Self { metrics, stop, task }
    }

    /// How far it has come, for whoever watches.
    #[must_use]
    pub fn metrics(&self) -> &CheckpointMetrics {
        &self.metrics
    }

    /// Signs the last checkpoint and ends.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        // A task that panicked has said so already.
        let _ = self.task.await;
    }
}

async fn run<L: Signed>(
    mut signer: Signer<L>,
    mut stopped: watch::Receiver<bool>,
    metrics: CheckpointMetrics,
) {
    // What is held is evidence: a log that ends before it is not signed.
    match signer.folder.held() {
        Ok(held) => signer.signed = held.good.iter().map(|c| c.size).max().unwrap_or(0),
        Err(error) => {
            tracing::error!(%error, "checkpoints cannot be read: none is signed");
            metrics.faults.inc();
            return;
        }
    }
    metrics.held(signer.signed, signer.folder.last_written());
    loop {
        tokio::select! {
            goes_on = signer.log.grown(signer.signed) => if !goes_on { return },
            _ = stopped.wait_for(|s| *s) => {}
        }
        if !*stopped.borrow() {
            tokio::select! {
                () = tokio::time::sleep(AFTER) => {}
                _ = stopped.wait_for(|s| *s) => {}
            }
        }
        match signer.sign().await {
            Ok(signed) => metrics.held(signed, Some(SystemTime::now())),
            Err(error @ (CheckpointError::Cut { .. } | CheckpointError::Rewritten(_))) => {
                tracing::error!(%error, "the log is not what it was");
                metrics.refused.set(1);
                return;
            }
            Err(error) => {
                tracing::error!(%error, "no checkpoint could be kept");
                metrics.faults.inc();
            }
        }
        if *stopped.borrow() {
            return;
        }
    }
}

/// Signs the head of the log, each time after following the log from the last time to there.
pub struct Signer<L = Log> {
    log: L,
    folder: CheckpointFolder,
    key: SigningKey,
    /// Tells the files of this run from those of others.
    run: String,
    /// How far the log was signed, by this run or another.
    signed: u64,
    /// What this run signed.
    tree: Option<(Tree, Head)>,
}

impl<L: Signed> Signer<L> {
    /// A signer that has signed nothing yet.
    #[must_use]
    pub fn new(log: L, folder: CheckpointFolder, key: SigningKey) -> Self {
        let run = hex(&uuid::Uuid::new_v4().as_bytes()[..4]);
        Self { log, folder, key, run, signed: 0, tree: None }
    }

    /// Signs the head of the log, if it has grown; answers how far it is signed now.
    ///
    /// # Errors
    /// When the database does not answer, the log is no longer the one that was signed, or the file cannot be written.
    pub async fn sign(&mut self) -> Result<u64, CheckpointError> {
        let head = Signed::head(&self.log).await?;
        let size = head.size;
        if size < self.signed {
            return Err(CheckpointError::Cut { log: size, held: self.signed });
        }
        let tree = Tree::from_frontier(size, &head.frontier).ok_or(CheckpointError::Tree)?;
        if let Some((signed, since)) = &self.tree
            && self.followed(signed.clone(), since, size).await?.root() != tree.root()
        {
            return Err(CheckpointError::Rewritten(size));
        }
        if size > self.signed {
            let checkpoint = Checkpoint { origin: self.log.origin().to_owned(), size, root: tree.root() };
            let day = head.now.format("%Y-%m-%d");
            self.folder.write(&checkpoint, &self.key, &format!("{day}-{}", self.run))?;
            self.signed = size;
            self.tree = Some((tree, head));
        }
        Ok(size)
    }

    /// The tree with the leaves that follow it in the log, up to `size`.
    async fn followed(&self, mut tree: Tree, since: &Head, size: u64) -> Result<Tree, CheckpointError> {
        while tree.size() < size {
            let leaves = self.log.leaves(tree.size(), since, size).await?;
            if leaves.is_empty() {
                return Err(CheckpointError::Rewritten(size));
            }
            for leaf in leaves {
                tree.push(leaf.try_into().map_err(|_| CheckpointError::Rewritten(size))?);
            }
        }
        Ok(tree)
    }
}

/// Writes a file whole or not at all.
fn replace(path: &Path, text: &str, mode: u32) -> io::Result<()> {
    let part = path.with_extension(format!("{}.part", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&part, path)
}
