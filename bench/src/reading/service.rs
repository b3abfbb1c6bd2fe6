//! The product's service on the benchmark's databases, and somebody logged in.

use crate::Fault;
use crate::place::Place;
use event_store::postgres::roles::{APPLICATION_ROLE, KEYS_DATABASE, KEYS_ROLE, LOG_DATABASE};
use std::time::Duration;
use tests::servizio::Indirizzi;

/// Where a service finds its databases.
pub(crate) fn addresses(place: &Place) -> Indirizzi {
    Indirizzi {
        registro: place.cluster.url(APPLICATION_ROLE, LOG_DATABASE),
        chiavi: place.cluster.url(KEYS_ROLE, KEYS_DATABASE),
        kek: place.kek(),
        anpr: None,
    }
}

/// Waits until a service says that it is ready.
pub(crate) async fn ready(url: &str) -> Result<(), Fault> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    for _ in 0..30_000 {
        if client.get(format!("{url}/readyz")).send().await.is_ok_and(|a| a.status().is_success()) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    Err("the service does not get ready".into())
}
