//! What each fact changes in the quadro.

use super::TipoVoce;
use crate::fact::{DomainFact, Fact};
use crate::versions::Versions;
use chrono::NaiveDate;
use domain::attore::Attore;
use domain::identita::SoggettoId;
use domain::nucleo_anagrafe::{ComponenteAnagrafe, Differenza, NucleoAnagrafeEvent};
use domain::nucleo_di_fatto::NucleoDiFattoEvent;
use domain::segnalazione::{SegnalazioneEvent, StatoSegnalazione};
use uuid::Uuid;

/// One version of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Riga {
    pub(super) soggetto: Uuid,
    pub(super) nucleo: Option<Uuid>,
    pub(super) tipo: TipoVoce,
    pub(super) codice: Option<String>,
    pub(super) inizio: NaiveDate,
    pub(super) fine: Option<NaiveDate>,
    pub(super) istante: bool,
    pub(super) unita: Option<Uuid>,
    pub(super) operatore: Option<Uuid>,
}

/// Stream → entry.
pub(super) type Righe = Versions<String, String, Riga>;

/// What one fact changes.
pub(super) fn fold(righe: &mut Righe, fact: &Fact) {
    match &fact.event {
        DomainFact::Segnalazione(evento) => segnalazione(righe, fact, evento),
        DomainFact::NucleoDiFatto(evento) => nucleo_di_fatto(righe, fact, evento),
        DomainFact::NucleoAnagrafe(evento) => nucleo_anagrafe(righe, fact, evento),
        DomainFact::Soggetto(_)
        | DomainFact::Operatore(_)
        | DomainFact::UnitaOrganizzativa(_)
        | DomainFact::AccessoEmergenza(_)
        | DomainFact::Annotazione(_) => {}
    }
}

/// Changes the first entry of the stream that `quale` names, if there is one.
fn cambia(righe: &mut Righe, fact: &Fact, quale: impl Fn(&Riga) -> bool, come: impl FnOnce(&mut Riga)) {
    let trovata =
        righe.group(&fact.stream).find(|(_, r)| quale(r)).map(|(voce, r)| (voce.clone(), r.clone()));
    if let Some((voce, mut riga)) = trovata {
        come(&mut riga);
        righe.put(&fact.stream, voce, fact.position, riga);
    }
}

fn segnalazione(righe: &mut Righe, fact: &Fact, evento: &SegnalazioneEvent) {
    let in_corso = |r: &Riga| r.tipo == TipoVoce::Assegnazione && r.fine.is_none();
    let contatto = |r: &Riga| r.tipo == TipoVoce::Segnalazione;
    match evento {
        SegnalazioneEvent::SegnalazioneCreata(e) => {
            let riga = Riga {
                soggetto: e.segnalato.0,
                nucleo: None,
                tipo: TipoVoce::Segnalazione,
                codice: Some(e.dettagli.motivo.clone()),
                inizio: e.dettagli.data_contatto,
                fine: Some(e.dettagli.data_contatto),
                istante: true,
                unita: Some(e.autore.unita.0),
                operatore: Some(e.autore.operatore.0),
            };
            righe.put(&fact.stream, format!("segnalazione:{}", fact.stream), fact.position, riga);
        }
        SegnalazioneEvent::SegnalazioneModificata(e) => cambia(righe, fact, contatto, |r| {
            r.codice = Some(e.dettagli.motivo.clone());
            r.inizio = e.dettagli.data_contatto;
            r.fine = Some(e.dettagli.data_contatto);
        }),
        SegnalazioneEvent::SegnalazioneAssegnata(e) => assegnata(righe, fact, e.assegnatario, e.il),
        SegnalazioneEvent::SegnalazioneAccettata(_) => {
            cambia(righe, fact, in_corso, |r| r.sta(StatoSegnalazione::Accettata, None));
        }
        SegnalazioneEvent::SegnalazioneRestituita(e) => {
            cambia(righe, fact, in_corso, |r| r.sta(StatoSegnalazione::Restituita, Some(e.il)));
        }
        SegnalazioneEvent::PraticaChiusa(e) => {
            cambia(righe, fact, in_corso, |r| r.sta(StatoSegnalazione::Chiusa, Some(e.il)));
        }
        // It returns to whom held it when it was closed.
        SegnalazioneEvent::PraticaRiaperta(_) => cambia(
            righe,
            fact,
            |r| {
                r.tipo == TipoVoce::Assegnazione
                    && r.codice.as_deref() == Some(StatoSegnalazione::Chiusa.as_str())
            },
            |r| r.sta(StatoSegnalazione::Accettata, None),
        ),
        SegnalazioneEvent::EsitoRegistrato(_)
        | SegnalazioneEvent::AccessoConcesso(_)
        | SegnalazioneEvent::AccessoRevocato(_) => {}
    }
}

fn assegnata(righe: &mut Righe, fact: &Fact, assegnatario: Attore, il: NaiveDate) {
    let Some(segnalato) =
        righe.group(&fact.stream).find(|(_, r)| r.tipo == TipoVoce::Segnalazione).map(|(_, r)| r.soggetto)
    else {
        return;
    };
    let riga = Riga {
        soggetto: segnalato,
        nucleo: None,
        tipo: TipoVoce::Assegnazione,
        codice: Some(StatoSegnalazione::Assegnata.as_str().to_owned()),
        inizio: il,
        fine: None,
        istante: false,
        unita: Some(assegnatario.unita.0),
        operatore: Some(assegnatario.operatore.0),
    };
    let voce = format!("assegnazione:{}:{}", fact.stream, fact.sequence);
    righe.put(&fact.stream, voce, fact.position, riga);
}

impl Riga {
    fn sta(&mut self, stato: StatoSegnalazione, fine: Option<NaiveDate>) {
        self.codice = Some(stato.as_str().to_owned());
        self.fine = fine;
    }

    fn appartenenza(tipo: TipoVoce, nucleo: Uuid, chi: SoggettoId, dal: NaiveDate) -> Self {
        Self {
            soggetto: chi.0,
            nucleo: Some(nucleo),
            tipo,
            codice: None,
            inizio: dal,
            fine: None,
            istante: false,
            unita: None,
            operatore: None,
        }
    }
}

/// A lasting membership of that person.
fn presente(chi: SoggettoId) -> impl Fn(&Riga) -> bool {
    move |r| r.soggetto == chi.0 && r.fine.is_none()
}

fn nucleo_di_fatto(righe: &mut Righe, fact: &Fact, evento: &NucleoDiFattoEvent) {
    let Ok(nucleo) = fact.stream.parse::<Uuid>() else { return };
    match evento {
        NucleoDiFattoEvent::ComponenteAggiunto(e) => {
            let mut riga = Riga::appartenenza(TipoVoce::NucleoDiFatto, nucleo, e.componente, e.dal);
            riga.codice.clone_from(&e.motivo);
            let voce = format!("nucleo_di_fatto:{}:{}", fact.stream, fact.sequence);
            righe.put(&fact.stream, voce, fact.position, riga);
        }
        NucleoDiFattoEvent::ComponenteRimosso(e) => cambia(righe, fact, presente(e.componente), |r| {
            r.codice = Some(e.motivo.clone());
            r.fine = Some(e.al);
        }),
        NucleoDiFattoEvent::NucleoDiFattoAperto(_)
        | NucleoDiFattoEvent::RelazioneParentelaModificata(_)
        | NucleoDiFattoEvent::NoteNucleoModificate(_) => {}
    }
}

fn nucleo_anagrafe(righe: &mut Righe, fact: &Fact, evento: &NucleoAnagrafeEvent) {
    match evento {
        NucleoAnagrafeEvent::NucleoAnagrafeImportato(e) => {
            let riferimento = e.provenienza.data_riferimento;
            let usciti: Vec<SoggettoId> = righe
                .group(&fact.stream)
                .filter(|(_, r)| {
                    r.fine.is_none() && e.componenti.iter().all(|c| c.componente.0 != r.soggetto)
                })
                .map(|(_, r)| SoggettoId(r.soggetto))
                .collect();
            for uscito in usciti {
                cambia(righe, fact, presente(uscito), |r| r.fine = Some(riferimento.max(r.inizio)));
            }
            for componente in &e.componenti {
                metti(righe, fact, componente, riferimento);
            }
        }
        NucleoAnagrafeEvent::NucleoAnagrafeAllineato(e) => {
            let riferimento = e.provenienza.data_riferimento;
            for differenza in &e.differenze {
                match differenza {
                    Differenza::SoloAnpr { rilevato }
                    | Differenza::DatiDiversi { rilevato, .. }
                    | Differenza::RelazioneDiversa { rilevato } => metti(righe, fact, rilevato, riferimento),
                    Differenza::SoloInterno { componente } => {
                        cambia(righe, fact, presente(*componente), |r| {
                            r.fine = Some(riferimento.max(r.inizio));
                        });
                    }
                }
            }
        }
        NucleoAnagrafeEvent::NucleoAnagrafeNonVerificato(_)
        | NucleoAnagrafeEvent::NucleoAnagrafeConfrontato(_) => {}
    }
}

/// A member as the register shows him now: since the day it says, else since the day as of which it was asked first.
fn metti(righe: &mut Righe, fact: &Fact, componente: &ComponenteAnagrafe, riferimento: NaiveDate) {
    let Ok(nucleo) = fact.stream.parse::<Uuid>() else { return };
    let chi = componente.componente;
    let dal = componente.dati.valore().and_then(|d| d.dal);
    if righe.group(&fact.stream).any(|(_, r)| presente(chi)(r)) {
        cambia(righe, fact, presente(chi), |r| r.inizio = dal.unwrap_or(r.inizio));
        return;
    }
    let riga = Riga::appartenenza(TipoVoce::NucleoAnagrafe, nucleo, chi, dal.unwrap_or(riferimento));
    let voce = format!("nucleo_anagrafe:{}:{}:{chi}", fact.stream, fact.sequence);
    righe.put(&fact.stream, voce, fact.position, riga);
}

/// The stream whose entries a fact may change.
pub(super) fn stream(fact: &Fact) -> Option<&str> {
    match fact.event {
        DomainFact::Segnalazione(_) | DomainFact::NucleoDiFatto(_) | DomainFact::NucleoAnagrafe(_) => {
            Some(&fact.stream)
        }
        DomainFact::Soggetto(_)
        | DomainFact::Operatore(_)
        | DomainFact::UnitaOrganizzativa(_)
        | DomainFact::AccessoEmergenza(_)
        | DomainFact::Annotazione(_) => None,
    }
}
