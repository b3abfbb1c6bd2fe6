//! `sigess demo`: everything on one machine: a private PostgreSQL, the ANPR simulator, a small district,
//! people who may log in. A second run goes on with the data of the first.

use super::distretto::{self, PersonaDemo};
use super::identita::{self, GestoreIdentita};
use super::serve::{Ascolti, alla_fine, metriche, servi};
use super::{Esito, Guasto};
use crate::banche::Banche;
use crate::http::Stato;
use crate::impostazioni::{Impostazioni, Profilo};
use crate::services::Servizi;
use crate::servizio::{componi_servizio, con_accesso, login};
use crate::terminale::{avanza, riga};
use access::login::Login;
use clap::Args;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

#[derive(Args, Debug)]
pub(super) struct Demo {
    /// Program that simulates ANPR; by default `sigess-dev` beside this one
    #[arg(long)]
    simulatore: Option<PathBuf>,
    /// Folder of the identity provider for development
    #[arg(long, default_value = "dev/oidc")]
    gestore_identita: PathBuf,
    /// Seed of the simulated population
    #[arg(long, default_value_t = 20_240_101)]
    seme: u64,
    /// Size of the simulated population
    #[arg(long, default_value_t = 6_000)]
    persone: u32,
}

/// Everything that runs, once it is ready.
struct Pronta {
    servizi: Servizi,
    stato: Stato,
    ascolti: Ascolti,
    simulatore: Option<Child>,
    identita: Option<GestoreIdentita>,
}

impl Demo {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        impostazioni.controlla_ascolto()?;
        let mut fine = alla_fine()?;
        avanza("preparo PostgreSQL");
        let banche = Banche::ottieni(impostazioni).await?;
        // Ctrl-C while things are being prepared must still stop the server.
        let esito = tokio::select! {
            esito = self.prepara(impostazioni, &banche) => esito.map(Some),
            _ = fine.wait_for(|finita| *finita) => Ok(None),
        };
        let esito = match esito {
            Ok(Some(pronta)) => {
                let Pronta { servizi, stato, ascolti, simulatore, identita } = pronta;
                let esito = servi(impostazioni, servizi, stato, ascolti, fine).await;
                drop((simulatore, identita));
                avanza("fermo PostgreSQL; i dati restano");
                esito
            }
            Ok(None) => Ok(ExitCode::SUCCESS),
            Err(causa) => Err(causa),
        };
        banche.ferma().await?;
        esito
    }

    async fn prepara(&self, impostazioni: &Impostazioni, banche: &Banche) -> Result<Pronta, Guasto> {
        let mut impostazioni = impostazioni.clone();
        let listener = TcpListener::bind(impostazioni.ascolto)
            .await
            .map_err(|e| format!("{}: {e} (un altro indirizzo: SIGESS_ASCOLTO)", impostazioni.ascolto))?;
        let (mut simulatore, mut anpr) = (None, "come da SIGESS_ANPR_CONFIG".to_owned());
        if impostazioni.anpr_config.is_none() {
            avanza(&format!("avvio il simulatore di ANPR ({} persone inventate)", self.persone));
            let (figlio, url, config) = self.simula(&impostazioni.dati.join("anpr")).await?;
            simulatore = Some(figlio);
            anpr = format!("{url} (simulato)");
            impostazioni.anpr_config = Some(config);
        }
        avanza("apro il registro");
        let servizi = componi_servizio(&impostazioni, banche).await?;
        let persone = distretto::prepara(&servizi).await?;
        let ascolto = listener.local_addr()?;
        let identita = self.identita(&impostazioni, &servizi, &format!("http://{ascolto}"), &persone).await;
        let altri = identita.iter().map(|i| i.provider.clone()).collect();
        let login = login(&impostazioni, &servizi, ascolto, altri)?;
        presenta(ascolto, banche, &anpr, &persone, login.as_ref());
        let stato = con_accesso(&impostazioni, &servizi, login)?;
        let metriche = metriche(Some(impostazioni.metriche_della_demo())).await?;
        let ascolti = Ascolti { servizio: listener, metriche };
        Ok(Pronta { servizi, stato, ascolti, simulatore, identita })
    }

    /// The identity provider of the demo. Without it everything runs, but nobody can log in.
    async fn identita(
        &self,
        impostazioni: &Impostazioni,
        servizi: &Servizi,
        origine: &str,
        persone: &[PersonaDemo],
    ) -> Option<GestoreIdentita> {
        if impostazioni.profilo != Profilo::Sviluppo {
            return None;
        }
        let avviata = async {
            let mut operatori = Vec::new();
            for persona in persone {
                operatori.extend(servizi.access().abilitazione(persona.operatore).await?);
            }
            avanza("avvio il gestore dell'identità di prova");
            let origine = impostazioni.url_pubblico.as_deref().unwrap_or(origine).trim_end_matches('/');
            let lavoro = impostazioni.dati.join("gestore-identita");
            identita::avvia(&self.gestore_identita, &lavoro, origine, &operatori, servizi.oggi()).await
        };
        match avviata.await {
            Ok(identita) => Some(identita),
            Err(causa) => {
                avanza(&format!("senza gestore dell'identità di prova: {causa}"));
                None
            }
        }
    }

    /// Starts the simulator: it writes into that folder how it is reached, says its address on its first line, and ends
    /// when its standard input does.
    async fn simula(&self, cartella: &Path) -> Result<(Child, String, PathBuf), Guasto> {
        tokio::fs::create_dir_all(cartella).await?;
        let programma = match &self.simulatore {
            Some(programma) => programma.clone(),
            None => std::env::current_exe()?.with_file_name("sigess-dev"),
        };
        let mut figlio = Command::new(&programma)
            .args(["anpr", "--listen", "127.0.0.1:0", "--until-stdin-closes"])
            .arg("--client-files")
            .arg(cartella)
            .args(["--seed", &self.seme.to_string(), "--people", &self.persone.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            // Ctrl-C of the terminal is for us; we end the simulator.
            .process_group(0)
            .spawn()
            .map_err(|e| format!("{}: {e} (compilarlo con «cargo build -p dev»)", programma.display()))?;
        let uscita = figlio.stdout.take().ok_or("il simulatore non ha un'uscita")?;
        let url =
            BufReader::new(uscita).lines().next_line().await?.ok_or("il simulatore di ANPR non è partito")?;
        Ok((figlio, url, cartella.join("anpr.json")))
    }
}

/// Says where everything is and who can log in.
fn presenta(
    ascolto: SocketAddr,
    banche: &Banche,
    anpr: &str,
    persone: &[PersonaDemo],
    login: Option<&Login>,
) {
    let offerte = login.map(Login::offers).unwrap_or_default();
    let pagina = login.map_or_else(|| format!("http://{ascolto}"), |login| login.origin().to_owned());
    riga("");
    riga(format!("SIGeSS è pronto: {pagina}"));
    riga(format!("  ANPR         {anpr}"));
    riga(format!("  PostgreSQL   {}", banche.descrizione));
    riga("  Persona del manuale, da cercare e importare: RSSMRA86L11H514O");
    riga("");
    if offerte.is_empty() {
        riga("Nessuno può entrare: manca il gestore dell'identità (il motivo è scritto sopra).");
    } else {
        riga("Per entrare aprire la pagina e scegliere il modo di accesso, oppure andarci direttamente:");
        for offerta in &offerte {
            riga(format!("  {}: {pagina}/auth/login/{}", offerta.label, offerta.id));
        }
        riga("Chi può entrare:");
        for persona in persone {
            riga(format!("  {:18} {}", persona.nome, persona.incarichi.join("; ")));
        }
    }
    riga("");
    riga("Ctrl-C ferma tutto.");
}
