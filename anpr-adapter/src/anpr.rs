//! The register as the application sees it.

use crate::config::{AnprConfig, ConfigError, ServiceConfig};
use crate::esito::{self, Risolto};
use crate::interpreta::{Interpretata, interpreta};
use crate::operazione::OperationIds;
use crate::pdnd::{Client, PdndSigner};
use crate::persona::{codice_fiscale_plausibile, id_anpr_plausibile};
use crate::richiesta::{self, Criterio};
use crate::security::OutgoingRequest;
use crate::trasporto::{Trasporto, client};
use crate::{CallMeter, Carrier, CasoUso};
use chrono::{DateTime, Utc};
use domain::anagrafe::{
    ContestoConsultazione, ErroreAnagrafe, EsitoFamiglia, EsitoRicerca, EsitoVita, RegistroAnagrafico,
};
use domain::persona::Provenienza;
use futures::FutureExt;
use futures::future::BoxFuture;
use std::fmt;
use std::sync::Arc;

/// Says what time it is.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// ANPR over HTTP. Share one: it holds the connections and the counter of operations.
pub struct Anpr {
    config: AnprConfig,
    carrier: Arc<dyn Carrier>,
    signer: Arc<PdndSigner>,
    trasporto: Trasporto,
    clock: Clock,
    operazioni: OperationIds,
}

impl fmt::Debug for Anpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Anpr").field("config", &self.config).finish_non_exhaustive()
    }
}

impl Anpr {
    /// The register at the configured addresses.
    ///
    /// # Errors
    /// When the HTTP client cannot be built.
    pub fn new(config: AnprConfig, clock: Clock) -> Result<Self, ConfigError> {
        let http = client(&config)?;
        Ok(Self::through(Arc::new(http), config, clock))
    }

    /// The register at the configured addresses, reached through that carrier.
    #[must_use]
    pub fn through(carrier: Arc<dyn Carrier>, config: AnprConfig, clock: Clock) -> Self {
        let us = Client {
            client_id: config.client_id.clone(),
            key: Arc::clone(&config.key) as _,
            endpoint: config.endpoint.clone(),
        };
        let signer = Arc::new(PdndSigner::new(us, Arc::clone(&carrier), Arc::clone(&clock)));
        let trasporto =
            Trasporto::new(&config, Arc::clone(&carrier), Arc::clone(&signer) as _, Arc::clone(&clock));
        let seme = uuid::Uuid::new_v4().as_u64_pair().1;
        Self { config, carrier, signer, trasporto, clock, operazioni: OperationIds::new(seme) }
    }

    /// Tells that meter of every call.
    #[must_use]
    pub fn metered(mut self, meter: Arc<dyn CallMeter>) -> Self {
        self.trasporto.meter = Some(meter);
        self
    }

    /// The configuration in force.
    #[must_use]
    pub fn config(&self) -> &AnprConfig {
        &self.config
    }

    pub(crate) fn signer(&self) -> &PdndSigner {
        &self.signer
    }

    pub(crate) fn carrier(&self) -> &dyn Carrier {
        &*self.carrier
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    pub(crate) fn service(&self, caso_uso: CasoUso) -> Result<&ServiceConfig, ErroreAnagrafe> {
        let refused = || ErroreAnagrafe::RichiestaRifiutata(format!("no purpose for {}", caso_uso.as_str()));
        self.config.service(caso_uso).ok_or_else(refused)
    }

    async fn chiedi(
        &self,
        caso_uso: CasoUso,
        criterio: Criterio<'_>,
        contesto: &ContestoConsultazione,
    ) -> Result<Interpretata, ErroreAnagrafe> {
        let id = self.operazioni.next((self.clock)());
        let body = richiesta::corpo(caso_uso, criterio, contesto, &id)
            .map_err(|errore| ErroreAnagrafe::NonDisponibile(Some(Box::new(errore))))?;
        let servizio = self.service(caso_uso)?;
        let richiesta = OutgoingRequest {
            caso_uso,
            audience: &servizio.audience,
            purpose_id: &servizio.purpose_id,
            body: &body,
            contesto,
        };
        let grezza = self.trasporto.invia(&servizio.call_url, &richiesta).await?;
        let esito = interpreta(grezza.status, grezza.content_type.as_deref(), &grezza.body);
        if let Err(errore) = &esito {
            tracing::warn!(caso_uso = caso_uso.as_str(), %errore, "ANPR answer not usable");
        }
        esito
    }

    fn provenienza(&self, servizi: &[CasoUso], contesto: &ContestoConsultazione) -> Provenienza {
        Provenienza {
            servizi: servizi.iter().map(|s| s.as_str().to_owned()).collect(),
            consultato_il: (self.clock)(),
            data_riferimento: contesto.data_riferimento,
            id_operazione: None,
        }
    }

    async fn cerca_persona(
        &self,
        codice_fiscale: &str,
        noto: Option<&str>,
        contesto: &ContestoConsultazione,
    ) -> Result<EsitoRicerca, ErroreAnagrafe> {
        let codice_fiscale = codice_fiscale.trim().to_ascii_uppercase();
        // The gateway would refuse it, and count the call.
        if !codice_fiscale_plausibile(&codice_fiscale) {
            return Err(ErroreAnagrafe::RichiestaRifiutata("malformed codice fiscale, not asked".to_owned()));
        }
        if let Some(id_anpr) = noto.filter(|id| id_anpr_plausibile(id)) {
            let esito = self.dati_di(id_anpr, &codice_fiscale, None, contesto).await?;
            if matches!(esito, EsitoRicerca::Trovata(_) | EsitoRicerca::AltroCodice) {
                return Ok(esito);
            }
        }
        let risposta = self.chiedi(CasoUso::C030, Criterio::CodiceFiscale(&codice_fiscale), contesto).await?;
        match esito::risolto(risposta, &codice_fiscale)? {
            Risolto::Id(id) => self.dati_di(&id, &codice_fiscale, Some(CasoUso::C030), contesto).await,
            Risolto::Fine(esito) => Ok(esito),
        }
    }

    /// Personal data of an ID ANPR, which `risolto_da` has given if it was not known before. C020 is chosen where we may
    /// use it: its one answer has the residence besides. C018 says the citizenships, which neither of them does.
    async fn dati_di(
        &self,
        id_anpr: &str,
        codice_fiscale: &str,
        risolto_da: Option<CasoUso>,
        contesto: &ContestoConsultazione,
    ) -> Result<EsitoRicerca, ErroreAnagrafe> {
        let dati = if self.config.service(CasoUso::C020).is_some() { CasoUso::C020 } else { CasoUso::C015 };
        let risposta = self.chiedi(dati, Criterio::IdAnpr(id_anpr), contesto).await?;
        let servizi: Vec<CasoUso> = risolto_da.into_iter().chain([dati]).collect();
        let mut esito =
            esito::ricerca(risposta, codice_fiscale, id_anpr, self.provenienza(&servizi, contesto))?;
        if let EsitoRicerca::Trovata(persona) = &mut esito
            && let Some(cittadinanze) = self.cittadinanze(id_anpr, contesto).await
        {
            persona.dati.cittadinanze = cittadinanze;
            persona.provenienza.servizi.push(CasoUso::C018.as_str().to_owned());
        }
        Ok(esito)
    }

    /// Citizenships, where we may ask for them. Nobody is refused for want of them: what is wrong is in the log.
    async fn cittadinanze(&self, id_anpr: &str, contesto: &ContestoConsultazione) -> Option<Vec<String>> {
        self.config.service(CasoUso::C018)?;
        let risposta = self.chiedi(CasoUso::C018, Criterio::IdAnpr(id_anpr), contesto).await.ok()?;
        esito::cittadinanze(risposta, id_anpr)
            .inspect_err(|errore| tracing::warn!(%errore, "citizenships left out"))
            .ok()
    }

    async fn chiedi_in_vita(
        &self,
        id_anpr: &str,
        contesto: &ContestoConsultazione,
    ) -> Result<EsitoVita, ErroreAnagrafe> {
        if !id_anpr_plausibile(id_anpr) {
            return Err(ErroreAnagrafe::RichiestaRifiutata("malformed ID ANPR, not asked".to_owned()));
        }
        let risposta = self.chiedi(CasoUso::C019, Criterio::IdAnpr(id_anpr), contesto).await?;
        esito::in_vita(risposta, id_anpr)
    }

    async fn chiedi_famiglia(
        &self,
        id_anpr: &str,
        contesto: &ContestoConsultazione,
    ) -> Result<EsitoFamiglia, ErroreAnagrafe> {
        if !id_anpr_plausibile(id_anpr) {
            return Err(ErroreAnagrafe::RichiestaRifiutata("malformed ID ANPR, not asked".to_owned()));
        }
        let risposta = self.chiedi(CasoUso::C021, Criterio::IdAnpr(id_anpr), contesto).await?;
        esito::famiglia(risposta, id_anpr, self.provenienza(&[CasoUso::C021], contesto))
    }
}

impl RegistroAnagrafico for Anpr {
    fn cerca<'a>(
        &'a self,
        codice_fiscale: &'a str,
        noto: Option<&'a str>,
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoRicerca, ErroreAnagrafe>> {
        self.cerca_persona(codice_fiscale, noto, contesto).boxed()
    }

    fn famiglia<'a>(
        &'a self,
        id_anpr: &'a str,
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoFamiglia, ErroreAnagrafe>> {
        self.chiedi_famiglia(id_anpr, contesto).boxed()
    }

    fn in_vita<'a>(
        &'a self,
        id_anpr: &'a str,
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoVita, ErroreAnagrafe>> {
        self.chiedi_in_vita(id_anpr, contesto).boxed()
    }
}
