//! One program at a time runs a private cluster.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::error::PostgresError;

/// Name of the lock file in the data directory.
const NAME: &str = "postgres.lock";

/// Takes the lock of a data directory. The kernel gives it back when the returned file is closed, also after kill -9.
///
/// # Errors
/// [`PostgresError::Locked`] with the process id the holder wrote into the file.
pub(super) fn take(data_dir: &Path) -> Result<File, PostgresError> {
    let path = data_dir.join(NAME);
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(PostgresError::file("open", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(PostgresError::Locked {
                directory: data_dir.to_path_buf(),
                holder: holder(&mut file),
            });
        }
        Err(TryLockError::Error(error)) => return Err(PostgresError::file("lock", &path)(error)),
    }
    write_pid(&mut file).map_err(PostgresError::file("write", &path))?;
    Ok(file)
}

fn write_pid(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    match file.read_to_string(&mut text) {
        Ok(_) if text.trim().parse::<u32>().is_ok() => text.trim().to_owned(),
        _ => "unknown".to_owned(),
    }
}
