//! The nucleo di fatto: the household as the operators know it (M-E10).

use super::anpr::{TENTATIVI, normalizzato};
use super::comando::Occupata;
use super::{Comando, Mancato, Rifiutato, Risposta, Servizi};
use chrono::NaiveDate;
use domain::evento::ambiti;
use domain::identita::{NucleoId, SoggettoId};
use domain::nucleo_di_fatto::{Ingresso, NucleoDiFatto, NucleoDiFattoCommand};
use domain::persona::DatiAnagrafici;
use domain::rifiuto::Codice;
use domain::soggetto::Soggetto;
use domain::testo::NOME_MAX;
use domain::visibilita::Azione;
use projections::soggetti::chiave;
use projections::visibilita::vede_soggetto;
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
        let soggetto = self.soggetto_visibile(c, Azione::Modificare, input.soggetto, "soggetto").await?;
        let (componente, dati) = self.componente(c, &input).await?;
        let ingresso = Ingresso {
            componente,
            dati,
            relazione: input.relazione,
            motivo: input.motivo,
            dal: input.dal,
            conferma: input.conferma,
        };
        for _ in 0..TENTATIVI {
            let aperto = match input.nucleo {
                Some(nucleo) => Some(nucleo),
                None => self.nucleo_di(input.soggetto).await?,
            };
            let (nucleo, comando) = match aperto {
                Some(nucleo) => (nucleo, self.aggiungi(ingresso.clone())),
                None => self.apri_con(input.soggetto, &soggetto, ingresso.clone()),
            };
            match self.tenta::<NucleoDiFatto>(c, nucleo, comando).await? {
                Ok(eseguito) => return Ok(self.visibile(eseguito).await),
                // Opened by somebody else since we looked: that one.
                Err(_) if aperto.is_none() && self.nucleo_di(input.soggetto).await?.is_some() => {}
                Err(occupata) => return Err(in_altro_nucleo(&occupata)),
            }
        }
        Err(Mancato::Occupato)
    }

    fn aggiungi(&self, ingresso: Ingresso) -> NucleoDiFattoCommand {
        NucleoDiFattoCommand::AggiungiComponente { ingresso, oggi: self.oggi() }
    }

    /// A new nucleo, opened because somebody joins its intestatario.
    fn apri_con(
        &self,
        intestatario: SoggettoId,
        soggetto: &Soggetto,
        ingresso: Ingresso,
    ) -> (NucleoId, NucleoDiFattoCommand) {
        let dati = soggetto.scheda.as_ref().and_then(|s| s.anagrafica.valore());
        let cognome = dati.and_then(|d| d.cognome.as_deref().or(d.nome.as_deref())).unwrap_or_default();
        let nome: String = format!("FAM. {cognome}").chars().take(NOME_MAX).collect();
        let nucleo = NucleoId(Uuid::new_v4());
        (nucleo, NucleoDiFattoCommand::ApriCon { nucleo, intestatario, nome, ingresso, oggi: self.oggi() })
    }

    /// Who is to be added, and his data when he has no file of his own.
    async fn componente(
        &self,
        c: &Comando<'_>,
        input: &AggiungiComponente,
    ) -> Result<(SoggettoId, Option<DatiAnagrafici>), Mancato> {
        match (input.componente, &input.persona) {
            (Some(id), None) => {
                self.soggetto_visibile(c, Azione::Leggere, id, "componente").await?;
                Ok((id, None))
            }
            (None, Some(dati)) => {
                let Some(codice) = dati.codice_fiscale.as_deref().and_then(normalizzato) else {
                    return Ok((
                        self.log().subjects().take().await.map_err(Mancato::guasto)?,
                        Some(dati.clone()),
                    ));
                };
                match self.titolare_con_scheda(&codice).await? {
                    Some(id) => {
                        self.conosce(c, id, dati).await?;
                        Ok((id, None))
                    }
                    None => Ok((self.soggetto_per(&codice).await?, Some(dati.clone()))),
                }
            }
            (None, None) => Err(Mancato::campo(Codice::CampoObbligatorio, "componente")),
            (Some(_), Some(_)) => Err(Mancato::Rifiutato(Rifiutato {
                codice: Codice::FormatoNonValido,
                campi: vec!["componente".to_owned(), "persona".to_owned()],
                titolare: None,
            })),
        }
    }

    /// Whoever has a file is added by his codice fiscale if that file is open, or if the operator knows him already: by
    /// surname, name and birth date. Else a codice fiscale alone would tell whose it is.
    async fn conosce(&self, c: &Comando<'_>, id: SoggettoId, dati: &DatiAnagrafici) -> Result<(), Mancato> {
        let vista = self.vista_di_regola(c.chi).await?;
        if vede_soggetto(&vista, Azione::Leggere, id).await.map_err(Mancato::guasto)? {
            return Ok(());
        }
        let scheda = self.soggetto(id, "codiceFiscale").await?.scheda;
        if scheda.as_ref().and_then(|s| s.anagrafica.valore()).is_some_and(|noti| stessa_persona(noti, dati))
        {
            return Ok(());
        }
        Err(Mancato::titolare(Codice::CodiceFiscaleEsistente, "codiceFiscale", &id))
    }

    /// The open nucleo of a subject.
    async fn nucleo_di(&self, id: SoggettoId) -> Result<Option<NucleoId>, Mancato> {
        let value = id.to_string();
        let held = self.log().holders(ambiti::COMPONENTE, std::slice::from_ref(&value)).await;
        let held = held.map_err(Mancato::guasto)?;
        held.get(&value).map(|nucleo| nucleo.parse().map_err(Mancato::guasto)).transpose()
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

/// Whether both are of the same name and birth, however they are written.
fn stessa_persona(l: &DatiAnagrafici, r: &DatiAnagrafici) -> bool {
    let nome = |d: &DatiAnagrafici| {
        chiave(&[&d.cognome, &d.nome].map(|parola| parola.as_deref().unwrap_or_default()).join(" "))
    };
    nome(l) == nome(r) && l.data_nascita == r.data_nascita
}

fn in_altro_nucleo(occupata: &Occupata) -> Mancato {
    // A member without a file of his own reserves his codice fiscale too.
    if occupata.ambito == ambiti::COMPONENTE {
        Mancato::titolare(Codice::ComponenteInAltroNucleo, "conferma", &occupata.titolare)
    } else {
        Mancato::titolare(Codice::CodiceFiscaleEsistente, "codiceFiscale", &occupata.titolare)
    }
}
