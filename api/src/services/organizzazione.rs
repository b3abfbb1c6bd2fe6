//! Operators and units: minimal, for the command line and the demo district.

use super::{Comando, Mancato, Risposta, Servizi};
use domain::attore::Ruolo;
use domain::identita::{OperatoreId, UnitaId};
use domain::operatore::{DatiOperatore, Operatore, OperatoreCommand};
use domain::rifiuto::Codice;
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaCommand};
use std::collections::HashSet;
use uuid::Uuid;

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

    /// Sets up a unit.
    ///
    /// # Errors
    /// Refusals of the rules; the code is taken, the unit above does not exist.
    pub async fn istituisci_unita(
        &self,
        c: &Comando<'_>,
        codice: String,
        descrizione: String,
        tipo: String,
        padre: Option<UnitaId>,
    ) -> Risposta {
        if let Some(padre) = padre
            && self.uno::<UnitaOrganizzativa>(padre).await?.unita.is_none_or(|u| u.cessata)
        {
            return Err(Mancato::campo(Codice::UnitaInesistente, "padre"));
        }
        let unita = UnitaId(Uuid::new_v4());
        let comando = UnitaOrganizzativaCommand::Istituisci { unita, codice, descrizione, tipo, padre };
        self.esegui::<UnitaOrganizzativa>(c, unita, comando, |o| {
            Mancato::titolare(Codice::Esistente, "codice", &o.titolare)
        })
        .await
    }

    /// Enables an operator.
    ///
    /// # Errors
    /// Refusals of the rules; the codice fiscale is another operator's, the unit does not exist.
    pub async fn abilita_operatore(
        &self,
        c: &Comando<'_>,
        dati: DatiOperatore,
        ruolo: Ruolo,
        unita: UnitaId,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        if self.uno::<UnitaOrganizzativa>(unita).await?.unita.is_none_or(|u| u.cessata) {
            return Err(Mancato::campo(Codice::UnitaInesistente, "unita"));
        }
        let operatore = OperatoreId(self.log().subjects().take().await.map_err(Mancato::guasto)?.0);
        let comando = OperatoreCommand::Abilita { operatore, dati, ruolo, unita };
        self.esegui::<Operatore>(c, operatore, comando, |o| {
            Mancato::titolare(Codice::Esistente, "codiceFiscale", &o.titolare)
        })
        .await
    }

    /// Disables an operator; his sessions, and the tokens for which he answers, stop opening at once.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn disabilita_operatore(&self, c: &Comando<'_>, operatore: OperatoreId) -> Risposta {
        self.esegui::<Operatore>(c, operatore, OperatoreCommand::Disabilita, |o| {
            Mancato::titolare(Codice::Esistente, "operatore", &o.titolare)
        })
        .await
    }
}
