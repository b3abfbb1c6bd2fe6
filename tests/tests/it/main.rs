//! Every test that needs a database, a server or a process, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod anagrafe;
mod architettura;
mod cammino;
mod canarini;
mod documenti;
mod durata;
mod esportazione;
mod graphql;
mod login;
mod projections;
mod publiccode;
mod registro;
mod sintesi;
mod valori_errati;
