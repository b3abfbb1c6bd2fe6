//! The client that is registered on the platform, with everything it needs to know.

use super::super::CasoUso;
use super::{ASSERTION_AUDIENCE, purpose};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rsa::pkcs8::{EncodePrivateKey, LineEnding};
use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, RsaPublicKey};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// An ente that may call the register.
pub struct RegisteredClient {
    /// Client id.
    pub client_id: Uuid,
    /// Key id: the thumbprint of the public key (RFC 7638).
    pub kid: String,
    /// Private key of the client: the real platform never sees it, this one makes it.
    pub key: RsaPrivateKey,
}

impl RegisteredClient {
    pub(super) fn new(key: RsaPrivateKey) -> Self {
        Self { client_id: Uuid::new_v4(), kid: thumbprint(&key.to_public_key()), key }
    }

    /// Writes `anpr.json` and `anpr.pem` into a folder, for `SIGESS_ANPR_CONFIG`; answers where the first lies.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(in super::super) fn write_files(
        &self,
        folder: &Path,
        base_url: &str,
        casi: &[CasoUso],
    ) -> io::Result<PathBuf> {
        let pem = self.key.to_pkcs8_pem(LineEnding::LF).map_err(io::Error::other)?;
        write(&folder.join("anpr.pem"), pem.as_bytes())?;
        let services: Map<String, Value> =
            casi.iter().map(|c| (c.as_str().to_owned(), json!({ "purpose_id": purpose(*c) }))).collect();
        let config = json!({
            "profile": "validation",
            "client_id": self.client_id,
            "kid": self.kid,
            "key_file": "anpr.pem",
            "gateway": base_url,
            "token_url": format!("{base_url}/token.oauth2"),
            "assertion_audience": ASSERTION_AUDIENCE,
            "services": services,
        });
        let path = folder.join("anpr.json");
        write(&path, format!("{config:#}\n").as_bytes())?;
        Ok(path)
    }
}

/// A file that only its owner reads.
fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).truncate(true).write(true).mode(0o600);
    options.open(path)?.write_all(content)
}

fn thumbprint(key: &RsaPublicKey) -> String {
    let part = |number: &rsa::BigUint| URL_SAFE_NO_PAD.encode(number.to_bytes_be());
    // Members in this order, without spaces.
    let jwk = format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, part(key.e()), part(key.n()));
    URL_SAFE_NO_PAD.encode(Sha256::digest(jwk))
}
