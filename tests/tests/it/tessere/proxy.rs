//! The whole way with nginx: a browser with a card, TLS, the proxy, the service.

use super::autorita::{Autorita, Tessera};
use super::{ABILITATA, Banco, risposta};
use rcgen::{CertificateParams, KeyPair};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Identity};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// Where Debian puts it, or where it is found.
fn nginx() -> Option<PathBuf> {
    let cartelle = std::env::var_os("PATH").unwrap_or_default();
    let mut luoghi: Vec<PathBuf> = std::env::split_paths(&cartelle).collect();
    luoghi.push("/usr/sbin".into());
    luoghi.into_iter().map(|luogo| luogo.join("nginx")).find(|file| file.is_file())
}

fn porta_libera() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// As `docs/operations.md` has it, without what belongs to a machine.
fn configurazione(porta: u16, servizio: &str) -> String {
    format!(
        "daemon off; master_process off; pid nginx.pid; error_log stderr warn; events {{}}\n\
         http {{\n access_log off; client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t;\n\
          uwsgi_temp_path t; scgi_temp_path t;\n\
          server {{\n listen 127.0.0.1:{porta} ssl; ssl_certificate tls.pem; ssl_certificate_key tls.key;\n\
           ssl_protocols TLSv1.2 TLSv1.3; ssl_verify_client optional_no_ca;\n\
           location = /auth/cns {{ proxy_pass {servizio}; proxy_set_header Host $http_host;\n\
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n\
            proxy_set_header X-Tessera $ssl_client_escaped_cert; }}\n\
           location / {{ return 404; }}\n }}\n}}\n"
    )
}

async fn avvia(nginx: &Path, cartella: &Path, porta: u16, servizio: &str) -> Child {
    let chiave = KeyPair::generate().unwrap();
    let tls = CertificateParams::new(vec!["127.0.0.1".into()]).unwrap().self_signed(&chiave).unwrap();
    std::fs::write(cartella.join("tls.pem"), tls.pem()).unwrap();
    std::fs::write(cartella.join("tls.key"), chiave.serialize_pem()).unwrap();
    std::fs::write(cartella.join("nginx.conf"), configurazione(porta, servizio)).unwrap();
    let mut comando = Command::new(nginx);
    comando.arg("-p").arg(cartella).args(["-c", "nginx.conf"]).stdin(Stdio::null()).kill_on_drop(true);
    let figlio = comando.spawn().unwrap();
    let dove = SocketAddr::from(([127, 0, 0, 1], porta));
    for _ in 0..600 {
        if TcpStream::connect(dove).await.is_ok() {
            return figlio;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("nginx does not listen");
}

fn browser(tessera: Option<&str>) -> Client {
    let builder = Client::builder().no_proxy().redirect(Policy::none()).danger_accept_invalid_certs(true);
    let builder = tessera
        .map(|pem| Identity::from_pem(pem.as_bytes()).unwrap())
        .into_iter()
        .fold(builder, ClientBuilder::identity);
    builder.build().unwrap()
}

#[tokio::test]
async fn a_browser_with_a_card_comes_in_through_nginx() {
    let Some(nginx) = nginx() else {
        eprintln!("nginx is not installed: the way through it is left out (Debian: apt install nginx-light)");
        return;
    };
    let porta = porta_libera();
    let url = format!("https://127.0.0.1:{porta}");
    let banco = Banco::con("{ \"escaped-pem\": \"X-Tessera\" }", "127.0.0.1", Some(&url)).await;
    let cartella = tempfile::tempdir().unwrap();
    let mut proxy = avvia(&nginx, cartella.path(), porta, &banco.scena.processo.url).await;

    let tessera = banco.autorita.emetti(&Tessera::di(ABILITATA));
    let indirizzo = format!("{url}/auth/cns?return=/soggetti/7");
    let entrata = risposta(browser(Some(&tessera.pem)).get(&indirizzo)).await;
    assert_eq!((entrata.stato, entrata.dove), (303, Some(format!("{url}/soggetti/7"))), "{}", entrata.testo);
    assert!(entrata.cookie.is_some());

    let estranea = Autorita::nuova("Altra autorita").emetti(&Tessera::di(ABILITATA));
    let rifiutata = risposta(browser(Some(&estranea.pem)).get(&indirizzo)).await;
    banco.perche(&rifiutata, 403, "CERTIFICATO_AUTORITA").await;
    // Without a card, whatever the browser writes itself is written over by the proxy.
    let pem = std::str::from_utf8(tessera.pem.as_bytes()).unwrap().replace('\n', "%0A");
    let falsa = browser(None).get(&indirizzo).header("x-tessera", pem);
    banco.perche(&risposta(falsa).await, 403, "CERTIFICATO_MANCANTE").await;
    proxy.kill().await.unwrap();
}
