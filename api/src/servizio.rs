//! The service, put together: log, read models, register, services. Everything that runs is made here.

use crate::banche::{Banche, BancheError};
use crate::impostazioni::Impostazioni;
use crate::services::{Orologio, Servizi};
use anpr_adapter::security::Unsigned;
use anpr_adapter::{Anpr, AnprConfig, ConfigError};
use chrono::Utc;
use domain::anagrafe::{
    ContestoConsultazione, ErroreAnagrafe, EsitoFamiglia, EsitoRicerca, RegistroAnagrafico,
};
use futures::FutureExt;
use futures::future::BoxFuture;
use projections::{Projector, ProjectorError};
use std::sync::Arc;

/// Why the service could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum ServizioError {
    /// The databases.
    #[error(transparent)]
    Banche(#[from] BancheError),
    /// The read models.
    #[error("modelli di lettura: {0}")]
    Proiezioni(#[from] ProjectorError),
    /// The register.
    #[error("ANPR: {0}")]
    Anpr(#[from] ConfigError),
}

/// The system clock: the only place where the service asks for the time.
#[must_use]
pub fn orologio() -> Orologio {
    Arc::new(Utc::now)
}

/// Brings the databases up to date, opens the log, starts the read models.
///
/// # Errors
/// When a part of it cannot be had.
pub async fn componi(impostazioni: &Impostazioni, banche: &Banche) -> Result<Servizi, ServizioError> {
    banche.migra().await?;
    let log = banche.apri(impostazioni).await?;
    let projector = Projector::start(log.clone()).await?;
    Ok(Servizi::new(log, projector, registro(impostazioni)?, orologio(), &impostazioni.postazione))
}

fn registro(impostazioni: &Impostazioni) -> Result<Arc<dyn RegistroAnagrafico>, ConfigError> {
    match &impostazioni.anpr_url {
        Some(url) => Ok(Arc::new(Anpr::new(AnprConfig::from_base_url(url)?, Unsigned, orologio())?)),
        None => Ok(Arc::new(NonConfigurato)),
    }
}

/// Stands for the register where none is configured: work by hand goes on.
struct NonConfigurato;

impl RegistroAnagrafico for NonConfigurato {
    fn cerca<'a>(
        &'a self,
        _: &'a str,
        _: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoRicerca, ErroreAnagrafe>> {
        async { Err(ErroreAnagrafe::NonDisponibile(None)) }.boxed()
    }

    fn famiglia<'a>(
        &'a self,
        _: &'a str,
        _: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoFamiglia, ErroreAnagrafe>> {
        async { Err(ErroreAnagrafe::NonDisponibile(None)) }.boxed()
    }
}
