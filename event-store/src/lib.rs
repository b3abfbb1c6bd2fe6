//! The append-only log on PostgreSQL.
//!
//! The way in: [`bus::Bus`] → [`store::LogStore`] (our `EventStore` of cqrs-es) → [`append::Writer`] → the function
//! `registro.append` of `migrations/registro/0002_append.sql`. The way out: [`reader`] (whole streams, one file, the
//! feed by position), always in the order unseal → upcast → deserialise. Who wants proof: [`integrity`].

pub mod append;
mod availability;
pub mod backup;
pub mod bus;
pub mod integrity;
pub mod loader;
pub mod log;
pub mod metadata;
pub mod metrics;
pub mod migrations;
pub mod postgres;
pub mod reader;
mod recent;
pub mod seal;
pub mod store;
pub mod turn;

pub use availability::{causes, is_unavailable};
pub use bus::{Bus, CommandRequest, ExecuteError, Executed, PriorError};
pub use log::{Log, LogConfig, OpenLogError};
pub use metadata::Metadata;
pub use reader::{Opened, ReadError, Recorded};
pub use seal::KeyError;
