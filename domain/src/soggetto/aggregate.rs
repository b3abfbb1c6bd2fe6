//! The subject: state, fold and dispatch. The rules about what is entered are in [`super::rules`].

use super::commands::SoggettoCommand;
use super::error::SoggettoError;
use super::events::*;
use super::rules;
use crate::evento::{Prenotazione, Registrato, ambiti};
use crate::identita::SoggettoId;
use crate::persona::{DatiAnagrafici, Provenienza};
use crate::riservato::Riservato;
use chrono::NaiveDate;
use cqrs_es::Aggregate;
use serde::{Deserialize, Serialize};

/// A subject; nothing before his import or registration.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Soggetto {
    /// What is known of him, once he is in the internal registry.
    pub scheda: Option<SchedaSoggetto>,
}

/// How a subject came into the internal registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Origine {
    /// Imported from ANPR (M-D06).
    Importato,
    /// Entered by hand (M-H14).
    Registrato,
}

/// The file of a subject, as far as this stream tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SchedaSoggetto {
    /// The subject.
    pub id: SoggettoId,
    /// How he came in.
    pub origine: Origine,
    /// Personal data as they hold.
    pub anagrafica: Riservato<DatiAnagrafici>,
    /// Where the imported data came from.
    pub provenienza: Option<Provenienza>,
    /// The last correction of the personal data.
    pub correzione: Option<Riservato<Correzione>>,
    /// Contacts as they hold.
    pub contatti: Option<Riservato<Contatti>>,
    /// Every stato civile, each from its day on, oldest first.
    pub stati_civili: Vec<Riservato<StatoCivile>>,
    /// Every address, in the order in which they were registered.
    pub indirizzi: Vec<IndirizzoRegistrato>,
}

impl SchedaSoggetto {
    fn nuova(
        origine: Origine,
        anagrafica: Riservato<DatiAnagrafici>,
        provenienza: Option<Provenienza>,
    ) -> Self {
        Self {
            id: anagrafica.soggetto,
            origine,
            anagrafica,
            provenienza,
            correzione: None,
            contatti: None,
            stati_civili: Vec::new(),
            indirizzi: Vec::new(),
        }
    }

    /// The stato civile that held on that day; erased ones do not count.
    #[must_use]
    pub fn stato_civile_al(&self, giorno: NaiveDate) -> Option<&StatoCivile> {
        self.stati_civili.iter().filter_map(Riservato::valore).rfind(|s| s.dal <= giorno)
    }

    /// The address of that kind (list TIPO_INDIRIZZO) that held on that day; of two from the same day, the one
    /// registered later. Erased ones do not count.
    #[must_use]
    pub fn indirizzo_al(&self, tipo: &str, giorno: NaiveDate) -> Option<&Indirizzo> {
        self.indirizzi_di(tipo).filter(|i| i.dal <= giorno).max_by_key(|i| i.dal)
    }

    fn indirizzi_di(&self, tipo: &str) -> impl Iterator<Item = &Indirizzo> {
        self.indirizzi.iter().filter(move |i| i.tipo == tipo).filter_map(|i| i.indirizzo.valore())
    }

    fn modifica_anagrafica(
        &self,
        dati: DatiAnagrafici,
        motivo: Option<&str>,
        oggi: NaiveDate,
    ) -> Result<AnagraficaModificata, SoggettoError> {
        let prima = self.anagrafica.valore().ok_or(SoggettoError::DatiCancellati)?;
        let dati = rules::anagrafica(dati, Some(prima), oggi)?;
        let motivo = crate::testo::note(motivo, "motivo")?;
        if dati == *prima {
            return Err(SoggettoError::NessunaModifica);
        }
        let cambiato = dati.codice_fiscale != prima.codice_fiscale;
        let codice_fiscale_precedente = prima.codice_fiscale.clone().filter(|_| cambiato);
        Ok(AnagraficaModificata {
            anagrafica: Riservato::nuovo(self.id, dati),
            correzione: Riservato::nuovo(self.id, Correzione { motivo, codice_fiscale_precedente }),
        })
    }

    fn modifica_contatti(&self, contatti: &Contatti) -> Result<ContattiModificati, SoggettoError> {
        let contatti = rules::contatti(contatti)?;
        let invariati = match &self.contatti {
            None => contatti == Contatti::default(),
            Some(prima) => *prima.valore().ok_or(SoggettoError::DatiCancellati)? == contatti,
        };
        if invariati {
            return Err(SoggettoError::NessunaModifica);
        }
        Ok(ContattiModificati { contatti: Riservato::nuovo(self.id, contatti) })
    }

    fn storicizza(
        &self,
        stato_civile: &StatoCivile,
        oggi: NaiveDate,
    ) -> Result<StatoCivileStoricizzato, SoggettoError> {
        let stato_civile = rules::stato_civile(stato_civile, oggi)?;
        if let Some(ultimo) = self.stati_civili.last() {
            let ultimo = ultimo.valore().ok_or(SoggettoError::DatiCancellati)?;
            if stato_civile.dal <= ultimo.dal {
                return Err(SoggettoError::StatoCivilePrecedente);
            }
        }
        Ok(StatoCivileStoricizzato { stato_civile: Riservato::nuovo(self.id, stato_civile) })
    }

    fn registra_indirizzo(
        &self,
        tipo: String,
        indirizzo: &Indirizzo,
        oggi: NaiveDate,
    ) -> Result<IndirizzoRegistrato, SoggettoError> {
        let indirizzo = rules::indirizzo(&tipo, indirizzo, oggi)?;
        if self.indirizzi.iter().any(|i| i.indirizzo.valore().is_none()) {
            return Err(SoggettoError::DatiCancellati);
        }
        let ripetuto = self
            .indirizzo_al(&tipo, indirizzo.dal)
            .is_some_and(|vigente| Indirizzo { dal: indirizzo.dal, ..vigente.clone() } == indirizzo);
        if ripetuto {
            return Err(SoggettoError::NessunaModifica);
        }
        Ok(IndirizzoRegistrato { tipo, indirizzo: Riservato::nuovo(self.id, indirizzo) })
    }
}

impl Soggetto {
    /// The file of a subject whose personal data were not erased: an erased person takes no more data.
    fn scheda(&self) -> Result<&SchedaSoggetto, SoggettoError> {
        let scheda = self.scheda.as_ref().ok_or(SoggettoError::Inesistente)?;
        match scheda.anagrafica.valore() {
            Some(_) => Ok(scheda),
            None => Err(SoggettoError::DatiCancellati),
        }
    }

    fn nuovo(&self) -> Result<(), SoggettoError> {
        self.scheda.as_ref().map_or(Ok(()), |_| Err(SoggettoError::Esistente))
    }
}

impl Aggregate for Soggetto {
    const TYPE: &'static str = "soggetto";
    type Command = SoggettoCommand;
    type Event = SoggettoEvent;
    type Error = SoggettoError;
    crate::evento::decide_e_applica!();

    fn apply(&mut self, evento: Self::Event) {
        match (evento, &mut self.scheda) {
            (SoggettoEvent::SoggettoImportato(e), scheda) => {
                *scheda = Some(SchedaSoggetto::nuova(Origine::Importato, e.anagrafica, Some(e.provenienza)));
            }
            (SoggettoEvent::SoggettoRegistrato(e), scheda) => {
                *scheda = Some(SchedaSoggetto::nuova(Origine::Registrato, e.anagrafica, None));
            }
            (SoggettoEvent::AnagraficaModificata(e), Some(scheda)) => {
                scheda.anagrafica = e.anagrafica;
                scheda.correzione = Some(e.correzione);
            }
            (SoggettoEvent::ContattiModificati(e), Some(scheda)) => scheda.contatti = Some(e.contatti),
            (SoggettoEvent::StatoCivileStoricizzato(e), Some(scheda)) => {
                scheda.stati_civili.push(e.stato_civile);
            }
            (SoggettoEvent::IndirizzoRegistrato(e), Some(scheda)) => scheda.indirizzi.push(e),
            (_, None) => {}
        }
    }
}

impl Registrato for Soggetto {
    const TIPI: &'static [(&'static str, &'static str)] = SoggettoEvent::TIPI;

    fn decidi(&self, comando: Self::Command) -> Result<Vec<Self::Event>, Self::Error> {
        let evento = match comando {
            SoggettoCommand::Importa { soggetto, dati, provenienza } => {
                self.nuovo()?;
                let anagrafica = Riservato::nuovo(soggetto, rules::importazione(dati)?);
                SoggettoImportato { anagrafica, provenienza }.into()
            }
            SoggettoCommand::Registra { soggetto, dati, oggi } => {
                self.nuovo()?;
                let anagrafica = Riservato::nuovo(soggetto, rules::anagrafica(dati, None, oggi)?);
                SoggettoRegistrato { anagrafica }.into()
            }
            SoggettoCommand::ModificaAnagrafica { dati, motivo, oggi } => {
                self.scheda()?.modifica_anagrafica(dati, motivo.as_deref(), oggi)?.into()
            }
            SoggettoCommand::ModificaContatti { contatti } => {
                self.scheda()?.modifica_contatti(&contatti)?.into()
            }
            SoggettoCommand::StoricizzaStatoCivile { stato_civile, oggi } => {
                self.scheda()?.storicizza(&stato_civile, oggi)?.into()
            }
            SoggettoCommand::RegistraIndirizzo { tipo, indirizzo, oggi } => {
                self.scheda()?.registra_indirizzo(tipo, &indirizzo, oggi)?.into()
            }
        };
        Ok(vec![evento])
    }

    /// One codice fiscale, one subject: the exact identifier. Two that differ by omocodia only are of two persons
    /// until somebody proves the contrary. The former one of a corrected subject is given up.
    fn prenotazioni(evento: &Self::Event, _id: &str) -> Vec<Prenotazione> {
        let (anagrafica, correzione) = match evento {
            SoggettoEvent::SoggettoImportato(e) => (&e.anagrafica, None),
            SoggettoEvent::SoggettoRegistrato(e) => (&e.anagrafica, None),
            SoggettoEvent::AnagraficaModificata(e) => (&e.anagrafica, e.correzione.valore()),
            SoggettoEvent::ContattiModificati(_)
            | SoggettoEvent::StatoCivileStoricizzato(_)
            | SoggettoEvent::IndirizzoRegistrato(_) => return Vec::new(),
        };
        let soggetto = anagrafica.soggetto;
        let precedente = correzione.and_then(|c| c.codice_fiscale_precedente.as_deref());
        let attuale = anagrafica.valore().and_then(|d| d.codice_fiscale.as_deref());
        let libera = precedente.map(|cf| Prenotazione::libera(ambiti::CODICE_FISCALE, cf, soggetto));
        let riserva = attuale.map(|cf| Prenotazione::riserva(ambiti::CODICE_FISCALE, cf, soggetto));
        libera.into_iter().chain(riserva).collect()
    }

    fn soggetti(evento: &Self::Event, _id: &str) -> Vec<SoggettoId> {
        vec![evento.soggetto()]
    }
}
