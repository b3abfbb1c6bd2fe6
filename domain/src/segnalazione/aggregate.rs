//! The segnalazione: state, fold and dispatch. The decisions are in [`super::rules`].

use super::commands::SegnalazioneCommand;
use super::error::SegnalazioneError;
use super::events::*;
use super::pratica::Pratica;
use super::rules;
use crate::evento::{Prenotazione, Registrato, distinti};
use crate::identita::SoggettoId;
use cqrs_es::Aggregate;
use serde::{Deserialize, Serialize};

/// A segnalazione; nothing before it is recorded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Segnalazione {
    /// The pratica, once recorded.
    pub pratica: Option<Pratica>,
}

impl Aggregate for Segnalazione {
    const TYPE: &'static str = "segnalazione";
    type Command = SegnalazioneCommand;
    type Event = SegnalazioneEvent;
    type Error = SegnalazioneError;
    crate::evento::decide_e_applica!();

    fn apply(&mut self, evento: Self::Event) {
        match (evento, &mut self.pratica) {
            (SegnalazioneEvent::SegnalazioneCreata(e), pratica) => *pratica = Some(Pratica::creata(e)),
            (SegnalazioneEvent::SegnalazioneModificata(e), Some(pratica)) => pratica.dettagli = e.dettagli,
            (SegnalazioneEvent::EsitoRegistrato(e), Some(pratica)) => pratica.esito = Some(e),
            (SegnalazioneEvent::SegnalazioneAssegnata(e), Some(pratica)) => pratica.assegnata(e),
            (SegnalazioneEvent::SegnalazioneAccettata(e), Some(pratica)) => pratica.accettata(&e),
            (SegnalazioneEvent::SegnalazioneRestituita(e), Some(pratica)) => pratica.restituita(e),
            (SegnalazioneEvent::PraticaChiusa(e), Some(pratica)) => pratica.chiusa(e),
            (SegnalazioneEvent::PraticaRiaperta(e), Some(pratica)) => pratica.riaperta(e),
            (SegnalazioneEvent::AccessoConcesso(e), Some(pratica)) => pratica.concesso(e),
            (SegnalazioneEvent::AccessoRevocato(e), Some(pratica)) => pratica.revocato(e),
            (_, None) => {}
        }
    }
}

impl Registrato for Segnalazione {
    const TIPI: &'static [(&'static str, &'static str)] = SegnalazioneEvent::TIPI;

    fn decidi(&self, comando: Self::Command) -> Result<Vec<Self::Event>, Self::Error> {
        let pratica = || self.pratica.as_ref().ok_or(SegnalazioneError::Inesistente);
        let evento = match comando {
            SegnalazioneCommand::Crea {
                segnalazione,
                segnalato,
                distretto,
                dettagli,
                numero_originario,
                chi,
                oggi,
            } => {
                if self.pratica.is_some() {
                    return Err(SegnalazioneError::Esistente);
                }
                SegnalazioneCreata {
                    segnalazione,
                    segnalato,
                    distretto,
                    autore: chi,
                    dettagli: rules::dettagli(dettagli, segnalato, None, oggi)?,
                    numero_originario: rules::numero_originario(numero_originario.as_deref())?,
                }
                .into()
            }
            SegnalazioneCommand::Modifica { dettagli, chi, oggi } => {
                pratica()?.modifica(dettagli, &chi, oggi)?.into()
            }
            SegnalazioneCommand::RegistraEsito { esito, originale, note, chi, oggi } => {
                pratica()?.registra_esito(esito, originale, note.as_deref(), &chi, oggi)?.into()
            }
            SegnalazioneCommand::Assegna { assegnatario, nota, chi, oggi } => {
                pratica()?.assegna(assegnatario, nota.as_deref(), &chi, oggi)?.into()
            }
            SegnalazioneCommand::Accetta { chi, oggi } => pratica()?.accetta(&chi, oggi)?.into(),
            SegnalazioneCommand::Restituisci { motivo, nota, chi, oggi } => {
                pratica()?.restituisci(motivo, nota.as_deref(), &chi, oggi)?.into()
            }
            SegnalazioneCommand::Chiudi { chi, oggi } => pratica()?.chiudi(&chi, oggi)?.into(),
            SegnalazioneCommand::Riapri { motivo, chi, oggi } => {
                pratica()?.riapri(&motivo, &chi, oggi)?.into()
            }
            SegnalazioneCommand::Concedi { accesso, chi, oggi } => {
                pratica()?.concedi(&accesso, &chi, oggi)?.into()
            }
            SegnalazioneCommand::Revoca { concessione, motivo, chi, oggi } => {
                pratica()?.revoca(concessione, motivo.as_deref(), &chi, oggi)?.into()
            }
        };
        Ok(vec![evento])
    }

    /// None: two segnalazioni of one subject, even on one day with one motivo, are allowed (M-G21).
    fn prenotazioni(_evento: &Self::Event, _id: &str) -> Vec<Prenotazione> {
        Vec::new()
    }

    /// Whom the event itself names; the segnalato of the stream is in its first event.
    fn soggetti(evento: &Self::Event, _id: &str) -> Vec<SoggettoId> {
        fn nota(nota: &Option<crate::riservato::Riservato<NoteSegnalazione>>) -> Option<SoggettoId> {
            nota.as_ref().map(|n| n.soggetto)
        }
        fn dettagli(dettagli: &Dettagli) -> impl Iterator<Item = SoggettoId> {
            let dati = dettagli.segnalante.dati.as_ref().map(|d| d.soggetto);
            dettagli.segnalante.soggetto.into_iter().chain(dati).chain(nota(&dettagli.note))
        }
        distinti(match evento {
            SegnalazioneEvent::SegnalazioneCreata(e) => {
                std::iter::once(e.segnalato).chain(dettagli(&e.dettagli)).collect()
            }
            SegnalazioneEvent::SegnalazioneModificata(e) => dettagli(&e.dettagli).collect(),
            SegnalazioneEvent::EsitoRegistrato(e) => nota(&e.note).into_iter().collect(),
            SegnalazioneEvent::SegnalazioneAssegnata(e) => nota(&e.nota).into_iter().collect(),
            SegnalazioneEvent::SegnalazioneRestituita(e) => nota(&e.nota).into_iter().collect(),
            SegnalazioneEvent::PraticaRiaperta(e) => vec![e.motivo.soggetto],
            SegnalazioneEvent::AccessoConcesso(e) => vec![e.motivo.soggetto],
            SegnalazioneEvent::AccessoRevocato(e) => nota(&e.motivo).into_iter().collect(),
            SegnalazioneEvent::SegnalazioneAccettata(_) | SegnalazioneEvent::PraticaChiusa(_) => Vec::new(),
        })
    }
}
