//! The providers, one block each in a JSON file. Secrets are elsewhere: the file says where.

use super::level::Level;
use super::origin::{AddressError, Trust};
use serde::Deserialize;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Duration;
use zeroize::Zeroizing;

/// Longest wait for an answer of a provider, by default.
const TIMEOUT_SECONDS: u8 = 10;

/// How a provider speaks. Direct SPID and CIE (OpenID Connect Federation) are to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Plain OpenID Connect: the identity gateway of a region or body.
    Gateway,
}

/// One provider, ready for use.
#[derive(Clone)]
pub struct ProviderConfig {
    /// Its name in addresses of ours: lower case, digits and `-`.
    pub id: String,
    /// What operators read on the button.
    pub label: String,
    /// Issuer, exactly as the provider writes it.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// Our secret there (`client_secret_basic`).
    pub client_secret: Zeroizing<String>,
    /// How it speaks.
    pub profile: Profile,
    /// Scopes asked for; `openid` always is.
    pub scopes: Vec<String>,
    /// Lowest level let in; asked for as `acr_values`.
    pub minimum_level: Level,
    /// Name of the claim that holds the codice fiscale.
    pub fiscal_claim: String,
    /// Longest wait for an answer.
    pub timeout: Duration,
}

/// Why the providers cannot be used. Texts are for whoever configures the service.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    File(PathBuf, #[source] std::io::Error),
    /// The file is not of the form.
    #[error("{0}: {1}")]
    Form(PathBuf, #[source] serde_json::Error),
    /// Two providers of the same id, or an id that cannot stand in an address.
    #[error("gestore «{0}»: identificativo ripetuto o non valido (minuscole, cifre, trattino)")]
    Id(String),
    /// The issuer cannot be trusted.
    #[error("gestore «{0}»: issuer: {1}")]
    Issuer(String, #[source] AddressError),
    /// The secret is not where it should be.
    #[error("gestore «{0}»: il segreto del client non si legge da {1}")]
    Secret(String, String),
    /// The public address cannot be used.
    #[error("indirizzo pubblico: {0}")]
    PublicAddress(#[from] AddressError),
    /// HTTP cannot be had.
    #[error("client HTTP: {0}")]
    Http(#[source] reqwest::Error),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    providers: Vec<Block>,
}

/// A block of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    id: String,
    label: String,
    issuer: String,
    client_id: String,
    client_secret: SecretReference,
    #[serde(default = "gateway")]
    profile: Profile,
    #[serde(default = "default_scopes")]
    scopes: Vec<String>,
    #[serde(default = "default_level")]
    minimum_level: Level,
    #[serde(default = "default_claim")]
    fiscal_claim: String,
    #[serde(default = "default_timeout")]
    timeout_seconds: u8,
}

/// Where a secret is: never in the file itself.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum SecretReference {
    /// First line of a file; a relative path starts at the folder of the configuration.
    File(PathBuf),
    /// Environment variable.
    Env(String),
}

fn gateway() -> Profile {
    Profile::Gateway
}

fn default_level() -> Level {
    Level::L2
}

fn default_timeout() -> u8 {
    TIMEOUT_SECONDS
}

/// Scopes asked for where none are configured.
#[must_use]
pub fn default_scopes() -> Vec<String> {
    vec!["openid".into(), "profile".into()]
}

/// Name of the claim with the codice fiscale where none is configured.
#[must_use]
pub fn default_claim() -> String {
    "https://attributes.eid.gov.it/fiscal_number".into()
}

impl ProviderConfig {
    /// Reads the file of the providers and their secrets.
    ///
    /// # Errors
    /// What is wrong with it, naming the provider. Secrets are never quoted.
    pub fn read(path: &Path) -> Result<Vec<Self>, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|e| ConfigError::File(path.to_owned(), e))?;
        let file: File = serde_json::from_str(&text).map_err(|e| ConfigError::Form(path.to_owned(), e))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        file.providers.into_iter().map(|block| block.resolve(folder)).collect()
    }

    /// Checks ids and issuers of all of them.
    ///
    /// # Errors
    /// The first that cannot be used.
    pub(super) fn check(all: &[Self], trust: Trust) -> Result<(), ConfigError> {
        let mut seen = HashSet::new();
        for provider in all {
            let id = &provider.id;
            let well_formed = id.len() <= 32
                && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if id.is_empty() || id == super::CARDS || !well_formed || !seen.insert(id) {
                return Err(ConfigError::Id(id.clone()));
            }
            trust.check_issuer(&provider.issuer).map_err(|e| ConfigError::Issuer(id.clone(), e))?;
        }
        Ok(())
    }
}

impl Block {
    fn resolve(self, folder: &Path) -> Result<ProviderConfig, ConfigError> {
        let client_secret = self.client_secret.resolve(folder);
        let client_secret = client_secret.map_err(|place| ConfigError::Secret(self.id.clone(), place))?;
        Ok(ProviderConfig {
            id: self.id,
            label: self.label,
            issuer: self.issuer,
            client_id: self.client_id,
            client_secret,
            profile: self.profile,
            scopes: self.scopes,
            minimum_level: self.minimum_level,
            fiscal_claim: self.fiscal_claim,
            timeout: Duration::from_secs(self.timeout_seconds.clamp(1, 60).into()),
        })
    }
}

impl SecretReference {
    /// The secret, or the name of the place where it is not.
    fn resolve(self, folder: &Path) -> Result<Zeroizing<String>, String> {
        let (text, place) = match self {
            Self::File(path) => {
                let path = folder.join(path);
                (std::fs::read_to_string(&path).ok(), path.display().to_string())
            }
            Self::Env(name) => (std::env::var(&name).ok(), name),
        };
        let text = Zeroizing::new(text.unwrap_or_default());
        match text.lines().next().map(str::trim) {
            Some(secret) if !secret.is_empty() => Ok(Zeroizing::new(secret.to_owned())),
            _ => Err(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn folder(config: &serde_json::Value) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("oidc.json"), config.to_string()).unwrap();
        std::fs::write(folder.path().join("segreto"), "xyzzy\n").unwrap();
        folder
    }

    fn block() -> serde_json::Value {
        json!({ "id": "regione", "label": "SPID o CIE", "issuer": "https://identita.example.it",
                "client_id": "sigess", "client_secret": { "file": "segreto" } })
    }

    fn read(config: &serde_json::Value) -> Result<Vec<ProviderConfig>, ConfigError> {
        ProviderConfig::read(&folder(config).path().join("oidc.json"))
    }

    #[test]
    fn a_short_block_is_enough() {
        let providers = read(&json!({ "providers": [block()] })).unwrap();
        let provider = &providers[0];
        assert_eq!(provider.client_secret.as_str(), "xyzzy");
        assert_eq!((provider.minimum_level, provider.profile), (Level::L2, Profile::Gateway));
        assert_eq!(provider.scopes, ["openid", "profile"]);
        assert_eq!(provider.fiscal_claim, "https://attributes.eid.gov.it/fiscal_number");
        assert!(ProviderConfig::check(&providers, Trust::Strict).is_ok());
    }

    #[test]
    fn a_secret_in_the_file_or_nowhere_is_refused() {
        let mut with_secret = block();
        with_secret["client_secret"] = json!("xyzzy");
        assert!(matches!(read(&json!({ "providers": [with_secret] })), Err(ConfigError::Form(..))));
        let mut without = block();
        without["client_secret"] = json!({ "file": "altrove" });
        assert!(matches!(read(&json!({ "providers": [without] })), Err(ConfigError::Secret(..))));
    }

    #[test]
    fn level_one_unknown_profiles_and_unknown_fields_are_refused() {
        for (field, value) in
            [("minimum_level", json!("L1")), ("profile", json!("spid")), ("colour", json!(1))]
        {
            let mut block = block();
            block[field] = value;
            assert!(matches!(read(&json!({ "providers": [block] })), Err(ConfigError::Form(..))), "{field}");
        }
    }

    #[test]
    fn ids_are_unique_and_fit_an_address() {
        let twice = read(&json!({ "providers": [block(), block()] })).unwrap();
        assert!(matches!(ProviderConfig::check(&twice, Trust::Strict), Err(ConfigError::Id(_))));
        for id in ["", "Regione", "a/b", "a b", "à"] {
            let mut provider = read(&json!({ "providers": [block()] })).unwrap();
            provider[0].id = id.into();
            assert!(
                matches!(ProviderConfig::check(&provider, Trust::Strict), Err(ConfigError::Id(_))),
                "{id:?}"
            );
        }
    }

    #[test]
    fn an_issuer_on_this_machine_is_for_development() {
        let mut provider = read(&json!({ "providers": [block()] })).unwrap();
        provider[0].issuer = "http://127.0.0.1:7001".into();
        assert!(ProviderConfig::check(&provider, Trust::Development).is_ok());
        assert!(matches!(ProviderConfig::check(&provider, Trust::Strict), Err(ConfigError::Issuer(..))));
    }
}
