//! Each of the three tokens has exactly the agreed claims.

use super::super::assertion::{assertion, digest};
use super::super::evidence::{Asker, evidence};
use super::super::jws;
use super::super::key::{KeyError, PemKey};
use super::super::signature::{body_digest, signature};
use super::{AUDIENCE, CLIENT, KID, PURPOSE, key, names, now, opened};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde_json::json;

fn asker() -> Asker {
    Asker {
        purpose_id: PURPOSE.to_owned(),
        user: "operatore-1".to_owned(),
        location: "postazione-1".to_owned(),
        loa: "LoA2".to_owned(),
    }
}

#[tokio::test]
async fn the_signed_part_of_a_token_is_known_to_the_byte() {
    #[derive(Serialize)]
    struct Claims {
        iss: &'static str,
        iat: i64,
    }
    let token = jws::compact(&*key(), &Claims { iss: "x", iat: 1 }).await.expect("signed");
    let (signed, _) = token.rsplit_once('.').expect("a signature");
    let expected = format!(r#"{{"alg":"RS256","kid":"{KID}","typ":"JWT"}}"#);
    assert_eq!(signed, format!("{}.eyJpc3MiOiJ4IiwiaWF0IjoxfQ", URL_SAFE_NO_PAD.encode(expected)));
    opened(&token);
}

#[test]
fn digests_are_those_of_the_known_answers() {
    assert_eq!(
        body_digest(br#"{"testo":"Ciao mondo"}"#),
        "SHA-256=XPLevcS/HwVMCRq67PMbZd7RWF/zmIKEZPwrdiKIB5o="
    );
    // SHA-256 of "abc", FIPS 180-4.
    assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[tokio::test]
async fn the_evidence_says_who_asks_from_where_and_how_surely() {
    let (token, end) = evidence(&*key(), CLIENT, AUDIENCE, &asker(), now()).await.expect("signed");
    let (header, claims) = opened(&token);
    assert_eq!(header, json!({ "alg": "RS256", "kid": KID, "typ": "JWT" }));
    let expected =
        ["LoA", "aud", "dnonce", "exp", "iat", "iss", "jti", "nbf", "purposeId", "userID", "userLocation"];
    assert_eq!(names(&claims), expected);
    assert_eq!(claims["iss"], CLIENT);
    assert_eq!(claims["aud"], AUDIENCE);
    assert_eq!(claims["purposeId"], PURPOSE);
    assert_eq!(claims["userID"], "operatore-1");
    assert_eq!(claims["userLocation"], "postazione-1");
    assert_eq!(claims["LoA"], "LoA2");
    // A little in the past, never longer than ten minutes, and numbers.
    assert_eq!(claims["iat"], now().timestamp() - 5);
    assert_eq!(claims["nbf"], claims["iat"]);
    assert_eq!(claims["exp"], now().timestamp() + 595);
    assert_eq!(end.timestamp(), now().timestamp() + 595);
    let nonce = claims["dnonce"].as_str().expect("text");
    assert!(nonce.len() == 13 && nonce.bytes().all(|b| b.is_ascii_digit()), "{nonce}");
}

#[tokio::test]
async fn the_assertion_has_no_claim_that_pdnd_refuses_and_is_bound_to_the_evidence() {
    let token =
        assertion(&*key(), CLIENT, "auth.example/client-assertion", PURPOSE, "the.evidence.itself", now())
            .await
            .expect("signed");
    let (header, claims) = opened(&token);
    assert_eq!(header, json!({ "alg": "RS256", "kid": KID, "typ": "JWT" }));
    assert_eq!(names(&claims), ["aud", "digest", "exp", "iat", "iss", "jti", "purposeId", "sub"]);
    assert_eq!(claims["iss"], CLIENT);
    assert_eq!(claims["sub"], CLIENT);
    assert_eq!(claims["aud"], "auth.example/client-assertion");
    assert_eq!(claims["digest"], json!({ "alg": "SHA256", "value": digest("the.evidence.itself") }));
    assert_eq!(claims["digest"]["value"].as_str().map(str::len), Some(64));
    assert!(claims["iat"].is_i64() && claims["exp"].is_i64());
}

#[tokio::test]
async fn the_signature_covers_the_headers_as_they_are_sent() {
    let digest = body_digest(b"{}");
    let token =
        signature(&*key(), CLIENT, AUDIENCE, &digest, "application/json", now()).await.expect("signed");
    let (_, claims) = opened(&token);
    assert_eq!(names(&claims), ["aud", "exp", "iat", "iss", "jti", "nbf", "signed_headers", "sub"]);
    assert_eq!(
        claims["signed_headers"],
        json!([{ "digest": digest }, { "content-type": "application/json" }])
    );
    assert_eq!(claims["aud"], AUDIENCE);
}

#[test]
fn refuses_keys_that_cannot_sign_for_pdnd() {
    assert!(matches!(PemKey::parse(b"no key at all", KID), Err(KeyError::Pem)));
    for kid in ["short", &"x".repeat(44), &format!("{}!", "x".repeat(42))] {
        assert!(matches!(PemKey::parse(b"", kid), Err(KeyError::Kid)), "{kid}");
    }
    let weak = rsa::RsaPrivateKey::new(&mut rand::thread_rng(), 1024).expect("a key");
    let pem = rsa::pkcs8::EncodePrivateKey::to_pkcs8_pem(&weak, rsa::pkcs8::LineEnding::LF).expect("PEM");
    assert!(matches!(PemKey::parse(pem.as_bytes(), KID), Err(KeyError::Rejected(_))));
}

#[test]
fn reads_keys_in_both_usual_forms() {
    let pkcs1 = rsa::pkcs1::EncodeRsaPrivateKey::to_pkcs1_pem(&*super::KEY, rsa::pkcs8::LineEnding::LF);
    PemKey::parse(pkcs1.expect("PEM").as_bytes(), KID).expect("PKCS#1");
    key();
}
