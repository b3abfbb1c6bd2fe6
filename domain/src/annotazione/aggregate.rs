//! The note: state, fold and rules.

use super::commands::AnnotazioneCommand;
use super::error::AnnotazioneError;
use super::events::*;
use crate::codifiche::Lista;
use crate::controlli::{data_non_prima, voce, voce_fissa};
use crate::evento::{Prenotazione, Registrato};
use crate::identita::SoggettoId;
use crate::rifiuto::{Codice, ErroreCampo};
use crate::riservato::Classe;
use crate::testo;
use crate::visibilita::Sezione;
use cqrs_es::Aggregate;
use serde::{Deserialize, Serialize};

/// No note of this service tells of an earlier year.
const ANNO_MINIMO: i32 = 1900;

/// A note; nothing before it is written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotazione {
    /// The note, once written.
    pub nota: Option<Nota>,
}

/// A note that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nota {
    /// How it was written.
    pub aggiunta: AnnotazioneAggiunta,
    /// Every correction, oldest first.
    pub rettifiche: Vec<AnnotazioneRettificata>,
}

impl Nota {
    /// The text that holds.
    #[must_use]
    pub fn testo(&self) -> &Testo {
        self.rettifiche.last().map_or(&self.aggiunta.testo, |r| &r.testo)
    }

    fn rettifica(&self, comando: AnnotazioneCommand) -> Result<AnnotazioneRettificata, AnnotazioneError> {
        let AnnotazioneCommand::Rettifica { testo, motivo, chi, in_carico, oggi } = comando else {
            return Err(AnnotazioneError::Esistente);
        };
        if self.aggiunta.autore.operatore != chi.operatore && !in_carico {
            return Err(AnnotazioneError::NonPropria);
        }
        let prima = self.testo();
        let di_prima = prima.valore().ok_or(AnnotazioneError::DatiCancellati)?;
        let testo = obbligatorio(&testo, "testo")?;
        if testo == di_prima {
            return Err(AnnotazioneError::NessunaModifica);
        }
        let motivo = testo::note(Some(&motivo), "motivo")?
            .ok_or_else(|| ErroreCampo::nuovo(Codice::MotivoMancante, "motivo"))?;
        let di = |testo| Testo::nuovo(prima.classe(), prima.soggetto(), testo);
        Ok(AnnotazioneRettificata {
            rettificata_da: chi.operatore,
            il: oggi,
            motivo: di(motivo),
            testo: di(testo),
        })
    }
}

fn obbligatorio(testo: &str, campo: &str) -> Result<String, ErroreCampo> {
    testo::note(Some(testo), campo)?.ok_or_else(|| ErroreCampo::nuovo(Codice::CampoObbligatorio, campo))
}

fn aggiungi(comando: AnnotazioneCommand) -> Result<AnnotazioneAggiunta, AnnotazioneError> {
    let AnnotazioneCommand::Aggiungi {
        annotazione,
        segnalazione,
        segnalato,
        sezione,
        ambito,
        del,
        testo,
        chi,
        oggi,
    } = comando
    else {
        return Err(AnnotazioneError::Inesistente);
    };
    voce_fissa(Lista::Sezione, &sezione, "sezione")?;
    let sezione =
        Sezione::da_str(&sezione).ok_or_else(|| ErroreCampo::nuovo(Codice::VoceSconosciuta, "sezione"))?;
    let classe = match (sezione, &ambito) {
        (Sezione::Riservata, None) => {
            return Err(ErroreCampo::nuovo(Codice::CampoObbligatorio, "ambito").into());
        }
        (Sezione::Riservata, Some(ambito)) => {
            let voce = voce(Lista::AmbitoRiservato, ambito, oggi, "ambito")?;
            voce.attributo("classe").and_then(Classe::da_str).unwrap_or(Classe::Sociale)
        }
        (_, None) => Classe::Sociale,
        (_, Some(_)) => return Err(ErroreCampo::nuovo(Codice::FormatoNonValido, "ambito").into()),
    };
    let del = del.unwrap_or(oggi);
    data_non_prima(del, ANNO_MINIMO, oggi, "del")?;
    let testo = Testo::nuovo(classe, segnalato, obbligatorio(&testo, "testo")?);
    Ok(AnnotazioneAggiunta { annotazione, segnalazione, segnalato, autore: chi, sezione, ambito, del, testo })
}

impl Aggregate for Annotazione {
    const TYPE: &'static str = "annotazione";
    type Command = AnnotazioneCommand;
    type Event = AnnotazioneEvent;
    type Error = AnnotazioneError;
    crate::evento::decide_e_applica!();

    fn apply(&mut self, evento: Self::Event) {
        match (evento, &mut self.nota) {
            (AnnotazioneEvent::AnnotazioneAggiunta(e), nota) => {
                *nota = Some(Nota { aggiunta: e, rettifiche: Vec::new() });
            }
            (AnnotazioneEvent::AnnotazioneRettificata(e), Some(nota)) => nota.rettifiche.push(e),
            (AnnotazioneEvent::AnnotazioneRettificata(_), None) => {}
        }
    }
}

impl Registrato for Annotazione {
    const TIPI: &'static [(&'static str, &'static str)] = AnnotazioneEvent::TIPI;

    fn decidi(&self, comando: Self::Command) -> Result<Vec<Self::Event>, Self::Error> {
        let evento = match (comando, &self.nota) {
            (comando @ AnnotazioneCommand::Aggiungi { .. }, None) => aggiungi(comando)?.into(),
            (AnnotazioneCommand::Aggiungi { .. }, Some(_)) => return Err(AnnotazioneError::Esistente),
            (AnnotazioneCommand::Rettifica { .. }, None) => return Err(AnnotazioneError::Inesistente),
            (comando, Some(nota)) => nota.rettifica(comando)?.into(),
        };
        Ok(vec![evento])
    }

    fn prenotazioni(_evento: &Self::Event, _id: &str) -> Vec<Prenotazione> {
        Vec::new()
    }

    fn soggetti(evento: &Self::Event, _id: &str) -> Vec<SoggettoId> {
        match evento {
            AnnotazioneEvent::AnnotazioneAggiunta(e) => vec![e.segnalato],
            AnnotazioneEvent::AnnotazioneRettificata(e) => vec![e.testo.soggetto()],
        }
    }
}
