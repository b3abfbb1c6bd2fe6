//! Until when cards can be checked: the nearest end of a revocation list.

use access::cns::Cns;
use chrono::{DateTime, Utc};
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// The figure, where cards come in.
pub(super) struct Tessere {
    cns: Cns,
    scadenza: Gauge,
}

impl Tessere {
    pub(super) fn nuove(cns: Cns) -> Self {
        Self { cns, scadenza: Gauge::default() }
    }

    pub(super) fn register(&self, r: &mut Registry) {
        let help = "Nearest nextUpdate of the revocation lists of cards; 0 when there is none";
        r.register("revocation_list_next_update_seconds", help, self.scadenza.clone());
    }

    pub(super) async fn guarda(&self, adesso: DateTime<Utc>) {
        let liste = self.cns.revocation_lists(adesso).await;
        self.scadenza.set(liste.first().map_or(0, |prima| prima.next_update.timestamp()));
    }
}
