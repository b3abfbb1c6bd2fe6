//! The system account a private server runs under: PostgreSQL refuses to run as root.

use std::ffi::OsStr;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use tokio::process::Command;

use super::error::PostgresError;
use super::process::{QUICK, output, run};

/// Accounts root drops to, in order of preference.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];
const DEFAULT_PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// User and group the server's programs run under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) uid: u32,
    pub(super) gid: u32,
    /// Whether we are root and must switch to `uid`.
    pub(super) switch: bool,
}

impl Account {
    /// Our own account, or an unprivileged one when we are root.
    pub(super) async fn choose() -> Result<Self, PostgresError> {
        let uid = id(&["-u"]).await?;
        if uid != 0 {
            return Ok(Self { uid, gid: id(&["-g"]).await?, switch: false });
        }
        let mut failure = None;
        for name in UNPRIVILEGED {
            match (id(&["-u", name]).await, id(&["-g", name]).await) {
                (Ok(uid), Ok(gid)) if uid != 0 => return Ok(Self { uid, gid, switch: true }),
                (Err(error), _) | (_, Err(error)) => failure = Some(error),
                _ => {}
            }
        }
        Err(failure.unwrap_or_else(|| PostgresError::NothingFound {
            reason: "root has no unprivileged account to run it under".to_owned(),
        }))
    }

    /// The account that owns an existing cluster, when root may choose: a cluster made under `nobody` stays usable
    /// after the user `postgres` has appeared.
    pub(super) fn of_existing(self, cluster: &Path) -> Self {
        match std::fs::symlink_metadata(cluster) {
            Ok(found) if self.switch && found.is_dir() && found.uid() != 0 => {
                Self { uid: found.uid(), gid: found.gid(), switch: true }
            }
            _ => self,
        }
    }

    /// A command under this account. Its environment is empty but for what programs need: no `PG*` variable of the
    /// caller misleads the server, and no password of the caller can be read in the server's environment. It has its
    /// own process group, so that Ctrl-C in the terminal does not end it halfway.
    pub(super) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var_os("PATH").unwrap_or_else(|| DEFAULT_PATH.into());
        command.env_clear().env("PATH", path).env("LC_ALL", "C").current_dir("/").process_group(0);
        if self.switch {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// Whether this account can reach what lies in `directory`, as the kernel sees it (modes, ACLs, mounts).
    pub(super) async fn can_enter(&self, directory: &Path) -> Result<bool, PostgresError> {
        let mut test = self.command("test");
        test.arg("-x").arg(directory);
        Ok(output(&mut test, &[], QUICK).await?.status.success())
    }
}

/// The effective user or group id, of us or of a named user.
async fn id(arguments: &[&str]) -> Result<u32, PostgresError> {
    let text = run(Command::new("id").args(arguments), QUICK).await?;
    text.parse().map_err(|_| PostgresError::Failed {
        program: "id".to_owned(),
        status: "unexpected answer".to_owned(),
        message: text,
    })
}
