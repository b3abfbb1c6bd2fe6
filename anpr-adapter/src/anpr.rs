//! The register as the application sees it.

use crate::config::{AnprConfig, ConfigError};
use crate::esito::{self, Risolto};
use crate::interpreta::{Interpretata, interpreta};
use crate::operazione::OperationIds;
use crate::pdnd::{Client, PdndSigner};
use crate::persona::{codice_fiscale_plausibile, id_anpr_plausibile};
use crate::richiesta::{self, Criterio};
use crate::security::OutgoingRequest;
use crate::trasporto::{Trasporto, client};
use crate::{Carrier, CasoUso};
use chrono::{DateTime, Utc};
use domain::anagrafe::{
    ContestoConsultazione, ErroreAnagrafe, EsitoFamiglia, EsitoRicerca, RegistroAnagrafico,
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
        let signer = PdndSigner::new(us, Arc::clone(&carrier), Arc::clone(&clock));
        let trasporto = Trasporto::new(&config, carrier, Box::new(signer), Arc::clone(&clock));
        let seme = uuid::Uuid::new_v4().as_u64_pair().1;
        Self { config, trasporto, clock, operazioni: OperationIds::new(seme) }
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
        let servizio = self.config.service(caso_uso).ok_or_else(|| {
            ErroreAnagrafe::RichiestaRifiutata(format!("no purpose for {}", caso_uso.as_str()))
        })?;
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
        contesto: &ContestoConsultazione,
    ) -> Result<EsitoRicerca, ErroreAnagrafe> {
        let codice_fiscale = codice_fiscale.trim().to_ascii_uppercase();
        // The gateway would refuse it, and count the call.
        if !codice_fiscale_plausibile(&codice_fiscale) {
            return Err(ErroreAnagrafe::RichiestaRifiutata("malformed codice fiscale, not asked".to_owned()));
        }
        let risposta = self.chiedi(CasoUso::C030, Criterio::CodiceFiscale(&codice_fiscale), contesto).await?;
        let id_anpr = match esito::risolto(risposta, &codice_fiscale)? {
            Risolto::Id(id_anpr) => id_anpr,
            Risolto::Fine(esito) => return Ok(esito),
        };
        let risposta = self.chiedi(CasoUso::C015, Criterio::IdAnpr(&id_anpr), contesto).await?;
        let provenienza = self.provenienza(&[CasoUso::C030, CasoUso::C015], contesto);
        esito::ricerca(risposta, &codice_fiscale, &id_anpr, provenienza)
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
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoRicerca, ErroreAnagrafe>> {
        self.cerca_persona(codice_fiscale, contesto).boxed()
    }

    fn famiglia<'a>(
        &'a self,
        id_anpr: &'a str,
        contesto: &'a ContestoConsultazione,
    ) -> BoxFuture<'a, Result<EsitoFamiglia, ErroreAnagrafe>> {
        self.chiedi_famiglia(id_anpr, contesto).boxed()
    }
}
