//! The nucleo di fatto: the household as the operators know it (M-E10).

use super::comando::Occupata;
use super::{Comando, Mancato, Risposta, Servizi};
use chrono::NaiveDate;
use domain::evento::ambiti;
use domain::identita::{NucleoId, SoggettoId};
use domain::nucleo_di_fatto::{NucleoDiFatto, NucleoDiFattoCommand};
use domain::persona::DatiAnagrafici;
use domain::rifiuto::Codice;
use domain::soggetto::Soggetto;
use uuid::Uuid;

/// A member to be added.
#[derive(Clone)]
pub struct AggiungiComponente {
    /// The nucleo; when absent, that of `soggetto`, opened if he has none.
    pub nucleo: Option<NucleoId>,
    /// From whose file the operator acts.
    pub soggetto: SoggettoId,
    /// The member, when he has a file.
    pub componente: Option<SoggettoId>,
    /// The member, when he has none.
    pub persona: Option<DatiAnagrafici>,
    /// List RELAZIONE_PARENTELA.
    pub relazione: String,
    /// List MOTIVO_INGRESSO_NUCLEO.
    pub motivo: Option<String>,
    /// First day of membership.
    pub dal: NaiveDate,
    /// Why he is added although he is in another nucleo.
    pub conferma: Option<String>,
}

impl Servizi {
    /// Adds a member to a nucleo, opening it when the subject has none.
    ///
    /// # Errors
    /// Refusals of the rules; the person is in another nucleo and no reason confirms it.
    pub async fn aggiungi_componente(&self, c: &Comando<'_>, input: AggiungiComponente) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        let soggetto = self.soggetto(input.soggetto, "soggetto").await?;
        let (componente, dati) = self.componente(&input).await?;
        let nucleo = match input.nucleo {
            Some(nucleo) => nucleo,
            None => self.nucleo_di(c, &soggetto, input.soggetto, input.dal).await?,
        };
        let comando = NucleoDiFattoCommand::AggiungiComponente {
            componente,
            dati,
            relazione: input.relazione,
            motivo: input.motivo,
            dal: input.dal,
            conferma: input.conferma,
            oggi: self.oggi(),
        };
        self.esegui::<NucleoDiFatto>(c, nucleo, comando, in_altro_nucleo).await
    }

    /// Who is to be added, and his data when he has no file of his own.
    async fn componente(
        &self,
        input: &AggiungiComponente,
    ) -> Result<(SoggettoId, Option<DatiAnagrafici>), Mancato> {
        match (input.componente, &input.persona) {
            (Some(id), None) => {
                self.soggetto(id, "componente").await?;
                Ok((id, None))
            }
            (None, Some(dati)) => {
                let codice = dati.codice_fiscale.as_deref().map(|cf| cf.trim().to_uppercase());
                let Some(codice) = codice else {
                    return Ok((
                        self.log().subjects().take().await.map_err(Mancato::guasto)?,
                        Some(dati.clone()),
                    ));
                };
                match self.titolare_con_scheda(&codice).await? {
                    Some(id) => Ok((id, None)),
                    None => Ok((self.soggetto_per(&codice).await?, Some(dati.clone()))),
                }
            }
            _ => Err(Mancato::campo(Codice::CampoObbligatorio, "componente")),
        }
    }

    /// The open nucleo of a subject; opened now when he is in none.
    async fn nucleo_di(
        &self,
        c: &Comando<'_>,
        soggetto: &Soggetto,
        id: SoggettoId,
        dal: NaiveDate,
    ) -> Result<NucleoId, Mancato> {
        let value = id.to_string();
        let held = self.log().holders(ambiti::COMPONENTE, std::slice::from_ref(&value)).await;
        if let Some(nucleo) = held.map_err(Mancato::guasto)?.get(&value) {
            return nucleo.parse().map_err(Mancato::guasto);
        }
        let cognome = soggetto
            .scheda
            .as_ref()
            .and_then(|s| s.anagrafica.valore())
            .and_then(|d| d.cognome.clone().or_else(|| d.nome.clone()))
            .unwrap_or_default();
        let nucleo = NucleoId(Uuid::new_v4());
        let comando = NucleoDiFattoCommand::Apri {
            nucleo,
            intestatario: id,
            nome: format!("FAM. {cognome}").trim_end().to_owned(),
            dal,
            conferma: None,
            oggi: self.oggi(),
        };
        match self.tenta::<NucleoDiFatto>(&c.passo("nucleo-di-fatto"), nucleo, comando).await? {
            Ok(aperto) => aperto.stream.parse().map_err(Mancato::guasto),
            // Opened by somebody else since we looked: that one.
            Err(Occupata { titolare, .. }) => titolare.parse().map_err(Mancato::guasto),
        }
    }

    /// Removes a member.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn rimuovi_componente(
        &self,
        c: &Comando<'_>,
        nucleo: NucleoId,
        componente: SoggettoId,
        motivo: String,
        al: NaiveDate,
    ) -> Risposta {
        let comando = NucleoDiFattoCommand::RimuoviComponente { componente, motivo, al, oggi: self.oggi() };
        self.esegui::<NucleoDiFatto>(c, nucleo, comando, in_altro_nucleo).await
    }

    /// Rewrites the notes.
    ///
    /// # Errors
    /// Refusals of the rules.
    pub async fn modifica_note_nucleo(&self, c: &Comando<'_>, nucleo: NucleoId, testo: String) -> Risposta {
        let comando = NucleoDiFattoCommand::ModificaNote { testo };
        self.esegui::<NucleoDiFatto>(c, nucleo, comando, in_altro_nucleo).await
    }
}

fn in_altro_nucleo(occupata: &Occupata) -> Mancato {
    // A member without a file of his own reserves his codice fiscale too.
    if occupata.ambito == ambiti::COMPONENTE {
        Mancato::titolare(Codice::ComponenteInAltroNucleo, "conferma", &occupata.titolare)
    } else {
        Mancato::titolare(Codice::CodiceFiscaleEsistente, "codiceFiscale", &occupata.titolare)
    }
}
