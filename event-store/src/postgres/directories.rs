//! Where a private cluster lives: its base directory and the directory of its socket.

use std::fs::{DirBuilder, Permissions};
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, lchown};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::account::Account;
use super::error::PostgresError;

/// The longest socket path that every system takes (macOS: 103 bytes).
const LONGEST_SOCKET_PATH: usize = 100;
/// Where a directory goes whose own place the server's account cannot reach. It survives restarts, unlike `/tmp`.
const FALLBACK: &str = "/var/tmp";

/// `wanted` if the account can reach it, else a directory under `/var/tmp` named after it, and says so. The
/// fallback belongs to us and can be passed through but not listed; what is private in it has its own mode.
pub(super) async fn reachable(
    account: &Account,
    wanted: &Path,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<PathBuf, PostgresError> {
    create_shared(wanted)?;
    let wanted = wanted.canonicalize().map_err(PostgresError::file("resolve", wanted))?;
    if !account.switch || account.can_enter(&wanted).await? {
        return Ok(wanted);
    }
    let fallback = Path::new(FALLBACK).join(format!("sigess-{}", fingerprint(&wanted, 0)));
    let ourselves = Account { uid: 0, gid: 0, switch: false };
    own_directory(&fallback, &ourselves, 0o711)?;
    progress(&format!(
        "user id {} cannot reach {}: using {} instead",
        account.uid,
        wanted.display(),
        fallback.display()
    ));
    Ok(fallback)
}

/// The directory of the server's socket: short, private to the account, the same for every run on this cluster.
/// Always `/tmp` where there is one: `TMPDIR` and runtime directories differ between sessions and can be too long.
pub(super) fn socket_directory(
    account: &Account,
    cluster: &Path,
    port: u16,
) -> Result<PathBuf, PostgresError> {
    let name = format!("sigess-{}", fingerprint(cluster, account.uid));
    let mut reason = String::new();
    for parent in [PathBuf::from("/tmp"), std::env::temp_dir()] {
        let directory = parent.join(&name);
        if directory.join(socket_name(port)).as_os_str().len() > LONGEST_SOCKET_PATH {
            reason = format!("{} is too long", directory.display());
            continue;
        }
        match own_directory(&directory, account, 0o700) {
            Ok(()) => return Ok(directory),
            Err(error @ PostgresError::ForeignDirectory { .. }) => return Err(error),
            Err(error) => reason = error.to_string(),
        }
    }
    Err(PostgresError::NoSocketDirectory { reason })
}

/// The file name PostgreSQL gives a socket.
pub(super) fn socket_name(port: u16) -> String {
    format!(".s.PGSQL.{port}")
}

/// Makes `path` a directory of the account with this mode, or refuses one that is a link or someone else's: in a
/// directory that everybody can write to, another user may have been there first.
pub(super) fn own_directory(path: &Path, account: &Account, mode: u32) -> Result<(), PostgresError> {
    match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) if account.switch => {
            lchown(path, Some(account.uid), Some(account.gid))
                .map_err(PostgresError::file("hand over", path))?;
        }
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(PostgresError::file("create", path)(error));
        }
        _ => {}
    }
    let found = path.symlink_metadata().map_err(PostgresError::file("inspect", path))?;
    if !found.is_dir() || found.uid() != account.uid {
        return Err(PostgresError::ForeignDirectory {
            directory: path.to_path_buf(),
            expected_owner: account.uid,
        });
    }
    if found.mode() & 0o7777 != mode {
        std::fs::set_permissions(path, Permissions::from_mode(mode))
            .map_err(PostgresError::file("set the mode of", path))?;
    }
    Ok(())
}

/// Creates a directory and its parents unless they exist.
fn create_shared(path: &Path) -> Result<(), PostgresError> {
    DirBuilder::new().recursive(true).mode(0o755).create(path).map_err(PostgresError::file("create", path))
}

/// A short stable name for a path (and user id): 64 bits of SHA-256 in hex.
fn fingerprint(path: &Path, uid: u32) -> String {
    let digest =
        Sha256::new().chain_update(uid.to_be_bytes()).chain_update(path.as_os_str().as_bytes()).finalize();
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ourselves(directory: &Path) -> Account {
        let own = directory.symlink_metadata().unwrap();
        Account { uid: own.uid(), gid: own.gid(), switch: false }
    }

    #[test]
    fn makes_a_private_directory_and_tightens_an_open_one() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("d");
        let account = ourselves(place.path());
        own_directory(&path, &account, 0o700).unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o777)).unwrap();
        own_directory(&path, &account, 0o700).unwrap();
        assert_eq!(path.symlink_metadata().unwrap().mode() & 0o7777, 0o700);
    }

    #[test]
    fn refuses_a_link_in_place_of_its_directory() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("d");
        std::os::unix::fs::symlink(place.path(), &path).unwrap();
        let refused = own_directory(&path, &ourselves(place.path()), 0o700);
        assert!(matches!(refused, Err(PostgresError::ForeignDirectory { .. })));
    }

    #[test]
    fn refuses_a_directory_of_someone_else() {
        let place = tempfile::tempdir().unwrap();
        let account = ourselves(place.path());
        let other = Account { uid: account.uid + 1, ..account };
        let refused = own_directory(place.path(), &other, 0o700);
        assert!(matches!(refused, Err(PostgresError::ForeignDirectory { .. })));
    }
}
