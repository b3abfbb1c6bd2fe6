//! The HTTP exchange: one POST, no redirect, no retry (every attempt costs quota), a bounded answer.

use crate::config::{AnprConfig, ConfigError};
use crate::security::{OutgoingRequest, RequestSigner};
use domain::anagrafe::ErroreAnagrafe;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap};
use reqwest::{Client, Response, Url, redirect};
use std::time::Instant;

/// Header with the gateway's own id of the exchange, which the help desk asks for.
const TRANSACTION_ID: &str = "GovWay-Transaction-ID";
const JSON: &str = "application/json";

/// An answer as received, not yet believed.
pub(crate) struct Grezza {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Vec<u8>,
}

pub(crate) struct Trasporto {
    client: Client,
    signer: Box<dyn RequestSigner>,
    max_answer_bytes: usize,
}

impl Trasporto {
    pub(crate) fn new(config: &AnprConfig, signer: Box<dyn RequestSigner>) -> Result<Self, ConfigError> {
        let client = Client::builder()
            .timeout(config.timeout)
            .connect_timeout(config.connect_timeout)
            .redirect(redirect::Policy::none())
            .build()
            .map_err(ConfigError::Client)?;
        Ok(Self { client, signer, max_answer_bytes: config.max_answer_bytes })
    }

    /// Sends the request and reads the whole answer.
    ///
    /// # Errors
    /// [`ErroreAnagrafe::NonDisponibile`] when the exchange breaks, [`ErroreAnagrafe::RispostaNonValida`] when the
    /// answer is too large, and whatever the signer says.
    pub(crate) async fn invia(
        &self,
        url: &Url,
        richiesta: &OutgoingRequest<'_>,
    ) -> Result<Grezza, ErroreAnagrafe> {
        let headers = self.signer.headers(richiesta).await?;
        let inizio = Instant::now();
        let esito = self.scambia(url, richiesta, headers).await;
        let caso_uso = richiesta.caso_uso.as_str();
        let millisecondi = inizio.elapsed().as_millis();
        match &esito {
            Ok((grezza, transazione)) => {
                tracing::info!(caso_uso, status = grezza.status, millisecondi, transazione, "ANPR answered");
            }
            Err(errore) => tracing::warn!(caso_uso, millisecondi, %errore, "ANPR gave no answer"),
        }
        esito.map(|(grezza, _)| grezza)
    }

    async fn scambia(
        &self,
        url: &Url,
        richiesta: &OutgoingRequest<'_>,
        headers: HeaderMap,
    ) -> Result<(Grezza, Option<String>), ErroreAnagrafe> {
        let risposta = self
            .client
            .post(url.clone())
            .headers(headers)
            .header(CONTENT_TYPE, JSON)
            .header(ACCEPT, JSON)
            .body(richiesta.body.to_vec())
            .send()
            .await
            .map_err(interrotto)?;
        let transazione =
            intestazione(&risposta, TRANSACTION_ID).filter(|t| crate::interpreta::presentabile(t));
        let status = risposta.status().as_u16();
        let content_type = intestazione(&risposta, CONTENT_TYPE.as_str());
        let body = self.leggi(risposta).await?;
        Ok((Grezza { status, content_type, body }, transazione))
    }

    async fn leggi(&self, mut risposta: Response) -> Result<Vec<u8>, ErroreAnagrafe> {
        let mut body = Vec::new();
        while let Some(pezzo) = risposta.chunk().await.map_err(interrotto)? {
            if body.len() + pezzo.len() > self.max_answer_bytes {
                return Err(ErroreAnagrafe::RispostaNonValida("answer too large"));
            }
            body.extend_from_slice(&pezzo);
        }
        Ok(body)
    }
}

fn intestazione(risposta: &Response, nome: &str) -> Option<String> {
    risposta.headers().get(nome).and_then(|v| v.to_str().ok()).map(str::to_owned)
}

fn interrotto(errore: reqwest::Error) -> ErroreAnagrafe {
    ErroreAnagrafe::NonDisponibile(Some(Box::new(errore)))
}
