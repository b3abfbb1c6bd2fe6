//! The service: GraphQL over HTTP, the command line, the application services, and how they are put together.

pub mod banche;
pub mod cli;
pub mod graphql;
pub mod http;
pub mod importazione;
pub mod impostazioni;
pub mod metriche;
#[cfg(feature = "misure")]
pub mod misure;
pub mod services;
pub mod servizio;
pub mod terminale;
pub mod tracce;
