//! The HTTP exchange: no redirect, a bounded answer, a bounded time, one more attempt where that is safe.

use crate::breaker::Breaker;
use crate::config::{AnprConfig, ConfigError};
use crate::interpreta::{id_presentabile, titolo};
use crate::security::{CONTENT_TYPE_JSON, OutgoingRequest, RequestSigner};
use crate::{CallMeter, Carrier, CasoUso, Clock};
use domain::anagrafe::ErroreAnagrafe;
use rand::Rng;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Certificate, Client, Method, Request, Response, Url, redirect};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};

/// Headers with the gateway's own ids of the exchange, which the help desk asks for.
const SUPPORT_IDS: [&str; 3] = ["GovWay-Transaction-ID", "GovWay-Message-ID", "X-Global-Transaction-ID"];
/// Longest wait before the second and last attempt; the actual wait is drawn below it.
const BACKOFF: Duration = Duration::from_millis(400);

/// An answer as received, not yet believed.
pub(crate) struct Grezza {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Vec<u8>,
}

pub(crate) struct Trasporto {
    carrier: Arc<dyn Carrier>,
    signer: Arc<dyn RequestSigner>,
    /// Is told of every call that was answered.
    pub(crate) meter: Option<Arc<dyn CallMeter>>,
    clock: Clock,
    breakers: BTreeMap<CasoUso, Breaker>,
    time_limit: Duration,
    max_answer_bytes: usize,
}

/// What an attempt came to, and whether another one is safe.
enum Attempt {
    Done(Grezza),
    /// The very same request may be sent again: it never arrived, or its answer was that it was not looked at.
    Again(Result<Grezza, ErroreAnagrafe>),
    Failed(ErroreAnagrafe),
}

impl From<Attempt> for Result<Grezza, ErroreAnagrafe> {
    fn from(attempt: Attempt) -> Self {
        match attempt {
            Attempt::Done(grezza) => Ok(grezza),
            Attempt::Again(esito) => esito,
            Attempt::Failed(errore) => Err(errore),
        }
    }
}

/// A client for the gateway and for PDND.
///
/// # Errors
/// When a root is no certificate, or TLS cannot be set up.
pub(crate) fn client(config: &AnprConfig) -> Result<Client, ConfigError> {
    let mut builder = Client::builder()
        .timeout(config.timeout)
        .connect_timeout(config.connect_timeout)
        .https_only(config.https_only)
        .redirect(redirect::Policy::none());
    for pem in &config.extra_roots {
        for root in Certificate::from_pem_bundle(pem).map_err(ConfigError::Root)? {
            builder = builder.add_root_certificate(root);
        }
    }
    builder.build().map_err(ConfigError::Client)
}

impl Trasporto {
    pub(crate) fn new(
        config: &AnprConfig,
        carrier: Arc<dyn Carrier>,
        signer: Arc<dyn RequestSigner>,
        clock: Clock,
    ) -> Self {
        Self {
            carrier,
            signer,
            meter: None,
            clock,
            breakers: config.services.keys().map(|caso_uso| (*caso_uso, Breaker::default())).collect(),
            time_limit: config.timeout,
            max_answer_bytes: config.max_answer_bytes,
        }
    }

    /// Sends the request and reads the whole answer.
    ///
    /// # Errors
    /// [`ErroreAnagrafe::NonDisponibile`] when the exchange breaks or the service is left alone for now,
    /// [`ErroreAnagrafe::RispostaNonValida`] when the answer is too large, and whatever the signer says.
    pub(crate) async fn invia(
        &self,
        url: &Url,
        richiesta: &OutgoingRequest<'_>,
    ) -> Result<Grezza, ErroreAnagrafe> {
        let caso_uso = richiesta.caso_uso.as_str();
        let breaker = self.breakers.get(&richiesta.caso_uso);
        if breaker.is_some_and(|b| !b.admits()) {
            return Err(ErroreAnagrafe::NonDisponibile(Some("left alone after repeated failures".into())));
        }
        let esito = self.tenta(url, richiesta).await;
        let guasto = match &esito {
            Ok(grezza) => grezza.status >= 500,
            Err(errore) => matches!(errore, ErroreAnagrafe::NonDisponibile(_)),
        };
        if let Some(breaker) = breaker {
            if !guasto {
                breaker.answered();
            } else if breaker.failed() {
                tracing::error!(caso_uso, "ANPR is left alone for a while after repeated failures");
            }
        }
        if let Err(errore) = &esito {
            tracing::warn!(caso_uso, %errore, "ANPR gave no answer");
        }
        esito
    }

    async fn tenta(&self, url: &Url, richiesta: &OutgoingRequest<'_>) -> Result<Grezza, ErroreAnagrafe> {
        let deadline = Instant::now() + self.time_limit;
        let attempt = || async {
            let tried = timeout_at(deadline, self.scambia(url, richiesta)).await;
            tried.unwrap_or_else(|_| Attempt::Failed(tardi()))
        };
        let first = match attempt().await {
            Attempt::Again(first) => first,
            done => return done.into(),
        };
        let pause = rand::thread_rng().gen_range(Duration::ZERO..BACKOFF);
        if Instant::now() + pause >= deadline {
            return first;
        }
        sleep(pause).await;
        attempt().await.into()
    }

    async fn scambia(&self, url: &Url, richiesta: &OutgoingRequest<'_>) -> Attempt {
        let mut headers = match self.signer.headers(richiesta).await {
            Ok(headers) => headers,
            Err(errore) => return Attempt::Failed(errore),
        };
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE_JSON));
        headers.insert(ACCEPT, HeaderValue::from_static(CONTENT_TYPE_JSON));
        let mut request = Request::new(Method::POST, url.clone());
        *request.headers_mut() = headers;
        *request.body_mut() = Some(richiesta.body.to_vec().into());
        let (inizio, partenza) = (Instant::now(), (self.clock)());
        let risposta = match self.carrier.carry(request).await {
            Ok(risposta) => risposta,
            // Nothing was sent yet.
            Err(errore) if errore.is_connect() => return Attempt::Again(Err(interrotto(errore))),
            Err(errore) => return Attempt::Failed(interrotto(errore)),
        };
        self.signer.answered(partenza, risposta.headers());
        if let Some(meter) = &self.meter {
            meter.count(richiesta.caso_uso).await;
        }
        let status = risposta.status().as_u16();
        let ids = support_ids(risposta.headers());
        let content_type =
            risposta.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let body = match self.leggi(risposta).await {
            Ok(body) => body,
            Err(errore) => return Attempt::Failed(errore),
        };
        let millisecondi = inizio.elapsed().as_millis();
        tracing::info!(caso_uso = richiesta.caso_uso.as_str(), status, millisecondi, ids, "ANPR answered");
        let grezza = Grezza { status, content_type, body };
        if !self.may_ask_again(richiesta, &grezza).await {
            return Attempt::Done(grezza);
        }
        Attempt::Again(Ok(grezza))
    }

    /// Whether the gateway turned the request away unread, and may take it now. A refused proof is made anew first.
    async fn may_ask_again(&self, richiesta: &OutgoingRequest<'_>, grezza: &Grezza) -> bool {
        let titolo = titolo(grezza.content_type.as_deref(), &grezza.body);
        match (grezza.status, titolo.as_deref()) {
            (401 | 403, _) | (400, Some("InteroperabilityInvalidRequest")) => {
                self.signer.forget(richiesta).await;
                true
            }
            (429, Some("TooManyRequests")) | (502..=504, _) => true,
            _ => false,
        }
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

/// `name=value` of the ids for the help desk, as far as they can be shown.
fn support_ids(headers: &HeaderMap) -> String {
    let id = |name: &&str| {
        let value = headers.get(*name)?.to_str().ok().filter(|value| id_presentabile(value))?;
        Some(format!("{name}={value}"))
    };
    SUPPORT_IDS.iter().filter_map(id).collect::<Vec<_>>().join(" ")
}

fn interrotto(errore: reqwest::Error) -> ErroreAnagrafe {
    // The address holds nothing personal, but it is long and always the same.
    ErroreAnagrafe::NonDisponibile(Some(Box::new(errore.without_url())))
}

fn tardi() -> ErroreAnagrafe {
    ErroreAnagrafe::NonDisponibile(Some("no answer in time".into()))
}
