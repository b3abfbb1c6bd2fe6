//! The nucleo di fatto: state, fold and dispatch. The decisions are in [`super::rules`].

use super::commands::NucleoDiFattoCommand;
use super::error::NucleoDiFattoError;
use super::events::*;
use super::rules;
use crate::evento::{Prenotazione, Registrato, ambiti};
use crate::identita::{NucleoId, SoggettoId};
use crate::persona::DatiAnagrafici;
use crate::riservato::Riservato;
use chrono::NaiveDate;
use cqrs_es::Aggregate;
use serde::{Deserialize, Serialize};

/// A nucleo di fatto; nothing before it is opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NucleoDiFatto {
    /// The nucleo, once opened. It stays when all members have left.
    pub nucleo: Option<Nucleo>,
}

/// A nucleo that was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nucleo {
    /// The nucleo.
    pub id: NucleoId,
    /// For whom it was opened.
    pub intestatario: SoggettoId,
    /// Its name.
    pub nome: Riservato<NomeNucleo>,
    /// Its notes.
    pub note: Option<Riservato<NoteNucleo>>,
    /// Every membership, past ones too, in the order in which they were recorded.
    pub componenti: Vec<Componente>,
}

/// One membership of one person. Whoever comes back has another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Componente {
    /// Who.
    pub componente: SoggettoId,
    /// His data, when he had no file of his own.
    pub dati: Option<Riservato<DatiAnagrafici>>,
    /// His relation to the intestatario.
    pub appartenenza: Riservato<Appartenenza>,
    /// List MOTIVO_INGRESSO_NUCLEO.
    pub motivo: Option<String>,
    /// First day.
    pub dal: NaiveDate,
    /// Confirmed although he is in another nucleo too.
    pub confermato: bool,
    /// How the membership ended.
    pub uscita: Option<Uscita>,
}

/// End of a membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uscita {
    /// List MOTIVO_USCITA_NUCLEO.
    pub motivo: String,
    /// Last day.
    pub al: NaiveDate,
}

impl Componente {
    /// Whether the membership lasts.
    #[must_use]
    pub fn presente(&self) -> bool {
        self.uscita.is_none()
    }

    /// Last day, of an ended membership.
    #[must_use]
    pub fn al(&self) -> Option<NaiveDate> {
        self.uscita.as_ref().map(|u| u.al)
    }

    /// Whether the membership held on that day, ends included.
    #[must_use]
    pub fn valido_al(&self, giorno: NaiveDate) -> bool {
        self.dal <= giorno && self.al().is_none_or(|al| giorno <= al)
    }
}

impl Nucleo {
    /// The memberships that last.
    pub fn presenti(&self) -> impl Iterator<Item = &Componente> {
        self.componenti.iter().filter(|c| c.presente())
    }

    /// The lasting membership of that person.
    #[must_use]
    pub fn presente(&self, chi: SoggettoId) -> Option<&Componente> {
        self.presenti().find(|c| c.componente == chi)
    }

    fn presente_mut(&mut self, chi: SoggettoId) -> Option<&mut Componente> {
        self.componenti.iter_mut().find(|c| c.presente() && c.componente == chi)
    }
}

impl From<ComponenteAggiunto> for Componente {
    fn from(e: ComponenteAggiunto) -> Self {
        Self {
            componente: e.componente,
            dati: e.dati,
            appartenenza: e.appartenenza,
            motivo: e.motivo,
            dal: e.dal,
            confermato: e.confermato,
            uscita: None,
        }
    }
}

impl NucleoDiFatto {
    fn nuovo(&self) -> Result<(), NucleoDiFattoError> {
        self.nucleo.as_ref().map_or(Ok(()), |_| Err(NucleoDiFattoError::Esistente))
    }
}

impl Aggregate for NucleoDiFatto {
    const TYPE: &'static str = "nucleo_di_fatto";
    type Command = NucleoDiFattoCommand;
    type Event = NucleoDiFattoEvent;
    type Error = NucleoDiFattoError;
    crate::evento::decide_e_applica!();

    fn apply(&mut self, evento: Self::Event) {
        match (evento, &mut self.nucleo) {
            (NucleoDiFattoEvent::NucleoDiFattoAperto(e), nucleo) => {
                *nucleo = Some(Nucleo {
                    id: e.nucleo,
                    intestatario: e.intestatario,
                    nome: e.nome,
                    note: None,
                    componenti: Vec::new(),
                });
            }
            (NucleoDiFattoEvent::ComponenteAggiunto(e), Some(nucleo)) => nucleo.componenti.push(e.into()),
            (NucleoDiFattoEvent::ComponenteRimosso(e), Some(nucleo)) => {
                if let Some(componente) = nucleo.presente_mut(e.componente) {
                    componente.uscita = Some(Uscita { motivo: e.motivo, al: e.al });
                }
            }
            (NucleoDiFattoEvent::RelazioneParentelaModificata(e), Some(nucleo)) => {
                if let Some(componente) = nucleo.presente_mut(e.componente) {
                    componente.appartenenza = e.appartenenza;
                }
            }
            (NucleoDiFattoEvent::NoteNucleoModificate(e), Some(nucleo)) => nucleo.note = Some(e.note),
            (_, None) => {}
        }
    }
}

impl Registrato for NucleoDiFatto {
    const TIPI: &'static [(&'static str, &'static str)] = NucleoDiFattoEvent::TIPI;

    fn decidi(&self, comando: Self::Command) -> Result<Vec<Self::Event>, Self::Error> {
        let esistente = || self.nucleo.as_ref().ok_or(NucleoDiFattoError::Inesistente);
        Ok(match comando {
            NucleoDiFattoCommand::Apri { nucleo, intestatario, nome, dal, conferma, oggi } => {
                self.nuovo()?;
                let conferma = conferma.as_deref();
                rules::apri(nucleo, intestatario, &nome, dal, conferma, oggi)?.into()
            }
            NucleoDiFattoCommand::ApriCon { nucleo, intestatario, nome, ingresso, oggi } => {
                self.nuovo()?;
                let aperto: [Self::Event; 2] =
                    rules::apri(nucleo, intestatario, &nome, ingresso.dal, None, oggi)?;
                let mut appena_aperto = Self::default();
                aperto.iter().cloned().for_each(|e| appena_aperto.apply(e));
                let aggiunto =
                    appena_aperto.decidi(NucleoDiFattoCommand::AggiungiComponente { ingresso, oggi })?;
                aperto.into_iter().chain(aggiunto).collect()
            }
            NucleoDiFattoCommand::AggiungiComponente { ingresso, oggi } => {
                vec![esistente()?.aggiungi(ingresso, oggi)?.into()]
            }
            NucleoDiFattoCommand::RimuoviComponente { componente, motivo, al, oggi } => {
                vec![esistente()?.rimuovi(componente, motivo, al, oggi)?.into()]
            }
            NucleoDiFattoCommand::ModificaRelazione { componente, relazione, oggi } => {
                vec![esistente()?.modifica_relazione(componente, relazione, oggi)?.into()]
            }
            NucleoDiFattoCommand::ModificaNote { testo } => {
                vec![esistente()?.modifica_note(&testo)?.into()]
            }
        })
    }

    /// One person, one nucleo, unless the operator confirmed a second one; and one codice fiscale, one person, also
    /// for members who have no file.
    fn prenotazioni(evento: &Self::Event, id: &str) -> Vec<Prenotazione> {
        match evento {
            NucleoDiFattoEvent::ComponenteAggiunto(e) => {
                let posto = (!e.confermato)
                    .then(|| Prenotazione::riserva(ambiti::COMPONENTE, e.componente.to_string(), id));
                let codice = e.dati.as_ref().and_then(|d| d.valore()?.codice_fiscale.as_deref());
                let codice = codice.map(|cf| Prenotazione::riserva(ambiti::CODICE_FISCALE, cf, e.componente));
                posto.into_iter().chain(codice).collect()
            }
            NucleoDiFattoEvent::ComponenteRimosso(e) => {
                vec![Prenotazione::libera(ambiti::COMPONENTE, e.componente.to_string(), id)]
            }
            NucleoDiFattoEvent::NucleoDiFattoAperto(_)
            | NucleoDiFattoEvent::RelazioneParentelaModificata(_)
            | NucleoDiFattoEvent::NoteNucleoModificate(_) => Vec::new(),
        }
    }

    fn soggetti(evento: &Self::Event, _id: &str) -> Vec<SoggettoId> {
        vec![match evento {
            NucleoDiFattoEvent::NucleoDiFattoAperto(e) => e.intestatario,
            NucleoDiFattoEvent::ComponenteAggiunto(e) => e.componente,
            NucleoDiFattoEvent::ComponenteRimosso(e) => e.componente,
            NucleoDiFattoEvent::RelazioneParentelaModificata(e) => e.componente,
            NucleoDiFattoEvent::NoteNucleoModificate(e) => e.note.soggetto,
        }]
    }
}
