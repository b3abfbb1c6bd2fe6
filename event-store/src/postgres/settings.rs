//! The settings of a private server.

use chrono::{DateTime, Utc};
use std::path::Path;

/// Port of a private server. It only names the socket: no private server listens on a network.
pub(super) const PORT: u16 = 5432;
/// File in the cluster directory that `postgresql.conf` includes last.
pub(super) const FILE: &str = "sigess.conf";
/// File in the cluster directory that says where WAL is archived; [`FILE`] includes it where there is one.
pub(super) const ARCHIVE_FILE: &str = "archivio.conf";
/// The superuser of a private cluster.
pub const SUPERUSER: &str = "postgres";

/// What a commit of a private server is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// A commit survives the loss of power.
    Durable,
    /// A commit survives the end of the server, not of the machine. For data that nobody needs tomorrow.
    ForTests,
}

/// The text of [`FILE`].
///
/// Nothing a row holds may reach the server log. Terse errors leave out the detail that quotes the failing row, no
/// statement or parameter is logged, and errors of statements are not logged at all: their first line can quote a
/// value ("invalid input syntax"), and the client gets them anyway.
pub(super) fn text(socket_dir: &Path, durability: Durability) -> String {
    let (fsync, full_page_writes, archive_mode) = match durability {
        Durability::Durable => ("on", "on", "on"),
        Durability::ForTests => ("off", "off", "off"),
    };
    format!(
        "# Written at every start of the private server: changes are lost.
cluster_name = 'sigess'
listen_addresses = ''
port = {PORT}
unix_socket_directories = '{}'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 128MB
fsync = {fsync}
synchronous_commit = on
full_page_writes = {full_page_writes}
timezone = 'UTC'
log_timezone = 'UTC'
log_destination = 'stderr'
logging_collector = off
log_min_messages = log
log_error_verbosity = terse
log_statement = none
log_min_duration_statement = -1
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
# Completed WAL is not kept until a backup says where (a change of the mode would need a restart).
archive_mode = {archive_mode}
archive_command = 'true'
include_if_exists '{ARCHIVE_FILE}'
",
        // Our own names have no quote; a temporary directory's might.
        socket_dir.display().to_string().replace('\'', "''")
    )
}

/// The text of [`ARCHIVE_FILE`]: a segment appears in `folder` whole or not at all, and is never written over. A server
/// that crashed after archiving a segment archives it again: the same bytes are well.
pub(super) fn archive_text(folder: &Path) -> String {
    let (whole, part) = (quoted_for_shell(folder, "%f"), quoted_for_shell(folder, ".%f.part"));
    let command = format!(
        "if test -f {whole}; then cmp -s %p {whole}; else cp %p {part} && sync {part} && mv {part} {whole}; fi"
    );
    format!("# Written by «sigess backup».\narchive_command = '{}'\n", quoted_for_settings(&command))
}

/// Settings of a recovery from archived WAL. Hot standby is off: it would ask for as many connections as the server had
/// that was backed up.
pub(super) fn recovery_text(wal: &Path, until: Option<DateTime<Utc>>) -> String {
    let from = quoted_for_shell(wal, "%f");
    let restore = quoted_for_settings(&format!("cp {from} %p"));
    let target = until.map_or(String::new(), |instant| {
        format!("recovery_target_time = '{}'\n", instant.format("%Y-%m-%d %H:%M:%S%.6f+00"))
    });
    format!("restore_command = '{restore}'\nrecovery_target_action = 'promote'\nhot_standby = off\n{target}")
}

/// A file of a folder as the shell reads it, after PostgreSQL has put in the names for `%f` and `%p`.
fn quoted_for_shell(folder: &Path, name: &str) -> String {
    let folder = folder.display().to_string().replace('%', "%%");
    format!("'{}/{name}'", folder.replace('\'', "'\\''"))
}

/// A text between quotes in a settings file.
fn quoted_for_settings(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\'', "''")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tests_give_up_durability() {
        let durable = text(Path::new("/tmp/x"), Durability::Durable);
        assert!(durable.contains("\nfsync = on\n") && durable.contains("\nfull_page_writes = on\n"));
        let tests = text(Path::new("/tmp/x"), Durability::ForTests);
        assert!(tests.contains("\nfsync = off\n") && tests.contains("\nsynchronous_commit = on\n"));
    }

    #[test]
    fn folders_with_odd_names_are_quoted_twice() {
        let text = archive_text(Path::new("/copie d'archivio/100%"));
        assert!(text.contains(r"test -f ''/copie d''\\''''archivio/100%%/%f''"), "{text}");
        assert!(recovery_text(Path::new("/w"), None).starts_with("restore_command = 'cp ''/w/%f'' %p'\n"));
    }
}
