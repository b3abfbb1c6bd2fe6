//! The chain, claim by claim, verified by another implementation of RSA than the one that signs.

mod chain;
mod tokens;

use super::key::PemKey;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::pkcs8::{EncodePrivateKey, LineEnding};
use rsa::signature::Verifier;
use rsa::{RsaPrivateKey, RsaPublicKey};
use serde_json::Value;
use std::sync::{Arc, LazyLock};

pub(super) const KID: &str = "0123456789-abcdefghijklmnopqrstuvwxyz_ABCDE";
pub(super) const CLIENT: &str = "7e1c2c0e-0000-4000-8000-00000000c11e";
pub(super) const PURPOSE: &str = "7e1c2c0e-0000-4000-8000-000000000c30";
pub(super) const AUDIENCE: &str = "https://anpr.example/govway/rest/in/MinInternoPortaANPR/C030/v1";

/// Made once for all tests of this process; never stored.
static KEY: LazyLock<RsaPrivateKey> =
    LazyLock::new(|| RsaPrivateKey::new(&mut rand::thread_rng(), 2048).expect("a key"));

pub(super) fn key() -> Arc<PemKey> {
    let pem = KEY.to_pkcs8_pem(LineEnding::LF).expect("PEM");
    Arc::new(PemKey::parse(pem.as_bytes(), KID).expect("a key that can sign"))
}

pub(super) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_395_600, 0).expect("an instant")
}

/// Header and claims of a token that our key signed.
pub(super) fn opened(token: &str) -> (Value, Value) {
    let (signed, signature) = token.rsplit_once('.').expect("a signature");
    let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
    let signature = Signature::try_from(signature.as_slice()).expect("a signature");
    VerifyingKey::<rsa::sha2::Sha256>::new(RsaPublicKey::from(&*KEY))
        .verify(signed.as_bytes(), &signature)
        .expect("signed by our key");
    let (header, claims) = signed.split_once('.').expect("two parts");
    let part =
        |text| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).expect("base64url")).expect("JSON");
    (part(header), part(claims))
}

/// The names of an object, sorted.
pub(super) fn names(object: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}
