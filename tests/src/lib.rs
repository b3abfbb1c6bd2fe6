//! What the scenarios share: a database of their own, an open log, synthetic people.

pub mod harness;

pub use harness::{Databases, Harness};
