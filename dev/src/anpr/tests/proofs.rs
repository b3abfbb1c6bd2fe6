//! Break one claim, header or byte at a time: each is refused, with the right cause, and with no word of it in the body.

use super::caller::{Answer, Proof, body_digest};
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
    let cases: [(Break, &str); 33] = [
        (|p| drop(p.headers.insert("agid-jwt-signature", String::new())), "signature: missing"),
        (|p| drop(p.headers.insert("agid-jwt-signature", "a.b".to_owned())), "signature: not a token"),
        (|p| p.signature = json!({}), "signature: empty"),
        (|p| p.signature_header["alg"] = json!("none"), "signature: header"),
        (|p| p.signature_header["cty"] = json!("json"), "signature: header"),
        (|p| p.signature_header["kid"] = json!("x".repeat(43)), "signature: kid not found"),
        (|p| as_call_url(&mut p.signature), "signature: aud"),
        (|p| in_production(&mut p.signature), "signature: aud"),
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
        (|p| in_production(&mut p.evidence), "evidence: aud"),
        (|p| p.evidence["purposeId"] = json!(Uuid::nil()), "evidence: purpose"),
        (|p| shift(&mut p.evidence, -596), "evidence: expired"),
        (|p| shift(&mut p.evidence, 11), "evidence: iat or nbf in the future"),
        (
            |p| p.evidence["iat"] = json!(p.evidence["iat"].as_i64().expect("a number") - 700),
            "evidence: made too long ago",
        ),
        (
            |p| p.evidence["exp"] = json!(p.evidence["exp"].to_string()),
            "evidence: iat or exp missing or not a number",
        ),
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

/// Required claims of each token.
const EVIDENCE: [&str; 9] = ["iss", "aud", "purposeId", "jti", "iat", "exp", "userID", "userLocation", "LoA"];
const SIGNATURE: [&str; 7] = ["iss", "sub", "aud", "jti", "iat", "exp", "signed_headers"];
const ASSERTION: [&str; 7] = ["iss", "sub", "aud", "jti", "iat", "exp", "purposeId"];

#[tokio::test]
async fn no_claim_of_any_token_may_be_missing() {
    let simulator = start().await;
    for name in EVIDENCE {
        let mut proof = good(&simulator);
        remove(&mut proof.evidence, name);
        refused(proof.call(&simulator, CasoUso::C015).await, 400, "evidence: ");
    }
    for name in SIGNATURE {
        let mut proof = good(&simulator);
        remove(&mut proof.signature, name);
        refused(proof.call(&simulator, CasoUso::C015).await, 400, "signature: ");
    }
    for name in ASSERTION {
        let mut proof = good(&simulator);
        remove(&mut proof.assertion, name);
        refused(proof.voucher(&simulator).await, 400, "assertion: ");
    }
    let mut proof = good(&simulator);
    proof.assertion["digest"] = Value::Null;
    refused(proof.voucher(&simulator).await, 400, "assertion: digest missing");
}

#[tokio::test]
async fn no_byte_of_a_proof_may_change() {
    let simulator = start().await;
    let mut proof = good(&simulator);
    let assertion = proof.assertion(&simulator);
    for place in (0..assertion.len()).step_by(STEP) {
        refused(proof.voucher_for(&simulator, changed(&assertion, place)).await, 400, "assertion: ");
    }
    let voucher = proof.voucher_for(&simulator, assertion).await;
    let voucher = voucher.body["access_token"].as_str().expect("a voucher");
    let client = proof.client.clone();
    let parts = [
        ("authorization", "Bearer ".len(), 401, "voucher: "),
        ("agid-jwt-trackingevidence", 0, 400, "evidence: "),
        ("agid-jwt-signature", 0, 400, "signature: "),
        ("digest", 0, 400, "digest: "),
    ];
    for (name, from, status, cause) in parts {
        let length = proof.sent(&simulator, voucher).headers()[name].len();
        for place in (from..length).step_by(STEP) {
            // A signature is used up also where the evidence is refused.
            proof.signature["jti"] = json!(Uuid::new_v4());
            let mut request = proof.sent(&simulator, voucher);
            let value = changed(request.headers()[name].to_str().expect("text"), place);
            request.headers_mut().insert(name, value.parse().expect("a header"));
            refused(Answer::of(client.execute(request).await.expect("an answer")).await, status, cause);
        }
    }
    let body = proof.body.clone().into_bytes();
    for place in (0..body.len()).step_by(STEP) {
        let mut other = body.clone();
        other[place] ^= 1;
        let mut request = proof.sent(&simulator, voucher);
        *request.body_mut() = Some(other.into());
        refused(Answer::of(client.execute(request).await.expect("an answer")).await, 400, "digest: ");
    }
    // Nothing else was wrong: as it is, it is let through.
    let request = proof.sent(&simulator, voucher);
    assert_eq!(Answer::of(client.execute(request).await.expect("an answer")).await.status, 200);
}

/// Every so many bytes one is changed.
const STEP: usize = 11;

/// Another letter in that place.
fn changed(text: &str, place: usize) -> String {
    let other = if text[place..].starts_with('A') { "B" } else { "A" };
    format!("{}{other}{}", &text[..place], &text[place + 1..])
}

/// Refused, for a reason of that kind, which only the header for developers tells.
fn refused(answer: Answer, status: u16, kind: &str) {
    let cause = answer.cause.expect("a cause");
    assert!(answer.status == status && cause.starts_with(kind), "{kind}: {} {cause}", answer.status);
    assert!(!cause.ends_with("used before"), "{cause}");
    assert!(!answer.body.to_string().contains(&cause), "{cause}");
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

/// The register of real people instead of the one at hand.
fn in_production(claims: &mut Value) {
    let audience = claims["aud"].as_str().expect("text");
    let path = audience.find("/govway/").expect("a path");
    claims["aud"] = json!(format!("https://modipa.anpr.interno.it{}", &audience[path..]));
}
