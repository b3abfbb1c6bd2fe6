//! Consulting the register and importing what it said (M-D03 … M-D07). The data to import never come from the
//! client: a consultation is kept sealed, for its operator, and the import names it.

use super::comando::Occupata;
use super::{Comando, Eseguito, Mancato, Risposta, Servizi};
use chrono::{DateTime, Utc};
use domain::anagrafe::{
    ComponenteFamiglia, ContestoConsultazione, EsitoFamiglia, EsitoRicerca, PersonaAnagrafe, Residenza,
};
use domain::codice_fiscale::Identificativo;
use domain::evento::ambiti;
use domain::identita::SoggettoId;
use domain::nucleo_anagrafe::{ClasseDifferenza, DatiComponente, NucleoAnagrafe, NucleoAnagrafeCommand};
use domain::persona::Provenienza;
use domain::rifiuto::{Codice, Rifiuto};
use domain::soggetto::{Soggetto, SoggettoCommand};
use domain::testo::riga_facoltativa;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::error::Error;
use uuid::Uuid;

/// Tries when somebody else reserves a codice fiscale, or a place in a nucleo, under our eyes.
pub(super) const TENTATIVI: usize = 3;
/// Longest reason for asking the register.
const MOTIVO_MAX: usize = 100;

/// What the register answered, as the operator may see and import it.
pub struct Consultazione {
    /// Its id: that of the command which asked.
    pub id: Uuid,
    /// Until when it can be imported.
    pub scade: DateTime<Utc>,
    /// The person.
    pub persona: PersonaAnagrafe,
    /// The household, or why it could not be verified.
    pub famiglia: FamigliaConsultata,
    /// The subject, when he has a file already.
    pub soggetto_esistente: Option<SoggettoId>,
}

/// What the register said of the household.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamigliaConsultata {
    /// The members.
    Trovata {
        /// Members, the person himself among them.
        componenti: Vec<ComponenteFamiglia>,
        /// Where they come from.
        provenienza: Provenienza,
    },
    /// It could not be verified; the code of the refusal says why.
    NonVerificata(String),
}

#[derive(Serialize, Deserialize)]
struct Conservata {
    canonica: Vec<u8>,
    persona: PersonaAnagrafe,
    famiglia: FamigliaConsultata,
}

impl Servizi {
    /// Asks the register for the person with that codice fiscale and for his household. Costs quota: a repeat of
    /// the same command gets the kept answer.
    ///
    /// # Errors
    /// Refusals on the code, on what the register says; faults.
    pub async fn consulta_anpr(
        &self,
        c: &Comando<'_>,
        codice_fiscale: &str,
        motivo: &str,
    ) -> Result<Consultazione, Mancato> {
        let operatore = c.chi.attore.operatore;
        let kept = self.access().consultazioni().leggi::<Conservata>(c.id, operatore).await;
        if let Some((conservata, scade)) = kept.map_err(Mancato::guasto)? {
            if conservata.canonica != c.canonica {
                return Err(Mancato::rifiuto(Codice::ComandoDiverso));
            }
            return self.presenta(c.id, scade, conservata).await;
        }
        // Consultations are not in the log, but their ids must not be those of commands that are.
        self.gia_eseguito(c).await?;
        let cf = codice_per_anpr(codice_fiscale)?;
        let contesto = self.contesto(c, motivo)?;
        let noto = self.id_anpr_noto(&cf).await?;
        let persona = match self.0.registro.cerca(&cf, noto.as_deref(), &contesto).await {
            Ok(EsitoRicerca::Trovata(persona)) => *persona,
            Ok(EsitoRicerca::NonRegistrata) => {
                return Err(Mancato::campo(Codice::AnprNonRegistrata, "codiceFiscale"));
            }
            Ok(EsitoRicerca::Cancellata) => {
                return Err(Mancato::campo(Codice::AnprCancellata, "codiceFiscale"));
            }
            Ok(EsitoRicerca::PiuSoggetti) => {
                return Err(Mancato::campo(Codice::AnprPiuSoggetti, "codiceFiscale"));
            }
            Ok(EsitoRicerca::AltroCodice) => {
                return Err(Mancato::campo(Codice::AnprAltroCodice, "codiceFiscale"));
            }
            Err(errore) => return Err(self.errore_anagrafe(c, &errore)),
        };
        let famiglia = match self.0.registro.famiglia(&persona.id_anpr, &contesto).await {
            Ok(EsitoFamiglia::Trovata { componenti, provenienza }) => {
                FamigliaConsultata::Trovata { componenti, provenienza }
            }
            Ok(EsitoFamiglia::Vuota(_) | EsitoFamiglia::NonRegistrata) => {
                FamigliaConsultata::NonVerificata(Codice::AnprNonRegistrata.as_str().to_owned())
            }
            Err(errore) => {
                let causa = errore.source().map(ToString::to_string);
                tracing::warn!(richiesta = %c.chi.richiesta, %errore, causa, "household not verified");
                FamigliaConsultata::NonVerificata(errore.codice().as_str().to_owned())
            }
        };
        let conservata = Conservata { canonica: c.canonica.clone(), persona, famiglia };
        let scade = self
            .access()
            .consultazioni()
            .conserva(c.id, operatore, &conservata)
            .await
            .map_err(Mancato::guasto)?;
        self.presenta(c.id, scade, conservata).await
    }

    async fn presenta(
        &self,
        id: Uuid,
        scade: DateTime<Utc>,
        c: Conservata,
    ) -> Result<Consultazione, Mancato> {
        let soggetto_esistente = match &c.persona.dati.codice_fiscale {
            Some(cf) => self.titolare_con_scheda(cf).await?,
            None => None,
        };
        Ok(Consultazione { id, scade, persona: c.persona, famiglia: c.famiglia, soggetto_esistente })
    }

    /// «Importa dati Soggetto»: opens the file of the person consulted, and keeps his household.
    ///
    /// # Errors
    /// When the consultation is over or another operator's, or the person has a file already.
    pub async fn importa_soggetto(&self, c: &Comando<'_>, consultazione: Uuid) -> Risposta {
        let prima = self.gia_eseguito(c).await?;
        let kept =
            self.access().consultazioni().leggi::<Conservata>(consultazione, c.chi.attore.operatore).await;
        let conservata = match (kept.map_err(Mancato::guasto)?, prima) {
            (Some((conservata, _)), _) => conservata,
            // Done long ago: the answer of then, without the consultation of then.
            (None, Some(prima)) => return Ok(self.visibile(prima).await),
            (None, None) => return Err(Mancato::campo(Codice::ConsultazioneScaduta, "consultazione")),
        };
        let importato = self.apri_scheda(c, &conservata.persona).await?;
        let soggetto: SoggettoId = importato.stream.parse().map_err(Mancato::guasto)?;
        if let Some(residenza) = conservata.persona.residenza.clone() {
            self.registra_residenza(&c.passo("residenza"), soggetto, residenza).await?;
        }
        let nucleo = self.importa_nucleo(&c.passo("nucleo-anagrafe"), soggetto, conservata).await?;
        Ok(self.visibile(Eseguito { posizione: importato.posizione.max(nucleo), ..importato }).await)
    }

    async fn apri_scheda(&self, c: &Comando<'_>, persona: &PersonaAnagrafe) -> Risposta {
        let cf = persona.dati.codice_fiscale.clone().unwrap_or_default();
        for _ in 0..TENTATIVI {
            let soggetto = self.soggetto_per(&cf).await?;
            let comando = SoggettoCommand::Importa {
                soggetto,
                dati: persona.dati.clone(),
                provenienza: persona.provenienza.clone(),
            };
            match self.tenta::<Soggetto>(c, soggetto, comando).await {
                Ok(Ok(eseguito)) => return Ok(eseguito),
                // Reserved since we looked: look again, the holder's id is ours to use.
                Ok(Err(Occupata { .. })) => {}
                Err(Mancato::Rifiutato(r)) if r.codice == Codice::SoggettoEsistente => {
                    return Err(Mancato::titolare(Codice::SoggettoEsistente, "consultazione", &soggetto));
                }
                Err(altro) => return Err(altro),
            }
        }
        Err(Mancato::Occupato)
    }

    /// The file is open by now: a residence that the rules refuse must not make the import fail half way.
    async fn registra_residenza(
        &self,
        c: &Comando<'_>,
        soggetto: SoggettoId,
        residenza: Residenza,
    ) -> Result<(), Mancato> {
        let Residenza { tipo, indirizzo } = residenza;
        let comando = SoggettoCommand::RegistraIndirizzo { tipo, indirizzo, oggi: self.oggi() };
        match self.tenta::<Soggetto>(c, soggetto, comando).await {
            Ok(_) => Ok(()),
            Err(Mancato::Rifiutato(r)) => {
                tracing::warn!(richiesta = %c.chi.richiesta, codice = %r.codice, "residence left out");
                Ok(())
            }
            Err(altro) => Err(altro),
        }
    }

    async fn importa_nucleo(
        &self,
        c: &Comando<'_>,
        soggetto: SoggettoId,
        da: Conservata,
    ) -> Result<u64, Mancato> {
        let FamigliaConsultata::Trovata { componenti, provenienza } = da.famiglia else {
            let FamigliaConsultata::NonVerificata(causa) = da.famiglia else { return Ok(0) };
            let comando = NucleoAnagrafeCommand::SegnaNonVerificato { soggetto, causa };
            return self.nucleo(c, soggetto, |_| comando.clone(), &[]).await;
        };
        let comando = |ids: &[SoggettoId]| NucleoAnagrafeCommand::Importa {
            soggetto,
            componenti: rilevati(ids, &componenti),
            provenienza: provenienza.clone(),
        };
        match self.nucleo(c, soggetto, comando, &componenti).await {
            // The file is open by now: a household that the rules refuse must not make the import fail half way.
            Err(Mancato::Rifiutato(r)) if r.codice == Codice::AnprRispostaNonValida => {
                let causa = r.codice.as_str().to_owned();
                let comando = NucleoAnagrafeCommand::SegnaNonVerificato { soggetto, causa };
                self.nucleo(c, soggetto, |_| comando.clone(), &[]).await
            }
            fatto => fatto,
        }
    }

    /// Carries out a command on the nucleo anagrafe of a subject, with the members' ids found or made.
    async fn nucleo(
        &self,
        c: &Comando<'_>,
        soggetto: SoggettoId,
        comando: impl Fn(&[SoggettoId]) -> NucleoAnagrafeCommand,
        componenti: &[ComponenteFamiglia],
    ) -> Result<u64, Mancato> {
        for _ in 0..TENTATIVI {
            let ids = self.ids_dei_componenti(soggetto, componenti).await?;
            if let Ok(eseguito) = self.tenta::<NucleoAnagrafe>(c, soggetto, comando(&ids)).await? {
                return Ok(eseguito.posizione);
            }
        }
        Err(Mancato::Occupato)
    }

    /// Subject ids of the members: whoever has the codice fiscale already, else a new one. Refuses a household in which
    /// two have the same: only one of them could hold it.
    pub(super) async fn ids_dei_componenti(
        &self,
        soggetto: SoggettoId,
        componenti: &[ComponenteFamiglia],
    ) -> Result<Vec<SoggettoId>, Mancato> {
        let codici: Vec<String> = componenti.iter().filter_map(|m| m.dati.codice_fiscale.clone()).collect();
        if codici.iter().collect::<HashSet<_>>().len() < codici.len() {
            return Err(Mancato::rifiuto(Codice::AnprRispostaNonValida));
        }
        let titolari = self.log().holders(ambiti::CODICE_FISCALE, &codici).await.map_err(Mancato::guasto)?;
        let known = self.noti_senza_codice(soggetto, componenti).await?;
        let mut ids = Vec::with_capacity(componenti.len());
        for componente in componenti {
            let held = componente.dati.codice_fiscale.as_ref().and_then(|cf| titolari.get(cf));
            let known = componente.dati.id_anpr.as_ref().and_then(|id| known.get(id));
            ids.push(match (held, known) {
                (Some(titolare), _) => titolare.parse().map_err(Mancato::guasto)?,
                (None, Some(id)) => *id,
                (None, None) => self.log().subjects().take().await.map_err(Mancato::guasto)?,
            });
        }
        Ok(ids)
    }

    /// Members without a codice fiscale that the household here knows already, by their ID ANPR.
    async fn noti_senza_codice(
        &self,
        soggetto: SoggettoId,
        componenti: &[ComponenteFamiglia],
    ) -> Result<HashMap<String, SoggettoId>, Mancato> {
        if componenti.iter().all(|m| m.dati.codice_fiscale.is_some()) {
            return Ok(HashMap::new());
        }
        let nucleo = self.uno::<NucleoAnagrafe>(soggetto).await?;
        Ok(nucleo
            .componenti
            .iter()
            .filter_map(|m| Some((m.dati.valore()?.anagrafica.id_anpr.clone()?, m.componente)))
            .collect())
    }

    /// «Confronto Nucleo con Anagrafe»: asks the register again and records what differs.
    ///
    /// # Errors
    /// When the subject has no ID ANPR, or the register gives no household.
    pub async fn confronta_nucleo(&self, c: &Comando<'_>, soggetto: SoggettoId, motivo: &str) -> Risposta {
        if let Some(prima) = self.gia_eseguito(c).await? {
            return Ok(self.visibile(prima).await);
        }
        let scheda = self.soggetto(soggetto, "soggetto").await?;
        let dati = scheda.scheda.as_ref().and_then(|s| s.anagrafica.valore());
        let Some(id_anpr) = dati.and_then(|d| d.id_anpr.clone()) else {
            return Err(Mancato::campo(Codice::NucleoNonVerificabile, "soggetto"));
        };
        let contesto = self.contesto(c, motivo)?;
        let (componenti, provenienza) = match self.0.registro.famiglia(&id_anpr, &contesto).await {
            Ok(EsitoFamiglia::Trovata { componenti, provenienza }) => (componenti, provenienza),
            Ok(EsitoFamiglia::Vuota(_) | EsitoFamiglia::NonRegistrata) => {
                return Err(Mancato::rifiuto(Codice::AnprNonRegistrata));
            }
            Err(errore) => return Err(self.errore_anagrafe(c, &errore)),
        };
        let eseguito = self.registra_confronto(c, soggetto, &componenti, &provenienza).await?;
        Ok(self.visibile(eseguito).await)
    }

    /// Records what differs between the household here and those members.
    pub(super) async fn registra_confronto(
        &self,
        c: &Comando<'_>,
        soggetto: SoggettoId,
        componenti: &[ComponenteFamiglia],
        provenienza: &Provenienza,
    ) -> Risposta {
        for _ in 0..TENTATIVI {
            let ids = self.ids_dei_componenti(soggetto, componenti).await?;
            let comando = NucleoAnagrafeCommand::Confronta {
                soggetto,
                componenti: rilevati(&ids, componenti),
                provenienza: provenienza.clone(),
            };
            if let Ok(eseguito) = self.tenta::<NucleoAnagrafe>(c, soggetto, comando).await? {
                return Ok(eseguito);
            }
        }
        Err(Mancato::Occupato)
    }

    /// Applies the differences of the comparison that the operator saw: those of some classes, or all.
    ///
    /// # Errors
    /// When there is none, or it is not the last one.
    pub async fn allinea_nucleo(
        &self,
        c: &Comando<'_>,
        soggetto: SoggettoId,
        confronto: u64,
        classi: Vec<ClasseDifferenza>,
    ) -> Risposta {
        let comando = NucleoAnagrafeCommand::Allinea { confronto, classi };
        self.esegui::<NucleoAnagrafe>(c, soggetto, comando, |o| {
            Mancato::titolare(Codice::CodiceFiscaleEsistente, "confronto", &o.titolare)
        })
        .await
    }

    /// The id for the person with that identifier: whoever holds it, else a new one.
    pub(super) async fn soggetto_per(&self, codice: &str) -> Result<SoggettoId, Mancato> {
        match self.titolare(codice).await? {
            Some(id) => Ok(id),
            None => self.log().subjects().take().await.map_err(Mancato::guasto),
        }
    }

    async fn titolare(&self, codice: &str) -> Result<Option<SoggettoId>, Mancato> {
        let codice = codice.to_owned();
        let titolari = self.log().holders(ambiti::CODICE_FISCALE, std::slice::from_ref(&codice)).await;
        let titolari = titolari.map_err(Mancato::guasto)?;
        titolari.get(&codice).map(|id| id.parse().map_err(Mancato::guasto)).transpose()
    }

    /// The ID ANPR that the register gave once for that codice fiscale: it lies sealed in the file of who has one.
    async fn id_anpr_noto(&self, codice: &str) -> Result<Option<String>, Mancato> {
        let Some(id) = self.titolare(codice).await? else { return Ok(None) };
        let scheda = self.uno::<Soggetto>(id).await?.scheda;
        Ok(scheda.and_then(|s| s.anagrafica.valore()?.id_anpr.clone()))
    }

    /// Who holds that identifier, if he has a file.
    pub(super) async fn titolare_con_scheda(&self, codice: &str) -> Result<Option<SoggettoId>, Mancato> {
        let Some(id) = self.titolare(codice).await? else { return Ok(None) };
        Ok(self.uno::<Soggetto>(id).await?.scheda.map(|s| s.id))
    }

    pub(super) fn contesto(&self, c: &Comando<'_>, motivo: &str) -> Result<ContestoConsultazione, Mancato> {
        let motivo = riga_facoltativa(Some(motivo), MOTIVO_MAX, "motivo").map_err(|e| Mancato::da(&e))?;
        Ok(ContestoConsultazione {
            motivo: motivo.ok_or_else(|| Mancato::campo(Codice::MotivoMancante, "motivo"))?,
            data_riferimento: self.oggi(),
            operatore: c.chi.attore.operatore.to_string(),
            postazione: self.0.postazione.clone(),
            livello: c.chi.livello.to_owned(),
        })
    }

    fn errore_anagrafe(&self, c: &Comando<'_>, errore: &domain::anagrafe::ErroreAnagrafe) -> Mancato {
        let causa = errore.source().map(ToString::to_string);
        tracing::warn!(richiesta = %c.chi.richiesta, %errore, causa, "the register gave no usable answer");
        Mancato::da(errore)
    }
}

fn rilevati(ids: &[SoggettoId], componenti: &[ComponenteFamiglia]) -> Vec<(SoggettoId, DatiComponente)> {
    let dati = componenti.iter().map(|m| DatiComponente {
        anagrafica: m.dati.clone(),
        tipo_legame: m.tipo_legame.clone(),
        codice_legame: m.codice_legame.clone(),
        dal: m.dal,
    });
    ids.iter().copied().zip(dati).collect()
}

/// The code as reservations know it; `None` for one that the rules will refuse.
pub(crate) fn normalizzato(codice: &str) -> Option<String> {
    Identificativo::analizza(codice).ok().map(|i| i.as_str().to_owned())
}

/// The normalised code, if the register knows its kind.
fn codice_per_anpr(testo: &str) -> Result<String, Mancato> {
    let identificativo =
        Identificativo::analizza(testo).map_err(|e| Mancato::campo(e.codice(), "codiceFiscale"))?;
    if !identificativo.genere().noto_ad_anpr() {
        return Err(Mancato::campo(Codice::CodiceFiscaleAssente, "codiceFiscale"));
    }
    Ok(identificativo.as_str().to_owned())
}
