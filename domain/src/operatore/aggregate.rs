//! The operator: state, fold and rules.

use super::commands::OperatoreCommand;
use super::error::OperatoreError;
use super::events::*;
use crate::attore::{Attore, Ruolo};
use crate::codice_fiscale::CodiceFiscale;
use crate::evento::{Prenotazione, Registrato, ambiti, decidi_e_applica};
use crate::identita::{OperatoreId, SoggettoId, UnitaId};
use crate::riservato::Riservato;
use crate::testo::{NOME_MAX, riga};
use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use serde::{Deserialize, Serialize};

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
    /// Role.
    pub ruolo: Ruolo,
    /// Unit he works for.
    pub unita: UnitaId,
    /// Whether he may work now.
    pub attiva: bool,
}

impl Operatore {
    /// The operator at work, unless unknown or disabled.
    #[must_use]
    pub fn attore(&self) -> Option<Attore> {
        let attiva = self.abilitazione.as_ref().filter(|a| a.attiva)?;
        Some(Attore { operatore: attiva.operatore, ruolo: attiva.ruolo, unita: attiva.unita })
    }

    fn abilitazione(&self) -> Result<&Abilitazione, OperatoreError> {
        self.abilitazione.as_ref().ok_or(OperatoreError::Inesistente)
    }

    /// Enabling comes before the first login (M-A11); the codice fiscale is the key of the login.
    fn abilita(
        &self,
        operatore: OperatoreId,
        dati: &DatiOperatore,
        ruolo: Ruolo,
        unita: UnitaId,
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
        let dati = Riservato::nuovo(operatore.come_soggetto(), dati);
        Ok(OperatoreAbilitato { operatore, dati, ruolo, unita })
    }

    fn disabilita(&self) -> Result<OperatoreDisabilitato, OperatoreError> {
        let abilitazione = self.abilitazione()?;
        if abilitazione.attiva {
            Ok(OperatoreDisabilitato { operatore: abilitazione.operatore })
        } else {
            Err(OperatoreError::NessunaModifica)
        }
    }

    fn modifica_incarico(&self, ruolo: Ruolo, unita: UnitaId) -> Result<IncaricoModificato, OperatoreError> {
        let prima = self.abilitazione()?;
        if prima.attiva && prima.ruolo == ruolo && prima.unita == unita {
            return Err(OperatoreError::NessunaModifica);
        }
        Ok(IncaricoModificato { operatore: prima.operatore, ruolo, unita })
    }
}

impl Aggregate for Operatore {
    const TYPE: &'static str = "operatore";
    type Command = OperatoreCommand;
    type Event = OperatoreEvent;
    type Error = OperatoreError;
    type Services = ();

    async fn handle(
        &mut self,
        comando: Self::Command,
        (): &Self::Services,
        sink: &EventSink<Self>,
    ) -> Result<(), Self::Error> {
        decidi_e_applica(self, comando, sink).await
    }

    fn apply(&mut self, evento: Self::Event) {
        match (evento, &mut self.abilitazione) {
            (OperatoreEvent::OperatoreAbilitato(e), abilitazione) => {
                *abilitazione = Some(Abilitazione {
                    operatore: e.operatore,
                    dati: e.dati,
                    ruolo: e.ruolo,
                    unita: e.unita,
                    attiva: true,
                });
            }
            (OperatoreEvent::OperatoreDisabilitato(_), Some(abilitazione)) => abilitazione.attiva = false,
            (OperatoreEvent::IncaricoModificato(e), Some(abilitazione)) => {
                abilitazione.ruolo = e.ruolo;
                abilitazione.unita = e.unita;
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
            OperatoreCommand::Abilita { operatore, dati, ruolo, unita } => {
                self.abilita(operatore, &dati, ruolo, unita)?.into()
            }
            OperatoreCommand::Disabilita => self.disabilita()?.into(),
            OperatoreCommand::ModificaIncarico { ruolo, unita } => {
                self.modifica_incarico(ruolo, unita)?.into()
            }
        };
        Ok(vec![evento])
    }

    /// One codice fiscale, one operator, also after he was disabled: he is enabled again, not twice.
    fn prenotazioni(evento: &Self::Event, _id: &str) -> Vec<Prenotazione> {
        match evento {
            OperatoreEvent::OperatoreAbilitato(e) => {
                let codice = e.dati.valore().map(|d| d.codice_fiscale.as_str());
                codice
                    .map(|cf| Prenotazione::riserva(ambiti::OPERATORE, cf, e.operatore))
                    .into_iter()
                    .collect()
            }
            OperatoreEvent::OperatoreDisabilitato(_) | OperatoreEvent::IncaricoModificato(_) => Vec::new(),
        }
    }

    fn soggetti(evento: &Self::Event, _id: &str) -> Vec<SoggettoId> {
        let operatore = match evento {
            OperatoreEvent::OperatoreAbilitato(e) => e.operatore,
            OperatoreEvent::OperatoreDisabilitato(e) => e.operatore,
            OperatoreEvent::IncaricoModificato(e) => e.operatore,
        };
        vec![operatore.come_soggetto()]
    }
}
