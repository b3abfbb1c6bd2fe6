//! Notes of cases.

use super::{Comando, Mancato, Risposta, Servizi};
use chrono::NaiveDate;
use domain::annotazione::{Annotazione, AnnotazioneCommand};
use domain::identita::{AnnotazioneId, SegnalazioneId};
use domain::rifiuto::Codice;
use domain::segnalazione::{Segnalazione, StatoSegnalazione};
use domain::tracciamento::{Accesso, Oggetto};
use domain::visibilita::Azione;
use projections::annotazioni::annotazioni_vedute;
use projections::visibilita::vedute;
use uuid::Uuid;

/// A note as the form has it.
#[derive(Clone)]
pub struct NuovaAnnotazione {
    /// List SEZIONE.
    pub sezione: String,
    /// List AMBITO_RISERVATO.
    pub ambito: Option<String>,
    /// Day of what it tells.
    pub del: Option<NaiveDate>,
    /// The text.
    pub testo: String,
}

domain::debug_oscurato!(NuovaAnnotazione);

impl Servizi {
    /// Writes a note in a case.
    ///
    /// # Errors
    /// Refusals of the rules; the segnalazione is closed.
    pub async fn aggiungi_annotazione(
        &self,
        c: &Comando<'_>,
        segnalazione: SegnalazioneId,
        nuova: NuovaAnnotazione,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        let pratica = self.uno::<Segnalazione>(segnalazione).await?.pratica;
        let pratica =
            pratica.ok_or_else(|| Mancato::campo(Codice::SegnalazioneInesistente, "segnalazione"))?;
        if pratica.stato == StatoSegnalazione::Chiusa {
            return Err(Mancato::rifiuto(Codice::SegnalazioneChiusa));
        }
        let annotazione = AnnotazioneId(Uuid::new_v4());
        let NuovaAnnotazione { sezione, ambito, del, testo } = nuova;
        let (segnalato, chi, oggi) = (pratica.segnalato, c.chi.attore, self.oggi());
        let comando = AnnotazioneCommand::Aggiungi {
            annotazione,
            segnalazione,
            segnalato,
            sezione,
            ambito,
            del,
            testo,
            chi,
            oggi,
        };
        self.sull_annotazione(c, annotazione, comando).await
    }

    /// Corrects a note.
    ///
    /// # Errors
    /// Refusals of the rules; the note is not open to him, or its case is closed.
    pub async fn rettifica_annotazione(
        &self,
        c: &Comando<'_>,
        id: AnnotazioneId,
        testo: String,
        motivo: String,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        let inesistente = || Mancato::campo(Codice::AnnotazioneInesistente, "annotazione");
        let nota = self.uno::<Annotazione>(id).await?.nota.ok_or_else(inesistente)?;
        let segnalazione = nota.aggiunta.segnalazione;
        let vista = self.vista_di_regola(c.chi).await?;
        let viste = annotazioni_vedute(&vista, &[id], None).await.map_err(Mancato::guasto)?;
        let sue = vedute(&vista, Azione::Modificare, &[segnalazione]).await.map_err(Mancato::guasto)?;
        if !viste.contains(&id) || !sue.contains(&segnalazione) {
            c.divulgato.nega(Accesso::Scheda, Oggetto::Pratica(segnalazione));
            return Err(inesistente());
        }
        let pratica = self.uno::<Segnalazione>(segnalazione).await?.pratica.ok_or_else(inesistente)?;
        if pratica.stato == StatoSegnalazione::Chiusa {
            return Err(Mancato::rifiuto(Codice::SegnalazioneChiusa));
        }
        let (chi, oggi) = (c.chi.attore, self.oggi());
        let in_carico = pratica.in_carico() == Some(chi.operatore);
        let comando = AnnotazioneCommand::Rettifica { testo, motivo, chi, in_carico, oggi };
        self.sull_annotazione(c, id, comando).await
    }

    async fn sull_annotazione(
        &self,
        c: &Comando<'_>,
        id: AnnotazioneId,
        comando: AnnotazioneCommand,
    ) -> Risposta {
        // No rule of a note crosses streams.
        self.esegui::<Annotazione>(c, id, comando, |o| {
            Mancato::titolare(Codice::Esistente, "annotazione", &o.titolare)
        })
        .await
    }
}
