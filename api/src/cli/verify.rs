//! `sigess verify`: exit 0 sound, 1 tampering, 2 cannot decide.

use super::Esito;
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::{Avanzamento, riga};
use event_store::integrity::verify_at;
use std::process::ExitCode;

pub(super) async fn esegui(impostazioni: &Impostazioni) -> Esito {
    let banche = Banche::ottieni(impostazioni).await?;
    let mut avanzamento = Avanzamento::nuovo("verifica");
    let esito = verify_at(&banche.applicazione, |letti, totale| avanzamento.a(letti, totale)).await;
    banche.ferma().await?;
    let report = esito?;
    for trovato in &report.findings {
        riga(trovato.to_string());
    }
    riga(format!("Eventi: {}  Radice: {}", report.events, report.root_hex()));
    if report.is_sound() {
        riga("Il registro è integro.");
        return Ok(ExitCode::SUCCESS);
    }
    riga(format!("Il registro NON è integro: {} difetti.", report.findings.len()));
    Ok(ExitCode::from(1))
}
