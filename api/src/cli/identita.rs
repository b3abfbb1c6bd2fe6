//! The identity provider of the demo: the program in `dev/oidc`, with the operators of the log as its people. It is
//! configured like any other provider; the service knows no shorter way in.

use super::Guasto;
use crate::terminale::avanza;
use access::login::{Level, Profile, ProviderConfig, default_claim, default_scopes};
use chrono::NaiveDate;
use domain::operatore::Abilitazione;
use serde_json::{Value, json};
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;
use uuid::Uuid;

/// Its name in addresses.
pub(super) const ID: &str = "sviluppo";
const CLIENT_ID: &str = "sigess";
/// Who proves who he is and may not come in: the person of the manual, and one whom an administrator may enable.
const NON_ABILITATI: [(&str, &str, &str); 2] =
    [("ROSSI", "MARIO", "RSSMRA86L11H514O"), ("NERI", "LAURA", "NRELRA83E56H501G")];
/// Longest wait for `npm ci`, and for the program to say where it listens.
const INSTALLAZIONE: Duration = Duration::from_secs(180);
const AVVIO: Duration = Duration::from_secs(30);

/// The provider, running; it ends with this value.
pub(super) struct GestoreIdentita {
    /// For the configuration of the logins.
    pub(super) provider: ProviderConfig,
    _figlio: Child,
}

/// Starts it for the service at `origine`; `lavoro` is a folder for its files, `cartella` holds the program.
pub(super) async fn avvia(
    cartella: &Path,
    lavoro: &Path,
    origine: &str,
    operatori: &[Abilitazione],
    oggi: NaiveDate,
) -> Result<GestoreIdentita, Guasto> {
    if !cartella.join("server.mjs").is_file() {
        return Err(format!("{}: il programma non c'è", cartella.display()).into());
    }
    installa(cartella).await?;
    std::fs::create_dir_all(lavoro)?;
    let segreto = Uuid::new_v4().simple().to_string();
    let persone = scrivi(lavoro.join("persone.json"), &persone(operatori, oggi))?;
    let client = scrivi(
        lavoro.join("client.json"),
        &json!({
            "client_id": CLIENT_ID,
            "client_secret": segreto,
            "redirect_uris": [format!("{origine}/auth/callback/{ID}")],
            "post_logout_redirect_uris": [format!("{origine}/")],
            "backchannel_logout_uri": format!("{origine}/auth/backchannel/{ID}"),
        }),
    )?;
    let registro = lavoro.join("registro.log");
    let mut figlio = Command::new("node")
        .arg(cartella.join("server.mjs"))
        .args(["--listen", "127.0.0.1:0", "--accounts"])
        .arg(persone)
        .arg("--client")
        .arg(client)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(riservato(&registro)?)
        .kill_on_drop(true)
        // Ctrl-C of the terminal is for us; it ends with its standard input.
        .process_group(0)
        .spawn()
        .map_err(|e| format!("node: {e}"))?;
    let uscita = figlio.stdout.take().ok_or("non ha un'uscita")?;
    let mut righe = BufReader::new(uscita).lines();
    let issuer = timeout(AVVIO, righe.next_line()).await.map_err(|_| "non risponde")??;
    let issuer = issuer.ok_or_else(|| format!("non è partito, vedi {}", registro.display()))?;
    let provider = ProviderConfig {
        id: ID.to_owned(),
        label: "Identità di prova (solo sviluppo)".to_owned(),
        issuer,
        client_id: CLIENT_ID.to_owned(),
        client_secret: segreto.into(),
        profile: Profile::Gateway,
        scopes: default_scopes(),
        minimum_level: Level::L2,
        fiscal_claim: default_claim(),
        timeout: Duration::from_secs(10),
    };
    Ok(GestoreIdentita { provider, _figlio: figlio })
}

/// Fetches what the program is made of, the first time.
async fn installa(cartella: &Path) -> Result<(), Guasto> {
    if cartella.join("node_modules").join("oidc-provider").is_dir() {
        return Ok(());
    }
    avanza("installo il gestore dell'identità di prova (npm ci, solo la prima volta)");
    let npm = Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--fetch-retries=1"])
        .current_dir(cartella)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .status();
    match timeout(INSTALLAZIONE, npm).await {
        Ok(Ok(esito)) if esito.success() => Ok(()),
        Ok(Ok(esito)) => Err(format!("npm ci in {}: {esito}", cartella.display()).into()),
        Ok(Err(causa)) => Err(format!("npm: {causa}").into()),
        Err(_) => Err("npm ci è durato troppo".into()),
    }
}

/// The people of the provider: the operators, and those who are none.
fn persone(operatori: &[Abilitazione], oggi: NaiveDate) -> Value {
    let persone = operatori.iter().filter_map(|o| {
        let dati = o.dati.valore()?;
        let ruoli = o.in_vigore_al(oggi).map(|i| i.ruolo.as_str().replace('_', " ").to_lowercase());
        let ruolo = ruoli.collect::<Vec<_>>().join(", ");
        Some(json!({ "id": o.operatore, "cognome": dati.cognome, "nome": dati.nome,
                     "codiceFiscale": dati.codice_fiscale.as_str(), "ruolo": ruolo }))
    });
    let gia =
        |codice: &str| operatori.iter().any(|o| o.dati.valore().is_some_and(|d| d.codice_fiscale == codice));
    let altri = NON_ABILITATI.iter().enumerate().filter(|(_, (_, _, codice))| !gia(codice));
    let altri = altri.map(|(n, (cognome, nome, codice))| {
        json!({ "id": format!("non-abilitato-{n}"), "cognome": cognome, "nome": nome, "codiceFiscale": codice,
                "ruolo": "persona non abilitata" })
    });
    persone.chain(altri).collect()
}

fn scrivi(file: PathBuf, contenuto: &Value) -> Result<PathBuf, Guasto> {
    riservato(&file)?.write_all(contenuto.to_string().as_bytes())?;
    Ok(file)
}

/// A new empty file that only this account reads.
fn riservato(file: &Path) -> std::io::Result<std::fs::File> {
    OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(file)
}
