//! The operator: state, fold and rules.

use super::commands::{NuovoIncarico, OperatoreCommand};
use super::error::OperatoreError;
use super::events::*;
use super::incarico::Incarico;
use super::rules;
use crate::attore::{Attore, NumeroIncarico};
use crate::codice_fiscale::CodiceFiscale;
use crate::evento::{CampiNuovi, Prenotazione, Registrato, ambiti};
use crate::identita::{OperatoreId, SoggettoId};
use crate::riservato::Riservato;
use crate::testo::{NOME_MAX, riga};
use chrono::NaiveDate;
use cqrs_es::Aggregate;
use cqrs_es::persist::EventUpcaster;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An operator; nothing before he is enabled for the first time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Operatore {
    /// What he may do, once enabled.
    pub abilitazione: Option<Abilitazione>,
}

/// An operator who was enabled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Abilitazione {
    /// The operator.
    pub operatore: OperatoreId,
    /// Who he is.
    pub dati: Riservato<DatiOperatore>,
    /// All his memberships, by number.
    pub incarichi: Vec<Incarico>,
    /// Whether he may work now; if not, none of them counts.
    pub attiva: bool,
}

impl Abilitazione {
    /// The membership of that number, also when it is over.
    #[must_use]
    pub fn incarico(&self, numero: NumeroIncarico) -> Option<&Incarico> {
        self.incarichi.iter().find(|i| i.numero == numero)
    }

    /// The memberships with which he may work on that day.
    pub fn in_vigore_al(&self, giorno: NaiveDate) -> impl Iterator<Item = &Incarico> {
        self.incarichi.iter().filter(move |i| self.attiva && i.in_vigore_al(giorno))
    }

    /// The operator at work in one of his memberships.
    #[must_use]
    pub fn attore(&self, incarico: &Incarico) -> Attore {
        Attore { operatore: self.operatore, ruolo: incarico.ruolo, unita: incarico.unita }
    }
}

impl Operatore {
    /// The operator at work on that day, once for each membership; nobody when unknown or disabled.
    pub fn attori_al(&self, giorno: NaiveDate) -> impl Iterator<Item = (NumeroIncarico, Attore)> {
        let abilitazione = self.abilitazione.iter();
        abilitazione.flat_map(move |a| a.in_vigore_al(giorno).map(|i| (i.numero, a.attore(i))))
    }

    fn abilitazione(&self) -> Result<&Abilitazione, OperatoreError> {
        self.abilitazione.as_ref().ok_or(OperatoreError::Inesistente)
    }

    /// Enabling comes before the first login (M-A11); the codice fiscale is the key of the login.
    fn abilita(
        &self,
        operatore: OperatoreId,
        dati: &DatiOperatore,
        incarico: &NuovoIncarico,
    ) -> Result<OperatoreAbilitato, OperatoreError> {
        if self.abilitazione.is_some() {
            return Err(OperatoreError::Esistente);
        }
        let dati = DatiOperatore {
            cognome: riga(&dati.cognome, NOME_MAX, "cognome")?,
            nome: riga(&dati.nome, NOME_MAX, "nome")?,
            codice_fiscale: CodiceFiscale::analizza(&dati.codice_fiscale)
                .map_err(OperatoreError::CodiceFiscale)?
                .into(),
        };
        let dettagli = rules::controllato(operatore, incarico)?;
        let NuovoIncarico { ruolo, unita, dal, al, riservati, .. } = *incarico;
        let dati = Riservato::nuovo(operatore.come_soggetto(), dati);
        Ok(OperatoreAbilitato { operatore, dati, ruolo, unita, dal: Some(dal), al, riservati, dettagli })
    }

    fn disabilita(&self, motivo: Option<&str>) -> Result<OperatoreDisabilitato, OperatoreError> {
        let Abilitazione { operatore, attiva: true, .. } = *self.abilitazione()? else {
            return Err(OperatoreError::NessunaModifica);
        };
        Ok(OperatoreDisabilitato { operatore, motivo: rules::motivo(operatore, motivo)? })
    }

    fn riabilita(&self, motivo: Option<&str>) -> Result<OperatoreRiabilitato, OperatoreError> {
        let Abilitazione { operatore, attiva: false, .. } = *self.abilitazione()? else {
            return Err(OperatoreError::NessunaModifica);
        };
        Ok(OperatoreRiabilitato { operatore, motivo: rules::motivo(operatore, motivo)? })
    }

    fn conferisci(&self, incarico: &NuovoIncarico) -> Result<IncaricoConferito, OperatoreError> {
        let abilitazione = self.abilitazione()?;
        if !abilitazione.attiva {
            return Err(OperatoreError::Disabilitato);
        }
        let operatore = abilitazione.operatore;
        let dettagli = rules::controllato(operatore, incarico)?;
        rules::non_doppio(abilitazione, incarico)?;
        let numero =
            abilitazione.incarichi.last().map_or(NumeroIncarico::PRIMO, |ultimo| ultimo.numero.seguente());
        let NuovoIncarico { ruolo, unita, dal, al, riservati, .. } = *incarico;
        Ok(IncaricoConferito { operatore, numero, ruolo, unita, dal, al, riservati, dettagli })
    }

    fn cessa(
        &self,
        numero: NumeroIncarico,
        al: NaiveDate,
        motivo: Option<&str>,
        oggi: NaiveDate,
    ) -> Result<IncaricoCessato, OperatoreError> {
        let abilitazione = self.abilitazione()?;
        let operatore = abilitazione.operatore;
        let incarico = abilitazione.incarico(numero).ok_or(OperatoreError::IncaricoInesistente)?;
        rules::ultimo_giorno(incarico, al, oggi)?;
        Ok(IncaricoCessato { operatore, numero, al, motivo: rules::motivo(operatore, motivo)? })
    }
}

impl Aggregate for Operatore {
    const TYPE: &'static str = "operatore";
    type Command = OperatoreCommand;
    type Event = OperatoreEvent;
    type Error = OperatoreError;
    crate::evento::decide_e_applica!();

    fn apply(&mut self, evento: Self::Event) {
        match (evento, &mut self.abilitazione) {
            (OperatoreEvent::OperatoreAbilitato(e), abilitazione) => {
                let primo = Incarico {
                    numero: NumeroIncarico::PRIMO,
                    ruolo: e.ruolo,
                    unita: e.unita,
                    dal: e.dal,
                    al: e.al,
                    riservati: e.riservati,
                    dettagli: e.dettagli,
                };
                let (operatore, dati) = (e.operatore, e.dati);
                *abilitazione = Some(Abilitazione { operatore, dati, incarichi: vec![primo], attiva: true });
            }
            (OperatoreEvent::OperatoreDisabilitato(_), Some(abilitazione)) => abilitazione.attiva = false,
            (OperatoreEvent::OperatoreRiabilitato(_), Some(abilitazione)) => abilitazione.attiva = true,
            (OperatoreEvent::IncaricoConferito(e), Some(abilitazione)) => {
                abilitazione.incarichi.push(Incarico {
                    numero: e.numero,
                    ruolo: e.ruolo,
                    unita: e.unita,
                    dal: Some(e.dal),
                    al: e.al,
                    riservati: e.riservati,
                    dettagli: e.dettagli,
                });
            }
            (OperatoreEvent::IncaricoCessato(e), Some(abilitazione)) => {
                let cessato = abilitazione.incarichi.iter_mut().find(|i| i.numero == e.numero);
                cessato.into_iter().for_each(|i| i.al = Some(e.al));
            }
            (OperatoreEvent::IncaricoModificato(e), Some(abilitazione)) => {
                for primo in abilitazione.incarichi.iter_mut().filter(|i| i.numero == NumeroIncarico::PRIMO) {
                    primo.ruolo = e.ruolo;
                    primo.unita = e.unita;
                }
                abilitazione.attiva = true;
            }
            (_, None) => {}
        }
    }
}

impl Registrato for Operatore {
    const TIPI: &'static [(&'static str, &'static str)] = OperatoreEvent::TIPI;

    fn decidi(&self, comando: Self::Command) -> Result<Vec<Self::Event>, Self::Error> {
        let evento = match comando {
            OperatoreCommand::Abilita { operatore, dati, incarico } => {
                self.abilita(operatore, &dati, &incarico)?.into()
            }
            OperatoreCommand::Disabilita { motivo } => self.disabilita(motivo.as_deref())?.into(),
            OperatoreCommand::Riabilita { motivo } => self.riabilita(motivo.as_deref())?.into(),
            OperatoreCommand::ConferisciIncarico { incarico } => self.conferisci(&incarico)?.into(),
            OperatoreCommand::CessaIncarico { numero, al, motivo, oggi } => {
                self.cessa(numero, al, motivo.as_deref(), oggi)?.into()
            }
        };
        Ok(vec![evento])
    }

    /// One codice fiscale, one operator, also after he was disabled: he is enabled again, not twice.
    fn prenotazioni(evento: &Self::Event, _id: &str) -> Vec<Prenotazione> {
        let OperatoreEvent::OperatoreAbilitato(e) = evento else { return Vec::new() };
        let codice = e.dati.valore().map(|d| d.codice_fiscale.as_str());
        codice.map(|cf| Prenotazione::riserva(ambiti::OPERATORE, cf, e.operatore)).into_iter().collect()
    }

    fn soggetti(evento: &Self::Event, _id: &str) -> Vec<SoggettoId> {
        let operatore = match evento {
            OperatoreEvent::OperatoreAbilitato(e) => e.operatore,
            OperatoreEvent::OperatoreDisabilitato(e) => e.operatore,
            OperatoreEvent::OperatoreRiabilitato(e) => e.operatore,
            OperatoreEvent::IncaricoConferito(e) => e.operatore,
            OperatoreEvent::IncaricoCessato(e) => e.operatore,
            OperatoreEvent::IncaricoModificato(e) => e.operatore,
        };
        vec![operatore.come_soggetto()]
    }

    fn upcasters() -> Vec<Box<dyn EventUpcaster>> {
        let abilitato = || {
            vec![
                ("dal", Value::Null),
                ("al", Value::Null),
                ("riservati", Value::Bool(false)),
                ("dettagli", Value::Null),
            ]
        };
        let disabilitato = || vec![("motivo", Value::Null)];
        vec![
            Box::new(CampiNuovi { tipo: "OperatoreAbilitato", da: "1", a: "2", campi: abilitato }),
            Box::new(CampiNuovi { tipo: "OperatoreDisabilitato", da: "1", a: "2", campi: disabilitato }),
        ]
    }
}
