//! The official addresses, as the Ministry and PDND publish them.

use crate::CasoUso;
use serde::Deserialize;

/// Which of the official surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// The real register.
    Production,
    /// The Ministry's test surroundings, with invented people.
    Validation,
}

impl Profile {
    /// Host of the gateway.
    pub(super) fn gateway(self) -> &'static str {
        match self {
            Self::Production => "https://modipa.anpr.interno.it",
            Self::Validation => "https://modipa-val.anpr.interno.it",
        }
    }

    /// Where vouchers are given.
    pub(super) fn token_url(self) -> &'static str {
        match self {
            Self::Production => "https://auth.interop.pagopa.it/token.oauth2",
            Self::Validation => "https://auth.uat.interop.pagopa.it/token.oauth2",
        }
    }

    /// `aud` of client assertions: without scheme.
    pub(super) fn assertion_audience(self) -> &'static str {
        match self {
            Self::Production => "auth.interop.pagopa.it/client-assertion",
            Self::Validation => "auth.uat.interop.pagopa.it/client-assertion",
        }
    }
}

/// Where requests of a use case are posted, below a gateway.
pub(super) fn call_url(gateway: &str, caso_uso: CasoUso) -> String {
    format!("{gateway}/govway/rest/in/MinInternoPortaANPR-PDND/{}/v1/anpr-service-e002", caso_uso.segment())
}

/// What tokens of a use case are issued for.
pub(super) fn audience(gateway: &str, caso_uso: CasoUso) -> String {
    format!("{gateway}/govway/rest/in/MinInternoPortaANPR/{}/v1", caso_uso.segment())
}
