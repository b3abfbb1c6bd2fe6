//! Segnalazioni: recorded, changed, assigned, closed (M-G).

use super::{Comando, Mancato, Risposta, Servizi};
use chrono::NaiveDate;
use domain::attore::NumeroIncarico;
use domain::identita::{OperatoreId, SegnalazioneId, SoggettoId};
use domain::rifiuto::Codice;
use domain::segnalazione::{DatiSegnalante, DettagliInput, Segnalazione, SegnalazioneCommand};
use domain::tracciamento::{Accesso, Oggetto};
use domain::visibilita::Azione;
use projections::visibilita::vedute;
use uuid::Uuid;

/// The details as the form has them.
#[derive(Clone)]
pub struct DettagliSegnalazione {
    /// Date of the contact.
    pub data_contatto: NaiveDate,
    /// List CANALE.
    pub canale: String,
    /// List MOTIVO_SEGNALAZIONE.
    pub motivo: String,
    /// List URGENZA.
    pub urgenza: String,
    /// List TIPO_SEGNALANTE.
    pub tipo_segnalante: String,
    /// The segnalante, when he has a file.
    pub segnalante: Option<SoggettoId>,
    /// Name and contacts of a segnalante without a file.
    pub dati_segnalante: Option<DatiSegnalante>,
    /// Notes.
    pub note: Option<String>,
}

impl Servizi {
    /// Records a first contact.
    ///
    /// # Errors
    /// Refusals of the rules; segnalato or segnalante have no file.
    pub async fn crea_segnalazione(
        &self,
        c: &Comando<'_>,
        segnalato: SoggettoId,
        dettagli: DettagliSegnalazione,
        numero_originario: Option<String>,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        // Also somebody whose file is not open here: who receives a person records it, and so begins to follow him.
        self.soggetto(segnalato, "segnalato").await?;
        let distretto = self.distretto(c.chi.attore.unita).await?;
        let segnalazione = SegnalazioneId(Uuid::new_v4());
        let comando = SegnalazioneCommand::Crea {
            segnalazione,
            segnalato,
            distretto,
            dettagli: self.dettagli(c, dettagli).await?,
            numero_originario,
            chi: c.chi.attore,
            oggi: self.oggi(),
        };
        self.su(c, segnalazione, comando).await
    }

    /// Changes the details.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn modifica_segnalazione(
        &self,
        c: &Comando<'_>,
        id: SegnalazioneId,
        dettagli: DettagliSegnalazione,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        let dettagli = self.dettagli(c, dettagli).await?;
        self.su(c, id, SegnalazioneCommand::Modifica { dettagli, chi: c.chi.attore, oggi: self.oggi() }).await
    }

    /// Gives a segnalazione to an operator, in the membership named or in the only one that may receive it.
    ///
    /// # Errors
    /// Refusals of the rules; the operator does not exist or is disabled, or it is to be said which membership is meant.
    pub async fn assegna_segnalazione(
        &self,
        c: &Comando<'_>,
        id: SegnalazioneId,
        assegnatario: OperatoreId,
        incarico: Option<NumeroIncarico>,
        nota: Option<String>,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        let assegnatario = self.assegnabile(assegnatario, incarico).await?;
        self.su(
            c,
            id,
            SegnalazioneCommand::Assegna { assegnatario, nota, chi: c.chi.attore, oggi: self.oggi() },
        )
        .await
    }

    /// The assignee accepts.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn accetta_segnalazione(&self, c: &Comando<'_>, id: SegnalazioneId) -> Risposta {
        self.su(c, id, SegnalazioneCommand::Accetta { chi: c.chi.attore, oggi: self.oggi() }).await
    }

    /// The assignee gives it back.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn restituisci_segnalazione(
        &self,
        c: &Comando<'_>,
        id: SegnalazioneId,
        motivo: String,
        nota: Option<String>,
    ) -> Risposta {
        self.su(
            c,
            id,
            SegnalazioneCommand::Restituisci { motivo, nota, chi: c.chi.attore, oggi: self.oggi() },
        )
        .await
    }

    /// Records the outcome.
    ///
    /// # Errors
    /// Refusals of the rules; the original of a duplicate does not exist.
    pub async fn registra_esito(
        &self,
        c: &Comando<'_>,
        id: SegnalazioneId,
        esito: String,
        originale: Option<SegnalazioneId>,
        note: Option<String>,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        if let Some(originale) = originale
            && !self.elenca(c, originale).await?
        {
            return Err(Mancato::campo(Codice::SegnalazioneInesistente, "originale"));
        }
        let comando = SegnalazioneCommand::RegistraEsito {
            esito,
            originale,
            note,
            chi: c.chi.attore,
            oggi: self.oggi(),
        };
        self.su(c, id, comando).await
    }

    /// Closes the pratica.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn chiudi_pratica(&self, c: &Comando<'_>, id: SegnalazioneId) -> Risposta {
        self.su(c, id, SegnalazioneCommand::Chiudi { chi: c.chi.attore, oggi: self.oggi() }).await
    }

    /// Opens the pratica again.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn riapri_pratica(&self, c: &Comando<'_>, id: SegnalazioneId, motivo: String) -> Risposta {
        self.su(c, id, SegnalazioneCommand::Riapri { motivo, chi: c.chi.attore, oggi: self.oggi() }).await
    }

    /// Whether a segnalazione is in the operator's lists.
    async fn elenca(&self, c: &Comando<'_>, id: SegnalazioneId) -> Result<bool, Mancato> {
        let vista = self.vista_di_regola(c.chi).await?;
        let elencata = vedute(&vista, Azione::Elencare, &[id]).await.map_err(Mancato::guasto)?.contains(&id);
        if !elencata {
            c.divulgato.nega(Accesso::Scheda, Oggetto::Pratica(id));
        }
        Ok(elencata)
    }

    pub(super) async fn su(
        &self,
        c: &Comando<'_>,
        id: SegnalazioneId,
        comando: SegnalazioneCommand,
    ) -> Risposta {
        // No rule of a segnalazione crosses streams.
        self.esegui::<Segnalazione>(c, id, comando, |o| {
            Mancato::titolare(Codice::Esistente, "id", &o.titolare)
        })
        .await
    }

    async fn dettagli(&self, c: &Comando<'_>, d: DettagliSegnalazione) -> Result<DettagliInput, Mancato> {
        if let Some(segnalante) = d.segnalante {
            self.soggetto_visibile(c, Azione::Leggere, segnalante, "segnalante").await?;
        }
        let dati_segnalante = match d.dati_segnalante {
            None => None,
            Some(dati) => Some((self.log().subjects().take().await.map_err(Mancato::guasto)?, dati)),
        };
        Ok(DettagliInput {
            data_contatto: d.data_contatto,
            canale: d.canale,
            motivo: d.motivo,
            urgenza: d.urgenza,
            tipo_segnalante: d.tipo_segnalante,
            segnalante: d.segnalante,
            dati_segnalante,
            note: d.note,
        })
    }
}
