//! The whole chain behind [`RequestSigner`]: the headers that prove one request.

use super::assertion::{assertion, digest};
use super::clock::SharedTime;
use super::evidence::{Asker, evidence};
use super::key::{KeyError, SigningKey};
use super::pairs::{Pair, Pairs, held};
use super::signature::{body_digest, signature};
use super::voucher::{self, TokenEndpoint, Wanted};
use crate::security::{CONTENT_TYPE_JSON, OutgoingRequest, RequestSigner};
use crate::{Carrier, Clock};
use chrono::{DateTime, Duration, Utc};
use domain::anagrafe::ErroreAnagrafe;
use futures::FutureExt;
use futures::future::BoxFuture;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use std::fmt;
use std::sync::Arc;

const TRACKING_EVIDENCE: HeaderName = HeaderName::from_static("agid-jwt-trackingevidence");
const SIGNATURE: HeaderName = HeaderName::from_static("agid-jwt-signature");
const DIGEST: HeaderName = HeaderName::from_static("digest");

/// We, as PDND knows us.
#[derive(Clone)]
pub struct Client {
    /// Client id, a UUID.
    pub client_id: String,
    /// Our key.
    pub key: Arc<dyn SigningKey>,
    /// Where vouchers are given.
    pub endpoint: TokenEndpoint,
}

/// Proves requests as PDND and the gateway want it.
pub struct PdndSigner {
    client: Client,
    carrier: Arc<dyn Carrier>,
    time: SharedTime,
    pairs: Pairs,
}

impl fmt::Debug for PdndSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PdndSigner").field("endpoint", &self.client.endpoint).finish_non_exhaustive()
    }
}

impl PdndSigner {
    /// The chain for that client; vouchers are asked for through `carrier`.
    #[must_use]
    pub fn new(client: Client, carrier: Arc<dyn Carrier>, clock: Clock) -> Self {
        Self { client, carrier, time: SharedTime::new(clock), pairs: Pairs::default() }
    }

    /// How far PDND's clock is ahead of ours, as far as answers have told; zero within two seconds.
    #[must_use]
    pub fn clock_offset(&self) -> Duration {
        self.time.offset()
    }

    async fn prove(&self, request: &OutgoingRequest<'_>) -> Result<HeaderMap, ErroreAnagrafe> {
        let pair = self.pair(request).await?;
        let digest = body_digest(request.body);
        let Client { client_id, key, .. } = &self.client;
        let signature =
            signature(&**key, client_id, request.audience, &digest, CONTENT_TYPE_JSON, self.time.now())
                .await
                .map_err(unsigned)?;
        let mut headers = HeaderMap::with_capacity(4);
        let mut add = |name: HeaderName, value: &str| {
            let mut value = HeaderValue::from_str(value)
                .map_err(|_| ErroreAnagrafe::RispostaNonValida("voucher not of the agreed form"))?;
            value.set_sensitive(true);
            headers.insert(name, value);
            Ok(())
        };
        add(AUTHORIZATION, &format!("Bearer {}", pair.voucher))?;
        add(TRACKING_EVIDENCE, &pair.evidence)?;
        add(SIGNATURE, &signature)?;
        add(DIGEST, &digest)?;
        Ok(headers)
    }

    /// The asker's pair, fetched anew when the kept one has come to its end. One fetch at a time for one asker.
    async fn pair(&self, request: &OutgoingRequest<'_>) -> Result<Arc<Pair>, ErroreAnagrafe> {
        let asker = asker(request);
        let place = self.pairs.place(&asker, self.time.now());
        let mut kept = place.lock().await;
        if let Some(pair) = held(kept.as_ref(), self.time.now()) {
            return Ok(pair);
        }
        *kept = None;
        let pair = Arc::new(self.fetch(request.audience, &asker).await?);
        *kept = Some(Arc::clone(&pair));
        Ok(pair)
    }

    async fn fetch(&self, audience: &str, asker: &Asker) -> Result<Pair, ErroreAnagrafe> {
        let Client { client_id, key, endpoint } = &self.client;
        let now: DateTime<Utc> = self.time.now();
        let (evidence, end) = evidence(&**key, client_id, audience, asker, now).await.map_err(unsigned)?;
        let purpose_id = &asker.purpose_id;
        let assertion = assertion(&**key, client_id, &endpoint.audience, purpose_id, &evidence, now)
            .await
            .map_err(unsigned)?;
        let digest = digest(&evidence);
        let wanted = Wanted { client_id, audience, purpose_id, digest: &digest };
        let voucher = voucher::fetch(&*self.carrier, endpoint, &assertion, &wanted, &self.time).await?;
        Ok(Pair { evidence, voucher: voucher.token, end: end.min(voucher.end) })
    }
}

impl RequestSigner for PdndSigner {
    fn headers<'a>(
        &'a self,
        request: &'a OutgoingRequest<'a>,
    ) -> BoxFuture<'a, Result<HeaderMap, ErroreAnagrafe>> {
        self.prove(request).boxed()
    }

    fn answered(&self, sent: DateTime<Utc>, headers: &HeaderMap) {
        self.time.observe(sent, headers);
    }

    fn forget<'a>(&'a self, request: &'a OutgoingRequest<'a>) -> BoxFuture<'a, ()> {
        let place = self.pairs.place(&asker(request), self.time.now());
        async move { *place.lock().await = None }.boxed()
    }
}

fn asker(request: &OutgoingRequest<'_>) -> Asker {
    Asker {
        purpose_id: request.purpose_id.to_owned(),
        user: request.contesto.operatore.clone(),
        location: request.contesto.postazione.clone(),
        loa: request.contesto.livello.clone(),
    }
}

fn unsigned(error: KeyError) -> ErroreAnagrafe {
    ErroreAnagrafe::NonDisponibile(Some(Box::new(error)))
}
