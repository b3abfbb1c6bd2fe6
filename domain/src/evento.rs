//! What every aggregate of this house adds to a cqrs-es [`Aggregate`]: pure decisions, reservations that
//! cross streams, upcasters, and the list of its event types.

use crate::identita::SoggettoId;
use cqrs_es::persist::{EventUpcaster, SerializedEvent};
use cqrs_es::{Aggregate, DomainEvent};
use serde_json::Value;

/// A rule that crosses streams, held by the event store as a keyed hash (`registro.prenotazioni`).
///
/// To reserve: `valore` belongs to `titolare` from now on; if somebody else holds it the command is refused and the
/// refusal names the holder; if `titolare` holds it already nothing happens. To release: `titolare` gives it up,
/// without effect when it is not his.
#[derive(Clone, PartialEq, Eq)]
pub struct Prenotazione {
    /// Name space of the rule, see [`ambiti`].
    pub ambito: &'static str,
    /// Normalised value; hashed before it leaves the process.
    pub valore: String,
    /// Who holds it: an id.
    pub titolare: String,
    /// `true` reserves, `false` releases.
    pub riserva: bool,
}

crate::debug_oscurato!(Prenotazione);

#[allow(clippy::needless_pass_by_value, reason = "ids are small and copied")]
impl Prenotazione {
    /// Reserves `valore` for `titolare`.
    pub fn riserva(ambito: &'static str, valore: impl Into<String>, titolare: impl ToString) -> Self {
        Self { ambito, valore: valore.into(), titolare: titolare.to_string(), riserva: true }
    }

    /// Releases `valore` if `titolare` holds it.
    pub fn libera(ambito: &'static str, valore: impl Into<String>, titolare: impl ToString) -> Self {
        Self { ambito, valore: valore.into(), titolare: titolare.to_string(), riserva: false }
    }
}

/// Name spaces of the reservations.
pub mod ambiti {
    /// One codice fiscale (or other official identifier), one subject id.
    pub const CODICE_FISCALE: &str = "codice_fiscale";
    /// One person, one open nucleo di fatto (a second one is confirmed with a reason and then not reserved).
    pub const COMPONENTE: &str = "componente";
    /// One codice fiscale, one operator.
    pub const OPERATORE: &str = "operatore";
    /// One code, one unita organizzativa.
    pub const UNITA: &str = "unita";
}

/// An aggregate whose events this house stores.
pub trait Registrato: Aggregate<Services = ()> + 'static {
    /// (event type, current version) of every event it can write.
    const TIPI: &'static [(&'static str, &'static str)];

    /// The rules: what happens when `comando` meets this state. Pure: no clock, no chance, no I/O.
    ///
    /// # Errors
    /// The refusal, as data.
    fn decidi(&self, comando: Self::Command) -> Result<Vec<Self::Event>, Self::Error>;

    /// Reservations that `evento` makes or releases; `id` is the stream's id.
    fn prenotazioni(evento: &Self::Event, id: &str) -> Vec<Prenotazione>;

    /// Whom `evento` is about, for the metadata; `id` is the stream's id.
    fn soggetti(evento: &Self::Event, id: &str) -> Vec<SoggettoId>;

    /// Upcasters from older versions, oldest first. They see the unsealed payload.
    #[must_use]
    fn upcasters() -> Vec<Box<dyn EventUpcaster>> {
        Vec::new()
    }
}

/// Reads a payload of an older version as the next one: the fields that are new in it were not known.
pub struct CampiNuovi {
    /// Type of the event.
    pub tipo: &'static str,
    /// Version that it reads.
    pub da: &'static str,
    /// Version that it makes of it.
    pub a: &'static str,
    /// The new fields, with what they hold where nobody could fill them in.
    pub campi: fn() -> Vec<(&'static str, Value)>,
}

impl EventUpcaster for CampiNuovi {
    fn can_upcast(&self, event_type: &str, event_version: &str) -> bool {
        (event_type, event_version) == (self.tipo, self.da)
    }

    fn upcast(&self, mut event: SerializedEvent) -> SerializedEvent {
        self.a.clone_into(&mut event.event_version);
        if let Value::Object(payload) = &mut event.payload {
            payload.extend((self.campi)().into_iter().map(|(nome, valore)| (nome.to_owned(), valore)));
        }
        event
    }
}

/// What every `impl Aggregate` has besides its types and its fold: it decides ([`Registrato::decidi`]), then folds what was
/// decided.
macro_rules! decide_e_applica {
    () => {
        type Services = ();

        async fn handle(
            &mut self,
            comando: Self::Command,
            (): &Self::Services,
            sink: &cqrs_es::event_sink::EventSink<Self>,
        ) -> Result<(), Self::Error> {
            for evento in $crate::evento::Registrato::decidi(self, comando)? {
                sink.write(evento, self).await;
            }
            Ok(())
        }
    };
}
pub(crate) use decide_e_applica;

/// The same ids, each once, in the order of their first mention.
pub(crate) fn distinti(soggetti: Vec<SoggettoId>) -> Vec<SoggettoId> {
    let mut visti = std::collections::HashSet::new();
    soggetti.into_iter().filter(|s| visti.insert(*s)).collect()
}

/// Stable name of the type of `evento`, as stored.
#[must_use]
pub fn tipo_di<E: DomainEvent>(evento: &E) -> String {
    evento.event_type()
}

/// Declares the events of an aggregate: an enum of structs, each with the stable type string and version under
/// which it is stored. The payload carries the type in the key `evento`.
#[macro_export]
macro_rules! eventi {
    ($(#[$doc:meta])* $enum:ident { $( $tipo:literal $versione:literal => $struct:ident ),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "evento")]
        #[allow(clippy::large_enum_variant, reason = "events are few at a time and short-lived")]
        pub enum $enum {
            $(
                #[doc = concat!("See [`", stringify!($struct), "`].")]
                #[serde(rename = $tipo)]
                $struct($struct),
            )+
        }

        impl $enum {
            /// (event type, current version) of every event.
            pub const TIPI: &'static [(&'static str, &'static str)] = &[$(($tipo, $versione)),+];
        }

        impl cqrs_es::DomainEvent for $enum {
            fn event_type(&self) -> String {
                match self { $(Self::$struct(_) => $tipo.to_owned()),+ }
            }
            fn event_version(&self) -> String {
                match self { $(Self::$struct(_) => $versione.to_owned()),+ }
            }
        }

        $(impl From<$struct> for $enum {
            fn from(evento: $struct) -> Self { Self::$struct(evento) }
        })+
    };
}
