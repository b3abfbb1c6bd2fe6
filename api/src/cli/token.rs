//! `sigess token`: bearer tokens, bound to an operator, shown once.

use super::Esito;
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::terminale::riga;
use access::Access;
use chrono::Duration;
use clap::Subcommand;
use domain::identita::OperatoreId;
use std::process::ExitCode;

#[derive(Subcommand, Debug)]
pub(super) enum Token {
    /// Make a token; it is shown this once
    Crea {
        /// Id of the operator
        operatore: OperatoreId,
        /// What it is for
        #[arg(long, default_value = "sviluppo")]
        descrizione: String,
        /// Days for which it opens, at most 90
        #[arg(long, default_value_t = 30)]
        giorni: u16,
    },
    /// List the tokens
    Elenco,
    /// Revoke all tokens of an operator
    Revoca {
        /// Id of the operator
        operatore: OperatoreId,
    },
}

impl Token {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        let banche = Banche::ottieni(impostazioni).await?;
        let esito = self.con(impostazioni, &banche).await;
        banche.ferma().await?;
        esito
    }

    async fn con(self, impostazioni: &Impostazioni, banche: &Banche) -> Esito {
        banche.migra().await?;
        let access = Access::new(banche.apri(impostazioni).await?);
        match self {
            Self::Crea { operatore, descrizione, giorni } => {
                let nuovo = access.crea_token(operatore, &descrizione, Duration::days(giorni.into())).await?;
                riga(nuovo.token);
            }
            Self::Elenco => {
                for t in access.elenco_token().await? {
                    let stato =
                        t.revocato.map_or_else(|| format!("scade {}", t.scade), |q| format!("revocato {q}"));
                    riga(format!("{}…  {}  {}  {stato}", t.impronta, t.operatore, t.descrizione));
                }
            }
            Self::Revoca { operatore } => {
                let quanti = access.revoca_token(operatore, None).await?;
                riga(format!("Token revocati: {quanti}"));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
