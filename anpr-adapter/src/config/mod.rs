//! Where the register is, who we are to it, and how long to wait for it.

mod file;
mod hosts;
#[cfg(test)]
mod tests;

pub use file::ConfigFile;
pub use hosts::Profile;

use crate::CasoUso;
use crate::pdnd::{KeyError, PemKey, TokenEndpoint};
use reqwest::Url;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Largest answer read, in bytes. A household of a few hundred members takes some 200 KiB.
pub(crate) const MAX_ANSWER_BYTES: usize = 2 * 1024 * 1024;
/// Longest wait for a whole answer, by default.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Longest wait for the connection alone.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// One e-service. Its two addresses differ (the audience has neither `-PDND` nor the operation), and mixing them up is
/// the most frequent mistake: so both are written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceConfig {
    /// Where requests are posted.
    pub call_url: Url,
    /// What tokens are issued for.
    pub audience: String,
    /// Purpose on PDND, a UUID.
    pub purpose_id: String,
    /// Calls that the purpose grants a day, where it is known.
    pub daily_quota: Option<u32>,
}

/// Checks of households that nobody asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecksConfig {
    /// How many a day.
    pub daily_budget: u32,
    /// Days after which a household is due again.
    pub after_days: u16,
    /// Id of the operator who answers for them: the register is told his name for each.
    pub responsible: uuid::Uuid,
}

/// Everything the adapter is told from outside.
#[derive(Clone, Debug)]
pub struct AnprConfig {
    /// Our id on PDND, a UUID.
    pub client_id: String,
    /// Our key.
    pub key: Arc<PemKey>,
    /// Where vouchers are given.
    pub endpoint: TokenEndpoint,
    /// The e-services that we may use.
    pub services: BTreeMap<CasoUso, ServiceConfig>,
    /// Certificates of roots to trust besides those of the system, in PEM form.
    pub extra_roots: Vec<Vec<u8>>,
    /// Longest wait for a whole answer.
    pub timeout: Duration,
    /// Longest wait for the connection.
    pub connect_timeout: Duration,
    /// Largest answer read, in bytes; a larger one is refused.
    pub max_answer_bytes: usize,
    /// Only `https`.
    pub https_only: bool,
    /// Checks that nobody asked for, where they are wanted.
    pub checks: Option<ChecksConfig>,
}

impl AnprConfig {
    /// The service of a use case, if we may use it.
    #[must_use]
    pub fn service(&self, caso_uso: CasoUso) -> Option<&ServiceConfig> {
        self.services.get(&caso_uso)
    }
}

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file, or one that it names, cannot be read.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not of the documented form.
    #[error("{path}: {source}")]
    Form {
        /// Which file.
        path: PathBuf,
        /// What is wrong, and where.
        source: serde_json::Error,
    },
    /// An address cannot be used.
    #[error("{name}: {reason}")]
    Address {
        /// Which one.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// An id that PDND gives is not of its form.
    #[error("{0}: must be a UUID, as PDND shows it")]
    Id(String),
    /// The household and the search need these services.
    #[error("service {0} is missing: C030, C021 and one of C015 and C020 are needed")]
    Service(&'static str),
    /// The key.
    #[error("key: {0}")]
    Key(#[from] KeyError),
    /// A root certificate cannot be read.
    #[error("root certificate not usable")]
    Root(#[source] reqwest::Error),
    /// The HTTP client cannot be built.
    #[error("HTTP client not usable")]
    Client(#[source] reqwest::Error),
}
