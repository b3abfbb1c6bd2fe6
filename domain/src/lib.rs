//! Rules of the social case file: aggregates, commands, events, code lists, codice fiscale, ports.
//!
//! No I/O, no clock, no chance: whatever comes from outside is in the command. Every aggregate folder has the
//! same files: `mod, aggregate, commands, events, error, tests`.

pub mod accesso_emergenza;
pub mod amministrazione;
pub mod anagrafe;
pub mod annotazione;
pub mod attore;
pub mod codice_fiscale;
pub mod codifiche;
mod controlli;
pub mod evento;
pub mod identita;
pub mod luoghi;
pub mod nucleo_anagrafe;
pub mod nucleo_di_fatto;
pub mod operatore;
pub mod persona;
#[cfg(test)]
mod prova;
pub mod rifiuto;
pub mod riservato;
pub mod segnalazione;
pub mod soggetto;
pub mod testo;
pub mod tracciamento;
pub mod unita_organizzativa;
pub mod visibilita;
