//! Emergency accesses: opened for reasons, ended, judged by others.

use super::{Comando, Eseguito, Mancato, Risposta, Servizi, normalizzato};
use domain::accesso_emergenza::{AccessoEmergenza, EmergenzaCommand};
use domain::identita::{EmergenzaId, OperatoreId, SoggettoId};
use domain::rifiuto::Codice;
use domain::tracciamento::avvisi::{GenereAvviso, NuovoAvviso};
use domain::tracciamento::{Accesso, Oggetto};
use projections::emergenze::puo_riesaminare;
use projections::segnalazioni::pratiche_su;
use projections::visibilita::{Vista, seguito_da};
use uuid::Uuid;

impl Servizi {
    /// Opens the file of the person with exactly this codice fiscale, and the cases about him that there are, for reading.
    ///
    /// # Errors
    /// Refusals of the rules; nobody with that codice fiscale has a file.
    pub async fn apri_emergenza(
        &self,
        c: &Comando<'_>,
        vista: &Vista,
        codice_fiscale: &str,
        motivo: String,
        spiegazione: String,
    ) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            self.avvisa(c, &prima).await?;
            return Ok(self.visibile(prima).await);
        }
        let nessuno = || Mancato::campo(Codice::SoggettoInesistente, "codiceFiscale");
        let codice = normalizzato(codice_fiscale).ok_or_else(nessuno)?;
        let trovato = seguito_da(vista, &codice).await.map_err(Mancato::guasto)?;
        let (soggetto, _) = trovato.ok_or_else(nessuno)?;
        let pratiche = pratiche_su(self.log().pool(), soggetto).await.map_err(Mancato::guasto)?;
        let accesso = EmergenzaId(Uuid::new_v4());
        let (chi, adesso) = (c.chi.attore, self.adesso());
        let comando =
            EmergenzaCommand::Apri { accesso, soggetto, pratiche, motivo, spiegazione, chi, adesso };
        let eseguito = self.sull_emergenza(c, accesso, comando).await?;
        self.avvisa(c, &eseguito).await?;
        Ok(eseguito)
    }

    /// Raises the alert of an access, once. When that fails the operator is told and repeats, and is let in all the same;
    /// if he does not repeat, the job that looks for alerts raises it.
    async fn avvisa(&self, c: &Comando<'_>, eseguito: &Eseguito) -> Result<(), Mancato> {
        let emergenza = self.uno::<AccessoEmergenza>(&eseguito.stream).await?.emergenza;
        let soggetto = emergenza.map(|e| e.apertura.soggetto);
        let avviso = avviso_di(&eseguito.stream, c.chi.attore.operatore, soggetto);
        self.tracciamento().segnala(&[avviso]).await.map(drop).map_err(Mancato::guasto)
    }

    /// Ends an emergency access before its time.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn chiudi_emergenza(&self, c: &Comando<'_>, accesso: EmergenzaId) -> Risposta {
        if self.e_di_altri(c, accesso).await? && self.gia_eseguito(c).await?.is_none() {
            return Err(self.nega(c, accesso).await?);
        }
        let comando = EmergenzaCommand::Chiudi { chi: c.chi.attore, adesso: self.adesso() };
        self.sull_emergenza(c, accesso, comando).await
    }

    /// Judges an emergency access.
    ///
    /// # Errors
    /// Refusals of the rules; it is not his to judge.
    pub async fn riesamina_emergenza(
        &self,
        c: &Comando<'_>,
        accesso: EmergenzaId,
        esito: String,
        note: Option<String>,
    ) -> Risposta {
        let vista = self.vista_di_regola(c.chi).await?;
        let puo = puo_riesaminare(&vista, accesso).await.map_err(Mancato::guasto)?;
        if !puo && self.gia_eseguito(c).await?.is_none() {
            return Err(self.nega(c, accesso).await?);
        }
        let comando = EmergenzaCommand::Riesamina { esito, note, chi: c.chi.attore, adesso: self.adesso() };
        self.sull_emergenza(c, accesso, comando).await
    }

    /// What is neither his nor his to judge does not exist for him; that he asked for it is noted.
    async fn nega(&self, c: &Comando<'_>, accesso: EmergenzaId) -> Result<Mancato, Mancato> {
        if let Some(emergenza) = self.uno::<AccessoEmergenza>(accesso).await?.emergenza {
            c.divulgato.nega(Accesso::Scheda, Oggetto::Soggetto(emergenza.apertura.soggetto));
        }
        Ok(Mancato::campo(Codice::EmergenzaInesistente, "accesso"))
    }

    async fn e_di_altri(&self, c: &Comando<'_>, accesso: EmergenzaId) -> Result<bool, Mancato> {
        let emergenza = self.uno::<AccessoEmergenza>(accesso).await?.emergenza;
        Ok(emergenza.is_none_or(|e| e.apertura.chi.operatore != c.chi.attore.operatore))
    }

    async fn sull_emergenza(
        &self,
        c: &Comando<'_>,
        accesso: EmergenzaId,
        comando: EmergenzaCommand,
    ) -> Risposta {
        // No rule of an emergency access crosses streams.
        self.esegui::<AccessoEmergenza>(c, accesso, comando, |o| {
            Mancato::titolare(Codice::Esistente, "accesso", &o.titolare)
        })
        .await
    }
}

/// The alert of an emergency access.
pub(super) fn avviso_di(accesso: &str, operatore: OperatoreId, soggetto: Option<SoggettoId>) -> NuovoAvviso {
    NuovoAvviso {
        genere: GenereAvviso::Emergenza,
        operatore,
        chiave: accesso.to_owned(),
        quanti: 1,
        soggetti: soggetto.into_iter().map(|s| s.0).collect(),
    }
}
