//! How cards come in: a JSON file.

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// How the proxy passes the certificate on. One form for a deployment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Form {
    /// `Client-Cert` and `Client-Cert-Chain` (RFC 9440).
    ClientCert,
    /// The named header holds a PEM with its line ends and signs in `%XX` (nginx's `$ssl_client_escaped_cert`).
    EscapedPem(String),
}

/// The file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CnsConfig {
    /// Where browsers go with a card: the service's own host on a port of its own, at which the proxy asks for one.
    pub url: String,
    /// What operators read on the button.
    #[serde(default = "label")]
    pub label: String,
    /// How the certificate is passed on.
    #[serde(default = "client_cert")]
    pub form: Form,
    /// Folder of the certificates of the authorities, PEM or DER.
    pub authorities: PathBuf,
    /// Folder of their revocation lists, PEM or DER.
    pub revocation_lists: PathBuf,
    /// Whether the certificates of CIE cards are accepted too.
    #[serde(default)]
    pub cie_cards: bool,
}

fn label() -> String {
    "Tessera sanitaria (TS-CNS)".into()
}

fn client_cert() -> Form {
    Form::ClientCert
}

/// Why cards cannot be accepted at all. Texts are for whoever configures the service.
#[derive(Debug, thiserror::Error)]
pub enum CnsConfigError {
    /// The file or a folder cannot be read.
    #[error("{0}: {1}")]
    File(PathBuf, #[source] std::io::Error),
    /// The file is not of the form.
    #[error("{0}: {1}")]
    Form(PathBuf, #[source] serde_json::Error),
    /// A file in a folder is not what it should be.
    #[error("{0}: non è {1} in formato PEM o DER")]
    Content(PathBuf, &'static str),
    /// No authority.
    #[error("{0}: nessun certificato di autorità")]
    NoAuthority(PathBuf),
    /// Browsers would not send the session cookie back.
    #[error(
        "url delle tessere: deve avere lo schema e il nome host di SIGESS_URL_PUBBLICO, su un'altra porta"
    )]
    Url,
}

impl CnsConfig {
    /// Reads the file; relative folders start at its own.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(path: &Path) -> Result<Self, CnsConfigError> {
        let text = std::fs::read_to_string(path).map_err(|e| CnsConfigError::File(path.to_owned(), e))?;
        let mut config: Self =
            serde_json::from_str(&text).map_err(|e| CnsConfigError::Form(path.to_owned(), e))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        config.authorities = folder.join(&config.authorities);
        config.revocation_lists = folder.join(&config.revocation_lists);
        Ok(config)
    }

    /// Whether the session cookie that is set at the address of the cards belongs to the service's own address too:
    /// cookies know hosts, not ports.
    ///
    /// # Errors
    /// When it does not.
    pub fn check_address(&self, origin: &str) -> Result<(), CnsConfigError> {
        let parse = |address: &str| openidconnect::url::Url::parse(address).map_err(|_| CnsConfigError::Url);
        let (cards, own) = (parse(&self.url)?, parse(origin)?);
        let same = cards.scheme() == own.scheme() && cards.host_str() == own.host_str();
        if same && cards.path() == "/" { Ok(()) } else { Err(CnsConfigError::Url) }
    }
}
