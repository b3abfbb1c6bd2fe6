//! Figures that are looked up when somebody asks: databases, pools, read models.

use crate::services::Servizi;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use std::sync::atomic::AtomicU64;
use std::time::Duration;
use tokio::time::timeout;

/// How long a look at the database may take: whoever watches must get an answer, above all when it is away.
const ATTESA: Duration = Duration::from_secs(2);

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct DiProiezione {
    projection: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct DiPool {
    pool: &'static str,
    state: &'static str,
}

#[derive(Debug, Default)]
pub(super) struct Stato {
    raggiungibile: Gauge,
    posizione: Gauge,
    indietro: Family<DiProiezione, Gauge>,
    secondi: Family<DiProiezione, Gauge<f64, AtomicU64>>,
    ferme: Family<DiProiezione, Gauge>,
    connessioni: Family<DiPool, Gauge>,
}

impl Stato {
    pub(super) fn register(&self, r: &mut Registry) {
        r.register("database_up", "Whether the log database answered just now", self.raggiungibile.clone());
        r.register("log_position", "Last position of the log", self.posizione.clone());
        r.register("projection_lag_events", "Events a read model is behind", self.indietro.clone());
        r.register("projection_lag_seconds", "Age of the oldest event not folded", self.secondi.clone());
        r.register("projection_stopped", "1 when an event stopped the read model", self.ferme.clone());
        r.register("pool_connections", "Connections by pool and state", self.connessioni.clone());
    }

    pub(super) async fn guarda(&self, servizi: &Servizi) {
        let log = servizi.log();
        for (pool, connections) in
            [("read", log.pool()), ("command", log.command_pool()), ("keys", log.keys().pool())]
        {
            let idle = i64::try_from(connections.num_idle()).unwrap_or(i64::MAX);
            let used = i64::from(connections.size()).saturating_sub(idle);
            self.connessioni.get_or_create(&DiPool { pool, state: "idle" }).set(idle);
            self.connessioni.get_or_create(&DiPool { pool, state: "used" }).set(used);
        }
        // One connection of its own: in use when commands wait.
        let (connected, busy) =
            (log.writer().metrics().connected.get(), i64::from(log.writer().metrics().waiting.get() > 0));
        let used = connected.min(busy);
        self.connessioni.get_or_create(&DiPool { pool: "write", state: "used" }).set(used);
        self.connessioni.get_or_create(&DiPool { pool: "write", state: "idle" }).set(connected - used);

        let letto = timeout(ATTESA, projections::lag(log.pool())).await;
        self.raggiungibile.set(i64::from(matches!(letto, Ok(Ok(_)))));
        let Ok(Ok(letto)) = letto else { return };
        for lag in letto {
            let di = DiProiezione { projection: lag.name };
            let intero = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            self.posizione.set(intero(lag.head));
            self.indietro.get_or_create(&di).set(intero(lag.events));
            self.secondi.get_or_create(&di).set(lag.seconds);
            self.ferme.get_or_create(&di).set(i64::from(lag.stopped));
        }
    }
}
