//! XChaCha20-Poly1305 with a random nonce; one format for partitions, wrapped keys and sealed rows.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::RngCore;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// First byte of everything sealed here.
const ALGORITHM: u8 = 1;
const NONCE: usize = 24;

/// A 256-bit key, wiped when dropped, never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(…)")
    }
}

/// Why something could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CipherError {
    /// Not of this format.
    #[error("sealed bytes are of an unknown format")]
    Format,
    /// Wrong key, wrong place, or altered bytes.
    #[error("sealed bytes do not authenticate")]
    Authentication,
    /// The cipher itself refused (input too long).
    #[error("could not be sealed")]
    Sealing,
}

impl DataKey {
    /// A fresh random key.
    #[must_use]
    pub fn random() -> Self {
        let mut key = [0; 32];
        rand::rngs::OsRng.fill_bytes(&mut key);
        Self(key)
    }

    /// A key from its bytes.
    ///
    /// # Errors
    /// When there are not exactly 32.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, CipherError> {
        Ok(Self(bytes.try_into().map_err(|_| CipherError::Format)?))
    }

    /// The bytes of the key.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals `plain` for the place that `context` names: `algorithm ‖ nonce ‖ ciphertext ‖ tag`.
    ///
    /// # Errors
    /// When the cipher refuses.
    pub fn seal(&self, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, CipherError> {
        let mut nonce = [0; NONCE];
        rand::thread_rng().fill_bytes(&mut nonce);
        let mut sealed = Vec::with_capacity(1 + NONCE + plain.len() + 16);
        sealed.push(ALGORITHM);
        sealed.extend_from_slice(&nonce);
        let body = XChaCha20Poly1305::new((&self.0).into())
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: context })
            .map_err(|_| CipherError::Sealing)?;
        sealed.extend_from_slice(&body);
        Ok(sealed)
    }

    /// Opens what [`Self::seal`] made for the same place.
    ///
    /// # Errors
    /// When the bytes are not of this format or do not authenticate.
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CipherError> {
        if sealed.len() < 1 + NONCE || sealed[0] != ALGORITHM {
            return Err(CipherError::Format);
        }
        let (nonce, body) = sealed[1..].split_at(NONCE);
        XChaCha20Poly1305::new((&self.0).into())
            .decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: context })
            .map_err(|_| CipherError::Authentication)
    }
}

/// Joins the parts of a place into bytes that no other list of parts gives: each with its length before it.
pub(crate) fn context(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(parts.iter().map(|p| p.len() + 8).sum());
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn opens_only_in_its_place_and_unaltered(plain: Vec<u8>, place: Vec<u8>, at in 0usize..4096) {
            let key = DataKey::random();
            let mut sealed = key.seal(&place, &plain).unwrap();
            prop_assert_eq!(key.open(&place, &sealed).unwrap(), plain);
            let mut elsewhere = place.clone();
            elsewhere.push(0);
            prop_assert_eq!(key.open(&elsewhere, &sealed), Err(CipherError::Authentication));
            prop_assert_eq!(DataKey::random().open(&place, &sealed), Err(CipherError::Authentication));
            let at = at % sealed.len();
            sealed[at] ^= 1;
            prop_assert!(key.open(&place, &sealed).is_err());
        }

        #[test]
        fn different_parts_give_different_contexts(a: Vec<Vec<u8>>, b: Vec<Vec<u8>>) {
            let join = |v: &[Vec<u8>]| context(&v.iter().map(Vec::as_slice).collect::<Vec<_>>());
            prop_assert_eq!(a == b, join(&a) == join(&b));
        }
    }
}
