//! A client that proves itself as it must, written from the rules and not from the adapter, so that each part of a
//! proof can be broken alone.

use super::{AnprSimulator, CasoUso};
use crate::anpr::pdnd::purpose;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use reqwest::RequestBuilder;
use rsa::pkcs1v15::SigningKey;
use rsa::sha2::Sha256 as RsaSha256;
use rsa::signature::{SignatureEncoding, Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Everything that goes into a request, still to be signed; tests change single parts of it.
pub(super) struct Proof {
    pub(super) assertion_header: Value,
    pub(super) assertion: Value,
    pub(super) form: BTreeMap<&'static str, String>,
    pub(super) evidence_header: Value,
    pub(super) evidence: Value,
    pub(super) signature_header: Value,
    pub(super) signature: Value,
    pub(super) headers: BTreeMap<&'static str, String>,
    /// What is sent, if not what is signed.
    pub(super) body: String,
    /// The evidence that is sent, if not the one the voucher is for.
    pub(super) other_evidence: bool,
    /// One for all that is sent: making it reads the roots of the system.
    pub(super) client: reqwest::Client,
}

impl Proof {
    /// A proof to which nothing can be objected, for a request with that body.
    pub(super) fn good(simulator: &AnprSimulator, caso_uso: CasoUso, body: String) -> Self {
        let client = simulator.client().client_id;
        let audience =
            format!("{}/govway/rest/in/MinInternoPortaANPR/{}/v1", simulator.base_url(), caso_uso.segment());
        let header = json!({ "alg": "RS256", "kid": simulator.client().kid, "typ": "JWT" });
        let begin = chrono::Utc::now().timestamp() - 5;
        let digest = body_digest(&body);
        Self {
            assertion_header: header.clone(),
            assertion: json!({
                "iss": client, "sub": client, "aud": "auth.simulated.example/client-assertion",
                "jti": Uuid::new_v4(), "iat": begin, "exp": begin + 120, "purposeId": purpose(caso_uso),
            }),
            form: [
                ("client_id", client.to_string()),
                (
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".to_owned(),
                ),
                ("grant_type", "client_credentials".to_owned()),
            ]
            .into(),
            evidence_header: header.clone(),
            evidence: json!({
                "iss": client, "aud": audience, "purposeId": purpose(caso_uso), "jti": Uuid::new_v4(),
                "iat": begin, "nbf": begin, "exp": begin + 600, "dnonce": "1234567890123",
                "userID": "op-1", "userLocation": "p-1", "LoA": "LoA2",
            }),
            signature_header: header,
            signature: json!({
                "iss": client, "sub": client, "aud": audience, "jti": Uuid::new_v4(),
                "iat": begin, "nbf": begin, "exp": begin + 600,
                "signed_headers": [{ "digest": digest }, { "content-type": "application/json" }],
            }),
            headers: [("digest", digest), ("content-type", "application/json".to_owned())].into(),
            body,
            other_evidence: false,
            client: reqwest::Client::new(),
        }
    }

    /// The assertion, signed; with the digest of the evidence unless the test has another one, or `null` for none.
    pub(super) fn assertion(&self, simulator: &AnprSimulator) -> String {
        let evidence = sign(simulator, &self.evidence_header, &self.evidence);
        let mut assertion = self.assertion.clone();
        match assertion.get("digest") {
            None => {
                let hex: String =
                    Sha256::digest(&evidence).iter().map(|byte| format!("{byte:02x}")).collect();
                assertion["digest"] = json!({ "alg": "SHA256", "value": hex });
            }
            Some(Value::Null) => drop(assertion.as_object_mut().expect("an object").remove("digest")),
            Some(_) => {}
        }
        sign(simulator, &self.assertion_header, &assertion)
    }

    /// Asks for a voucher; status, body and cause of a refusal.
    pub(super) async fn voucher(&self, simulator: &AnprSimulator) -> Answer {
        self.voucher_for(simulator, self.assertion(simulator)).await
    }

    /// Asks for a voucher with that assertion.
    pub(super) async fn voucher_for(&self, simulator: &AnprSimulator, assertion: String) -> Answer {
        let mut form = self.form.clone();
        form.insert("client_assertion", assertion);
        let request = self.client.post(format!("{}/token.oauth2", simulator.base_url())).form(&form);
        Answer::of(request.send().await.expect("an answer")).await
    }

    /// Asks for a voucher, then calls the service.
    pub(super) async fn call(&self, simulator: &AnprSimulator, caso_uso: CasoUso) -> Answer {
        Answer::of(self.request(simulator, caso_uso).await.send().await.expect("an answer")).await
    }

    /// Calls the service with that voucher.
    pub(super) async fn call_with(
        &self,
        simulator: &AnprSimulator,
        caso_uso: CasoUso,
        token: &str,
    ) -> Answer {
        Answer::of(self.request_with(simulator, caso_uso, token).send().await.expect("an answer")).await
    }

    /// The call, not yet sent, with a voucher just got.
    pub(super) async fn request(&self, simulator: &AnprSimulator, caso_uso: CasoUso) -> RequestBuilder {
        let voucher = self.voucher(simulator).await;
        assert_eq!(voucher.status, 200, "no voucher: {:?}", voucher.cause);
        self.request_with(simulator, caso_uso, voucher.body["access_token"].as_str().expect("text"))
    }

    /// The call, of C015 as it would be sent with that voucher.
    pub(super) fn sent(&self, simulator: &AnprSimulator, token: &str) -> reqwest::Request {
        self.request_with(simulator, CasoUso::C015, token).build().expect("a request")
    }

    fn request_with(&self, simulator: &AnprSimulator, caso_uso: CasoUso, token: &str) -> RequestBuilder {
        let mut evidence = self.evidence.clone();
        if self.other_evidence {
            evidence["jti"] = json!(Uuid::new_v4());
        }
        let mut headers: BTreeMap<&str, String> = [
            ("authorization", format!("Bearer {token}")),
            ("agid-jwt-trackingevidence", sign(simulator, &self.evidence_header, &evidence)),
            ("agid-jwt-signature", sign(simulator, &self.signature_header, &self.signature)),
        ]
        .into();
        headers.extend(self.headers.clone());
        headers.retain(|_, value| !value.is_empty());
        let mut request = self.client.post(super::url(simulator, caso_uso)).body(self.body.clone());
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request
    }
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
    pub(super) cause: Option<String>,
}

impl Answer {
    pub(super) async fn of(response: reqwest::Response) -> Self {
        let header = |name: &str| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
        let (status, cause) = (response.status().as_u16(), header("x-sim-cause"));
        Self { status, cause, body: response.json().await.expect("JSON") }
    }
}

pub(super) fn body_digest(body: &str) -> String {
    format!("SHA-256={}", STANDARD.encode(Sha256::digest(body)))
}

fn sign(simulator: &AnprSimulator, header: &Value, claims: &Value) -> String {
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let key = SigningKey::<RsaSha256>::new(simulator.client().key.clone());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()).to_bytes()))
}
