//! What the file may say, and what it may not.

use super::{AnprConfig, ConfigError, ConfigFile};
use crate::CasoUso;
use rsa::pkcs8::{EncodePrivateKey, LineEnding};
use serde_json::{Value, json};
use std::sync::LazyLock;
use tempfile::TempDir;

/// Made once for all tests of this process; never stored outside their folders.
static PEM: LazyLock<String> = LazyLock::new(|| {
    let key = rsa::RsaPrivateKey::new(&mut rand::thread_rng(), 2048).expect("a key");
    key.to_pkcs8_pem(LineEnding::LF).expect("PEM").to_string()
});

const PURPOSE: &str = "7e1c2c0e-0000-4000-8000-000000000c30";

fn usual() -> Value {
    json!({
        "profile": "validation",
        "client_id": "7e1c2c0e-0000-4000-8000-00000000c11e",
        "kid": "0123456789-abcdefghijklmnopqrstuvwxyz_ABCDE",
        "key_file": "key.pem",
        "services": {
            "C030": { "purpose_id": PURPOSE, "daily_quota": 5000 },
            "C015": { "purpose_id": PURPOSE },
            "C021": { "purpose_id": PURPOSE },
        },
    })
}

fn read(json: &Value, https_only: bool) -> Result<AnprConfig, ConfigError> {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("key.pem"), &*PEM).expect("written");
    let path = folder.path().join("anpr.json");
    std::fs::write(&path, json.to_string()).expect("written");
    ConfigFile::read(&path, https_only)
}

/// The usual file with the value at a JSON pointer changed; `Null` removes it.
fn changed(pointer: &str, value: Value) -> Value {
    let mut json = usual();
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
    let object = json.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object");
    match value {
        Value::Null => drop(object.remove(field)),
        value => drop(object.insert(field.to_owned(), value)),
    }
    json
}

#[test]
fn a_profile_knows_the_official_addresses_and_keeps_call_and_audience_apart() {
    let config = read(&usual(), true).expect("usable");
    let c030 = config.service(CasoUso::C030).expect("configured");
    assert_eq!(
        c030.call_url.as_str(),
        "https://modipa-val.anpr.interno.it/govway/rest/in/MinInternoPortaANPR-PDND/\
         C030-servizioAccertamentoIdUnicoNazionale/v1/anpr-service-e002"
    );
    assert_eq!(
        c030.audience,
        "https://modipa-val.anpr.interno.it/govway/rest/in/MinInternoPortaANPR/\
         C030-servizioAccertamentoIdUnicoNazionale/v1"
    );
    assert_eq!(c030.daily_quota, Some(5000));
    assert_eq!(config.endpoint.url.as_str(), "https://auth.uat.interop.pagopa.it/token.oauth2");
    assert_eq!(config.endpoint.audience, "auth.uat.interop.pagopa.it/client-assertion");
    assert!(config.service(CasoUso::C018).is_none());

    let production = read(&changed("/profile", json!("production")), true).expect("usable");
    assert_eq!(production.endpoint.audience, "auth.interop.pagopa.it/client-assertion");
}

#[test]
fn every_address_can_be_another_one() {
    let mut json = changed("/gateway", json!("https://gateway.example/"));
    json["services"]["C021"]["call_url"] = json!("https://elsewhere.example/c021");
    json["services"]["C021"]["audience"] = json!("https://elsewhere.example/aud");
    json["token_url"] = json!("https://auth.example/token");
    json["assertion_audience"] = json!("auth.example/client-assertion");
    let config = read(&json, true).expect("usable");
    let address = |caso_uso| config.service(caso_uso).expect("configured").call_url.to_string();
    assert!(address(CasoUso::C015).starts_with("https://gateway.example/govway/"));
    assert_eq!(address(CasoUso::C021), "https://elsewhere.example/c021");
    assert_eq!(config.service(CasoUso::C021).expect("configured").audience, "https://elsewhere.example/aud");
    assert_eq!(config.endpoint.url.as_str(), "https://auth.example/token");
}

#[test]
fn says_what_is_wrong_and_where() {
    let call = "https://x.example/govway/rest/in/MinInternoPortaANPR-PDND/C021/v1";
    let cases = [
        (changed("/services/C021/audience", json!(call)), "services.C021.audience: this is a call address"),
        (changed("/services/C021/call_url", json!("anpr")), "services.C021.call_url: not an address"),
        (changed("/gateway", json!("http://gateway.example")), "must be https"),
        (changed("/client_id", json!("sigess")), "client_id: must be a UUID"),
        (changed("/services/C015/purpose_id", json!("1")), "services.C015.purpose_id: must be a UUID"),
        (changed("/services/C021", Value::Null), "service C021 is missing"),
        (changed("/services/C015", Value::Null), "service C015 is missing"),
        (changed("/services/C999", json!({ "purpose_id": PURPOSE })), "unknown variant `C999`"),
        (changed("/kid", json!("short")), "key: the key id must have 43 characters"),
        (changed("/key_file", json!("nowhere.pem")), "key: key file"),
        (changed("/extra_roots", json!(["nowhere.pem"])), "nowhere.pem: "),
        (changed("/secret", json!("x")), "unknown field `secret`"),
    ];
    for (json, expected) in cases {
        let error = read(&json, true).expect_err(expected).to_string();
        assert!(error.contains(expected), "{expected}: {error}");
    }
}

#[test]
fn plain_http_is_for_development_only() {
    let json = changed("/gateway", json!("http://127.0.0.1:8090"));
    read(&json, false).expect("usable in development");
    read(&json, true).expect_err("refused elsewhere");
}
