//! Every test that needs a database, a server or a process, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod architettura;
mod documenti;
mod publiccode;
mod registro;
