//! What is folded: an event of the log, read, unsealed and understood.

use chrono::{DateTime, Utc};
use cqrs_es::Aggregate;
use domain::accesso_emergenza::{AccessoEmergenza, EmergenzaEvent};
use domain::annotazione::{Annotazione, AnnotazioneEvent};
use domain::evento::Registrato;
use domain::nucleo_anagrafe::{NucleoAnagrafe, NucleoAnagrafeEvent};
use domain::nucleo_di_fatto::{NucleoDiFatto, NucleoDiFattoEvent};
use domain::operatore::{Operatore, OperatoreEvent};
use domain::segnalazione::{Segnalazione, SegnalazioneEvent};
use domain::soggetto::{Soggetto, SoggettoEvent};
use domain::unita_organizzativa::{UnitaOrganizzativa, UnitaOrganizzativaEvent};
use event_store::{Metadata, Opened, ReadError, Recorded};

/// An event with its place in the log.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Position in the log, from 1.
    pub position: u64,
    /// When the log learned it.
    pub recorded_at: DateTime<Utc>,
    /// Id of the stream.
    pub stream: String,
    /// Sequence in the stream, from 1.
    pub sequence: u64,
    /// Type under which it is stored.
    pub event_type: String,
    /// Who, why, through what.
    pub metadata: Metadata,
    /// The event.
    pub event: DomainFact,
}

/// An event of one of the aggregates.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "facts live as long as their batch")]
pub enum DomainFact {
    /// Of a subject.
    Soggetto(SoggettoEvent),
    /// Of a nucleo di fatto.
    NucleoDiFatto(NucleoDiFattoEvent),
    /// Of a nucleo anagrafe.
    NucleoAnagrafe(NucleoAnagrafeEvent),
    /// Of a segnalazione.
    Segnalazione(SegnalazioneEvent),
    /// Of an operator.
    Operatore(OperatoreEvent),
    /// Of an unita organizzativa.
    UnitaOrganizzativa(UnitaOrganizzativaEvent),
    /// Of an emergency access.
    AccessoEmergenza(EmergenzaEvent),
    /// Of a note.
    Annotazione(AnnotazioneEvent),
}

impl Fact {
    /// Understands an event of the feed.
    ///
    /// # Errors
    /// When it is not of the form its type and version promise, or its aggregate is unknown: then it was written by
    /// newer software.
    pub fn from_opened(opened: Opened) -> Result<Self, ReadError> {
        match opened.aggregate_type.as_str() {
            Soggetto::TYPE => of::<Soggetto>(opened, DomainFact::Soggetto),
            NucleoDiFatto::TYPE => of::<NucleoDiFatto>(opened, DomainFact::NucleoDiFatto),
            NucleoAnagrafe::TYPE => of::<NucleoAnagrafe>(opened, DomainFact::NucleoAnagrafe),
            Segnalazione::TYPE => of::<Segnalazione>(opened, DomainFact::Segnalazione),
            Operatore::TYPE => of::<Operatore>(opened, DomainFact::Operatore),
            UnitaOrganizzativa::TYPE => of::<UnitaOrganizzativa>(opened, DomainFact::UnitaOrganizzativa),
            AccessoEmergenza::TYPE => of::<AccessoEmergenza>(opened, DomainFact::AccessoEmergenza),
            Annotazione::TYPE => of::<Annotazione>(opened, DomainFact::Annotazione),
            _ => Err(ReadError::Newer {
                aggregate_type: opened.aggregate_type,
                event_type: opened.event_type,
                event_version: opened.event_version,
                position: opened.position,
            }),
        }
    }

    /// Type of the aggregate it belongs to, as stored.
    #[must_use]
    pub fn aggregate_type(&self) -> &'static str {
        match self.event {
            DomainFact::Soggetto(_) => Soggetto::TYPE,
            DomainFact::NucleoDiFatto(_) => NucleoDiFatto::TYPE,
            DomainFact::NucleoAnagrafe(_) => NucleoAnagrafe::TYPE,
            DomainFact::Segnalazione(_) => Segnalazione::TYPE,
            DomainFact::Operatore(_) => Operatore::TYPE,
            DomainFact::UnitaOrganizzativa(_) => UnitaOrganizzativa::TYPE,
            DomainFact::AccessoEmergenza(_) => AccessoEmergenza::TYPE,
            DomainFact::Annotazione(_) => Annotazione::TYPE,
        }
    }
}

fn of<A: Registrato>(opened: Opened, wrap: fn(A::Event) -> DomainFact) -> Result<Fact, ReadError> {
    let Recorded { stream, sequence, event_type, event, metadata, position, recorded_at } =
        opened.decode::<A>()?;
    Ok(Fact { position, recorded_at, stream, sequence, event_type, metadata, event: wrap(event) })
}

/// The facts up to the first event that cannot be understood.
///
/// # Errors
/// When that is the very first.
pub(crate) fn understood(opened: Vec<Opened>) -> Result<Vec<Fact>, ReadError> {
    let mut facts = Vec::with_capacity(opened.len());
    for event in opened {
        match Fact::from_opened(event) {
            Ok(fact) => facts.push(fact),
            Err(error) if facts.is_empty() => return Err(error),
            Err(_) => break,
        }
    }
    Ok(facts)
}
