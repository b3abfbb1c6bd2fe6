//! Making a new cluster.

use std::path::Path;
use std::time::Duration;

use super::account::Account;
use super::binaries::Binaries;
use super::directories::own_directory;
use super::error::PostgresError;
use super::process::{QUICK, run, run_with_input};
use super::settings::{self, Durability, SUPERUSER};

const INITDB: Duration = Duration::from_mins(2);
/// `pg15.new4711`: a cluster that process 4711 is making.
const UNFINISHED: &str = "new";

/// Makes a cluster at `directory`, which appears only when it is complete.
///
/// Locale C with UTF-8: the same order of text with every server and on every system; whatever must be folded or
/// sorted for people is so in Rust. Local connections are trusted: the socket's directory lets in only the account.
pub(super) async fn initialise(
    account: &Account,
    binaries: &Binaries,
    directory: &Path,
    durability: Durability,
) -> Result<(), PostgresError> {
    remove_unfinished(directory)?;
    // A name of our own: what a killed program started may still be writing.
    let unfinished = directory.with_extension(format!("{UNFINISHED}{}", std::process::id()));
    own_directory(&unfinished, account, 0o700)?;
    let mut initdb = account.command(binaries.program("initdb"));
    initdb.arg("--pgdata").arg(&unfinished);
    initdb.args(["--username", SUPERUSER, "--encoding=UTF8", "--locale=C", "--data-checksums"]);
    initdb.args(["--auth-local=trust", "--auth-host=reject", "--no-instructions"]);
    if durability == Durability::ForTests {
        initdb.arg("--no-sync");
    }
    run(&mut initdb, INITDB).await?;
    let include = format!("\ninclude '{}'\n", settings::FILE);
    let configuration = unfinished.join("postgresql.conf");
    run_with_input(account.command("tee").arg("-a").arg(&configuration), include.as_bytes(), QUICK).await?;
    std::fs::rename(&unfinished, directory).map_err(PostgresError::file("move the new cluster to", directory))
}

/// Removes what killed programs left half made.
fn remove_unfinished(directory: &Path) -> Result<(), PostgresError> {
    let stem = directory.with_extension(UNFINISHED);
    let Some((parent, prefix)) = stem.parent().zip(stem.file_name()) else { return Ok(()) };
    for entry in std::fs::read_dir(parent).map_err(PostgresError::file("list", parent))?.flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(prefix.as_encoded_bytes()) {
            let left = entry.path();
            std::fs::remove_dir_all(&left).map_err(PostgresError::file("remove", &left))?;
        }
    }
    Ok(())
}

/// Refuses a cluster directory of another version.
pub(super) fn check_version(directory: &Path, major: u32) -> Result<(), PostgresError> {
    let path = directory.join("PG_VERSION");
    let found = std::fs::read_to_string(&path).map_err(PostgresError::file("read", &path))?;
    if found.trim() == major.to_string() {
        return Ok(());
    }
    Err(PostgresError::ForeignCluster { directory: directory.to_path_buf(), expected: major })
}

/// Writes the settings file of a cluster, under its account: root follows no link that lies there.
pub(super) async fn write_settings(
    account: &Account,
    directory: &Path,
    socket_dir: &Path,
    durability: Durability,
) -> Result<(), PostgresError> {
    let text = settings::text(socket_dir, durability);
    run_with_input(account.command("tee").arg(directory.join(settings::FILE)), text.as_bytes(), QUICK)
        .await
        .map(drop)
}
