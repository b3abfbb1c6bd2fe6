//! What the scenarios share: a database of their own, an open log, a running service, synthetic people.

pub mod harness;
pub mod login;
pub mod privata;
pub mod servizio;

pub use harness::{Databases, Harness};
pub use privata::Privata;
pub use servizio::{Persona, Processo, Scena};
