//! Signed tokens, read as strictly as the platform reads them, and vouchers, signed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rsa::pkcs1v15::{Signature, SigningKey, VerifyingKey};
use rsa::sha2::Sha256;
use rsa::signature::{SignatureEncoding, Signer, Verifier};
use rsa::{RsaPrivateKey, RsaPublicKey};
use serde_json::{Map, Value};

/// A token taken apart, not yet verified.
pub(super) struct Jws<'a> {
    pub(super) header: Map<String, Value>,
    pub(super) claims: Map<String, Value>,
    signed: &'a str,
    signature: Vec<u8>,
}

impl<'a> Jws<'a> {
    /// Takes it apart; `None` when it is not three parts of base64url with JSON objects in the first two.
    pub(super) fn parse(token: &'a str) -> Option<Self> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        Some(Self {
            header: object(header)?,
            claims: object(claims)?,
            signed,
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    /// Whether that key signed it with RS256.
    pub(super) fn signed_by(&self, key: &RsaPublicKey) -> bool {
        Signature::try_from(self.signature.as_slice()).is_ok_and(|s| {
            VerifyingKey::<Sha256>::new(key.clone()).verify(self.signed.as_bytes(), &s).is_ok()
        })
    }

    /// A claim that is a text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.claims.get(name)?.as_str()
    }

    /// A claim that is a whole number.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.claims.get(name)?.as_i64()
    }
}

/// Signs claims.
pub(super) fn sign(key: &RsaPrivateKey, header: &Value, claims: &Value) -> String {
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let signature = SigningKey::<Sha256>::new(key.clone()).sign(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

fn object(part: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rsa::BigUint;

    /// RFC 7515, appendix A.2: a token signed with RS256, and the modulus of its public key.
    const TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9\
        .eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ\
        .cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7\
        t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12\
        jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUP\
        QGe77Rw";
    const MODULUS: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d\
        4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-\
        UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91k\
        zk2PAcDTW9gb54h4FRWyuXpoQ";

    #[test]
    fn the_token_of_the_standard_is_read_and_verified_and_no_other() {
        let modulus = URL_SAFE_NO_PAD.decode(MODULUS).expect("base64url");
        let key = RsaPublicKey::new(BigUint::from_bytes_be(&modulus), 65_537u32.into()).expect("a key");
        let token = Jws::parse(TOKEN).expect("a token");
        assert!(token.signed_by(&key));
        assert_eq!((token.text("iss"), token.number("exp")), (Some("joe"), Some(1_300_819_380)));
        let other = TOKEN.replacen("pc3MiOiJqb2Ui", "pc3MiOiJqb2Uj", 1);
        assert!(other != TOKEN && Jws::parse(&other).is_none_or(|token| !token.signed_by(&key)));
    }
}
