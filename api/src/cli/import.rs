//! `sigess import`: takes over the data of an older system (docs/import.md). Exit 0: everything is in; 1: some records
//! were refused; 2: it could not go on.

use super::Esito;
use crate::banche::Banche;
use crate::importazione::{Gravita, Resoconto, file_resoconto, importa};
use crate::impostazioni::Impostazioni;
use crate::servizio::orologio;
use crate::terminale::{avanza, riga};
use chrono_tz::Europe::Rome;
use clap::Args;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

#[derive(Args, Debug)]
pub(super) struct Import {
    /// Folder with unita.csv, operatori.csv, soggetti.csv, nuclei.csv, segnalazioni.csv, codifiche.csv
    cartella: PathBuf,
    /// Name of the import: always the same for the same older system, so that a repetition finds what it wrote
    #[arg(long)]
    nome: String,
    /// Write nothing, say what would happen
    #[arg(long)]
    prova: bool,
}

impl Import {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        let banche = Banche::ottieni(impostazioni).await?;
        let esito = self.con(impostazioni, &banche).await;
        banche.ferma().await?;
        esito
    }

    async fn con(&self, impostazioni: &Impostazioni, banche: &Banche) -> Esito {
        banche.migra().await?;
        let log = banche.apri(impostazioni).await?;
        let oggi = orologio()().with_timezone(&Rome).date_naive();
        let inizio = Instant::now();
        let resoconto = importa(&log, &self.cartella, self.nome.trim(), self.prova, oggi).await?;
        let percorso = file_resoconto(&self.cartella, self.prova);
        resoconto.scrivi(&percorso).map_err(|e| format!("{}: {e}", percorso.display()))?;
        self.racconta(&resoconto);
        let (totale, durata) = (resoconto.totale(), inizio.elapsed());
        let al_secondo = u128::from(totale.eventi) * 1000 / durata.as_millis().max(1);
        avanza(&format!(
            "{} eventi in {:.1} s ({al_secondo} al secondo)",
            totale.eventi,
            durata.as_secs_f64()
        ));
        riga(format!("Rifiuti e avvisi, riga per riga: {}", percorso.display()));
        Ok(if totale.rifiutati == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    fn racconta(&self, resoconto: &Resoconto) {
        let scritti = if self.prova { "da importare" } else { "importati" };
        for (file, c) in resoconto.conti.values() {
            riga(format!(
                "{file:18} letti {:>8}  {scritti} {:>8}  già presenti {:>8}  rifiutati {:>6}",
                c.letti, c.scritti, c.presenti, c.rifiutati
            ));
        }
        let mut ragioni: BTreeMap<(Gravita, &str, &str), u64> = BTreeMap::new();
        for nota in &resoconto.note {
            *ragioni.entry((nota.gravita, nota.file, nota.ragione.codice())).or_default() += 1;
        }
        for ((gravita, file, codice), quante) in ragioni {
            let gravita = if gravita == Gravita::Rifiuto { "rifiuto" } else { "avviso" };
            riga(format!("  {gravita:8} {file:18} {codice:32} {quante:>6}"));
        }
        if self.prova {
            riga("Prova: nel registro non è stato scritto nulla.");
        }
    }
}
