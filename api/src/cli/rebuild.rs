//! `sigess rebuild [--prove] [name]`.

use super::Esito;
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::{Avanzamento, riga};
use clap::Args;
use std::process::ExitCode;

#[derive(Args, Debug)]
pub(super) struct Rebuild {
    /// Only compare a shadow copy with what is there, and change nothing
    #[arg(long)]
    prove: bool,
    /// Name of one read model; all of them when left out
    nome: Option<String>,
}

impl Rebuild {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        let banche = Banche::ottieni(impostazioni).await?;
        let esito = self.costruisci(impostazioni, &banche).await;
        banche.ferma().await?;
        esito
    }

    async fn costruisci(&self, impostazioni: &Impostazioni, banche: &Banche) -> Esito {
        banche.migra().await?;
        let log = banche.apri(impostazioni).await?;
        let mut avanzamento: Option<(String, Avanzamento)> = None;
        let rapporti = projections::rebuild(&log, self.nome.as_deref(), self.prove, |nome, fatti, totale| {
            if avanzamento.as_ref().is_none_or(|(di, _)| di != nome) {
                avanzamento = Some((nome.to_owned(), Avanzamento::nuovo(nome)));
            }
            if let Some((_, avanzamento)) = &mut avanzamento {
                avanzamento.a(fatti, totale);
            }
        })
        .await?;
        let mut uguali = true;
        for r in &rapporti {
            let esito = match r.equal {
                Some(true) => "uguale",
                Some(false) => "DIVERSA",
                None => "ricostruita",
            };
            uguali &= r.equal != Some(false);
            riga(format!(
                "{:16} v{}  {:>8} eventi  {:>8} righe  {esito}",
                r.name, r.version, r.events, r.rows
            ));
        }
        Ok(if uguali { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}
