//! In with a card (TS-CNS): the certificate comes in a header of a trusted proxy, every check is made here, and an
//! ordinary session follows. All authorities, cards and holders are invented.

mod autorita;
mod proxy;

use crate::cammino::sigess;
use access::cns::{Cns, CnsConfig};
use api::services::Servizi;
use api::servizio::NonConfigurato;
use autorita::{Autorita, Tessera, cartelle};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use projections::Projector;
use rcgen::{ExtendedKeyUsagePurpose, KeyUsagePurpose};
use reqwest::header::{LOCATION, SET_COOKIE};
use reqwest::{Client, redirect::Policy};
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;
use tests::{Harness, Scena};

/// The codice fiscale of the segretariato of the scene, and of somebody whom nobody enabled.
const ABILITATA: &str = "ZZSNNA85T45H501M";
const SCONOSCIUTO: &str = "RSSMRA86L11H514O";

/// The service with cards, and the authorities in its folders.
struct Banco {
    scena: Scena,
    autorita: Autorita,
    client: Client,
}

/// How it was answered.
#[derive(Debug)]
struct Risposta {
    stato: u16,
    dove: Option<String>,
    cookie: Option<String>,
    testo: String,
}

impl Banco {
    async fn nuovo(form: &str) -> Self {
        Self::con(form, "127.0.0.1", None).await
    }

    async fn con(form: &str, proxy: &str, pubblico: Option<&str>) -> Self {
        let autorita = Autorita::nuova("Autorita di prova");
        let cartella = tempfile::tempdir().unwrap().keep();
        let config = cartelle(&cartella, &autorita, form, pubblico.unwrap_or("http://127.0.0.1"));
        let mut variabili =
            vec![("SIGESS_CNS_CONFIG", config.to_str().unwrap()), ("SIGESS_PROXY_FIDATI", proxy)];
        variabili.extend(pubblico.map(|url| ("SIGESS_URL_PUBBLICO", url)));
        let scena = Scena::con(1, &variabili).await.unwrap();
        let client = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
        Self { scena, autorita, client }
    }

    /// As the proxy would pass it on.
    async fn presenta(&self, intestazioni: &[(&str, String)]) -> Risposta {
        let url = format!("{}/auth/cns?return=/soggetti/7", self.scena.processo.url);
        let richiesta =
            intestazioni.iter().fold(self.client.get(url), |r, (nome, valore)| r.header(*nome, valore));
        risposta(richiesta).await
    }

    async fn entra(&self, tessera: &[u8]) -> Risposta {
        self.presenta(&[("client-cert", sequenza(tessera))]).await
    }

    /// Refused, and why, as the trail has it.
    async fn rifiutata(&self, tessera: &[u8], stato: u16, motivo: &str) {
        let risposta = self.entra(tessera).await;
        self.perche(&risposta, stato, motivo).await;
    }

    async fn perche(&self, risposta: &Risposta, stato: u16, motivo: &str) {
        assert_eq!((risposta.stato, risposta.cookie.as_deref()), (stato, None), "{motivo}: {risposta:?}");
        assert!(!risposta.testo.contains(ABILITATA), "{motivo}");
        let ultimo: (String, Option<String>, String) =
            sqlx::query_as("SELECT esito, motivo, gestore FROM accesso.accessi ORDER BY id DESC LIMIT 1")
                .fetch_one(self.scena.harness.log.pool())
                .await
                .unwrap();
        assert_eq!(ultimo, ("RIFIUTATO".into(), Some(motivo.into()), "cns".into()));
    }
}

async fn risposta(richiesta: reqwest::RequestBuilder) -> Risposta {
    let risposta = richiesta.send().await.unwrap();
    let testata = |nome| risposta.headers().get(nome).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let cookie = testata(SET_COOKIE).filter(|c| c.starts_with("__Host-sigess=") && !c.contains("Max-Age=0"));
    let cookie = cookie.map(|c| c.split([';', '=']).nth(1).unwrap_or_default().to_owned());
    Risposta {
        stato: risposta.status().as_u16(),
        dove: testata(LOCATION),
        cookie,
        testo: risposta.text().await.unwrap(),
    }
}

/// A card that opens.
fn buona() -> Tessera {
    Tessera::di(ABILITATA)
}

/// `:base64:`
fn sequenza(der: &[u8]) -> String {
    format!(":{}:", STANDARD.encode(der))
}

#[tokio::test]
async fn a_good_card_is_exchanged_for_a_session_of_the_highest_level() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    let tessera = banco.autorita.emetti(&Tessera::di(ABILITATA));
    let entrata = banco.entra(&tessera.der).await;
    let url = &banco.scena.processo.url;
    assert_eq!((entrata.stato, entrata.dove), (303, Some(format!("{url}/soggetti/7"))), "{}", entrata.testo);
    let chi = banco.client.get(format!("{url}/auth/session"));
    let chi = chi.header("cookie", format!("__Host-sigess={}", entrata.cookie.unwrap()));
    let sessione: Value = chi.send().await.unwrap().json().await.unwrap();
    assert_eq!(
        sessione["operatore"]["id"],
        serde_json::json!(banco.scena.segretariato.operatore),
        "{sessione}"
    );
    assert_eq!((&sessione["livello"], &sessione["gestore"]), (&"L3".into(), &"cns".into()), "{sessione}");
    assert!(sessione["autenticata"].is_string());

    let modi: Value =
        banco.client.get(format!("{url}/auth/providers")).send().await.unwrap().json().await.unwrap();
    let tessere = modi.as_array().unwrap().iter().find(|m| m["tipo"] == "cns").unwrap();
    assert_eq!(tessere["indirizzo"], "http://127.0.0.1/auth/cns", "{modi}");

    let estraneo = banco.entra(&banco.autorita.emetti(&Tessera::di(SCONOSCIUTO)).der).await;
    assert_eq!((estraneo.stato, estraneo.cookie), (403, None), "{}", estraneo.testo);
    assert!(estraneo.testo.contains("Utenza non abilitata"));
    let log = std::fs::read_to_string(&banco.scena.processo.log).unwrap();
    assert!(!log.contains(ABILITATA) && !log.contains(SCONOSCIUTO));
}

#[tokio::test]
async fn a_card_of_an_authority_that_is_not_trusted_opens_nothing() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    for nome in ["Altra autorita", "Autorita di prova"] {
        let estranea = Autorita::nuova(nome);
        banco.rifiutata(&estranea.emetti(&buona()).der, 403, "CERTIFICATO_AUTORITA").await;
    }
    assert_eq!(banco.entra(&banco.autorita.emetti(&buona()).der).await.stato, 303, "a good one still opens");
}

#[tokio::test]
async fn a_card_that_is_over_or_not_yet_valid_opens_nothing() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    for anni in [(2020, 2021), (2098, 2099)] {
        let tessera = banco.autorita.emetti(&Tessera { anni, ..buona() });
        banco.rifiutata(&tessera.der, 403, "CERTIFICATO_SCADUTO").await;
    }
}

#[tokio::test]
async fn a_certificate_that_is_not_for_clients_or_not_for_signing_alone_opens_nothing() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    for usi in [vec![], vec![ExtendedKeyUsagePurpose::ServerAuth], vec![ExtendedKeyUsagePurpose::Any]] {
        let tessera = banco.autorita.emetti(&Tessera { usi_estesi: usi, ..buona() });
        banco.rifiutata(&tessera.der, 403, "CERTIFICATO_EKU").await;
    }
    let firma = [KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
    for usi in [firma.to_vec(), vec![KeyUsagePurpose::KeyEncipherment], vec![]] {
        let tessera = banco.autorita.emetti(&Tessera { usi_chiave: usi, ..buona() });
        banco.rifiutata(&tessera.der, 403, "CERTIFICATO_USO_CHIAVE").await;
    }
}

#[tokio::test]
async fn a_certificate_without_the_policy_of_a_ts_cns_opens_nothing() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    // None, another, that of a CIE (which is not wanted here), and one that only begins alike.
    let altre: [&[u64]; 4] = [&[], &[1, 3, 76, 16, 2, 2], &[1, 3, 76, 47, 4], &[1, 3, 76, 16, 2, 1, 1]];
    for policy in altre {
        let tessera = banco.autorita.emetti(&Tessera { policy: policy.to_vec(), ..buona() });
        banco.rifiutata(&tessera.der, 403, "CERTIFICATO_POLICY").await;
    }
}

#[tokio::test]
async fn a_card_whose_name_is_malformed_opens_nothing() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    for nome in [
        "ZZSNNA85T45H501M",
        "ZZSNNA85T45H501M/",
        "ZZSNNA85T45H501X/6120000000000001.aB3=",
        "TINIT-ZZSNNA85T45H501M/6120000000000001.aB3=",
        "6120000000000001/ZZSNNA85T45H501M.aB3=",
        "ANNA ZZESEMPIANI",
        "",
    ] {
        let tessera = banco.autorita.emetti(&Tessera { nome: nome.into(), ..buona() });
        banco.rifiutata(&tessera.der, 403, "CERTIFICATO_NOME").await;
    }
}

#[tokio::test]
async fn a_revoked_card_opens_nothing() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    let revocata = banco.autorita.emetti(&Tessera { seriale: autorita::REVOCATO, ..buona() });
    banco.rifiutata(&revocata.der, 403, "CERTIFICATO_REVOCATO").await;
}

#[tokio::test]
async fn a_card_whose_revocation_list_is_old_or_missing_opens_nothing() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    for compagna in &banco.autorita.compagne[..2] {
        banco.rifiutata(&compagna.emetti(&buona()).der, 503, "CERTIFICATO_CRL").await;
    }
}

#[tokio::test]
async fn an_authority_below_a_trusted_one_is_reached_through_the_chain() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    let sotto = &banco.autorita.sotto[0];
    let tessera = sequenza(&sotto.emetti(&Tessera::di(ABILITATA)).der);
    let senza = banco.presenta(&[("client-cert", tessera.clone())]).await;
    banco.perche(&senza, 403, "CERTIFICATO_AUTORITA").await;
    let con = [("client-cert", tessera.clone()), ("client-cert-chain", sequenza(&sotto.certificato()))];
    assert_eq!(banco.presenta(&con).await.stato, 303);
    // A chain proves nothing by itself.
    let estranea = Autorita::nuova("Altra autorita");
    let falsa = sequenza(&estranea.emetti(&Tessera::di(ABILITATA)).der);
    let con = [("client-cert", falsa), ("client-cert-chain", sequenza(&estranea.certificato()))];
    banco.perche(&banco.presenta(&con).await, 403, "CERTIFICATO_AUTORITA").await;
}

#[tokio::test]
async fn a_header_that_is_repeated_missing_or_broken_is_refused() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    let tessera = sequenza(&banco.autorita.emetti(&Tessera::di(ABILITATA)).der);
    let due = [("client-cert", tessera.clone()), ("client-cert", tessera.clone())];
    banco.perche(&banco.presenta(&due).await, 400, "CERTIFICATO_ILLEGGIBILE").await;
    for guasta in [
        "AAAA".to_owned(),
        ":AAAA:".into(),
        tessera.replace(':', ""),
        format!("{tessera};a=1"),
        format!("{tessera}, {tessera}"),
    ] {
        banco.perche(&banco.presenta(&[("client-cert", guasta)]).await, 400, "CERTIFICATO_ILLEGGIBILE").await;
    }
    banco.perche(&banco.presenta(&[]).await, 403, "CERTIFICATO_MANCANTE").await;
    // The other form is not looked at.
    let altra = [("x-tessera", "-----BEGIN%20CERTIFICATE-----".to_owned())];
    banco.perche(&banco.presenta(&altra).await, 403, "CERTIFICATO_MANCANTE").await;
    let straniera = [("client-cert", tessera.clone()), ("sec-fetch-site", "cross-site".to_owned())];
    assert_eq!(banco.presenta(&straniera).await.stato, 403, "a foreign page logs nobody in");
}

#[tokio::test]
async fn a_header_from_anybody_but_the_trusted_proxy_is_not_looked_at() {
    let banco = Banco::con("\"client-cert\"", "192.0.2.7", None).await;
    let tessera = sequenza(&banco.autorita.emetti(&Tessera::di(ABILITATA)).der);
    let inoltrata = [("client-cert", tessera.clone()), ("x-forwarded-for", "192.0.2.7".to_owned())];
    for intestazioni in [&inoltrata[..1], &inoltrata[..]] {
        let risposta = banco.presenta(intestazioni).await;
        assert_eq!((risposta.stato, risposta.cookie), (403, None), "{}", risposta.testo);
    }
    // Nor anywhere else.
    let url = format!("{}/auth/session", banco.scena.processo.url);
    assert_eq!(banco.client.get(url).header("client-cert", tessera).send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn cards_without_authorities_or_on_another_host_are_refused_at_the_start() {
    let scena = Scena::nuova(1).await.unwrap();
    let cartella = tempfile::tempdir().unwrap();
    let avvia = async |config: &Path, proxy: Option<&str>| {
        let log = cartella.path().join("avvio.log");
        let mut variabili = vec![("SIGESS_CNS_CONFIG", config.to_str().unwrap())];
        variabili.extend(proxy.map(|proxy| ("SIGESS_PROXY_FIDATI", proxy)));
        let avviato = tests::servizio::Processo::avvia_con(&scena.indirizzi(), &log, &variabili).await;
        assert!(avviato.is_err());
        std::fs::read_to_string(log).unwrap()
    };
    let autorita = Autorita::nuova("Autorita di prova");
    let buona = cartelle(cartella.path(), &autorita, "\"client-cert\"", "http://127.0.0.1");
    assert!(avvia(&buona, None).await.contains("SIGESS_PROXY_FIDATI"));
    let altrove = cartelle(&cartella.path().join("b"), &autorita, "\"client-cert\"", "http://localhost");
    assert!(avvia(&altrove, Some("127.0.0.1")).await.contains("nome host"));
    std::fs::remove_dir_all(cartella.path().join("autorita")).unwrap();
    std::fs::create_dir(cartella.path().join("autorita")).unwrap();
    assert!(avvia(&buona, Some("127.0.0.1")).await.contains("nessun certificato di autorità"));
}

#[tokio::test]
async fn a_revocation_list_that_is_over_is_an_alarm_before_a_card_is_refused() {
    let banco = Banco::nuovo("\"client-cert\"").await;
    let cartella = tempfile::tempdir().unwrap();
    let config = cartelle(cartella.path(), &banco.autorita, "\"client-cert\"", "http://127.0.0.1");
    let config = config.to_str().unwrap();
    let doctor = async || {
        let visita = sigess(&banco.scena.indirizzi(), &["doctor", "--cns-config", config]).await;
        String::from_utf8(visita.stdout).unwrap()
    };
    let detto = doctor().await;
    let vecchia = detto.lines().find(|riga| riga.contains("vecchia.crl")).unwrap();
    assert!(vecchia.starts_with("[MALE]") && vecchia.contains("scaduta il 2021-01-01"), "{detto}");
    std::fs::remove_file(cartella.path().join("liste/vecchia.crl")).unwrap();
    let detto = doctor().await;
    let tessere: Vec<_> = detto.lines().filter(|riga| riga.contains("tessere")).collect();
    assert_eq!(tessere.len(), 1, "{detto}");
    assert!(tessere[0].starts_with("[ ok ]") && tessere[0].contains("2099-01-01"), "{detto}");
    for lista in ["prova.crl", "sotto.crl"] {
        std::fs::remove_file(cartella.path().join("liste").join(lista)).unwrap();
    }
    let detto = doctor().await;
    assert!(detto.contains("[MALE] tessere: nessuna lista di revoca in vigore"), "{detto}");
}

#[tokio::test]
async fn the_figures_say_until_when_cards_can_be_checked() {
    let h = Harness::new().await.unwrap();
    let autorita = Autorita::nuova("Autorita di prova");
    let config = cartelle(h.folder.path(), &autorita, "\"client-cert\"", "http://127.0.0.1");
    let projector = Projector::start(h.log.clone()).await.unwrap();
    let servizi = Servizi::new(
        h.log.clone(),
        h.tracciamento(),
        projector,
        Arc::new(NonConfigurato),
        Arc::new(Utc::now),
        "prova",
    );
    const FIGURE: &str = "sigess_revocation_list_next_update_seconds ";
    let testo = servizi.metriche().testo(&servizi).await;
    assert!(!testo.contains(FIGURE), "no cards, no figure");
    let cns = Cns::new(CnsConfig::read(&config).unwrap(), Utc::now()).unwrap();
    servizi.metriche().tessere(cns);
    let testo = servizi.metriche().testo(&servizi).await;
    let capodanno = "2021-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap();
    assert!(testo.contains(&format!("{FIGURE}{}", capodanno.timestamp())), "the nearest: {testo}");
}
