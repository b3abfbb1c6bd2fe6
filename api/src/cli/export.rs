//! `sigess export`: the log as lines of JSON, sealed as it is stored; with `--verifica`, such a file is verified
//! without a database (exit 0 sound, 1 tampering, 2 cannot decide).

use super::{Esito, Guasto};
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::{Avanzamento, avanza, riga};
use clap::Args;
use event_store::integrity::{CheckpointFolder, Exported, FileReport, export_at, verify_file};
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args, Debug)]
pub(super) struct Export {
    /// First position
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    da: u64,
    /// Last position; the head of the log when absent
    #[arg(long)]
    fino_a: Option<u64>,
    /// Verify the file instead, without a database
    #[arg(long, conflicts_with_all = ["da", "fino_a"], requires = "file")]
    verifica: bool,
    /// The file, which must not be there yet; standard output when absent
    file: Option<PathBuf>,
}

impl Export {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        match self.file.as_deref() {
            Some(file) if self.verifica => verifica(impostazioni, file),
            _ => self.esporta(impostazioni).await,
        }
    }

    async fn esporta(&self, impostazioni: &Impostazioni) -> Esito {
        if let Some(file) = &self.file
            && file.exists()
        {
            return Err(format!("{}: esiste già", file.display()).into());
        }
        let banche = Banche::ottieni(impostazioni).await?;
        let esito = self.con(&banche).await;
        banche.ferma().await?;
        let fatto = esito?;
        avanza(&format!(
            "Esportate le posizioni da {} a {}: {} eventi di {} comandi, radice {}.",
            fatto.first, fatto.last, fatto.events, fatto.commands, fatto.root
        ));
        Ok(ExitCode::SUCCESS)
    }

    async fn con(&self, banche: &Banche) -> Result<Exported, Guasto> {
        let mut avanzamento = Avanzamento::nuovo("esportazione");
        let progresso = |scritti, totale| avanzamento.a(scritti, totale);
        let Some(file) = &self.file else {
            let mut uscita = BufWriter::new(std::io::stdout());
            return Ok(export_at(&banche.applicazione, self.da, self.fino_a, &mut uscita, progresso).await?);
        };
        // Under another name until it is whole: half an export must not look like one.
        let mut parziale = file.clone().into_os_string();
        parziale.push(".parziale");
        let parziale = PathBuf::from(parziale);
        let mut uscita = BufWriter::new(crea(&parziale)?);
        let esito = export_at(&banche.applicazione, self.da, self.fino_a, &mut uscita, progresso).await;
        let fatto = match esito {
            Ok(fatto) => fatto,
            Err(causa) => {
                let _ = fs::remove_file(&parziale);
                return Err(causa.into());
            }
        };
        uscita.flush()?;
        uscita.get_ref().sync_all()?;
        fs::rename(&parziale, file).map_err(|e| format!("{}: {e}", file.display()))?;
        Ok(fatto)
    }
}

/// Readable to its owner only: ciphertext is not for everybody either.
fn crea(file: &Path) -> Result<File, Guasto> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(file).map_err(|e| format!("{}: {e}", file.display()))?)
}

fn verifica(impostazioni: &Impostazioni, file: &Path) -> Esito {
    let tenuti = CheckpointFolder::new(impostazioni.cartella_checkpoint()).held()?;
    let lettore = BufReader::new(File::open(file).map_err(|e| format!("{}: {e}", file.display()))?);
    let mut avanzamento = Avanzamento::nuovo("verifica");
    let trovato = verify_file(lettore, &tenuti.good, |letti, totale| avanzamento.a(letti, totale))?;
    let report = &trovato.report;
    for difetto in &report.findings {
        riga(difetto.to_string());
    }
    for file in &tenuti.bad {
        riga(format!("{}: non è un checkpoint firmato con la chiave nota", file.display()));
    }
    riga(format!("Eventi: {}  Radice: {}", report.events, report.root_hex()));
    if report.is_sound() && tenuti.bad.is_empty() {
        riga(integro(&trovato));
        return Ok(ExitCode::SUCCESS);
    }
    riga(format!("Il file NON è integro: {} difetti.", report.findings.len() + tenuti.bad.len()));
    Ok(ExitCode::from(1))
}

fn integro(trovato: &FileReport) -> String {
    let FileReport { first, last, head, report } = trovato;
    let parte = if *first == 1 && last == head {
        String::new()
    } else {
        format!(" Contiene solo le posizioni da {first} a {last} di un registro che arrivava a {head}.")
    };
    let prova = match report.proven {
        0 => "Nessun checkpoint esterno lo prova: un file riscritto per intero non si vedrebbe.".to_owned(),
        p if p == *last => "Provato per intero da un checkpoint esterno.".to_owned(),
        p => format!("Provato da un checkpoint esterno fino alla posizione {p}."),
    };
    format!("Il file è integro.{parte} {prova}")
}
