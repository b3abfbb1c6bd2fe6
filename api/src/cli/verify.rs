//! `sigess verify`: exit 0 sound, 1 tampering, 2 cannot decide.

use super::Esito;
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::{Avanzamento, riga};
use access::{CHECKPOINTS, Tracciamento};
use event_store::integrity::{CheckpointFolder, verify_at};
use std::process::ExitCode;

pub(super) async fn esegui(impostazioni: &Impostazioni) -> Esito {
    let tenuti = CheckpointFolder::new(impostazioni.cartella_checkpoint()).held()?;
    let banche = Banche::ottieni(impostazioni).await?;
    let mut avanzamento = Avanzamento::nuovo("verifica");
    let esito =
        verify_at(&banche.applicazione, &tenuti.good, |letti, totale| avanzamento.a(letti, totale)).await;
    let delle_letture = CheckpointFolder::new(impostazioni.cartella_checkpoint().join(CHECKPOINTS)).held()?;
    let letture = Tracciamento::start(banche.tracciamento.clone()).verifica(&delle_letture.good).await;
    banche.ferma().await?;
    let report = esito?;
    let letture = letture?;
    for trovato in &report.findings {
        riga(trovato.to_string());
    }
    for file in tenuti.bad.iter().chain(&delle_letture.bad) {
        riga(format!("{}: non è un checkpoint firmato con la chiave nota", file.display()));
    }
    for trovato in &letture.difetti {
        riga(trovato.to_string());
    }
    riga(format!("Eventi: {}  Radice: {}", report.events, report.root_hex()));
    riga(format!(
        "Letture: {}  Eliminate dopo il loro tempo: {}  Provate da un checkpoint esterno fino alla: {}",
        letture.lette, letture.eliminate, letture.provate
    ));
    let cattivi = tenuti.bad.len() + delle_letture.bad.len();
    if report.is_sound() && cattivi == 0 && letture.difetti.is_empty() {
        riga(match report.proven {
            0 => "Il registro è integro. Nessun checkpoint esterno: un registro riscritto per intero non si vedrebbe.".to_owned(),
            p if p == report.events => "Il registro è integro, provato per intero da un checkpoint esterno.".to_owned(),
            p => format!("Il registro è integro, provato fino alla posizione {p}: gli eventi successivi potrebbero essere riscritti senza che si veda."),
        });
        return Ok(ExitCode::SUCCESS);
    }
    let difetti = report.findings.len() + cattivi + letture.difetti.len();
    riga(format!("Il registro NON è integro: {difetti} difetti."));
    Ok(ExitCode::from(1))
}
