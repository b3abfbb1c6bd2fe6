//! What a backup says of itself, in `manifesto.json`: written last, so that a folder with one is whole.

use super::BackupError;
use crate::seal::kek::hex;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Name of the file.
pub const MANIFEST: &str = "manifesto.json";
const FORMAT: &str = "sigess/backup";
const VERSION: u32 = 1;
/// Bytes read at once.
const CHUNK: usize = 1 << 16;

/// Kinds of backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Base backup of the server of the log.
    Base,
    /// Export of the log.
    Export,
    /// The key database.
    Chiavi,
}

impl Form {
    /// As in the name of its folder.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Export => "export",
            Self::Chiavi => "chiavi",
        }
    }
}

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `sigess/backup`.
    pub format: String,
    /// Of the form of this file.
    pub version: u32,
    /// Which kind.
    pub form: Form,
    /// When it was begun.
    pub taken: DateTime<Utc>,
    /// Version of the program that made it.
    pub program: String,
    /// Version of the server.
    pub postgres: String,
    /// What it holds, in words.
    pub holds: Vec<String>,
    /// First position in it; 1, but for exports that go on from another.
    pub first: u64,
    /// Position of the log that it holds at least.
    pub position: u64,
    /// Root of the tree at that position, in hexadecimal.
    pub root: String,
    /// Root of the tree before `first`, in hexadecimal, of an export that goes on from another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Whether wrapped keys are in it.
    pub keys: bool,
    /// Ids of the key-encryption keys that wrap them.
    #[serde(default)]
    pub kek: Vec<String>,
    /// Every file but this one and what `base/backup_manifest` lists.
    pub files: Vec<FileDigest>,
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Path in the backup.
    pub name: String,
    /// Length.
    pub bytes: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// Of a backup of this program, now, that holds nothing yet.
    #[must_use]
    pub fn new(form: Form, taken: DateTime<Utc>, program: &str) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            form,
            taken,
            program: program.to_owned(),
            postgres: String::new(),
            holds: Vec::new(),
            first: 1,
            position: 0,
            root: String::new(),
            before: None,
            keys: false,
            kek: Vec::new(),
            files: Vec::new(),
        }
    }

    /// Reads that of a backup.
    ///
    /// # Errors
    /// When there is none, or it is not of a form that is known here.
    pub fn read(backup: &Path) -> Result<Self, BackupError> {
        let bytes = match fs::read(backup.join(MANIFEST)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BackupError::NotABackup(backup.to_owned()));
            }
            Err(error) => return Err(BackupError::file(&backup.join(MANIFEST))(error)),
        };
        /// What every version of the form has.
        #[derive(Deserialize)]
        struct Any {
            format: String,
            version: u32,
        }
        let none = || BackupError::NotABackup(backup.to_owned());
        let any: Any = serde_json::from_slice(&bytes).map_err(|_| none())?;
        if any.format != FORMAT {
            return Err(none());
        }
        if any.version != VERSION {
            return Err(BackupError::Newer { path: backup.to_owned(), version: any.version });
        }
        serde_json::from_slice(&bytes).map_err(|_| none())
    }

    /// Compares every file with its digest.
    ///
    /// # Errors
    /// [`BackupError::Damaged`] at the first that differs.
    pub fn check(&self, backup: &Path, mut progress: impl FnMut(u64, u64)) -> Result<(), BackupError> {
        let total = self.files.iter().map(|f| f.bytes).sum();
        let mut done = 0;
        for file in &self.files {
            let path = backup.join(&file.name);
            let found = FileDigest::of(backup, &path).map_err(|error| match error {
                BackupError::File { path, source } if source.kind() == io::ErrorKind::NotFound => {
                    BackupError::Damaged { path, fault: "missing" }
                }
                other => other,
            })?;
            if found != *file {
                return Err(BackupError::Damaged { path, fault: "digest differs" });
            }
            done += file.bytes;
            progress(done, total);
        }
        Ok(())
    }
}

impl FileDigest {
    /// Of a file at `path` in `backup`.
    pub(super) fn of(backup: &Path, path: &Path) -> Result<Self, BackupError> {
        let fault = |error| BackupError::file(path)(error);
        let mut file = File::open(path).map_err(fault)?;
        let (mut hash, mut bytes, mut chunk) = (Sha256::new(), 0, vec![0; CHUNK]);
        loop {
            let read = file.read(&mut chunk).map_err(fault)?;
            if read == 0 {
                break;
            }
            hash.update(&chunk[..read]);
            bytes += read as u64;
        }
        let name = path.strip_prefix(backup).unwrap_or(path).to_string_lossy().into_owned();
        Ok(Self { name, bytes, sha256: hex(&hash.finalize()) })
    }

    /// Of all files below `backup`, but those below the folder `except`.
    pub(super) fn of_all(backup: &Path, except: Option<&Path>) -> Result<Vec<Self>, BackupError> {
        let mut files = Vec::new();
        let mut folders: Vec<PathBuf> = vec![backup.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(BackupError::file(&folder))? {
                let path = entry.map_err(BackupError::file(&folder))?.path();
                if path.is_dir() && except == Some(&path) {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(Self::of(backup, &path)?);
                }
            }
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(files)
    }
}
