//! Subjects that exist, and what is done about them: the same commands for every store that knows our aggregates.

use crate::Fault;
use chrono::NaiveDate;
use domain::attore::{Attore, Ruolo};
use domain::identita::{OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use domain::persona::{DataParziale, DatiAnagrafici, IndicatoreCf};
use domain::segnalazione::{DettagliInput, SegnalazioneCommand};
use domain::soggetto::{Contatti, Soggetto, SoggettoCommand};
use event_store::{Bus, CommandRequest, Log, Metadata};
use futures::{StreamExt, TryStreamExt, stream};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// Subjects made at the same time.
const AT_ONCE: usize = 64;

/// Existing subjects, by their number.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct People {
    ids: Arc<Vec<SoggettoId>>,
    actor: Attore,
    district: UnitaId,
}

/// A command, with its stream.
pub(crate) enum Job {
    /// On a subject.
    Subject(String, SoggettoCommand),
    /// On a segnalazione.
    Segnalazione(String, SegnalazioneCommand),
}

/// What one caller does, again and again, about one of his subjects after the other: a contact is recorded and assigned,
/// telephones change, personal data are corrected. No two callers have a subject in common.
pub(crate) struct Work {
    people: People,
    next: usize,
    step: usize,
    every: usize,
    segnalazione: Uuid,
}

/// Who acts, in the metadata, and for which unit.
const ACTOR: &str = "5b9f2f0e-7d3c-4c0a-9f53-0a6f0d6d1c11";
const UNIT: &str = "0c1f7b52-6a0d-4f9e-8a0e-51f1b0a7c2d3";

/// No two values of what changes are equal, in whatever process: nothing is refused as unchanged.
static CHANGES: AtomicU64 = AtomicU64::new(0);

impl People {
    /// Makes them in the log.
    pub(crate) async fn create(log: &Log, count: usize, seed: u64) -> Result<Self, Fault> {
        let actor = Attore {
            operatore: OperatoreId(Uuid::new_v5(&Uuid::NAMESPACE_OID, &seed.to_be_bytes())),
            ruolo: Ruolo::OperatoreSegretariato,
            unita: UnitaId(Uuid::new_v4()),
        };
        let bus = Bus::new(log.clone());
        let ids: Vec<SoggettoId> =
            stream::iter((0..count).map(|n| new_subject(&bus, n))).buffered(AT_ONCE).try_collect().await?;
        Ok(Self { ids: Arc::new(ids), actor, district: UnitaId(Uuid::new_v4()) })
    }

    /// All ids.
    pub(crate) fn ids(&self) -> &[SoggettoId] {
        &self.ids
    }

    /// The work of one of so many callers.
    pub(crate) fn work(&self, caller: usize, callers: usize) -> Work {
        Work { people: self.clone(), next: caller, step: 0, every: callers, segnalazione: Uuid::nil() }
    }
}

/// A new subject, entered by hand.
pub(crate) async fn new_subject(bus: &Bus, number: usize) -> Result<SoggettoId, Fault> {
    let subject = bus.log().subjects().take().await?;
    let command = SoggettoCommand::Registra { soggetto: subject, dati: data(number), oggi: today() };
    bus.execute::<Soggetto>(&request(subject.to_string()), command).await?;
    Ok(subject)
}

impl Iterator for Work {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        let subject = self.people.ids[self.next % self.people.ids.len()];
        let change = CHANGES.fetch_add(1, Ordering::Relaxed);
        let (actor, today) = (self.people.actor, today());
        let job = match self.step {
            0 => {
                self.segnalazione = Uuid::new_v4();
                let segnalazione = SegnalazioneId(self.segnalazione);
                let command = SegnalazioneCommand::Crea {
                    segnalazione,
                    segnalato: subject,
                    distretto: self.people.district,
                    dettagli: details(),
                    numero_originario: None,
                    chi: actor,
                    oggi: today,
                };
                Job::Segnalazione(segnalazione.to_string(), command)
            }
            1 => {
                let assegnatario = Attore { ruolo: Ruolo::AssistenteSociale, ..actor };
                let nota = Some("Da richiamare entro la settimana".to_owned());
                let command = SegnalazioneCommand::Assegna { assegnatario, nota, chi: actor, oggi: today };
                Job::Segnalazione(self.segnalazione.to_string(), command)
            }
            2 => {
                let telefoni = vec![format!("06{change:09}")];
                let contatti = Contatti { telefoni, ..Contatti::default() };
                Job::Subject(subject.to_string(), SoggettoCommand::ModificaContatti { contatti })
            }
            _ => {
                let id_anpr = Some(format!("Z{:X}{change:X}", std::process::id()));
                let dati = DatiAnagrafici { id_anpr, ..data(self.next % self.people.ids.len()) };
                let motivo = Some("Riscontro con il documento".to_owned());
                Job::Subject(
                    subject.to_string(),
                    SoggettoCommand::ModificaAnagrafica { dati, motivo, oggi: today },
                )
            }
        };
        self.step = (self.step + 1) % 4;
        if self.step == 0 {
            self.next += self.every;
        }
        Some(job)
    }
}

/// A request with a new command id.
pub(crate) fn request(stream: String) -> CommandRequest {
    CommandRequest {
        stream,
        command_id: Uuid::new_v4(),
        canonical: b"a request in canonical form, about as long as a short one of an operator".to_vec(),
        expected_version: None,
        metadata: metadata(),
    }
}

/// Metadata as a mutation has them.
pub(crate) fn metadata() -> Metadata {
    let correlation = Uuid::new_v4().to_string();
    Metadata::default()
        .with("actor", ACTOR)
        .with("role", "OPERATORE_SEGRETARIATO")
        .with("unit", UNIT)
        .with("correlation_id", correlation.as_str())
        .with("causation_id", correlation)
        .with("channel", "graphql")
        .with("purpose", "GESTIONE_CASO")
        .with("app_version", env!("CARGO_PKG_VERSION"))
}

/// Data of the person of that number. His code is one of the health service's, which need no check letter.
pub(crate) fn data(number: usize) -> DatiAnagrafici {
    DatiAnagrafici {
        cognome: Some(format!("PROVA{}", letters(number))),
        nome: Some("MARIA GIUSEPPA".into()),
        sesso: None,
        data_nascita: NaiveDate::from_ymd_opt(1950, 1, 1)
            .and_then(|d| d.checked_add_days(chrono::Days::new((number % 20_000) as u64)))
            .map(DataParziale::certa),
        luogo_nascita: None,
        codice_fiscale: Some(format!("STP{number:013}")),
        indicatore_cf: IndicatoreCf::Ministeriale,
        cf_validato: None,
        id_anpr: None,
        cittadinanze: vec!["100".into()],
        stato_demografico: None,
        data_stato_demografico: None,
    }
}

/// A number in letters.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'A')).collect()
}

fn details() -> DettagliInput {
    DettagliInput {
        data_contatto: today(),
        canale: "TELEFONO".into(),
        motivo: "INFO".into(),
        urgenza: "ORDINARIA".into(),
        tipo_segnalante: "INTERESSATO".into(),
        segnalante: None,
        dati_segnalante: None,
        note: Some(
            "Chiede informazioni sul contributo per l'affitto; vive sola con due figli minori.".into(),
        ),
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 10, 21).unwrap_or_default()
}
