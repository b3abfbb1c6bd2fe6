//! Random values that open something, and the digests kept of them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::distributions::{Alphanumeric, DistString};
use rand::{RngCore, rngs::OsRng};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Bytes of chance in a cookie.
const LENGTH: usize = 32;
/// Characters of `state` and `nonce`: just over 256 bits.
const STATE_LENGTH: usize = 43;

/// A value for a cookie: 256 random bits, base64url.
#[must_use]
pub(crate) fn cookie() -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0; LENGTH]);
    OsRng.fill_bytes(bytes.as_mut());
    Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_ref()))
}

/// Whether a text has the form of [`cookie`].
#[must_use]
pub(crate) fn is_cookie(text: &str) -> bool {
    URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == LENGTH)
}

/// A value for `state` or `nonce`: letters and digits only, which every provider takes.
#[must_use]
pub(super) fn alphanumeric() -> String {
    Alphanumeric.sample_string(&mut OsRng, STATE_LENGTH)
}

/// What is kept of a secret.
#[must_use]
pub(crate) fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_form_and_never_repeat() {
        let (one, two) = (cookie(), cookie());
        assert!(is_cookie(&one) && is_cookie(&two) && one != two);
        assert!(!is_cookie("") && !is_cookie("AAAA") && !is_cookie(&format!("{}=", one.as_str())));
        let (one, two) = (alphanumeric(), alphanumeric());
        assert!(one != two && one.len() >= 32 && one.bytes().all(|b| b.is_ascii_alphanumeric()));
    }
}
