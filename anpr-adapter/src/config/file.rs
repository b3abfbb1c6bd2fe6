//! The configuration file (`docs/anpr.md`), JSON. Paths in it are relative to its own folder.

use super::{
    AnprConfig, CONNECT_TIMEOUT, ChecksConfig, ConfigError, MAX_ANSWER_BYTES, Profile, ServiceConfig,
    TIMEOUT, hosts,
};
use crate::CasoUso;
use crate::pdnd::{PemKey, TokenEndpoint};
use reqwest::Url;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// What may stand in the file; what is left out is that of the profile.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfigFile {
    /// Official surroundings whose addresses are meant.
    profile: Profile,
    /// Client id.
    client_id: String,
    /// Id of our public key.
    kid: String,
    /// File of our private key, PEM.
    key_file: PathBuf,
    /// Scheme and host of another gateway.
    gateway: Option<String>,
    /// Another address at which vouchers are given.
    token_url: Option<String>,
    /// Another `aud` of client assertions.
    assertion_audience: Option<String>,
    /// Files of certificates to trust besides those of the system, PEM.
    #[serde(default)]
    extra_roots: Vec<PathBuf>,
    /// Longest wait for an answer.
    timeout_seconds: Option<u16>,
    /// Checks that nobody asked for.
    checks: Option<ChecksConfig>,
    /// The e-services we have a purpose for.
    services: BTreeMap<CasoUso, Service>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Service {
    purpose_id: String,
    call_url: Option<String>,
    audience: Option<String>,
    daily_quota: Option<u32>,
}

impl ConfigFile {
    /// Reads the file and whatever it names. With `https_only`, no address may be plain `http`.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn read(path: &Path, https_only: bool) -> Result<AnprConfig, ConfigError> {
        let text = read(path)?;
        let file: Self = serde_json::from_slice(&text)
            .map_err(|source| ConfigError::Form { path: path.to_owned(), source })?;
        file.resolve(path.parent().unwrap_or(Path::new(".")), https_only)
    }

    /// Where the key lies that the file names, if it can be read so far.
    #[must_use]
    pub fn key_path(path: &Path) -> Option<PathBuf> {
        let file: Self = serde_json::from_slice(&read(path).ok()?).ok()?;
        Some(path.parent().unwrap_or(Path::new(".")).join(file.key_file))
    }

    fn resolve(self, folder: &Path, https_only: bool) -> Result<AnprConfig, ConfigError> {
        let gateway = self.gateway.as_deref().unwrap_or(self.profile.gateway()).trim_end_matches('/');
        let mut services = BTreeMap::new();
        for (caso_uso, service) in self.services {
            services.insert(caso_uso, service.resolve(caso_uso, gateway, https_only)?);
        }
        complete(&services)?;
        let roots = self.extra_roots.iter().map(|root| read(&folder.join(root)));
        Ok(AnprConfig {
            client_id: uuid("client_id", self.client_id)?,
            key: Arc::new(PemKey::read(&folder.join(self.key_file), &self.kid)?),
            endpoint: TokenEndpoint {
                url: address(
                    "token_url",
                    self.token_url.as_deref().unwrap_or(self.profile.token_url()),
                    https_only,
                )?,
                audience: self
                    .assertion_audience
                    .unwrap_or_else(|| self.profile.assertion_audience().to_owned()),
            },
            services,
            extra_roots: roots.collect::<Result<_, _>>()?,
            timeout: self.timeout_seconds.map_or(TIMEOUT, |s| Duration::from_secs(s.max(1).into())),
            connect_timeout: CONNECT_TIMEOUT,
            max_answer_bytes: MAX_ANSWER_BYTES,
            https_only,
            checks: self.checks,
        })
    }
}

impl Service {
    fn resolve(
        self,
        caso_uso: CasoUso,
        gateway: &str,
        https_only: bool,
    ) -> Result<ServiceConfig, ConfigError> {
        let name = |field: &str| format!("services.{}.{field}", caso_uso.as_str());
        let call_url = self.call_url.unwrap_or_else(|| hosts::call_url(gateway, caso_uso));
        let audience = self.audience.unwrap_or_else(|| hosts::audience(gateway, caso_uso));
        if audience.contains("-PDND/") || audience.ends_with("/anpr-service-e002") {
            return Err(ConfigError::Address {
                name: name("audience"),
                reason: "this is a call address: the audience has neither «-PDND» nor the operation",
            });
        }
        Ok(ServiceConfig {
            call_url: address(&name("call_url"), &call_url, https_only)?,
            audience,
            purpose_id: uuid(&name("purpose_id"), self.purpose_id)?,
            daily_quota: self.daily_quota,
        })
    }
}

/// What an import asks must be there.
fn complete(services: &BTreeMap<CasoUso, ServiceConfig>) -> Result<(), ConfigError> {
    let has = |caso_uso| services.contains_key(&caso_uso);
    match () {
        () if !has(CasoUso::C030) => Err(ConfigError::Service("C030")),
        () if !has(CasoUso::C021) => Err(ConfigError::Service("C021")),
        () if !has(CasoUso::C015) && !has(CasoUso::C020) => Err(ConfigError::Service("C015")),
        () => Ok(()),
    }
}

fn address(name: &str, text: &str, https_only: bool) -> Result<Url, ConfigError> {
    let wrong = |reason| ConfigError::Address { name: name.to_owned(), reason };
    let url = Url::parse(text).map_err(|_| wrong("not an address"))?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if !https_only => Ok(url),
        _ => Err(wrong("must be https")),
    }
}

fn uuid(name: &str, text: String) -> Result<String, ConfigError> {
    match text.parse::<Uuid>() {
        Ok(_) => Ok(text),
        Err(_) => Err(ConfigError::Id(name.to_owned())),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, ConfigError> {
    std::fs::read(path).map_err(|source| ConfigError::File { path: path.to_owned(), source })
}
