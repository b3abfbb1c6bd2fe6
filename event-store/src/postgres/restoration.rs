//! A private cluster made from a backup instead of from nothing.
//!
//! While it is being made, `ripristino-in-corso` lies in the data directory: nothing starts the cluster then but
//! another try, which removes what the one before left. So a restore that was killed leaves nothing in use.

use std::os::unix::fs::{PermissionsExt, lchown};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::account::Account;
use super::cluster::{ClusterOptions, PrivateCluster};
use super::error::PostgresError;
use super::instance::Instance;
use super::postmaster::{self, Found, Process};
use super::settings;
use super::{attach, directories};

/// Lies in the data directory while a restore is under way.
const MARK: &str = "ripristino-in-corso";
/// Recovery replays all archived WAL: let it take its time.
const RECOVERY_SECONDS: u64 = 7 * 24 * 3600;

/// What a cluster is made from.
#[derive(Clone, Debug)]
pub struct PhysicalSource {
    /// The base backup.
    pub base: PathBuf,
    /// The archived WAL.
    pub wal: PathBuf,
    /// The instant at which to stop; the end of the archive when `None`.
    pub until: Option<DateTime<Utc>>,
}

/// Where the mark of a restore is.
pub(super) fn mark(base: &Path) -> PathBuf {
    base.join(MARK)
}

impl PrivateCluster {
    /// Makes and starts a cluster in a data directory that has none: from a base backup, or an empty one into which
    /// an export will be loaded. What an earlier, unfinished restore left there is removed first. The restore must be
    /// [finished](Self::finish_restore) for anybody else to start the cluster.
    ///
    /// # Errors
    /// [`PostgresError::Occupied`] when there is a cluster already; else what could not be done.
    pub async fn restore(
        options: ClusterOptions<'_>,
        source: Option<&PhysicalSource>,
        copied: &mut (dyn FnMut(u64, u64) + Send),
    ) -> Result<Self, PostgresError> {
        let account = Account::choose().await?;
        let base = directories::reachable(&account, &options.data_dir, options.progress).await?;
        let lock = super::lock::take(&options.data_dir)?;
        vacate(&account, &base).await?;
        let mark = mark(&base);
        std::fs::write(&mark, []).map_err(PostgresError::file("write", &mark))?;
        let Some(source) = source else { return Self::start_locked(options, account, base, lock).await };
        let cache = options.npm_cache.clone().unwrap_or_else(|| base.join("postgresql-npm"));
        let binaries =
            super::binaries::Binaries::find(&options.source, &account, &cache, options.progress).await?;
        super::initialise::check_version(&source.base, binaries.version.major)?;
        let directory = base.join(format!("pg{}", binaries.version.major));
        let socket_dir = directories::socket_directory(&account, &directory, settings::PORT)?;
        if !account.can_enter(&source.wal).await? {
            return Err(PostgresError::ArchiveOutOfReach { directory: source.wal.clone(), uid: account.uid });
        }
        copy_tree(&account, &source.base, &directory, copied)?;
        configure(&account, &directory, source)?;
        let instance = Instance { account, binaries, directory, socket_dir, durability: options.durability };
        instance.launch_within(RECOVERY_SECONDS).await?;
        recovered(&instance).await?;
        // The settings of the recovery are over with it.
        write_owned(&account, &instance.directory.join("postgresql.auto.conf"), "")?;
        Ok(Self::of(instance, base, lock))
    }

    /// Says that what was restored is sound: from now on anybody may start it.
    ///
    /// # Errors
    /// When the mark cannot be removed.
    pub fn finish_restore(&self) -> Result<(), PostgresError> {
        postmaster::remove(&mark(self.base_directory()))
    }
}

/// Waits until the server has replayed what it was given: `pg_ctl` does not, without hot standby.
async fn recovered(instance: &Instance) -> Result<(), PostgresError> {
    loop {
        match postmaster::find(&instance.directory).await {
            Ok(Found::Server(_)) => return Ok(()),
            Ok(Found::Nothing | Found::Unreachable) => {
                return Err(instance.not_started("it ended while it recovered".to_owned()));
            }
            // Replaying takes as long as it takes.
            Err(PostgresError::Unresponsive { .. }) => {}
            Err(error) => return Err(error),
        }
    }
}

/// Refuses a directory that has a cluster, unless an unfinished restore made it: that is stopped and removed.
async fn vacate(account: &Account, base: &Path) -> Result<(), PostgresError> {
    let entries = std::fs::read_dir(base).map_err(PostgresError::file("list", base))?;
    let clusters: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.file_stem().and_then(|n| n.to_str()).is_some_and(attach::is_cluster))
        .collect();
    if !mark(base).exists() {
        return match clusters.first() {
            Some(cluster) => Err(PostgresError::Occupied { directory: cluster.clone() }),
            None => Ok(()),
        };
    }
    for cluster in clusters {
        if let Some((pid, _)) = postmaster::read(&cluster)?
            && postmaster::process(pid, &cluster).await? == Process::Server
        {
            postmaster::end(&account.of_existing(&cluster), "QUIT", pid, &cluster).await?;
        }
        std::fs::remove_dir_all(&cluster).map_err(PostgresError::file("remove", &cluster))?;
    }
    Ok(())
}

/// Copies a base backup to where a cluster will be, for its account only.
fn copy_tree(
    account: &Account,
    from: &Path,
    to: &Path,
    copied: &mut (dyn FnMut(u64, u64) + Send),
) -> Result<(), PostgresError> {
    let mut folders = vec![(from.to_path_buf(), to.to_path_buf())];
    let (mut files, mut total) = (Vec::new(), 0);
    while let Some((from, to)) = folders.pop() {
        directories::own_directory(&to, account, 0o700)?;
        for entry in std::fs::read_dir(&from).map_err(PostgresError::file("list", &from))? {
            let entry = entry.map_err(PostgresError::file("list", &from))?;
            let (from, to) = (entry.path(), to.join(entry.file_name()));
            let found = from.symlink_metadata().map_err(PostgresError::file("inspect", &from))?;
            if found.is_dir() {
                folders.push((from, to));
            } else if found.is_file() {
                total += found.len();
                files.push((from, to));
            } else {
                return Err(PostgresError::ForeignFile { path: from });
            }
        }
    }
    let mut done = 0;
    for (from, to) in files {
        done += std::fs::copy(&from, &to).map_err(PostgresError::file("copy", &from))?;
        hand_over(account, &to)?;
        copied(done, total);
    }
    Ok(())
}

fn hand_over(account: &Account, path: &Path) -> Result<(), PostgresError> {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
        .map_err(PostgresError::file("set the mode of", path))?;
    if account.switch {
        lchown(path, Some(account.uid), Some(account.gid)).map_err(PostgresError::file("hand over", path))?;
    }
    Ok(())
}

/// Our own settings in place of those of the server that was backed up, and what tells it to recover.
fn configure(account: &Account, directory: &Path, source: &PhysicalSource) -> Result<(), PostgresError> {
    let write = |name: &str, text: &str| write_owned(account, &directory.join(name), text);
    write("postgresql.conf", &format!("include '{}'\n", settings::FILE))?;
    write("pg_hba.conf", "local all all trust\nlocal replication all trust\n")?;
    write("pg_ident.conf", "")?;
    write("postgresql.auto.conf", &settings::recovery_text(&source.wal, source.until))?;
    // It goes on in its own archive, not in that of the server it was made from.
    postmaster::remove(&directory.join(settings::ARCHIVE_FILE))?;
    write("recovery.signal", "")
}

fn write_owned(account: &Account, path: &Path, text: &str) -> Result<(), PostgresError> {
    std::fs::write(path, text).map_err(PostgresError::file("write", path))?;
    hand_over(account, path)
}
