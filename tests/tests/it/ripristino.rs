//! Backups, and what is restored from them.

mod danni;
mod lapidi;
mod prova;
mod registro;
mod riga_di_comando;
