//! Settings: flags, then environment, then defaults that can be read in `sigess config`.

mod http;

pub use http::ImpostazioniHttp;

use access::login::{SessionLimits, Trust};
use chrono::Duration;
use clap::{Args, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// In which surroundings the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Profilo {
    /// One machine, embedded defaults, introspection open.
    Sviluppo,
    /// Nothing is assumed: databases and keys must be named.
    Produzione,
}

/// Settings shared by all subcommands.
#[derive(Args, Clone, Debug)]
pub struct Impostazioni {
    /// Surroundings: `sviluppo` or `produzione`
    #[arg(long, env = "SIGESS_PROFILO", default_value = "sviluppo", global = true)]
    pub profilo: Profilo,
    /// Folder of the private PostgreSQL, of the keys and of the checkpoints
    #[arg(long, env = "SIGESS_DATI", default_value = ".data", global = true)]
    pub dati: PathBuf,
    /// Log database, as the application role; without it a private PostgreSQL is started
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// Log database, as its owner: for `migrate`
    #[arg(long, env = "PROPRIETARIO_DATABASE_URL", hide_env_values = true, global = true)]
    pub proprietario_database_url: Option<String>,
    /// Key database
    #[arg(long, env = "CHIAVI_DATABASE_URL", hide_env_values = true, global = true)]
    pub chiavi_database_url: Option<String>,
    /// Log database, as the role of the read log
    #[arg(long, env = "TRACCIAMENTO_DATABASE_URL", hide_env_values = true, global = true)]
    pub tracciamento_database_url: Option<String>,
    /// Months for which the read log and the trail of logins are kept, at least 24
    #[arg(long, env = "SIGESS_TRACCIAMENTO_MESI", default_value_t = 24, global = true,
          value_parser = clap::value_parser!(u16).range(24..=1200))]
    pub tracciamento_mesi: u16,
    /// File of the key-encryption key; by default `chiavi/kek` in the data folder
    #[arg(long, env = "SIGESS_KEK", global = true)]
    pub kek: Option<PathBuf>,
    /// Folder of the signed checkpoints; by default `checkpoint` in the data folder
    #[arg(long, env = "SIGESS_CHECKPOINT", global = true)]
    pub checkpoint: Option<PathBuf>,
    /// File of the key that signs checkpoints; by default `chiavi/firma` in the data folder
    #[arg(long, env = "SIGESS_FIRMA", global = true)]
    pub firma: Option<PathBuf>,
    /// Address on which the service listens
    #[arg(long, env = "SIGESS_ASCOLTO", default_value = "127.0.0.1:8080", global = true)]
    pub ascolto: SocketAddr,
    /// Address on which `GET /metrics` answers, apart from the service; without it there are no metrics
    #[arg(long, env = "SIGESS_METRICHE", global = true)]
    pub metriche: Option<SocketAddr>,
    /// File that says how ANPR is reached through PDND (JSON); without it people are entered by hand
    #[arg(long, env = "SIGESS_ANPR_CONFIG", global = true)]
    pub anpr_config: Option<PathBuf>,
    /// Name of this instance, told to ANPR as the workstation
    #[arg(long, env = "SIGESS_POSTAZIONE", default_value = "sigess-1", global = true)]
    pub postazione: String,
    /// File of the identity providers (JSON)
    #[arg(long, env = "SIGESS_OIDC_CONFIG", global = true)]
    pub oidc_config: Option<PathBuf>,
    /// File that says how cards (TS-CNS) come in (JSON); without it they do not
    #[arg(long, env = "SIGESS_CNS_CONFIG", global = true)]
    pub cns_config: Option<PathBuf>,
    /// Where browsers find the service (scheme, host, port); in development the address on which it listens
    #[arg(long, env = "SIGESS_URL_PUBBLICO", global = true)]
    pub url_pubblico: Option<String>,
    /// Minutes after which an unused session is over, at most 30
    #[arg(long, env = "SIGESS_SESSIONE_INATTIVA", default_value_t = 30, global = true,
          value_parser = clap::value_parser!(u16).range(1..=30))]
    pub sessione_inattiva: u16,
    /// Minutes after which a session is over in any case, at most 600
    #[arg(long, env = "SIGESS_SESSIONE_DURATA", default_value_t = 600, global = true,
          value_parser = clap::value_parser!(u16).range(1..=600))]
    pub sessione_durata: u16,
    /// Connections kept for reading
    #[arg(long, env = "SIGESS_CONNESSIONI", default_value_t = 16, global = true)]
    pub connessioni: u32,
    /// Limits of what comes in
    #[command(flatten)]
    pub http: ImpostazioniHttp,
}

impl Impostazioni {
    /// Where the key-encryption key is.
    #[must_use]
    pub fn file_kek(&self) -> PathBuf {
        self.kek.clone().unwrap_or_else(|| self.dati.join("chiavi").join("kek"))
    }

    /// Where signed checkpoints of the log are kept; should be out of reach of whoever runs the database.
    #[must_use]
    pub fn cartella_checkpoint(&self) -> PathBuf {
        self.checkpoint.clone().unwrap_or_else(|| self.dati.join("checkpoint"))
    }

    /// Where the key that signs checkpoints is.
    #[must_use]
    pub fn file_firma(&self) -> PathBuf {
        self.firma.clone().unwrap_or_else(|| self.dati.join("chiavi").join("firma"))
    }

    /// How long sessions last.
    #[must_use]
    pub fn limiti_sessione(&self) -> SessionLimits {
        SessionLimits {
            idle: Duration::minutes(self.sessione_inattiva.into()),
            absolute: Duration::minutes(self.sessione_durata.into()),
        }
    }

    /// Which addresses are good enough for a login.
    #[must_use]
    pub fn fiducia(&self) -> Trust {
        match self.profilo {
            Profilo::Sviluppo => Trust::Development,
            Profilo::Produzione => Trust::Strict,
        }
    }

    /// Where the metrics of the demo are: the port after that of the service, unless one is named.
    #[must_use]
    pub fn metriche_della_demo(&self) -> SocketAddr {
        let porta = match self.ascolto.port() {
            0 => 0,
            porta => porta.wrapping_add(1),
        };
        self.metriche.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], porta)))
    }

    /// The development profile stays on this machine.
    ///
    /// # Errors
    /// The sentence for whoever started it.
    pub fn controlla_ascolto(&self) -> Result<(), String> {
        let indirizzi = [Some(self.ascolto), self.metriche];
        match indirizzi.into_iter().flatten().find(|indirizzo| !indirizzo.ip().is_loopback()) {
            Some(aperto) if self.profilo == Profilo::Sviluppo => Err(format!(
                "{aperto}: nel profilo di sviluppo il servizio ascolta solo su questa macchina (127.0.0.1)"
            )),
            _ => Ok(()),
        }
    }

    /// Every setting with the value in force; secrets are only said to be there.
    #[must_use]
    pub fn elenco(&self) -> Vec<(&'static str, String)> {
        let segreto = |valore: &Option<String>, senza: &str| match valore {
            Some(_) => "(impostato, non mostrato)".to_owned(),
            None => senza.to_owned(),
        };
        let mostra = |valore: Option<String>| valore.unwrap_or_else(|| "(non configurato)".to_owned());
        let privato = "(PostgreSQL privato nella cartella dei dati)";
        let mut elenco = vec![
            ("SIGESS_PROFILO", format!("{:?}", self.profilo).to_lowercase()),
            ("SIGESS_DATI", self.dati.display().to_string()),
            ("DATABASE_URL", segreto(&self.database_url, privato)),
            ("PROPRIETARIO_DATABASE_URL", segreto(&self.proprietario_database_url, privato)),
            ("CHIAVI_DATABASE_URL", segreto(&self.chiavi_database_url, privato)),
            (
                "TRACCIAMENTO_DATABASE_URL",
                segreto(&self.tracciamento_database_url, "(il registro, con il suo ruolo)"),
            ),
            ("SIGESS_TRACCIAMENTO_MESI", self.tracciamento_mesi.to_string()),
            ("SIGESS_KEK", self.file_kek().display().to_string()),
            ("SIGESS_CHECKPOINT", self.cartella_checkpoint().display().to_string()),
            ("SIGESS_FIRMA", self.file_firma().display().to_string()),
            ("SIGESS_ASCOLTO", self.ascolto.to_string()),
            ("SIGESS_METRICHE", mostra(self.metriche.map(|m| m.to_string()))),
            ("SIGESS_ANPR_CONFIG", mostra(self.anpr_config.as_ref().map(|f| f.display().to_string()))),
            ("SIGESS_POSTAZIONE", self.postazione.clone()),
            ("SIGESS_OIDC_CONFIG", mostra(self.oidc_config.as_ref().map(|f| f.display().to_string()))),
            ("SIGESS_CNS_CONFIG", mostra(self.cns_config.as_ref().map(|f| f.display().to_string()))),
            ("SIGESS_URL_PUBBLICO", mostra(self.url_pubblico.clone())),
            ("SIGESS_SESSIONE_INATTIVA", format!("{} minuti", self.sessione_inattiva)),
            ("SIGESS_SESSIONE_DURATA", format!("{} minuti", self.sessione_durata)),
            ("SIGESS_CONNESSIONI", self.connessioni.to_string()),
        ];
        elenco.extend(self.http.elenco(self.profilo));
        elenco
    }
}
