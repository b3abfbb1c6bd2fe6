//! `sigess migrate`.

use super::Esito;
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::riga;
use std::process::ExitCode;

pub(super) async fn esegui(impostazioni: &Impostazioni) -> Esito {
    let banche = Banche::ottieni(impostazioni).await?;
    let esito = banche.migra().await;
    let dove = banche.descrizione.clone();
    banche.ferma().await?;
    esito?;
    riga(format!("Registro e chiavi sono aggiornati ({dove})."));
    Ok(ExitCode::SUCCESS)
}
