//! The service, put together: log, read models, register, services. Everything that runs is made here.

use crate::banche::{Banche, BancheError};
use crate::http::{Cards, Stato};
use crate::impostazioni::{Impostazioni, Profilo};
use crate::services::{Contatore, Orologio, Servizi, UsoAnpr};
use access::cns::{Cns, CnsConfig, CnsConfigError};
use access::login::{Login, LoginConfig, ProviderConfig, PublicAddress};
use access::{Access, Tracciamento};
use anpr_adapter::{Anpr, ConfigError, ConfigFile};
use chrono::Utc;
use domain::anagrafe::{
    ContestoConsultazione, ErroreAnagrafe, EsitoFamiglia, EsitoRicerca, EsitoVita, RegistroAnagrafico,
};
use event_store::backup::{BackupError, restored_keys};
use futures::FutureExt;
use futures::future::BoxFuture;
use projections::{Projector, ProjectorError};
use std::net::SocketAddr;
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
    /// The providers of the login.
    #[error("accesso: {0}")]
    Accesso(#[from] access::login::ConfigError),
    /// The key database.
    #[error("banca delle chiavi: {0}")]
    Chiavi(#[from] BackupError),
    /// Keys came from a backup that is older than the log: erased ones may be among them.
    #[error(
        "le chiavi vengono da un backup: le cancellazioni sono note fino alla posizione {lapidi}, il registro arriva \
         alla {registro}. Cancellare di nuovo ciò che manca, poi «sigess restore --conferma-lapidi»"
    )]
    Lapidi {
        /// Up to which position erasures are known.
        lapidi: u64,
        /// How far the log goes.
        registro: u64,
    },
    /// The cards.
    #[error("tessere: {0}")]
    Tessere(#[from] CnsConfigError),
    /// Cards, but nobody could log in otherwise.
    #[error("SIGESS_CNS_CONFIG: le tessere valgono accanto all'accesso: impostare SIGESS_URL_PUBBLICO")]
    TessereSenzaAccesso,
    /// Cards, but nobody could pass them on.
    #[error("SIGESS_CNS_CONFIG: nessun proxy può trasmettere i certificati: impostare SIGESS_PROXY_FIDATI")]
    TessereSenzaProxy,
    /// The public address is needed.
    #[error("SIGESS_URL_PUBBLICO non è impostato: nel profilo di produzione l'accesso ne ha bisogno")]
    UrlPubblico,
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
    componi_con(impostazioni, banche, Uso::RigaDiComando).await
}

/// The same, to serve requests: what takes longer than they may is given up by the database too.
///
/// # Errors
/// When a part of it cannot be had.
pub async fn componi_servizio(
    impostazioni: &Impostazioni,
    banche: &Banche,
) -> Result<Servizi, ServizioError> {
    componi_con(impostazioni, banche, Uso::Richieste).await
}

/// For what the services are put together.
#[derive(Clone, Copy)]
enum Uso {
    Richieste,
    RigaDiComando,
}

async fn componi_con(
    impostazioni: &Impostazioni,
    banche: &Banche,
    uso: Uso,
) -> Result<Servizi, ServizioError> {
    banche.migra().await?;
    match restored_keys(&banche.chiavi).await? {
        Some(r) if r.is_open() => {
            return Err(ServizioError::Lapidi { lapidi: r.tombstones, registro: r.log });
        }
        _ => {}
    }
    let log = match uso {
        Uso::Richieste => banche.apri_per_richieste(impostazioni).await?,
        Uso::RigaDiComando => banche.apri(impostazioni).await?,
    };
    let (registro, uso) = registro(impostazioni, &Access::new(log.clone()))?;
    let projector = Projector::start(log.clone()).await?;
    let tracciamento = Tracciamento::start(banche.tracciamento.clone());
    let servizi = Servizi::new(log, tracciamento, projector, registro, orologio(), &impostazioni.postazione);
    Ok(servizi.con_uso_anpr(uso).con_limiti_sessione(impostazioni.limiti_sessione()))
}

/// Logins of operators, with the configured providers and those of `altri`; `ascolto` is where the service listens.
/// None outside development when nothing is configured: then only bearer tokens open.
///
/// # Errors
/// When a provider or the public address cannot be used.
pub fn login(
    impostazioni: &Impostazioni,
    servizi: &Servizi,
    ascolto: SocketAddr,
    altri: Vec<ProviderConfig>,
) -> Result<Option<Login>, ServizioError> {
    let mut providers = match &impostazioni.oidc_config {
        Some(file) => ProviderConfig::read(file)?,
        None => Vec::new(),
    };
    providers.extend(altri);
    let trust = impostazioni.fiducia();
    let url = match (&impostazioni.url_pubblico, impostazioni.profilo) {
        (Some(url), _) => url.clone(),
        (None, Profilo::Sviluppo) => format!("http://{ascolto}"),
        (None, Profilo::Produzione) if providers.is_empty() && impostazioni.cns_config.is_none() => {
            return Ok(None);
        }
        (None, Profilo::Produzione) => return Err(ServizioError::UrlPubblico),
    };
    let public = PublicAddress::new(&url, trust).map_err(access::login::ConfigError::from)?;
    let config = LoginConfig { providers, public, trust, limits: impostazioni.limiti_sessione() };
    Ok(Some(Login::new(servizi.access().clone(), config, servizi.orologio())?))
}

/// What the routes need: limits, operators who log in, and cards where they are configured.
///
/// # Errors
/// When cards cannot be used: their file or folders, no login beside them, no proxy that may pass them on.
pub fn con_accesso(
    impostazioni: &Impostazioni,
    servizi: &Servizi,
    login: Option<Login>,
) -> Result<Stato, ServizioError> {
    let cards = match (&impostazioni.cns_config, &login) {
        (None, _) => None,
        (Some(_), None) => return Err(ServizioError::TessereSenzaAccesso),
        (Some(_), Some(_)) if impostazioni.http.proxy_fidati.is_empty() => {
            return Err(ServizioError::TessereSenzaProxy);
        }
        (Some(file), Some(login)) => {
            let config = CnsConfig::read(file)?;
            config.check_address(login.origin())?;
            let cns = Cns::new(config, servizi.adesso())?;
            servizi.metriche().tessere(cns.clone());
            Some(Cards { cns, proxies: impostazioni.http.proxy() })
        }
    };
    let stato = impostazioni.http.applica(Stato::nuovo(servizi.clone(), impostazioni.profilo));
    let stato = Stato { cards, ..stato };
    Ok(match login {
        Some(login) => stato.con_login(login),
        None => stato,
    })
}

/// The register, and how it may be used.
type Registro = (Arc<dyn RegistroAnagrafico>, UsoAnpr);

fn registro(impostazioni: &Impostazioni, access: &Access) -> Result<Registro, ConfigError> {
    let Some(anpr) = anpr(impostazioni)? else { return Ok((Arc::new(NonConfigurato), UsoAnpr::default())) };
    let uso = UsoAnpr::from(anpr.config());
    Ok((Arc::new(anpr.metered(Arc::new(Contatore::nuovo(access, orologio())))), uso))
}

/// ANPR as it is configured, if it is.
///
/// # Errors
/// What is wrong with the configuration.
pub fn anpr(impostazioni: &Impostazioni) -> Result<Option<Anpr>, ConfigError> {
    let Some(file) = &impostazioni.anpr_config else { return Ok(None) };
    let config = ConfigFile::read(file, impostazioni.profilo == Profilo::Produzione)?;
    Anpr::new(config, orologio()).map(Some)
}

/// Stands for the register where none is configured: work by hand goes on.
pub struct NonConfigurato;

impl RegistroAnagrafico for NonConfigurato {
    fn cerca<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
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

    fn in_vita<'a>(
        &'a self,
        _: &'a str,
        _: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoVita, ErroreAnagrafe>> {
        async { Err(ErroreAnagrafe::NonDisponibile(None)) }.boxed()
    }
}
