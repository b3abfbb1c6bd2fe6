//! Whether everything between us and the register is as it should be, without asking about anybody.

use crate::security::{OutgoingRequest, RequestSigner};
use crate::{Anpr, CasoUso};
use chrono::Duration;
use domain::anagrafe::{ContestoConsultazione, ErroreAnagrafe};
use reqwest::header::{ACCEPT, HeaderValue};
use reqwest::{Method, Request};

/// What was found.
#[derive(Debug)]
pub struct Diagnosis {
    /// Each e-service that is configured.
    pub services: Vec<ServiceDiagnosis>,
    /// How far the clock of PDND is ahead of ours; zero within two seconds, or when nobody answered.
    pub clock_offset: Duration,
}

/// What was found of one e-service.
#[derive(Debug)]
pub struct ServiceDiagnosis {
    /// Which one.
    pub caso_uso: CasoUso,
    /// HTTP status with which its `/status` answered.
    pub status: Result<u16, ErroreAnagrafe>,
    /// Whether PDND gave a voucher for it.
    pub voucher: Result<(), ErroreAnagrafe>,
}

impl Anpr {
    /// Asks every configured e-service for its status, and PDND for a voucher for it. Costs no quota.
    pub async fn diagnose(&self, contesto: &ContestoConsultazione) -> Diagnosis {
        let mut services = Vec::new();
        for caso_uso in self.config().services.keys().copied() {
            let status = self.status(caso_uso).await;
            services.push(ServiceDiagnosis {
                caso_uso,
                status,
                voucher: self.voucher(caso_uso, contesto).await,
            });
        }
        Diagnosis { services, clock_offset: self.signer().clock_offset() }
    }

    async fn status(&self, caso_uso: CasoUso) -> Result<u16, ErroreAnagrafe> {
        let service = self.service(caso_uso)?;
        let mut url = service.call_url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop().push("status");
        }
        let mut request = Request::new(Method::GET, url);
        // It breaks when asked for anything else.
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("*/*"));
        let sent = self.now();
        let carried = tokio::time::timeout(self.config().timeout, self.carrier().carry(request)).await;
        let answer = carried.map_err(|_| unreachable("no answer in time"))?;
        let answer =
            answer.map_err(|error| ErroreAnagrafe::NonDisponibile(Some(Box::new(error.without_url()))))?;
        self.signer().answered(sent, answer.headers());
        Ok(answer.status().as_u16())
    }

    async fn voucher(
        &self,
        caso_uso: CasoUso,
        contesto: &ContestoConsultazione,
    ) -> Result<(), ErroreAnagrafe> {
        let service = self.service(caso_uso)?;
        let (audience, purpose_id) = (&service.audience, &service.purpose_id);
        let request = OutgoingRequest { caso_uso, audience, purpose_id, body: b"{}", contesto };
        let made = tokio::time::timeout(self.config().timeout, self.signer().headers(&request)).await;
        made.map_err(|_| unreachable("no answer in time"))?.map(drop)
    }
}

fn unreachable(text: &str) -> ErroreAnagrafe {
    ErroreAnagrafe::NonDisponibile(Some(text.into()))
}
