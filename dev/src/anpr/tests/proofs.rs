//! Break one claim, header or byte at a time: each is refused, with the right cause, and with no word of it in the body.

use super::caller::{Proof, body_digest};
use super::*;
use uuid::Uuid;

fn good(simulator: &AnprSimulator) -> Proof {
    let body = request(CasoUso::C015, &json!({ "idANPR": "RM86711RS" }), "2026-11-23").to_string();
    Proof::good(simulator, CasoUso::C015, body)
}

type Break = fn(&mut Proof);

#[tokio::test]
async fn a_proof_without_fault_is_let_through() {
    let simulator = start().await;
    let answer = good(&simulator).call(&simulator, CasoUso::C015).await;
    assert_eq!((answer.status, answer.cause), (200, None));
    assert_eq!(ids(&answer.body), ["RM86711RS"]);
}

#[tokio::test]
async fn every_fault_of_an_assertion_gets_no_voucher_and_no_reason() {
    let simulator = start().await;
    let cases: [(Break, &str); 22] = [
        (|p| drop(p.form.remove("grant_type")), "client_assertion_type or grant_type"),
        (
            |p| p.form.entry("client_assertion_type").or_default().push('x'),
            "client_assertion_type or grant_type",
        ),
        (|p| remove(&mut p.assertion, "jti"), "assertion: jti missing"),
        (|p| p.assertion["iat"] = json!("1795395600"), "assertion: iat or exp missing or not a number"),
        (|p| remove(&mut p.assertion, "exp"), "assertion: iat or exp missing or not a number"),
        (|p| shift(&mut p.assertion, 60), "assertion: from the future"),
        (|p| shift(&mut p.assertion, -600), "assertion: expired"),
        (
            |p| p.assertion["exp"] = json!(p.assertion["iat"].as_i64().expect("a number") + 3600),
            "assertion: made too long ago or too long lived",
        ),
        (|p| remove(&mut p.assertion, "iss"), "assertion: iss missing"),
        (|p| p.assertion["sub"] = json!("sigess"), "assertion: sub not a UUID"),
        (|p| p.assertion["iss"] = json!(Uuid::nil()), "assertion: client unknown or not the one of the form"),
        (
            |p| drop(p.form.insert("client_id", Uuid::nil().to_string())),
            "assertion: client unknown or not the one of the form",
        ),
        (|p| p.assertion["purposeId"] = json!("1"), "assertion: purposeId not a UUID"),
        (|p| p.assertion_header["kid"] = json!("short"), "assertion: kid malformed"),
        (|p| p.assertion["aud"] = json!("https://auth.simulated.example/client-assertion"), "assertion: aud"),
        (|p| p.assertion_header["alg"] = json!("RS512"), "assertion: alg"),
        (
            |p| p.assertion["digest"] = json!({ "alg": "SHA-256", "value": "0".repeat(64) }),
            "assertion: digest malformed",
        ),
        (
            |p| p.assertion["digest"] = json!({ "alg": "SHA256", "value": "0".repeat(63) }),
            "assertion: digest malformed",
        ),
        (|p| p.assertion["nbf"] = p.assertion["iat"].clone(), "assertion: a claim too many"),
        (|p| p.assertion["client_id"] = p.assertion["sub"].clone(), "assertion: a claim too many"),
        (|p| p.assertion_header["kid"] = json!("x".repeat(43)), "assertion: signature"),
        (|p| p.assertion["purposeId"] = json!(Uuid::nil()), "assertion: purpose not active"),
    ];
    for (spoil, cause) in cases {
        let mut proof = good(&simulator);
        spoil(&mut proof);
        let answer = proof.voucher(&simulator).await;
        assert_eq!((answer.status, answer.cause.as_deref()), (400, Some(cause)));
        let code = if cause.starts_with("client_assertion_type") { "015-9000" } else { "015-0008" };
        assert_eq!(answer.body["errors"][0]["code"], code);
        assert!(!answer.body.to_string().contains(cause));
    }
}

#[tokio::test]
async fn an_assertion_is_used_once() {
    let simulator = start().await;
    let proof = good(&simulator);
    assert_eq!(proof.voucher(&simulator).await.status, 200);
    assert_eq!(proof.voucher(&simulator).await.cause.as_deref(), Some("assertion: jti used before"));
}

#[tokio::test]
async fn every_fault_of_a_request_is_refused_and_the_gateway_does_not_say_why() {
    let simulator = start().await;
    let cases: [(Break, &str); 28] = [
        (|p| drop(p.headers.insert("agid-jwt-signature", String::new())), "signature: missing"),
        (|p| drop(p.headers.insert("agid-jwt-signature", "a.b".to_owned())), "signature: not a token"),
        (|p| p.signature = json!({}), "signature: empty"),
        (|p| p.signature_header["alg"] = json!("none"), "signature: header"),
        (|p| p.signature_header["cty"] = json!("json"), "signature: header"),
        (|p| p.signature_header["kid"] = json!("x".repeat(43)), "signature: kid not found"),
        (|p| as_call_url(&mut p.signature), "signature: aud"),
        (|p| p.signature["iss"] = json!(Uuid::nil()), "signature: iss or sub"),
        (|p| remove(&mut p.signature, "exp"), "signature: iat or exp missing or not a number"),
        (|p| shift(&mut p.signature, 11), "signature: iat or nbf in the future"),
        (|p| shift(&mut p.signature, -600), "signature: expired"),
        (
            |p| p.signature["iat"] = json!(p.signature["iat"].as_i64().expect("a number") - 700),
            "signature: made too long ago",
        ),
        (|p| remove(&mut p.signature, "jti"), "signature: jti missing"),
        (|p| drop(p.headers.insert("digest", String::new())), "digest: missing"),
        (|p| p.headers.entry("digest").or_default().replace_range(..8, ""), "digest: without SHA-256="),
        (|p| p.body.push(' '), "digest: not that of the body"),
        (
            |p| drop(p.headers.insert("content-type", "application/json; charset=utf-8".to_owned())),
            "signature: signed header differs from the one sent",
        ),
        (
            |p| p.signature["signed_headers"][0]["digest"] = json!(body_digest("")),
            "signature: signed header differs from the one sent",
        ),
        (|p| remove(&mut p.signature, "signed_headers"), "signature: signed_headers missing"),
        (
            |p| p.signature["signed_headers"] = json!([p.signature["signed_headers"][0]]),
            "signature: digest or content-type not signed",
        ),
        (|p| drop(p.headers.insert("agid-jwt-trackingevidence", String::new())), "evidence: missing"),
        (|p| p.evidence_header["kid"] = json!("x".repeat(43)), "evidence: kid not found"),
        (|p| remove(&mut p.evidence, "userID"), "evidence: a claim missing"),
        (|p| p.evidence["LoA"] = json!(""), "evidence: a claim missing"),
        (|p| as_call_url(&mut p.evidence), "evidence: aud"),
        (|p| p.evidence["purposeId"] = json!(Uuid::nil()), "evidence: purpose"),
        (|p| shift(&mut p.evidence, -596), "evidence: expired"),
        (|p| p.other_evidence = true, "evidence: not the one of the voucher"),
    ];
    for (spoil, cause) in cases {
        let mut proof = good(&simulator);
        spoil(&mut proof);
        let answer = proof.call(&simulator, CasoUso::C015).await;
        assert_eq!((answer.status, answer.cause.as_deref()), (400, Some(cause)));
        assert_eq!(answer.body["title"], "InteroperabilityInvalidRequest");
        assert!(answer.body["govway_id"].is_string() && !answer.body.to_string().contains(cause));
    }
}

#[tokio::test]
async fn every_fault_of_a_voucher_is_refused() {
    let simulator = start().await;
    let own =
        good(&simulator).voucher(&simulator).await.body["access_token"].as_str().expect("text").to_owned();
    let other = Proof::good(&simulator, CasoUso::C021, "{}".to_owned()).voucher(&simulator).await;
    let other = other.body["access_token"].as_str().expect("text").to_owned();
    let altered = own.replacen('.', ".e", 1);
    let foreign = format!("{}.c2ln", own.rsplit_once('.').expect("a signature").0);
    for (token, cause) in [
        (other.as_str(), "voucher: for another e-service"),
        ("", "voucher: not a bearer"),
        (altered.as_str(), "voucher: not a token"),
        (foreign.as_str(), "voucher: signature"),
    ] {
        let answer = good(&simulator).call_with(&simulator, CasoUso::C015, token).await;
        assert_eq!((answer.status, answer.cause.as_deref()), (401, Some(cause)));
    }
    simulator.set_clock_offset(601);
    let answer = good(&simulator).call_with(&simulator, CasoUso::C015, &own).await;
    assert_eq!((answer.status, answer.cause.as_deref()), (401, Some("voucher: expired")));
}

#[tokio::test]
async fn a_signature_is_used_once() {
    let simulator = start().await;
    let proof = good(&simulator);
    let voucher = proof.voucher(&simulator).await.body["access_token"].as_str().expect("text").to_owned();
    assert_eq!(proof.call_with(&simulator, CasoUso::C015, &voucher).await.status, 200);
    let again = proof.call_with(&simulator, CasoUso::C015, &voucher).await;
    assert_eq!(again.cause.as_deref(), Some("signature: jti used before"));
}

#[tokio::test]
async fn a_used_up_quota_ends_the_calls_of_its_purpose_alone() {
    let simulator = start().await;
    simulator.set_quota(CasoUso::C015, 2);
    for status in [200, 200, 429] {
        assert_eq!(ask(&simulator, CasoUso::C015, json!({ "idANPR": "RM86711RS" })).await.0, status);
    }
    assert_eq!(ask(&simulator, CasoUso::C021, json!({ "idANPR": "RM86711RS" })).await.0, 200);
}

fn remove(claims: &mut Value, name: &str) {
    claims.as_object_mut().expect("an object").remove(name).expect(name);
}

fn shift(claims: &mut Value, seconds: i64) {
    for (_, value) in claims.as_object_mut().expect("an object").iter_mut() {
        if let Some(time) = value.as_i64() {
            *value = json!(time + seconds);
        }
    }
}

/// The most frequent mistake.
fn as_call_url(claims: &mut Value) {
    let audience = claims["aud"].as_str().expect("text");
    claims["aud"] = json!(audience.replace("MinInternoPortaANPR/", "MinInternoPortaANPR-PDND/"));
}
