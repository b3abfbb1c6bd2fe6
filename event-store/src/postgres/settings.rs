//! The settings of a private server.

use std::path::Path;

/// Port of a private server. It only names the socket: no private server listens on a network.
pub(super) const PORT: u16 = 5432;
/// File in the cluster directory that `postgresql.conf` includes last.
pub(super) const FILE: &str = "sigess.conf";
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
    let (fsync, full_page_writes) = match durability {
        Durability::Durable => ("on", "on"),
        Durability::ForTests => ("off", "off"),
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
",
        // Our own names have no quote; a temporary directory's might.
        socket_dir.display().to_string().replace('\'', "''")
    )
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
}
