//! Letting other units read a segnalazione for some days.

use super::{Comando, Mancato, Risposta, Servizi};
use domain::identita::{SegnalazioneId, UnitaId};
use domain::rifiuto::Codice;
use domain::segnalazione::{ConcessioneInput, SegnalazioneCommand};
use domain::unita_organizzativa::UnitaOrganizzativa;

impl Servizi {
    /// Lets another unit read a segnalazione.
    ///
    /// # Errors
    /// Refusals of the rules; the unit does not exist, or has ceased.
    pub async fn concedi_accesso(
        &self,
        c: &Comando<'_>,
        id: SegnalazioneId,
        accesso: ConcessioneInput,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        self.unita_in_essere(accesso.a, "unita").await?;
        let comando = SegnalazioneCommand::Concedi { accesso, chi: c.chi.attore, oggi: self.oggi() };
        self.su(c, id, comando).await
    }

    /// Takes a grant back.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn revoca_accesso(
        &self,
        c: &Comando<'_>,
        id: SegnalazioneId,
        concessione: u32,
        motivo: Option<String>,
    ) -> Risposta {
        let (chi, oggi) = (c.chi.attore, self.oggi());
        self.su(c, id, SegnalazioneCommand::Revoca { concessione, motivo, chi, oggi }).await
    }

    /// Refuses a unit that is not there any more.
    async fn unita_in_essere(&self, id: UnitaId, campo: &str) -> Result<(), Mancato> {
        match self.uno::<UnitaOrganizzativa>(id).await?.unita {
            None => Err(Mancato::campo(Codice::UnitaInesistente, campo)),
            Some(unita) if unita.cessata => Err(Mancato::campo(Codice::UnitaCessata, campo)),
            Some(_) => Ok(()),
        }
    }
}
