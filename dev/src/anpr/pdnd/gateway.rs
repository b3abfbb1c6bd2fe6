//! What the gateway checks before the register sees a request.

use super::jws::Jws;
use super::times::{self, Causes};
use super::{Cause, Pdnd, purpose, with_cause};
use crate::anpr::{CasoUso, gateway};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

const VOUCHER_TIMES: Causes = Causes {
    missing: "voucher: times missing",
    future: "voucher: from the future",
    expired: "voucher: expired",
    too_old: "voucher: too long lived",
};
const SIGNATURE_TIMES: Causes = Causes {
    missing: "signature: iat or exp missing or not a number",
    future: "signature: iat or nbf in the future",
    expired: "signature: expired",
    too_old: "signature: made too long ago",
};
const EVIDENCE_TIMES: Causes = Causes {
    missing: "evidence: iat or exp missing or not a number",
    future: "evidence: iat or nbf in the future",
    expired: "evidence: expired",
    too_old: "evidence: made too long ago",
};
/// What the evidence must say.
const EVIDENCE_CLAIMS: [&str; 7] = ["iss", "aud", "purposeId", "jti", "userID", "userLocation", "LoA"];

/// A request that is not let through.
enum Refused {
    /// The voucher: 401.
    Voucher(Cause),
    /// Everything else: 400, and never a word why.
    Interoperability(Cause),
}

impl Pdnd {
    /// Lets a request through, or answers as the gateway does.
    ///
    /// # Errors
    /// The answer.
    pub(in super::super) fn admit(
        &self,
        caso_uso: CasoUso,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), Box<Response>> {
        let refused = match self.judge(caso_uso, headers, body) {
            Ok(()) => return Ok(()),
            Err(refused) => refused,
        };
        let (response, cause) = match refused {
            Refused::Voucher(cause) => {
                let detail = "Authentication token not valid";
                (gateway::problem(StatusCode::UNAUTHORIZED, "AuthenticationRequired", detail), cause)
            }
            Refused::Interoperability(cause) => {
                let detail = "Interoperability profile request not conform to API specification";
                let title = "InteroperabilityInvalidRequest";
                (gateway::problem(StatusCode::BAD_REQUEST, title, detail), cause)
            }
        };
        Err(Box::new(self.dated(with_cause(response, cause))))
    }

    fn judge(&self, caso_uso: CasoUso, headers: &HeaderMap, body: &[u8]) -> Result<(), Refused> {
        let voucher = self.voucher(caso_uso, headers).map_err(Refused::Voucher)?;
        self.signature(caso_uso, headers, body).map_err(Refused::Interoperability)?;
        self.evidence(caso_uso, headers, &voucher).map_err(Refused::Interoperability)
    }

    fn voucher(&self, caso_uso: CasoUso, headers: &HeaderMap) -> Result<Value, Cause> {
        let token = header(headers, "authorization").ok_or("voucher: missing")?;
        let token = token.strip_prefix("Bearer ").ok_or("voucher: not a bearer")?;
        let token = Jws::parse(token).ok_or("voucher: not a token")?;
        if !token.signed_by(&self.key.to_public_key()) {
            return Err("voucher: signature");
        }
        times::check(&token, self.now(), &VOUCHER_TIMES)?;
        if token.text("aud") != Some(&self.audience(caso_uso)) {
            return Err("voucher: for another e-service");
        }
        Ok(Value::Object(token.claims))
    }

    fn signature(&self, caso_uso: CasoUso, headers: &HeaderMap, body: &[u8]) -> Result<(), Cause> {
        let token = header(headers, "agid-jwt-signature").ok_or("signature: missing")?;
        let token = Jws::parse(token).ok_or("signature: not a token")?;
        if token.claims.is_empty() {
            return Err("signature: empty");
        }
        let causes = ["signature: header", "signature: kid not found", "signature: does not verify"];
        self.ours(&token, causes)?;
        if token.text("aud") != Some(&self.audience(caso_uso)) {
            return Err("signature: aud");
        }
        let client = self.client().client_id.to_string();
        if token.text("iss") != Some(&client) || token.text("sub") != Some(&client) {
            return Err("signature: iss or sub");
        }
        times::check(&token, self.now(), &SIGNATURE_TIMES)?;
        let jti = token.text("jti").ok_or("signature: jti missing")?;
        let digest = header(headers, "digest").ok_or("digest: missing")?;
        let value = digest.strip_prefix("SHA-256=").ok_or("digest: without SHA-256=")?;
        if value != STANDARD.encode(Sha256::digest(body)) {
            return Err("digest: not that of the body");
        }
        signed_headers(&token, headers)?;
        if self.first_time(jti) { Ok(()) } else { Err("signature: jti used before") }
    }

    fn evidence(&self, caso_uso: CasoUso, headers: &HeaderMap, voucher: &Value) -> Result<(), Cause> {
        let sent = header(headers, "agid-jwt-trackingevidence").ok_or("evidence: missing")?;
        let token = Jws::parse(sent).ok_or("evidence: not a token")?;
        let causes = ["evidence: header", "evidence: kid not found", "evidence: does not verify"];
        self.ours(&token, causes)?;
        if EVIDENCE_CLAIMS.iter().any(|name| token.text(name).is_none_or(|text| text.trim().is_empty())) {
            return Err("evidence: a claim missing");
        }
        if token.text("aud") != Some(&self.audience(caso_uso)) {
            return Err("evidence: aud");
        }
        if token.text("purposeId") != Some(&purpose(caso_uso).to_string()) {
            return Err("evidence: purpose");
        }
        times::check(&token, self.now(), &EVIDENCE_TIMES)?;
        let hash: String = Sha256::digest(sent).iter().map(|byte| format!("{byte:02x}")).collect();
        if voucher["digest"]["value"] == hash { Ok(()) } else { Err("evidence: not the one of the voucher") }
    }

    /// A token of our one client.
    fn ours(&self, token: &Jws<'_>, [header, kid, signature]: [Cause; 3]) -> Result<(), Cause> {
        let field = |name: &str| token.header.get(name).and_then(Value::as_str);
        if token.header.len() != 3 || field("alg") != Some("RS256") || field("typ") != Some("JWT") {
            return Err(header);
        }
        if field("kid") != Some(&self.client().kid) {
            return Err(kid);
        }
        if token.signed_by(&self.client().key.to_public_key()) { Ok(()) } else { Err(signature) }
    }
}

/// Each signed header must be the one that was sent; digest and content type must be among them.
fn signed_headers(token: &Jws<'_>, headers: &HeaderMap) -> Result<(), Cause> {
    let entries = token.claims.get("signed_headers").and_then(Value::as_array);
    let entries = entries.ok_or("signature: signed_headers missing")?;
    let mut names = Vec::new();
    for entry in entries {
        let one = entry.as_object().filter(|entry| entry.len() == 1).and_then(|entry| entry.iter().next());
        let (name, value) = one.ok_or("signature: signed_headers malformed")?;
        if header(headers, name) != value.as_str() {
            return Err("signature: signed header differs from the one sent");
        }
        names.push(name.as_str());
    }
    if ["digest", "content-type"].iter().all(|wanted| names.contains(wanted)) {
        Ok(())
    } else {
        Err("signature: digest or content-type not signed")
    }
}

/// A header that is sent once.
fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let (value, None) = (values.next()?, values.next()) else { return None };
    value.to_str().ok()
}
