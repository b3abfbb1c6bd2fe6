//! ANPR, the national resident register, behind the domain's [`RegistroAnagrafico`] port.
//!
//! One call is one `POST …/anpr-service-e002` of one use case: C030 turns a codice fiscale into the ID ANPR, C015 gives
//! the personal data (C020 the residence besides, C018 the citizenships), C021 the household, C019 says who is alive.
//! [`pdnd`] proves every call. An answer is read strictly: what is not of the agreed form, or is about somebody else
//! than asked, becomes an [`ErroreAnagrafe`] and nothing of it goes further.
//!
//! No personal datum enters a log line, an error text or a `Debug` output of this crate.
//!
//! [`RegistroAnagrafico`]: domain::anagrafe::RegistroAnagrafico
//! [`ErroreAnagrafe`]: domain::anagrafe::ErroreAnagrafe

mod anomalie;
mod anpr;
mod breaker;
mod carrier;
mod caso_uso;
mod config;
mod diagnosis;
mod esito;
mod interpreta;
mod luogo;
mod meter;
mod operazione;
pub mod pdnd;
mod persona;
mod residenza;
mod richiesta;
mod risposta;
pub mod security;
mod testo;
mod trasporto;

pub use anpr::{Anpr, Clock};
pub use carrier::Carrier;
pub use caso_uso::CasoUso;
pub use config::{AnprConfig, ChecksConfig, ConfigError, ConfigFile, Profile, ServiceConfig};
pub use diagnosis::{Diagnosis, ServiceDiagnosis};
pub use meter::CallMeter;

#[cfg(test)]
mod tests;
