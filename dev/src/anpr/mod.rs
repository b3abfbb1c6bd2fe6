//! A simulator of ANPR: the use cases C015, C018, C019, C020, C021 and C030 over an invented [`Population`].
//!
//! It answers as the register and its gateway do, body by body and header by header, as far as that is publicly
//! known, and refuses what the gateway refuses: vouchers, tokens and digests are checked one by one ([`pdnd`]). Under
//! `/_sim` lies what the register has not: faults to inject, calls to count, people to look up, households to change.

mod admin;
mod altered;
mod answer;
mod faults;
mod gateway;
pub mod pdnd;
mod request;
mod script;
mod service;
mod state;
mod subject;
#[cfg(test)]
mod tests;

pub use faults::{Fault, FaultKind};
pub use script::{Change, Latency, Script, ScriptError};
pub use state::{CasoUso, Simulator};

use crate::population::Population;
use axum::Router;
use axum::routing::{get, post};
use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Path of a service, below the host.
const SERVICE: &str = "/govway/rest/in/MinInternoPortaANPR-PDND/{segment}/v1";
/// Use cases of an ente that does not ask for the residence: C020 would take the place of C015.
const CASI_USUALI: [CasoUso; 5] = [CasoUso::C015, CasoUso::C018, CasoUso::C019, CasoUso::C021, CasoUso::C030];
/// How long open connections may last after a shutdown.
const GRACE: Duration = Duration::from_secs(1);

/// All routes of the simulator.
pub fn router(simulator: Arc<Simulator>) -> Router {
    Router::new()
        .route(&format!("{SERVICE}/anpr-service-e002"), post(service::e002))
        .route(&format!("{SERVICE}/status"), get(service::status))
        .route("/token.oauth2", post(pdnd::token))
        .route("/_sim/script", post(admin::run_script))
        .route("/_sim/faults", post(admin::add_fault).delete(admin::clear_faults))
        .route("/_sim/calls", get(admin::calls).delete(admin::reset_calls))
        .route("/_sim/people", get(admin::people))
        .route("/_sim/households", post(admin::change_household))
        .fallback(gateway::unknown_api)
        .method_not_allowed_fallback(gateway::unknown_api)
        .with_state(simulator)
}

/// A running simulator. Stops when dropped.
pub struct AnprSimulator {
    base_url: String,
    simulator: Arc<Simulator>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

impl AnprSimulator {
    /// Listens on `addr` (port 0 for a free one) and serves from now on.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn start(addr: SocketAddr, population: Population) -> io::Result<Self> {
        let listener = TcpListener::bind(addr).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let pdnd = pdnd::Pdnd::new(base_url.clone()).map_err(io::Error::other)?;
        let simulator = Arc::new(Simulator::new(population, pdnd));
        let (stop, stopped) = oneshot::channel::<()>();
        let server = axum::serve(listener, router(Arc::clone(&simulator)));
        let server = tokio::spawn(async move {
            // A dropped sender stops the server as well.
            server.with_graceful_shutdown(async { stopped.await.unwrap_or_default() }).await
        });
        Ok(Self { base_url, simulator, stop, server })
    }

    /// For example `http://127.0.0.1:40123`; services lie below it as on the official hosts.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Writes what the adapter needs to call this register into a folder: `anpr.json`, for `SIGESS_ANPR_CONFIG`, and
    /// the key that it names. Answers where the first lies.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write_client_files(&self, folder: &Path) -> io::Result<PathBuf> {
        self.write_client_files_for(folder, &CASI_USUALI)
    }

    /// The same, with purposes for these use cases only.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write_client_files_for(&self, folder: &Path, casi: &[CasoUso]) -> io::Result<PathBuf> {
        self.client().write_files(folder, &self.base_url, casi)
    }

    /// The client that is registered here.
    #[must_use]
    pub fn client(&self) -> &pdnd::RegisteredClient {
        self.simulator.pdnd().client()
    }

    /// Moves the clock of the platform away from that of this machine.
    pub fn set_clock_offset(&self, seconds: i64) {
        self.simulator.pdnd().set_offset(seconds);
    }

    /// Grants that many calls of a use case from now on.
    pub fn set_quota(&self, caso_uso: CasoUso, calls: u32) {
        self.simulator.pdnd().set_quota(caso_uso, calls);
    }

    /// Does what a script says.
    ///
    /// # Errors
    /// When a change names somebody who cannot be changed so; what comes before it is done.
    pub fn run(&self, script: &Script) -> Result<(), ScriptError> {
        self.simulator.run(script)
    }

    /// The same routes within this process, for callers that do without a network.
    pub fn router(&self) -> Router {
        router(Arc::clone(&self.simulator))
    }

    /// Makes calls fail from now on.
    pub fn inject(&self, fault: Fault) {
        self.simulator.inject(fault);
    }

    /// Forgets the faults not yet used up.
    pub fn clear_faults(&self) {
        self.simulator.clear_faults();
    }

    /// Calls so far of each use case, also those that failed.
    #[must_use]
    pub fn calls(&self) -> BTreeMap<CasoUso, u64> {
        self.simulator.calls()
    }

    /// Changes the population, for example its households.
    pub fn change<T>(&self, change: impl FnOnce(&mut Population) -> T) -> T {
        self.simulator.change(change)
    }

    /// Stops; connections still open after a second are cut.
    pub async fn shutdown(self) {
        let Self { stop, mut server, .. } = self;
        drop(stop);
        if tokio::time::timeout(GRACE, &mut server).await.is_err() {
            server.abort();
        }
    }
}
