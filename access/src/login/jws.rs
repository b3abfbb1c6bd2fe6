//! Signed tokens other than ID tokens: logout tokens, and userinfo where it is signed.

use super::error::Reason;
use super::oidc::{ALGORITHMS, Keys};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKey, JsonWebKeyAlgorithm, JsonWebKeyUse, JwsSigningAlgorithm};
use serde::Deserialize;
use serde_json::{Map, Value};

/// Longest token that is looked at.
const MAX: usize = 16 * 1024;

/// A token taken apart; nothing of it is true before [`Jws::verify`].
pub(super) struct Jws<'a> {
    header: Header,
    signed: &'a str,
    payload: &'a str,
    signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: CoreJwsSigningAlgorithm,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
    cty: Option<Value>,
}

impl<'a> Jws<'a> {
    /// Takes a token in compact form apart. Algorithms outside the list, `none` among them, end here.
    ///
    /// # Errors
    /// `Signature` when it is not of the form or asks for something we do not do.
    pub(super) fn parse(token: &'a str) -> Result<Self, Reason> {
        let refused = Reason::Signature;
        let token = token.trim();
        let (signed, signature) = token.rsplit_once('.').filter(|_| token.len() <= MAX).ok_or(refused)?;
        let (header, payload) = signed.split_once('.').ok_or(refused)?;
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| refused)?;
        if !ALGORITHMS.contains(&header.alg)
            || header.crit.is_some()
            || header.cty.is_some()
            || payload.contains('.')
        {
            return Err(refused);
        }
        Ok(Self { header, signed, payload, signature: decode(signature)? })
    }

    /// `typ` of the header, lower case, without `application/`.
    pub(super) fn typ(&self) -> Option<String> {
        let typ = self.header.typ.as_ref()?.to_ascii_lowercase();
        Some(typ.strip_prefix("application/").unwrap_or(&typ).to_owned())
    }

    /// The claims, once one of the keys is found to have signed them.
    ///
    /// # Errors
    /// `UnknownKey` when none of the keys fits, `Signature` when the fitting one did not sign.
    pub(super) fn verify(&self, keys: &Keys) -> Result<Map<String, Value>, Reason> {
        let mut fitting = keys.keys().iter().filter(|key| self.fits(key)).peekable();
        if fitting.peek().is_none() {
            return Err(Reason::UnknownKey);
        }
        let signed = |key: &CoreJsonWebKey| {
            key.verify_signature(&self.header.alg, self.signed.as_bytes(), &self.signature).is_ok()
        };
        if !fitting.any(signed) {
            return Err(Reason::Signature);
        }
        serde_json::from_slice(&decode(self.payload)?).map_err(|_| Reason::Token)
    }

    /// Whether a key is named by the token, is of its kind and may sign.
    fn fits(&self, key: &CoreJsonWebKey) -> bool {
        let named =
            self.header.kid.is_none() || self.header.kid.as_deref() == key.key_id().map(|id| id.as_str());
        let kind = self.header.alg.key_type().as_ref() == Some(key.key_type());
        let may = key.key_use().is_none_or(JsonWebKeyUse::allows_signature);
        let algorithm = match key.signing_alg() {
            JsonWebKeyAlgorithm::Unspecified => true,
            JsonWebKeyAlgorithm::Algorithm(algorithm) => *algorithm == self.header.alg,
            JsonWebKeyAlgorithm::Unsupported => false,
        };
        named && kind && may && algorithm
    }
}

/// Whether `aud` is this client alone.
pub(super) fn is_only_audience(aud: Option<&Value>, client_id: &str) -> bool {
    match aud {
        Some(Value::String(one)) => one == client_id,
        Some(Value::Array(all)) => !all.is_empty() && all.iter().all(|one| one.as_str() == Some(client_id)),
        _ => false,
    }
}

fn decode(part: &str) -> Result<Vec<u8>, Reason> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| Reason::Signature)
}

#[cfg(test)]
mod tests {
    use super::*;
    use openidconnect::JsonWebKeyId;
    use openidconnect::PrivateSigningKey;
    use openidconnect::core::CoreEdDsaPrivateSigningKey;
    use proptest::prelude::*;
    use serde_json::json;

    fn token(header: &Value, payload: &Value, signature: &[u8]) -> String {
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        [&encode(header.to_string().as_bytes()), &encode(payload.to_string().as_bytes()), &encode(signature)]
            .map(String::as_str)
            .join(".")
    }

    fn outcome(token: &str, key: CoreJsonWebKey) -> Option<Reason> {
        Jws::parse(token).and_then(|jws| jws.verify(&Keys::new(vec![key]))).err()
    }

    #[test]
    fn none_and_unknown_algorithms_are_not_even_read() {
        for alg in ["none", "None", "XX256", ""] {
            assert!(Jws::parse(&token(&json!({ "alg": alg }), &json!({}), b"")).is_err(), "{alg}");
        }
    }

    #[test]
    fn a_shared_secret_never_signs() {
        let key = CoreJsonWebKey::new_symmetric(b"segreto".to_vec());
        let unsigned = token(&json!({ "alg": "HS256" }), &json!({ "sub": "a" }), b"");
        let (signed, _) = unsigned.rsplit_once('.').unwrap();
        let signature = openidconnect::core::CoreHmacKey::new("segreto")
            .sign(&CoreJwsSigningAlgorithm::HmacSha256, signed.as_bytes())
            .unwrap();
        let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
        assert_eq!(outcome(&token, key), Some(Reason::Signature));
    }

    #[test]
    fn an_algorithm_outside_the_list_does_not_count_even_when_it_signs() {
        let pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIsPJk+qN0n0cYdtq+Y5yn6fWjp0bmkhKBVZY8XpzGNZ\n-----END PRIVATE KEY-----\n";
        let key =
            CoreEdDsaPrivateSigningKey::from_ed25519_pem(pem, Some(JsonWebKeyId::new("k".into()))).unwrap();
        let unsigned = token(&json!({ "alg": "EdDSA", "kid": "k" }), &json!({ "sub": "a" }), b"");
        let (signed, _) = unsigned.rsplit_once('.').unwrap();
        let signature = key.sign(&CoreJwsSigningAlgorithm::EdDsa, signed.as_bytes()).unwrap();
        let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
        assert_eq!(outcome(&token, key.as_verification_key()), Some(Reason::Signature));
    }

    #[test]
    fn critical_headers_and_nested_tokens_are_refused() {
        for extra in ["crit", "cty"] {
            let mut header = json!({ "alg": "RS256" });
            header[extra] = json!(["x"]);
            assert!(Jws::parse(&token(&header, &json!({}), b"")).is_err(), "{extra}");
        }
        let one = token(&json!({ "alg": "RS256" }), &json!({}), b"");
        assert!(Jws::parse(&format!("{one}.x.y")).is_err());
        assert!(Jws::parse(&"a".repeat(MAX + 1)).is_err());
    }

    #[test]
    fn a_token_without_a_fitting_key_names_an_unknown_one() {
        let token = token(&json!({ "alg": "RS256", "kid": "k" }), &json!({}), b"x");
        assert_eq!(Jws::parse(&token).unwrap().verify(&Keys::new(vec![])).err(), Some(Reason::UnknownKey));
    }

    #[test]
    fn the_audience_is_this_client_and_nobody_else() {
        for good in [json!("sigess"), json!(["sigess"])] {
            assert!(is_only_audience(Some(&good), "sigess"), "{good}");
        }
        for bad in
            [json!("altro"), json!(["sigess", "altro"]), json!([]), json!(["altro"]), json!(7), Value::Null]
        {
            assert!(!is_only_audience(Some(&bad), "sigess"), "{bad}");
        }
        assert!(!is_only_audience(None, "sigess"));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_refused(token in "[A-Za-z0-9._=-]{0,60}") {
            if let Ok(jws) = Jws::parse(&token) {
                prop_assert!(jws.verify(&Keys::new(vec![])).is_err());
            }
        }
    }
}
