//! `sigess unita`: the units of the organisation, from the topmost down.

use super::operatore::{con_i_servizi, dalla_riga_di_comando, racconta};
use super::{Esito, Guasto};
use crate::impostazioni::Impostazioni;
use crate::services::{Comando, NuovaUnita, Servizi};
use crate::terminale::riga;
use clap::Subcommand;
use domain::identita::UnitaId;
use projections::organizzazione::unita;
use std::process::ExitCode;

#[derive(Subcommand, Debug)]
pub(super) enum Unita {
    /// Set up a unit
    Istituisci {
        /// Code, for example `SIGESS_COM1`
        codice: String,
        /// Description
        descrizione: String,
        /// List TIPO_UO
        tipo: String,
        /// Id of the unit above; Regione, distretto and comune may have none
        #[arg(long)]
        padre: Option<UnitaId>,
    },
    /// Give a unit another description
    Rinomina {
        /// Id of the unit
        unita: UnitaId,
        /// Description
        descrizione: String,
    },
    /// Say how the office of a unit is reached
    Recapito {
        /// Id of the unit
        unita: UnitaId,
        /// Telephone, mail, hours, in one line; without it, it is taken away
        recapito: Option<String>,
    },
    /// End a unit that has no units below it, no memberships and no open segnalazioni
    Cessa {
        /// Id of the unit
        unita: UnitaId,
    },
    /// List the units
    Elenco,
}

impl Unita {
    pub(super) async fn esegui(self, impostazioni: &Impostazioni) -> Esito {
        con_i_servizi(impostazioni, async |servizi| self.con(servizi).await).await
    }

    async fn con(self, servizi: &Servizi) -> Esito {
        let chi = dalla_riga_di_comando();
        let c = Comando::senza_richiesta(&chi, b"");
        racconta(match self {
            Self::Istituisci { codice, descrizione, tipo, padre } => {
                servizi.istituisci_unita(&c, NuovaUnita { codice, descrizione, tipo, padre }).await
            }
            Self::Rinomina { unita, descrizione } => servizi.rinomina_unita(&c, unita, descrizione).await,
            Self::Recapito { unita, recapito } => servizi.indica_recapito_unita(&c, unita, recapito).await,
            Self::Cessa { unita } => servizi.cessa_unita(&c, unita).await,
            Self::Elenco => return elenca(servizi).await,
        })
    }
}

/// Writes the units, by code.
pub(super) async fn scrivi_elenco(servizi: &Servizi) -> Result<(), Guasto> {
    for u in unita(servizi.log().pool()).await? {
        let stato = if u.cessata { "  (cessata)" } else { "" };
        riga(format!("{}  {:12} {} - {}{stato}", u.unita, u.tipo, u.codice, u.descrizione));
    }
    Ok(())
}

async fn elenca(servizi: &Servizi) -> Esito {
    scrivi_elenco(servizi).await?;
    Ok(ExitCode::SUCCESS)
}
