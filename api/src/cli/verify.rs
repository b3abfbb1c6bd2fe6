//! `sigess verify`: exit 0 sound, 1 tampering, 2 cannot decide.

use super::Esito;
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::{Avanzamento, riga};
use access::Tracciamento;
use event_store::integrity::{CheckpointFolder, verify_at};
use std::process::ExitCode;

pub(super) async fn esegui(impostazioni: &Impostazioni) -> Esito {
    let tenuti = CheckpointFolder::new(impostazioni.cartella_checkpoint()).held()?;
    let banche = Banche::ottieni(impostazioni).await?;
    let mut avanzamento = Avanzamento::nuovo("verifica");
    let esito =
        verify_at(&banche.applicazione, &tenuti.good, |letti, totale| avanzamento.a(letti, totale)).await;
    let letture = Tracciamento::start(banche.tracciamento.clone()).verifica().await;
    banche.ferma().await?;
    let report = esito?;
    let letture = letture?;
    for trovato in &report.findings {
        riga(trovato.to_string());
    }
    for file in &tenuti.bad {
        riga(format!("{}: non è un checkpoint firmato con la chiave nota", file.display()));
    }
    for trovato in &letture.difetti {
        riga(trovato.to_string());
    }
    riga(format!("Eventi: {}  Radice: {}", report.events, report.root_hex()));
    riga(format!("Letture: {}  Eliminate dopo il loro tempo: {}", letture.lette, letture.eliminate));
    if report.is_sound() && tenuti.bad.is_empty() && letture.difetti.is_empty() {
        riga(match report.proven {
            0 => "Il registro è integro. Nessun checkpoint esterno: un registro riscritto per intero non si vedrebbe.".to_owned(),
            p if p == report.events => "Il registro è integro, provato per intero da un checkpoint esterno.".to_owned(),
            p => format!("Il registro è integro, provato fino alla posizione {p}: gli eventi successivi potrebbero essere riscritti senza che si veda."),
        });
        return Ok(ExitCode::SUCCESS);
    }
    let difetti = report.findings.len() + tenuti.bad.len() + letture.difetti.len();
    riga(format!("Il registro NON è integro: {difetti} difetti."));
    Ok(ExitCode::from(1))
}
