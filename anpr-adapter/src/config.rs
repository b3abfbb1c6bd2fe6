//! Where the register is, and how long to wait for it.

use reqwest::Url;
use std::time::Duration;

/// Largest answer read, in bytes. A household of a few hundred members takes some 200 KiB.
const MAX_ANSWER_BYTES: usize = 2 * 1024 * 1024;
/// Longest wait for a whole answer.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Longest wait for the connection alone.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// A use case of ANPR; each is an e-service of its own on PDND.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CasoUso {
    /// Personal data.
    C015,
    /// Members of the household.
    C021,
    /// ID ANPR of a codice fiscale.
    C030,
}

impl CasoUso {
    /// The code, as in `casoUso`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::C015 => "C015",
            Self::C021 => "C021",
            Self::C030 => "C030",
        }
    }

    /// Segment of the service in its addresses.
    #[must_use]
    pub fn segment(self) -> &'static str {
        match self {
            Self::C015 => "C015-servizioAccertamentoGeneralita",
            Self::C021 => "C021-servizioAccertamentoStatoFamiglia",
            Self::C030 => "C030-servizioAccertamentoIdUnicoNazionale",
        }
    }
}

/// The two addresses of an e-service. They differ (the audience has neither `-PDND` nor the operation), and mixing
/// them up is the most frequent mistake: so both are written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceConfig {
    /// Where requests are posted.
    pub call_url: Url,
    /// What tokens are issued for.
    pub audience: String,
}

impl ServiceConfig {
    fn under(base: &str, caso_uso: CasoUso) -> Result<Self, ConfigError> {
        let segment = caso_uso.segment();
        let call = format!("{base}/govway/rest/in/MinInternoPortaANPR-PDND/{segment}/v1/anpr-service-e002");
        let call_url = Url::parse(&call).map_err(|source| ConfigError::Url { url: call, source })?;
        Ok(Self { call_url, audience: format!("{base}/govway/rest/in/MinInternoPortaANPR/{segment}/v1") })
    }
}

/// Everything the adapter is told from outside.
#[derive(Clone, Debug)]
pub struct AnprConfig {
    /// C015, personal data.
    pub c015: ServiceConfig,
    /// C021, household.
    pub c021: ServiceConfig,
    /// C030, ID ANPR of a codice fiscale.
    pub c030: ServiceConfig,
    /// Longest wait for a whole answer.
    pub timeout: Duration,
    /// Longest wait for the connection.
    pub connect_timeout: Duration,
    /// Largest answer read, in bytes; a larger one is refused.
    pub max_answer_bytes: usize,
}

impl AnprConfig {
    /// All services under one host, as on the official hosts and on the simulator; `base` is for example
    /// `http://127.0.0.1:8090`, without a path.
    ///
    /// # Errors
    /// When `base` is not the beginning of an `http` or `https` address.
    pub fn from_base_url(base: &str) -> Result<Self, ConfigError> {
        let base = base.trim_end_matches('/');
        let parsed = Url::parse(base).map_err(|source| ConfigError::Url { url: base.to_owned(), source })?;
        if !matches!(parsed.scheme(), "http" | "https") {
            return Err(ConfigError::Scheme(base.to_owned()));
        }
        Ok(Self {
            c015: ServiceConfig::under(base, CasoUso::C015)?,
            c021: ServiceConfig::under(base, CasoUso::C021)?,
            c030: ServiceConfig::under(base, CasoUso::C030)?,
            timeout: TIMEOUT,
            connect_timeout: CONNECT_TIMEOUT,
            max_answer_bytes: MAX_ANSWER_BYTES,
        })
    }

    /// Addresses of one use case.
    #[must_use]
    pub fn service(&self, caso_uso: CasoUso) -> &ServiceConfig {
        match caso_uso {
            CasoUso::C015 => &self.c015,
            CasoUso::C021 => &self.c021,
            CasoUso::C030 => &self.c030,
        }
    }
}

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Not an address.
    #[error("not a valid address: {url}")]
    Url {
        /// What was given.
        url: String,
        /// Why it is not an address.
        #[source]
        source: <Url as std::str::FromStr>::Err,
    },
    /// An address, but neither `http` nor `https`.
    #[error("neither http nor https: {0}")]
    Scheme(String),
    /// The HTTP client cannot be built.
    #[error("HTTP client not usable")]
    Client(#[source] reqwest::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn call_url_and_audience_of_a_service_differ_as_on_the_official_host() {
        let config = AnprConfig::from_base_url("https://anpr.example/").expect("valid base");
        assert_eq!(
            config.service(CasoUso::C030).call_url.as_str(),
            "https://anpr.example/govway/rest/in/MinInternoPortaANPR-PDND/C030-servizioAccertamentoIdUnicoNazionale/v1/anpr-service-e002"
        );
        assert_eq!(
            config.service(CasoUso::C030).audience,
            "https://anpr.example/govway/rest/in/MinInternoPortaANPR/C030-servizioAccertamentoIdUnicoNazionale/v1"
        );
    }

    #[test]
    fn refuses_a_base_that_is_no_web_address() {
        assert!(matches!(AnprConfig::from_base_url("anpr"), Err(ConfigError::Url { .. })));
        assert!(matches!(AnprConfig::from_base_url("file:///tmp"), Err(ConfigError::Scheme(_))));
    }
}
