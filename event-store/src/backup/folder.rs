//! A folder of backups: which are in it, and how a new one gets there whole.

use super::BackupError;
use super::manifest::{FileDigest, MANIFEST, Manifest};
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

const PART: &str = ".parziale-";
const LOCK: &str = ".blocco";
/// Of a base backup: its files are listed by PostgreSQL itself.
const BASE: &str = "base";
const BASE_MANIFEST: &str = "base/backup_manifest";

/// A folder of backups, held by this process.
#[derive(Debug)]
pub struct BackupFolder {
    path: PathBuf,
    _lock: File,
}

/// A whole backup.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its folder.
    pub path: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
}

impl BackupFolder {
    /// Takes a folder, making it where there is none, and removes what a killed backup left in it. Others may pass
    /// through it (the server to its archive), not list it.
    ///
    /// # Errors
    /// [`BackupError::Busy`] while another backup into it is under way; when it cannot be written.
    pub fn take(path: &Path) -> Result<Self, BackupError> {
        DirBuilder::new().recursive(true).mode(0o711).create(path).map_err(BackupError::file(path))?;
        let path = path.canonicalize().map_err(BackupError::file(path))?;
        let lock = path.join(LOCK);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&lock)
            .map_err(BackupError::file(&lock))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BackupError::Busy(path)),
            Err(TryLockError::Error(error)) => return Err(BackupError::file(&lock)(error)),
        }
        for left in entries(&path)?.into_iter().filter(|p| named(p).starts_with(PART)) {
            // A pg_basebackup whose parent was killed may be writing its last file into it: then the next one removes it.
            if let Err(error) = fs::remove_dir_all(&left) {
                tracing::warn!(%error, left = %left.display(), "what a killed backup left stays for now");
            }
        }
        Ok(Self { path, _lock: file })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole backups in it, the oldest first.
    ///
    /// # Errors
    /// When it cannot be read, or a backup is of a newer form.
    pub fn backups(&self) -> Result<Vec<Found>, BackupError> {
        Found::all(&self.path)
    }

    /// A place to make a backup in.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn draft(&self, manifest: Manifest) -> Result<Draft<'_>, BackupError> {
        let name = format!("{}-{}", manifest.taken.format("%Y-%m-%dT%H%M%S%.3fZ"), manifest.form.as_str());
        let path = self.path.join(format!("{PART}{name}"));
        DirBuilder::new().mode(0o700).create(&path).map_err(BackupError::file(&path))?;
        Ok(Draft { folder: self, name, path, manifest })
    }
}

impl Found {
    /// A backup at `path`.
    ///
    /// # Errors
    /// When it is none, or no whole one.
    pub fn at(path: &Path) -> Result<Self, BackupError> {
        Ok(Self { path: path.to_owned(), manifest: Manifest::read(path)? })
    }

    /// The whole backups in a folder, the oldest first; none where there is no folder.
    ///
    /// # Errors
    /// When it cannot be read, or a backup is of a newer form.
    pub fn all(folder: &Path) -> Result<Vec<Self>, BackupError> {
        let mut found = Vec::new();
        for path in entries(folder)? {
            if named(&path).starts_with('.') || !path.join(MANIFEST).is_file() {
                continue;
            }
            found.push(Self::at(&path)?);
        }
        found.sort_by_key(|f| f.manifest.taken);
        Ok(found)
    }

    /// Compares every file with its digest; those of a base backup with `pg_verifybackup` too, where it is installed
    /// (answers `false` where it is not).
    ///
    /// # Errors
    /// With what is wrong.
    pub async fn check(&self, progress: impl FnMut(u64, u64)) -> Result<bool, BackupError> {
        self.manifest.check(&self.path, progress)?;
        let base = self.path.join(BASE);
        if base.is_dir() { Ok(crate::postgres::verify_base(&base).await?) } else { Ok(true) }
    }
}

/// A backup that is being made. Dropped, it leaves nothing.
#[derive(Debug)]
pub struct Draft<'a> {
    folder: &'a BackupFolder,
    name: String,
    path: PathBuf,
    /// What it will say of itself.
    pub manifest: Manifest,
}

impl Draft<'_> {
    /// Where its files go.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a file in it, for its owner only.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn file(&self, name: &str) -> Result<File, BackupError> {
        let path = self.path.join(name);
        if let Some(folder) = path.parent() {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(folder)
                .map_err(BackupError::file(folder))?;
        }
        let options = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        options.map_err(BackupError::file(&path))
    }

    /// Writes the manifest, brings everything to disk and gives the backup its name.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn finish(mut self) -> Result<Found, BackupError> {
        let base = self.path.join(BASE);
        let listed = self.path.join(BASE_MANIFEST);
        self.manifest.files = FileDigest::of_all(&self.path, Some(&base))?;
        if listed.is_file() {
            self.manifest.files.push(FileDigest::of(&self.path, &listed)?);
        }
        for file in &self.manifest.files {
            let path = self.path.join(&file.name);
            File::open(&path).and_then(|f| f.sync_all()).map_err(BackupError::file(&path))?;
        }
        let text = serde_json::to_vec_pretty(&self.manifest).unwrap_or_default();
        let mut file = self.file(MANIFEST)?;
        let written = file.write_all(&text).and_then(|()| file.sync_all());
        written.map_err(BackupError::file(&self.path))?;
        let path = self.folder.path.join(&self.name);
        sync(&self.path)?;
        fs::rename(&self.path, &path).map_err(BackupError::file(&path))?;
        sync(&self.folder.path)?;
        Ok(Found { path, manifest: self.manifest.clone() })
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        // After `finish` it is elsewhere; what cannot be removed now, the next backup removes.
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn sync(folder: &Path) -> Result<(), BackupError> {
    File::open(folder).and_then(|f| f.sync_all()).map_err(BackupError::file(folder))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(BackupError::file(folder))?;
    entries.map(|e| Ok(e.map_err(BackupError::file(folder))?.path())).collect()
}

fn named(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}
