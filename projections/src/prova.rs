//! What the tests of the folds share: facts of synthetic streams.

use crate::fact::{DomainFact, Fact};
use chrono::{DateTime, NaiveDate};
use domain::attore::{Attore, Ruolo};
use domain::identita::{OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use domain::nucleo_anagrafe::{ComponenteAnagrafe, DatiComponente};
use domain::nucleo_di_fatto::{Appartenenza, ComponenteAggiunto, ComponenteRimosso};
use domain::persona::{DatiAnagrafici, IndicatoreCf, Provenienza};
use domain::riservato::{Cancellato, Partizione, Riservato};
use domain::segnalazione::{Dettagli, Segnalante, SegnalazioneAssegnata, SegnalazioneCreata};
use event_store::Metadata;
use uuid::Uuid;

/// The id number `n`, of whatever kind.
pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

/// A day of October 2024.
pub(crate) fn ottobre(giorno: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 10, giorno).unwrap()
}

/// A log in the making: positions follow one another over all streams, sequences in each.
#[derive(Default)]
pub(crate) struct Registro {
    facts: Vec<Fact>,
}

impl Registro {
    /// Adds an event to a stream; its position.
    #[allow(clippy::needless_pass_by_value, reason = "ids are small and copied")]
    pub(crate) fn scrivi(&mut self, stream: impl ToString, event: DomainFact) -> u64 {
        let stream = stream.to_string();
        let position = self.facts.len() as u64 + 1;
        let sequence = self.facts.iter().filter(|f| f.stream == stream).count() as u64 + 1;
        self.facts.push(Fact {
            position,
            recorded_at: DateTime::UNIX_EPOCH,
            stream,
            sequence,
            event_type: String::new(),
            metadata: Metadata::default(),
            event,
        });
        position
    }

    pub(crate) fn facts(&self) -> &[Fact] {
        &self.facts
    }
}

/// A person of whom only the names are known.
pub(crate) fn persona(cognome: &str, nome: &str) -> DatiAnagrafici {
    DatiAnagrafici {
        cognome: Some(cognome.into()),
        nome: Some(nome.into()),
        sesso: None,
        data_nascita: None,
        luogo_nascita: None,
        codice_fiscale: None,
        indicatore_cf: IndicatoreCf::NonDisponibile,
        cf_validato: None,
        id_anpr: None,
        cittadinanze: vec![],
        stato_demografico: None,
        data_stato_demografico: None,
    }
}

/// What is left of data after an erasure.
pub(crate) fn cancellato<T: Partizione>(di: SoggettoId) -> Riservato<T> {
    Riservato::cancellato(di, Cancellato { quando: DateTime::UNIX_EPOCH, base: "art17".into() })
}

pub(crate) fn provenienza(riferimento: NaiveDate) -> Provenienza {
    Provenienza {
        servizi: vec!["C021".into()],
        consultato_il: DateTime::UNIX_EPOCH,
        data_riferimento: riferimento,
        id_operazione: None,
    }
}

/// A member as the register shows him.
pub(crate) fn componente(chi: SoggettoId, cognome: &str, dal: Option<NaiveDate>) -> ComponenteAnagrafe {
    let dati = DatiComponente {
        anagrafica: persona(cognome, "PROVA"),
        tipo_legame: "3".into(),
        codice_legame: Some("2".into()),
        dal,
    };
    ComponenteAnagrafe { componente: chi, dati: Riservato::nuovo(chi, dati) }
}

/// Somebody joins a nucleo di fatto.
pub(crate) fn aggiunto(chi: SoggettoId, dal: NaiveDate) -> ComponenteAggiunto {
    let appartenenza = Appartenenza { relazione: Some("CONIUGE".into()), conferma: None };
    ComponenteAggiunto {
        componente: chi,
        dati: None,
        appartenenza: Riservato::nuovo(chi, appartenenza),
        motivo: Some("NASCITA".into()),
        dal,
        confermato: false,
    }
}

/// Somebody leaves it.
pub(crate) fn rimosso(chi: SoggettoId, al: NaiveDate) -> ComponenteRimosso {
    ComponenteRimosso { componente: chi, motivo: "TRASFERIMENTO".into(), al }
}

pub(crate) fn attore(n: u128) -> Attore {
    Attore {
        operatore: OperatoreId(Uuid::from_u128(n)),
        ruolo: Ruolo::AssistenteSociale,
        unita: UnitaId(Uuid::from_u128(n + 1000)),
    }
}

pub(crate) fn dettagli(motivo: &str, data_contatto: NaiveDate, segnalante: Option<SoggettoId>) -> Dettagli {
    Dettagli {
        data_contatto,
        canale: "TELEFONO".into(),
        motivo: motivo.into(),
        urgenza: "NORMALE".into(),
        segnalante: Segnalante { tipo: "FAMILIARE".into(), soggetto: segnalante, dati: None },
        note: None,
    }
}

/// A segnalazione about a person, by operator 1.
pub(crate) fn creata(
    segnalazione: SegnalazioneId,
    segnalato: SoggettoId,
    dettagli: Dettagli,
) -> SegnalazioneCreata {
    SegnalazioneCreata {
        segnalazione,
        segnalato,
        distretto: id(77),
        autore: attore(1),
        dettagli,
        numero_originario: None,
    }
}

pub(crate) fn assegnata(a: u128, il: NaiveDate) -> SegnalazioneAssegnata {
    SegnalazioneAssegnata { assegnatario: attore(a), assegnante: id(1), il, nota: None }
}
