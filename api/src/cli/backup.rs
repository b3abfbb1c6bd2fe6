//! `sigess backup`: the log into one folder of backups, the keys into another; with `--verifica`, checks what lies
//! there (exit 0 sound, 1 damaged or refused, 2 cannot be done).

mod registro;
pub(super) mod spiega;

use super::{Esito, Guasto};
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::{Avanzamento, avanza, riga};
use chrono::{Days, Utc};
use clap::{Args, ValueEnum};
use event_store::backup::{BackupFolder, Form, Found, Manifest, back_up_keys, head_of, sweep, sweep_wal};
use spiega::{Rifiuto, concludi};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Version of this program, in every manifest.
const VERSIONE: &str = env!("CARGO_PKG_VERSION");

/// Forms of a backup of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Forma {
    /// Base backup of the server, with its archived WAL
    Base,
    /// Export of the log, continued from one time to the next
    Export,
}

#[derive(Args, Debug)]
pub(super) struct Backup {
    /// Folder of the backups of the log
    #[arg(required_unless_present = "chiavi")]
    cartella: Option<PathBuf>,
    /// Folder of the backups of the keys, apart from that of the log
    #[arg(long)]
    chiavi: Option<PathBuf>,
    /// Days after which backups that hold keys are removed, at most 30
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=30))]
    conserva: u16,
    /// By default `base` where PostgreSQL's programs are at hand, else `export`
    #[arg(long)]
    forma: Option<Forma>,
    /// Export the whole log, also where an earlier export could be continued
    #[arg(long)]
    intero: bool,
    /// Log server of others, as a role with REPLICATION: for base backups; a password goes into PGPASSFILE
    #[arg(long, env = "REPLICA_DATABASE_URL", hide_env_values = true)]
    replica_database_url: Option<String>,
    /// Only check the backups that are there
    #[arg(long, conflicts_with_all = ["forma", "intero"])]
    verifica: bool,
}

impl Backup {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        concludi(if self.verifica { self.verifica().await } else { self.salva(impostazioni).await })
    }

    async fn verifica(&self) -> Esito {
        let mut guasti = 0;
        for cartella in [&self.cartella, &self.chiavi].into_iter().flatten() {
            for trovato in Found::all(cartella)? {
                let esito = controlla(&trovato).await;
                guasti += u32::from(esito.is_err());
                let parole = match esito {
                    Ok(()) => "integro".to_owned(),
                    Err(causa) => format!("DANNEGGIATO: {}", super::racconta(causa.as_ref())),
                };
                riga(format!("{}: {parole}", trovato.path.display()));
            }
        }
        Ok(ExitCode::from(u8::from(guasti > 0)))
    }

    async fn salva(&self, impostazioni: &Impostazioni) -> Esito {
        self.separate(impostazioni)?;
        let banche = Banche::ottieni(impostazioni).await?;
        let esito = self.con(impostazioni, &banche).await;
        banche.ferma().await?;
        esito.map(|()| ExitCode::SUCCESS)
    }

    async fn con(&self, impostazioni: &Impostazioni, banche: &Banche) -> Result<(), Guasto> {
        // The log first: so the keys are at least as recent.
        if let Some(cartella) = &self.cartella {
            let cartella = BackupFolder::take(cartella)?;
            let fatto = registro::salva(self, impostazioni, banche, &cartella).await?;
            racconta(&fatto);
            self.spazza(&cartella)?;
            let segmenti = sweep_wal(&cartella)?;
            if segmenti > 0 {
                avanza(&format!("archivio WAL: rimossi {segmenti} segmenti che nessun backup richiede più"));
            }
        }
        match &self.chiavi {
            Some(cartella) => {
                let cartella = BackupFolder::take(cartella)?;
                racconta(&chiavi(banche, &cartella).await?);
                self.spazza(&cartella)?;
            }
            None => avanza("le chiavi non sono comprese: indicare una cartella a parte con --chiavi"),
        }
        Ok(())
    }

    fn spazza(&self, cartella: &BackupFolder) -> Result<(), Guasto> {
        let prima = Utc::now().checked_sub_days(Days::new(self.conserva.into())).unwrap_or_default();
        for tolto in sweep(cartella, prima, |f| f.manifest.keys)? {
            avanza(&format!("rimosso, più vecchio di {} giorni: {}", self.conserva, tolto.display()));
        }
        Ok(())
    }

    /// Log and keys never share a folder, and the key-encryption key is in neither.
    fn separate(&self, impostazioni: &Impostazioni) -> Result<(), Guasto> {
        let registro = self.cartella.as_deref().map(assoluta).transpose()?;
        let chiavi = self.chiavi.as_deref().map(assoluta).transpose()?;
        if let (Some(registro), Some(chiavi)) = (&registro, &chiavi)
            && (registro.starts_with(chiavi) || chiavi.starts_with(registro))
        {
            return Err(Rifiuto::nuovo(
                "le chiavi non vanno nella stessa cartella del registro, né l'una nell'altra",
            ));
        }
        let kek = assoluta(&impostazioni.file_kek())?;
        for cartella in [&registro, &chiavi].into_iter().flatten() {
            if kek.starts_with(cartella) {
                let testo =
                    format!("{}: la chiave di cifratura delle chiavi non va in un backup", kek.display());
                return Err(Rifiuto::nuovo(testo));
            }
        }
        for (cartella, altrui) in [(&registro, true), (&chiavi, false)] {
            let Some(cartella) = cartella else { continue };
            let di_chiavi = |f: &Found| (f.manifest.form == Form::Chiavi) == altrui;
            if Found::all(cartella)?.iter().any(di_chiavi) {
                let testo = format!(
                    "{}: contiene già backup {}",
                    cartella.display(),
                    if altrui { "delle chiavi" } else { "del registro" }
                );
                return Err(Rifiuto::nuovo(testo));
            }
        }
        Ok(())
    }
}

async fn chiavi(banche: &Banche, cartella: &BackupFolder) -> Result<Found, Guasto> {
    let testa = head_of(&banche.applicazione).await?;
    let mut bozza = cartella.draft(Manifest::new(Form::Chiavi, Utc::now(), VERSIONE))?;
    back_up_keys(&banche.chiavi, &mut bozza).await?;
    bozza.manifest.position = testa.position;
    bozza.manifest.root = testa.root;
    bozza.manifest.holds =
        vec!["chiavi dei soggetti, incartate".into(), "chiavi di sistema, incartate".into()];
    Ok(bozza.finish()?)
}

/// Compares a backup with what it says of itself.
pub(super) async fn controlla(trovato: &Found) -> Result<(), Guasto> {
    let nome = trovato.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut avanzamento = Avanzamento::nuovo(format!("controllo di {nome}"));
    if !trovato.check(|fatti, totale| avanzamento.a(fatti, totale)).await? {
        avanza("pg_verifybackup non è installato: i file della base non sono stati controllati");
    }
    Ok(())
}

fn racconta(fatto: &Found) {
    riga(format!(
        "{}: posizione {}, radice {}",
        fatto.path.display(),
        fatto.manifest.position,
        fatto.manifest.root
    ));
}

/// A path without links in it, as far as it is there.
fn assoluta(path: &Path) -> Result<PathBuf, Guasto> {
    let path = std::path::absolute(path)?;
    let mut resto = Vec::new();
    let mut qui = path.as_path();
    loop {
        if let Ok(vero) = qui.canonicalize() {
            return Ok(resto.iter().rev().fold(vero, |p, parte| p.join(parte)));
        }
        match (qui.parent(), qui.file_name()) {
            (Some(sopra), Some(nome)) => {
                resto.push(nome.to_owned());
                qui = sopra;
            }
            _ => return Ok(path),
        }
    }
}
