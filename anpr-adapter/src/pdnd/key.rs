//! The key with which we sign: from a file today, from a device or a vault behind the same trait.

use futures::FutureExt;
use futures::future::BoxFuture;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;
use std::fmt;
use std::path::{Path, PathBuf};

/// Characters of a key id: PDND gives every public key one, a base64url thumbprint.
const KID_LENGTH: usize = 43;

/// Signs with RS256, the only algorithm that PDND takes.
pub trait SigningKey: Send + Sync {
    /// The id that PDND gave to the public key.
    fn kid(&self) -> &str;

    /// RSASSA-PKCS1-v1_5 over SHA-256 of the message. Asynchronous: the key may lie in another place.
    fn sign<'a>(&'a self, message: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, KeyError>>;
}

/// The key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read.
    #[error("key file {path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// No private key in PEM form.
    #[error("no private key in PEM form (PKCS#8 or PKCS#1)")]
    Pem,
    /// A private key, but not an RSA key of 2048 bits or more.
    #[error("not an RSA key that can sign: {0}")]
    Rejected(ring::error::KeyRejected),
    /// The key id is not of the form that PDND gives.
    #[error("the key id must have {KID_LENGTH} characters of base64url")]
    Kid,
    /// It did not sign.
    #[error("the key does not sign")]
    Sign,
}

/// A key from a PEM file.
pub struct PemKey {
    kid: String,
    pair: RsaKeyPair,
    random: SystemRandom,
}

impl PemKey {
    /// Reads the key from a file.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub fn read(path: &Path, kid: &str) -> Result<Self, KeyError> {
        let pem = std::fs::read(path).map_err(|source| KeyError::File { path: path.to_owned(), source })?;
        Self::parse(&pem, kid)
    }

    /// Reads the key from a text in PEM form.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub fn parse(pem: &[u8], kid: &str) -> Result<Self, KeyError> {
        let base64url = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if kid.len() != KID_LENGTH || !kid.bytes().all(base64url) {
            return Err(KeyError::Kid);
        }
        let pair = match PrivateKeyDer::from_pem_slice(pem).map_err(|_| KeyError::Pem)? {
            PrivateKeyDer::Pkcs8(der) => RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()),
            PrivateKeyDer::Pkcs1(der) => RsaKeyPair::from_der(der.secret_pkcs1_der()),
            _ => return Err(KeyError::Pem),
        };
        let pair = pair.map_err(KeyError::Rejected)?;
        Ok(Self { kid: kid.to_owned(), pair, random: SystemRandom::new() })
    }
}

impl fmt::Debug for PemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PemKey").field("kid", &self.kid).finish_non_exhaustive()
    }
}

impl SigningKey for PemKey {
    fn kid(&self) -> &str {
        &self.kid
    }

    fn sign<'a>(&'a self, message: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, KeyError>> {
        let mut signature = vec![0; self.pair.public().modulus_len()];
        let signed = self
            .pair
            .sign(&RSA_PKCS1_SHA256, &self.random, message, &mut signature)
            .map(|()| signature)
            .map_err(|_| KeyError::Sign);
        futures::future::ready(signed).boxed()
    }
}
