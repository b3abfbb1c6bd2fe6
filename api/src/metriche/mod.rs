//! What the service counts of itself, as Prometheus reads it (docs/operations.md says what each figure means).
//!
//! Labels come from closed sets: names of ours, known when the program is built. No text of a client, no id and nobody's
//! datum can become one, because every label is a `&'static str`.

mod anpr;
mod graphql;
mod http;
mod servizio;
mod tessere;

pub use anpr::Misurato;
pub use graphql::GraphqlMetrics;
pub use http::HttpMetrics;

use crate::services::Servizi;
use access::cns::Cns;
use domain::rifiuto::Codice;
use event_store::metrics::durations;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use servizio::Stato;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tessere::Tessere;

/// Type of the text that [`Metriche::testo`] writes.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PerCodice {
    codice: &'static str,
}

/// Everything the service counts.
pub struct Metriche {
    registry: Mutex<Registry>,
    /// Requests.
    pub http: HttpMetrics,
    /// Operations.
    pub graphql: GraphqlMetrics,
    /// Calls of the register.
    pub anpr: anpr::AnprMetrics,
    stato: Stato,
    tessere: OnceLock<Tessere>,
    rifiuti: Family<PerCodice, Counter>,
    visibile: Histogram,
    non_ancora: Counter,
}

impl Default for Metriche {
    fn default() -> Self {
        let metriche = Self {
            registry: Mutex::new(Registry::default()),
            http: HttpMetrics::default(),
            graphql: GraphqlMetrics::default(),
            anpr: anpr::AnprMetrics::default(),
            stato: Stato::default(),
            tessere: OnceLock::new(),
            rifiuti: Family::default(),
            visibile: Histogram::new(durations()),
            non_ancora: Counter::default(),
        };
        metriche.registra(|r| {
            metriche.http.register(r);
            metriche.graphql.register(r);
            metriche.anpr.register(r);
            metriche.stato.register(r);
            r.register("refusals", "Refusals by code", metriche.rifiuti.clone());
            r.register("visible_duration_seconds", "Commit to visible in lists", metriche.visibile.clone());
            r.register("visible_late", "Answers given before lists showed it", metriche.non_ancora.clone());
            let started = Gauge::<i64>::default();
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            started.set(i64::try_from(now.as_secs()).unwrap_or(i64::MAX));
            r.register("process_start_time_seconds", "When the process began", started);
        });
        metriche
    }
}

impl Metriche {
    /// Adds what another part of the service counts, under the prefix of all.
    pub fn registra(&self, registra: impl FnOnce(&mut Registry)) {
        let mut registry = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        registra(registry.sub_registry_with_prefix("sigess"));
    }

    /// Lets the figures say until when cards can be checked; the first to come counts.
    pub fn tessere(&self, cns: Cns) {
        if self.tessere.set(Tessere::nuove(cns)).is_ok()
            && let Some(tessere) = self.tessere.get()
        {
            self.registra(|registry| tessere.register(registry));
        }
    }

    /// A rule that an operator met.
    pub fn rifiuto(&self, codice: Codice) {
        self.rifiuti.get_or_create(&PerCodice { codice: codice.as_str() }).inc();
    }

    /// How long it took until lists showed a command.
    pub fn visibile(&self, dopo: Duration, lo_e: bool) {
        if lo_e {
            self.visibile.observe(dopo.as_secs_f64());
        } else {
            self.non_ancora.inc();
        }
    }

    /// Everything as text, after a look at what stands outside this process.
    pub async fn testo(&self, servizi: &Servizi) -> String {
        self.stato.guarda(servizi).await;
        if let Some(tessere) = self.tessere.get() {
            tessere.guarda(servizi.adesso()).await;
        }
        let registry = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        let mut testo = String::new();
        // Writing to a string cannot fail.
        let _ = text::encode(&mut testo, &registry);
        testo
    }
}
