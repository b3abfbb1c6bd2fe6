//! What the service refuses to start with.

use access::Access;
use access::login::{Login, LoginConfig, ProviderConfig, PublicAddress, SessionLimits, Trust};
use serde_json::json;
use std::path::Path;
use std::process::Output;
use tests::Harness;
use tests::servizio::{indirizzi_di, programma};
use tokio::process::Command;

/// Configuration of one provider.
fn configuration(folder: &Path, issuer: &str) -> std::path::PathBuf {
    let file = folder.join("oidc.json");
    std::fs::write(folder.join("segreto"), "prova\n").unwrap();
    let provider = json!({ "id": "prova", "label": "Prova", "issuer": issuer, "client_id": "sigess",
                           "client_secret": { "file": "segreto" } });
    std::fs::write(&file, json!({ "providers": [provider] }).to_string()).unwrap();
    file
}

/// Starts `sigess serve` with these variables and waits for its end.
async fn serve(h: &Harness, variables: &[(&str, &str)]) -> Output {
    let dove = indirizzi_di(&h.databases, &h.folder.path().join("kek"), None);
    Command::new(programma())
        .arg("serve")
        .current_dir(h.folder.path())
        .env("TRACCIAMENTO_DATABASE_URL", dove.tracciamento())
        .env("DATABASE_URL", dove.registro)
        .env("CHIAVI_DATABASE_URL", dove.chiavi)
        .env("SIGESS_KEK", dove.kek)
        .env("SIGESS_ASCOLTO", "127.0.0.1:0")
        .envs(variables.iter().copied())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap()
}

#[tokio::test]
async fn outside_development_the_service_does_not_start_with_addresses_that_cannot_be_trusted() {
    let h = Harness::new().await.unwrap();
    let public = "https://sigess.example.it";
    for (issuer, public, complaint) in [
        ("http://identita.example.it", Some(public), "issuer: deve essere https"),
        ("https://127.0.0.1:7001", Some(public), "issuer: un indirizzo locale"),
        (
            "https://identita.example.it",
            Some("http://sigess.example.it"),
            "indirizzo pubblico: deve essere https",
        ),
        ("https://identita.example.it", None, "SIGESS_URL_PUBBLICO"),
    ] {
        let file = configuration(h.folder.path(), issuer);
        let mut variables =
            vec![("SIGESS_PROFILO", "produzione"), ("SIGESS_OIDC_CONFIG", file.to_str().unwrap())];
        variables.extend(public.map(|url| ("SIGESS_URL_PUBBLICO", url)));
        let output = serve(&h, &variables).await;
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(complaint), "{issuer}: {said}");
    }
}

#[tokio::test]
async fn the_development_profile_stays_on_this_machine() {
    let h = Harness::new().await.unwrap();
    let output = serve(&h, &[("SIGESS_ASCOLTO", "0.0.0.0:0")]).await;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("solo su questa macchina"), "{said}");
}

#[tokio::test]
async fn a_configuration_that_can_be_trusted_is_taken() {
    let h = Harness::new().await.unwrap();
    let file = configuration(h.folder.path(), "https://identita.example.it");
    let config = LoginConfig {
        providers: ProviderConfig::read(&file).unwrap(),
        public: PublicAddress::new("https://sigess.example.it", Trust::Strict).unwrap(),
        trust: Trust::Strict,
        limits: SessionLimits::default(),
    };
    let login =
        Login::new(Access::new(h.log.clone()), config, std::sync::Arc::new(chrono::Utc::now)).unwrap();
    assert_eq!(login.offers().len(), 1);
}
