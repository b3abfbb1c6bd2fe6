//! Units: set up, renamed, ended.

use super::{Comando, Mancato, Risposta, Servizi};
use domain::amministrazione::Atto;
use domain::identita::UnitaId;
use domain::rifiuto::Codice;
use domain::unita_organizzativa::{Unita, UnitaOrganizzativa, UnitaOrganizzativaCommand, padre_ammesso};
use event_store::turn::{Company, Turn, TurnError};
use projections::names::{ORGANIZZAZIONE, SEGNALAZIONI, VISIBILITA};
use projections::organizzazione::{ha_incarichi, ha_unita_sottostanti};
use projections::visibilita::ha_pratiche_aperte;
use std::collections::HashSet;
use std::time::Duration;
use uuid::Uuid;

/// How long the read models may take to show everything that was written, before a unit is ended.
const ATTESA: Duration = Duration::from_secs(10);
/// Whose turn it is: of whoever ends a unit, or of those who give something in it.
const TURNO: &str = "unita";

/// A unit, as it is asked for.
#[derive(Clone, Debug)]
pub struct NuovaUnita {
    /// Code, for example `SIGESS_COM1`.
    pub codice: String,
    /// Description.
    pub descrizione: String,
    /// List TIPO_UO.
    pub tipo: String,
    /// The unit above it.
    pub padre: Option<UnitaId>,
}

impl Servizi {
    /// The distretto of a unit: itself or the nearest above it of that kind, else the topmost. Numbers of
    /// segnalazioni run within it.
    pub(super) async fn distretto(&self, unita: UnitaId) -> Result<UnitaId, Mancato> {
        let (mut qui, mut visti) = (unita, HashSet::new());
        while visti.insert(qui) {
            let Some(trovata) = self.uno::<UnitaOrganizzativa>(qui).await?.unita else {
                return Err(Mancato::rifiuto(Codice::UnitaInesistente));
            };
            match trovata.padre {
                Some(padre) if trovata.tipo != "DISTRETTO" => qui = padre,
                _ => return Ok(qui),
            }
        }
        Err(Mancato::rifiuto(Codice::UnitaInesistente))
    }

    /// Sets up a unit. An administrator sets up units below others; the topmost is set up at the command line.
    ///
    /// # Errors
    /// Refusals of the rules; the code is taken, the unit above does not exist or is not one for this kind.
    pub async fn istituisci_unita(&self, c: &Comando<'_>, nuova: NuovaUnita) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        let inesistente = || Mancato::campo(Codice::UnitaInesistente, "padre");
        let NuovaUnita { codice, descrizione, tipo, padre } = nuova;
        let (_turno, tipo_padre) = match padre {
            Some(padre) => {
                self.ammetti_in(c.chi, Atto::IstituireUnita, padre, inesistente()).await?;
                let turno = self.trattieni_unita(padre).await?;
                let trovata = self.uno::<UnitaOrganizzativa>(padre).await?.unita;
                (Some(turno), Some(trovata.filter(|u| !u.cessata).ok_or_else(inesistente)?.tipo))
            }
            None if c.chi.senza_operatore() => (None, None),
            None => return Err(Mancato::campo(Codice::CampoObbligatorio, "padre")),
        };
        padre_ammesso(&tipo, tipo_padre.as_deref()).map_err(|e| Mancato::da(&e))?;
        let unita = UnitaId(Uuid::new_v4());
        let comando = UnitaOrganizzativaCommand::Istituisci { unita, codice, descrizione, tipo, padre };
        self.sulla_unita(c, unita, comando).await
    }

    /// Gives a unit another description.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn rinomina_unita(&self, c: &Comando<'_>, unita: UnitaId, descrizione: String) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        self.ammetti_in(c.chi, Atto::RinominareUnita, unita, unita_inesistente()).await?;
        self.sulla_unita(c, unita, UnitaOrganizzativaCommand::Rinomina { descrizione }).await
    }

    /// Says how the office of a unit is reached; none takes it away.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn indica_recapito_unita(
        &self,
        c: &Comando<'_>,
        unita: UnitaId,
        recapito: Option<String>,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        self.ammetti_in(c.chi, Atto::RinominareUnita, unita, unita_inesistente()).await?;
        self.sulla_unita(c, unita, UnitaOrganizzativaCommand::IndicaRecapito { recapito }).await
    }

    /// Ends a unit in which nobody and nothing is any more.
    ///
    /// # Errors
    /// Refusals of the rules; there are units below it, memberships in it, open segnalazioni of it.
    pub async fn cessa_unita(&self, c: &Comando<'_>, unita: UnitaId) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        self.ammetti_in(c.chi, Atto::CessareUnita, unita, unita_inesistente()).await?;
        // From here on nobody is given anything in it, and whoever was before is in the log.
        let _turno = self.turno(unita, Company::Alone).await?;
        let testa = self.log().position().await.map_err(Mancato::guasto)?;
        let letture = [ORGANIZZAZIONE, SEGNALAZIONI, VISIBILITA];
        if !self.projector().wait_for(&letture, testa, ATTESA).await {
            return Err(Mancato::Occupato);
        }
        let pool = self.log().pool();
        let codice = if ha_unita_sottostanti(pool, unita).await.map_err(Mancato::guasto)? {
            Some(Codice::UnitaConSottostanti)
        } else if ha_incarichi(pool, unita, self.oggi()).await.map_err(Mancato::guasto)? {
            Some(Codice::UnitaConIncarichi)
        } else if ha_pratiche_aperte(pool, unita).await.map_err(Mancato::guasto)? {
            Some(Codice::UnitaConPratiche)
        } else {
            None
        };
        match codice {
            Some(codice) => Err(Mancato::rifiuto(codice)),
            None => self.sulla_unita(c, unita, UnitaOrganizzativaCommand::Cessa).await,
        }
    }

    /// While it is held, the unit does not end: for whoever gives something in it, from the look whether it is there.
    pub(super) async fn trattieni_unita(&self, unita: UnitaId) -> Result<Turn, Mancato> {
        self.turno(unita, Company::Shared).await
    }

    async fn turno(&self, unita: UnitaId, con_chi: Company) -> Result<Turn, Mancato> {
        match self.log().turn(TURNO, unita.0, con_chi).await {
            Err(TurnError::Busy) => Err(Mancato::Occupato),
            turno => turno.map_err(Mancato::guasto),
        }
    }

    /// A unit as the log knows it now, with the version of its stream; none when it was never set up.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn unita_di_ora(&self, id: &str) -> Result<Option<(Unita, u64)>, Mancato> {
        let (unita, versione) = self.uno_con_versione::<UnitaOrganizzativa>(id).await?;
        Ok(unita.unita.map(|u| (u, versione)))
    }

    /// The unit exists and has not ceased.
    pub(super) async fn unita_in_essere(&self, unita: UnitaId, campo: &str) -> Result<(), Mancato> {
        match self.uno::<UnitaOrganizzativa>(unita).await?.unita {
            None => Err(Mancato::campo(Codice::UnitaInesistente, campo)),
            Some(trovata) if trovata.cessata => Err(Mancato::campo(Codice::UnitaCessata, campo)),
            Some(_) => Ok(()),
        }
    }

    async fn sulla_unita(
        &self,
        c: &Comando<'_>,
        unita: UnitaId,
        comando: UnitaOrganizzativaCommand,
    ) -> Risposta {
        self.esegui::<UnitaOrganizzativa>(c, unita, comando, |o| {
            Mancato::titolare(Codice::Esistente, "codice", &o.titolare)
        })
        .await
    }
}

fn unita_inesistente() -> Mancato {
    Mancato::campo(Codice::UnitaInesistente, "unita")
}
