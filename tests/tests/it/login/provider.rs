//! The whole way with the certified engine of `dev/oidc`, in a process of its own.

use super::scene::{ANNA, is_inside};
use reqwest::{Client, Method, StatusCode};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tests::Scena;
use tests::login::browser::{Answer, Browser};
use tests::servizio::Processo;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use url::Url;

/// Nobody enabled him.
const STRANGER: &str = "RSSMRA86L11H514O";

/// The program, when everything that it needs is there; otherwise says what is missing.
async fn program() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dev/oidc");
    let node =
        Command::new("node").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().await;
    let missing = if !node.is_ok_and(|status| status.success()) {
        "node is not installed"
    } else if !folder.join("node_modules/oidc-provider").exists() {
        "dev/oidc/node_modules is not there (cd dev/oidc && npm ci)"
    } else {
        return Some(folder.join("server.mjs"));
    };
    eprintln!("skipped: {missing}");
    None
}

struct Idp {
    issuer: String,
    child: Child,
}

impl Idp {
    async fn start(program: &Path, folder: &Path, service: &str) -> Self {
        let (people, client) = (folder.join("people.json"), folder.join("client.json"));
        let person = |id: &str, code: &str| json!({ "id": id, "nome": "Prova", "cognome": "<Zeta>", "ruolo": "x", "codiceFiscale": code });
        std::fs::write(
            &people,
            json!([person("anna", ANNA), person("ospite", STRANGER), person("estero", "TINDE-1")])
                .to_string(),
        )
        .unwrap();
        let metadata = json!({ "client_id": "sigess", "client_secret": "segreto",
            "redirect_uris": [format!("{service}/auth/callback/sviluppo")],
            "post_logout_redirect_uris": [format!("{service}/")],
            "backchannel_logout_uri": format!("{service}/auth/backchannel/sviluppo") });
        std::fs::write(&client, metadata.to_string()).unwrap();
        let mut child = Command::new("node")
            .arg(program)
            .args(["--listen", "127.0.0.1:0", "--accounts"])
            .arg(people)
            .arg("--client")
            .arg(client)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let stdout = child.stdout.take().unwrap();
        let issuer = BufReader::new(stdout).lines().next_line().await.unwrap().expect("it says its issuer");
        Self { issuer, child }
    }

    /// Goes through the pages of the provider; answers what the service says to the callback.
    async fn log_in(&self, browser: &mut Browser, who: &str, level: u8) -> Answer {
        let mut next = browser.get("/auth/login/sviluppo?return=/qui").await.location.unwrap();
        loop {
            assert!(next.as_str().starts_with(&self.issuer), "{next}");
            let answer = browser.get(next.as_str()).await;
            next = match answer.location {
                Some(next) => next,
                None => {
                    assert!(
                        answer.text.contains("SOLO SVILUPPO") && answer.text.contains("&lt;Zeta&gt;"),
                        "{}",
                        answer.text
                    );
                    let livello = format!("https://www.spid.gov.it/SpidL{level}");
                    let form = [("persona", who), ("livello", livello.as_str()), ("azione", "entra")];
                    browser.send(Method::POST, next.as_str(), |r| r.form(&form)).await.location.unwrap()
                }
            };
            if next.path().starts_with("/auth/callback/") {
                return browser.get(next.as_str()).await;
            }
        }
    }

    /// Leaves the provider, as the browser does where the service sends it.
    async fn log_out(&self, browser: &mut Browser, address: &str) -> Url {
        let page = browser.get(address).await;
        let (_, rest) = page.text.split_once("name=\"xsrf\" value=\"").expect("a form");
        let xsrf = rest.split_once('"').unwrap().0.to_owned();
        let confirm = format!("{}/session/end/confirm", self.issuer);
        let form = [("xsrf", xsrf.as_str()), ("logout", "yes")];
        browser.send(Method::POST, &confirm, |r| r.form(&form)).await.location.unwrap()
    }
}

/// A port of this machine that is free now.
async fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

#[tokio::test]
async fn operators_come_in_and_go_out_through_a_certified_provider() {
    let Some(program) = program().await else { return };
    let s = Scena::nuova(10).await.unwrap();
    let folder = s.harness.folder.path();
    let service = format!("http://127.0.0.1:{}", free_port().await);
    let mut idp = Idp::start(&program, folder, &service).await;
    let config = folder.join("oidc.json");
    std::fs::write(folder.join("segreto"), "segreto").unwrap();
    let provider = json!({ "id": "sviluppo", "label": "Prova", "issuer": idp.issuer, "client_id": "sigess",
                           "client_secret": { "file": "segreto" } });
    std::fs::write(&config, json!({ "providers": [provider] }).to_string()).unwrap();
    let variables = [
        ("SIGESS_ASCOLTO", service.trim_start_matches("http://")),
        ("SIGESS_OIDC_CONFIG", config.to_str().unwrap()),
    ];
    let processo = Processo::avvia_con(&s.indirizzi(), &folder.join("login.log"), &variables).await.unwrap();

    // In, with RS256, PKCE, userinfo and the level of the answer.
    let mut browser = Browser::new(&service);
    let answer = idp.log_in(&mut browser, "anna", 2).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(answer.location.unwrap().path(), "/qui");
    assert!(is_inside(&mut browser).await);
    assert_eq!(browser.get("/auth/session").await.json()["livello"], "L2");

    // Turned away.
    for (who, level, words) in
        [("ospite", 2, "Utenza non abilitata"), ("estero", 2, "codice fiscale"), ("anna", 1, "livello")]
    {
        let mut outside = Browser::new(&service);
        let answer = idp.log_in(&mut outside, who, level).await;
        assert_eq!((answer.status, outside.session()), (StatusCode::FORBIDDEN, None), "{who} {level}");
        assert!(answer.text.contains(words), "{}", answer.text);
    }

    // Out here, then there: the provider tells the service of the other session of the same browser there.
    let there = browser.post("/auth/logout", &json!({})).await.json()["uscita"].as_str().unwrap().to_owned();
    assert!(!is_inside(&mut browser).await);
    idp.log_in(&mut browser, "anna", 3).await;
    assert!(is_inside(&mut browser).await);
    let back = idp.log_out(&mut browser, &there).await;
    assert_eq!(back.as_str(), format!("{service}/"));
    assert!(!is_inside(&mut browser).await, "ended by the back channel");

    let log = std::fs::read_to_string(&processo.log).unwrap();
    for secret in [ANNA, STRANGER, "\"anna\"", "code_verifier"] {
        assert!(!log.contains(secret), "the log of the service holds {secret}");
    }
    // It ends with its standard input.
    drop(idp.child.stdin.take());
    assert!(idp.child.wait().await.unwrap().success());
    assert!(Client::new().get(&idp.issuer).send().await.is_err());
}

#[tokio::test]
async fn the_development_provider_listens_on_this_machine_only() {
    let Some(program) = program().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let (people, client) = (folder.path().join("p.json"), folder.path().join("c.json"));
    std::fs::write(&people, "[]").unwrap();
    for (listen, redirect) in
        [("0.0.0.0:0", "http://127.0.0.1:1/cb"), ("127.0.0.1:0", "https://sigess.example.it/cb")]
    {
        let metadata = json!({ "client_id": "sigess", "client_secret": "s", "redirect_uris": [redirect] });
        std::fs::write(&client, metadata.to_string()).unwrap();
        let output = Command::new("node")
            .arg(&program)
            .args(["--listen", listen, "--accounts"])
            .arg(&people)
            .arg("--client")
            .arg(&client)
            .stdin(Stdio::null())
            .output()
            .await
            .unwrap();
        assert!(!output.status.success() && output.stdout.is_empty(), "{listen} {redirect}");
    }
}
