//! Subjects of the internal registry: entered by hand, corrected, completed.

use super::anpr::normalizzato;
use super::comando::Occupata;
use super::{Comando, Mancato, Risposta, Servizi};
use domain::identita::SoggettoId;
use domain::persona::DatiAnagrafici;
use domain::rifiuto::Codice;
use domain::soggetto::{Contatti, Indirizzo, Soggetto, SoggettoCommand, StatoCivile};

fn codice_di_un_altro(occupata: &Occupata) -> Mancato {
    Mancato::titolare(Codice::CodiceFiscaleEsistente, "codiceFiscale", &occupata.titolare)
}

impl Servizi {
    /// Enters a subject by hand; whoever is known already only as a member of somebody's household keeps his id.
    ///
    /// # Errors
    /// Refusals of the rules; the codice fiscale has a file already.
    pub async fn registra_soggetto(&self, c: &Comando<'_>, dati: DatiAnagrafici) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        let codice = dati.codice_fiscale.as_deref().and_then(normalizzato);
        let soggetto = match &codice {
            Some(codice) => self.soggetto_per(codice).await?,
            None => self.log().subjects().take().await.map_err(Mancato::guasto)?,
        };
        let comando = SoggettoCommand::Registra { soggetto, dati, oggi: self.oggi() };
        match self.esegui::<Soggetto>(c, soggetto, comando, codice_di_un_altro).await {
            Err(Mancato::Rifiutato(r)) if r.codice == Codice::SoggettoEsistente => {
                Err(Mancato::titolare(Codice::SoggettoEsistente, "codiceFiscale", &soggetto))
            }
            risposta => risposta,
        }
    }

    /// Corrects the personal data.
    ///
    /// # Errors
    /// Refusals of the rules; the codice fiscale is somebody else's.
    pub async fn modifica_anagrafica(
        &self,
        c: &Comando<'_>,
        soggetto: SoggettoId,
        dati: DatiAnagrafici,
        motivo: Option<String>,
    ) -> Risposta {
        let comando = SoggettoCommand::ModificaAnagrafica { dati, motivo, oggi: self.oggi() };
        self.esegui::<Soggetto>(c, soggetto, comando, codice_di_un_altro).await
    }

    /// Replaces the contacts.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn modifica_contatti(
        &self,
        c: &Comando<'_>,
        soggetto: SoggettoId,
        contatti: Contatti,
    ) -> Risposta {
        let comando = SoggettoCommand::ModificaContatti { contatti };
        self.esegui::<Soggetto>(c, soggetto, comando, codice_di_un_altro).await
    }

    /// «Storicizza dal».
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn storicizza_stato_civile(
        &self,
        c: &Comando<'_>,
        soggetto: SoggettoId,
        stato_civile: StatoCivile,
    ) -> Risposta {
        let comando = SoggettoCommand::StoricizzaStatoCivile { stato_civile, oggi: self.oggi() };
        self.esegui::<Soggetto>(c, soggetto, comando, codice_di_un_altro).await
    }

    /// Registers an address.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn registra_indirizzo(
        &self,
        c: &Comando<'_>,
        soggetto: SoggettoId,
        tipo: String,
        indirizzo: Indirizzo,
    ) -> Risposta {
        let comando = SoggettoCommand::RegistraIndirizzo { tipo, indirizzo, oggi: self.oggi() };
        self.esegui::<Soggetto>(c, soggetto, comando, codice_di_un_altro).await
    }
}
