//! `sigess token`: bearer tokens for machines, shown once.

use super::Esito;
use crate::banche::Banche;
use crate::impostazioni::Impostazioni;
use crate::servizio::orologio;
use crate::terminale::{avanza, errore, riga};
use access::{Access, NewToken, Scope, TokenError, TokenRow};
use chrono::{DateTime, Duration, SecondsFormat, Utc};
use clap::Subcommand;
use domain::identita::OperatoreId;
use std::process::ExitCode;
use uuid::Uuid;

#[derive(Subcommand, Debug)]
pub(super) enum Token {
    /// Make a token for a machine; it is shown this once
    Crea {
        /// What it is for
        descrizione: String,
        /// What it opens: `codifiche:read` (code lists, places), `unita:read` (units); repeat for more
        #[arg(long = "ambito", required = true)]
        ambiti: Vec<Scope>,
        /// Id of the enabled operator who answers for it
        #[arg(long)]
        responsabile: OperatoreId,
        /// Days for which it opens
        #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=90))]
        giorni: u16,
    },
    /// List the tokens
    Elenco,
    /// Revoke a token, at once
    Revoca {
        /// Its id, from the list
        id: Uuid,
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
        let adesso = orologio()();
        match self {
            Self::Crea { descrizione, mut ambiti, responsabile, giorni } => {
                ambiti.sort_unstable();
                ambiti.dedup();
                let life = Duration::days(giorni.into());
                let nuovo = NewToken { scopes: &ambiti, responsabile, descrizione: &descrizione, life };
                match access.make_token(&nuovo, adesso).await {
                    Ok(fatto) => {
                        riga(fatto.secret.as_str());
                        avanza(&format!("token {}, scade {}", fatto.id, istante(fatto.until)));
                    }
                    Err(TokenError::Access(guasto)) => return Err(guasto.into()),
                    Err(rifiuto) => {
                        errore(rifiuto);
                        return Ok(ExitCode::FAILURE);
                    }
                }
            }
            Self::Elenco => access.tokens().await?.iter().for_each(|token| riga(descrivi(token, adesso))),
            Self::Revoca { id } => {
                if !access.revoke_token(id, adesso).await? {
                    errore("Nessun token da revocare con questo identificativo.");
                    return Ok(ExitCode::FAILURE);
                }
                riga("Token revocato.");
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn descrivi(token: &TokenRow, adesso: DateTime<Utc>) -> String {
    let ambiti: Vec<_> = token.scopes.iter().map(|scope| scope.as_str()).collect();
    let stato = match token.revoked {
        Some(quando) => format!("revocato {}", istante(quando)),
        None if token.until <= adesso => format!("scaduto {}", istante(token.until)),
        None => format!("scade {}", istante(token.until)),
    };
    let uso =
        token.used.map_or_else(|| "mai usato".to_owned(), |quando| format!("usato {}", istante(quando)));
    let TokenRow { id, responsabile, descrizione, .. } = token;
    format!("{id}  {}  responsabile {responsabile}  {stato}  {uso}  {descrizione}", ambiti.join(","))
}

fn istante(quando: DateTime<Utc>) -> String {
    quando.to_rfc3339_opts(SecondsFormat::Secs, true)
}
