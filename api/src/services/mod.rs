//! Application services: what an operator does, from the rules to the log. They fill in what the rules may not fetch
//! (time, ids, the register's answers) and wait until the read models show it.

mod amministrazione;
mod annotazioni;
mod anpr;
mod comando;
mod concessioni;
mod consumo;
mod emergenze;
mod letture;
mod nuclei;
mod operatori;
mod organizzazione;
mod segnalazioni;
mod soggetti;
mod sorveglianza;
pub mod storia;
mod verifiche;

pub use annotazioni::NuovaAnnotazione;
pub(crate) use anpr::normalizzato;
pub use anpr::{Consultazione, FamigliaConsultata};
pub use comando::{CANALE_WEB, Chiamante, Comando, Eseguito, Guasto, Mancato, Rifiutato, Risposta};
pub use consumo::{AvvisoConsumo, ConsumoAnpr, Contatore, UsoAnpr};
pub use letture::{Alla, Stato};
pub use nuclei::AggiungiComponente;
pub use organizzazione::NuovaUnita;
pub use segnalazioni::DettagliSegnalazione;
pub use storia::{Dettaglio, EventoStoria};
pub use verifiche::Giro;

use crate::metriche::{Metriche, Misurato};
use access::login::SessionLimits;
use access::{Access, Tracciamento, office_day};
use chrono::{DateTime, NaiveDate, Utc};
use domain::anagrafe::RegistroAnagrafico;
use event_store::{Bus, Log};
use projections::Projector;
use projections::soggetti::Dizionario;
use std::sync::{Arc, OnceLock};

/// Where the time comes from.
pub type Orologio = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The services. Clones share everything.
#[derive(Clone)]
pub struct Servizi(Arc<Dentro>);

struct Dentro {
    bus: Bus,
    projector: Projector,
    access: Access,
    tracciamento: Tracciamento,
    registro: Arc<dyn RegistroAnagrafico>,
    orologio: Orologio,
    postazione: String,
    dizionario: Arc<Dizionario>,
    metriche: Metriche,
    uso_anpr: OnceLock<UsoAnpr>,
    limiti_sessione: OnceLock<SessionLimits>,
}

impl Servizi {
    /// Services on an open log, the log of readings, the read models and the register. `postazione` names this instance
    /// to the register.
    pub fn new(
        log: Log,
        tracciamento: Tracciamento,
        projector: Projector,
        registro: Arc<dyn RegistroAnagrafico>,
        orologio: Orologio,
        postazione: impl Into<String>,
    ) -> Self {
        let metriche = Metriche::default();
        metriche.registra(|registry| log.register(registry));
        metriche.registra(|registry| tracciamento.register(registry));
        let registro = Arc::new(Misurato::nuovo(registro, metriche.anpr.clone()));
        Self(Arc::new(Dentro {
            metriche,
            access: Access::new(log.clone()),
            tracciamento,
            bus: Bus::new(log),
            projector,
            registro,
            orologio,
            postazione: postazione.into(),
            dizionario: Arc::default(),
            uso_anpr: OnceLock::new(),
            limiti_sessione: OnceLock::new(),
        }))
    }

    /// Says how ANPR may be used; the first to say it is believed.
    #[must_use]
    pub fn con_uso_anpr(self, uso: UsoAnpr) -> Self {
        let _ = self.0.uso_anpr.set(uso);
        self
    }

    /// How ANPR may be used.
    #[must_use]
    pub fn uso_anpr(&self) -> &UsoAnpr {
        self.0.uso_anpr.get_or_init(UsoAnpr::default)
    }

    /// Says how long sessions last; the first to say it is believed.
    #[must_use]
    pub fn con_limiti_sessione(self, limiti: SessionLimits) -> Self {
        let _ = self.0.limiti_sessione.set(limiti);
        self
    }

    /// How long sessions last.
    #[must_use]
    pub fn limiti_sessione(&self) -> SessionLimits {
        *self.0.limiti_sessione.get_or_init(SessionLimits::default)
    }

    /// The command bus.
    #[must_use]
    pub fn bus(&self) -> &Bus {
        &self.0.bus
    }

    /// The log.
    #[must_use]
    pub fn log(&self) -> &Log {
        self.0.bus.log()
    }

    /// What keeps the read models.
    #[must_use]
    pub fn projector(&self) -> &Projector {
        &self.0.projector
    }

    /// The words of the subjects' names, for search.
    #[must_use]
    pub fn dizionario(&self) -> &Arc<Dizionario> {
        &self.0.dizionario
    }

    /// Sessions, tokens and consultations.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.0.access
    }

    /// Where it is written down who was shown what.
    #[must_use]
    pub fn tracciamento(&self) -> &Tracciamento {
        &self.0.tracciamento
    }

    /// What is counted.
    #[must_use]
    pub fn metriche(&self) -> &Metriche {
        &self.0.metriche
    }

    /// The clock.
    #[must_use]
    pub fn orologio(&self) -> Orologio {
        Arc::clone(&self.0.orologio)
    }

    /// Now.
    #[must_use]
    pub fn adesso(&self) -> DateTime<Utc> {
        (self.0.orologio)()
    }

    /// Today, in the office (Europe/Rome).
    #[must_use]
    pub fn oggi(&self) -> NaiveDate {
        office_day(self.adesso())
    }
}
