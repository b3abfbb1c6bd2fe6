//! Letting other units read a segnalazione for some days.

use super::{Comando, Risposta, Servizi};
use domain::identita::SegnalazioneId;
use domain::segnalazione::{ConcessioneInput, SegnalazioneCommand};

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
}
