//! Calls of the register by what came of them.

use domain::anagrafe::{
    ContestoConsultazione, ErroreAnagrafe, EsitoFamiglia, EsitoRicerca, EsitoVita, RegistroAnagrafico,
};
use event_store::metrics::durations;
use futures::FutureExt;
use futures::future::BoxFuture;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::sync::Arc;
use std::time::Instant;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Chiamata {
    call: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Tipo {
    call: &'static str,
}

/// Calls of the register.
#[derive(Clone, Debug)]
pub struct AnprMetrics {
    chiamate: Family<Chiamata, Counter>,
    durate: Family<Tipo, Histogram, fn() -> Histogram>,
}

impl Default for AnprMetrics {
    fn default() -> Self {
        Self {
            chiamate: Family::default(),
            durate: Family::new_with_constructor(|| Histogram::new(durations())),
        }
    }
}

impl AnprMetrics {
    fn chiamata(&self, call: &'static str, outcome: &'static str, da: Instant) {
        self.chiamate.get_or_create(&Chiamata { call, outcome }).inc();
        self.durate.get_or_create(&Tipo { call }).observe(da.elapsed().as_secs_f64());
    }

    pub(super) fn register(&self, r: &mut Registry) {
        r.register("anpr_calls", "Calls of ANPR by kind and outcome", self.chiamate.clone());
        r.register("anpr_call_duration_seconds", "Time of a call of ANPR", self.durate.clone());
    }
}

/// A register whose calls are counted.
pub struct Misurato {
    registro: Arc<dyn RegistroAnagrafico>,
    metriche: AnprMetrics,
}

impl Misurato {
    /// The same register, counted.
    #[must_use]
    pub fn nuovo(registro: Arc<dyn RegistroAnagrafico>, metriche: AnprMetrics) -> Self {
        Self { registro, metriche }
    }
}

fn errore(errore: &ErroreAnagrafe) -> &'static str {
    match errore {
        ErroreAnagrafe::NonDisponibile(_) => "unavailable",
        ErroreAnagrafe::QuotaEsaurita => "quota",
        ErroreAnagrafe::RispostaNonValida(_) => "invalid",
        ErroreAnagrafe::RichiestaRifiutata(_) => "rejected",
    }
}

impl RegistroAnagrafico for Misurato {
    fn cerca<'a>(
        &'a self,
        codice_fiscale: &'a str,
        noto: Option<&'a str>,
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoRicerca, ErroreAnagrafe>> {
        async move {
            let da = Instant::now();
            let esito = self.registro.cerca(codice_fiscale, noto, contesto).await;
            let outcome = match &esito {
                Ok(EsitoRicerca::Trovata(_)) => "found",
                Ok(EsitoRicerca::NonRegistrata) => "unknown",
                Ok(EsitoRicerca::Cancellata) => "cancelled",
                Ok(EsitoRicerca::PiuSoggetti) => "several",
                Ok(EsitoRicerca::AltroCodice) => "other_code",
                Err(e) => errore(e),
            };
            self.metriche.chiamata("person", outcome, da);
            esito
        }
        .boxed()
    }

    fn famiglia<'a>(
        &'a self,
        id_anpr: &'a str,
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoFamiglia, ErroreAnagrafe>> {
        async move {
            let da = Instant::now();
            let esito = self.registro.famiglia(id_anpr, contesto).await;
            let outcome = match &esito {
                Ok(EsitoFamiglia::Trovata { .. }) => "found",
                Ok(EsitoFamiglia::Vuota(_)) => "empty",
                Ok(EsitoFamiglia::NonRegistrata) => "unknown",
                Err(e) => errore(e),
            };
            self.metriche.chiamata("household", outcome, da);
            esito
        }
        .boxed()
    }

    fn in_vita<'a>(
        &'a self,
        id_anpr: &'a str,
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoVita, ErroreAnagrafe>> {
        async move {
            let da = Instant::now();
            let esito = self.registro.in_vita(id_anpr, contesto).await;
            let outcome = match &esito {
                Ok(EsitoVita::InVita) => "alive",
                Ok(EsitoVita::Deceduta(_)) => "dead",
                Ok(EsitoVita::NonDeterminabile) => "undetermined",
                Ok(EsitoVita::NonRegistrata) => "unknown",
                Err(e) => errore(e),
            };
            self.metriche.chiamata("life", outcome, da);
            esito
        }
        .boxed()
    }
}
