//! The place of the security chain: what proves to the gateway who asks, for whom and that nothing was altered.
//!
//! Every request carries a voucher and two signed tokens, bound to the operator and to the exact body bytes. All of
//! that is a [`RequestSigner`]; the rest of the crate only adds the headers it is given.

use crate::CasoUso;
use chrono::{DateTime, Utc};
use domain::anagrafe::{ContestoConsultazione, ErroreAnagrafe};
use futures::FutureExt;
use futures::future::BoxFuture;
use reqwest::header::HeaderMap;
use std::fmt;

/// The content type of every request: signed, and sent without any suffix.
pub const CONTENT_TYPE_JSON: &str = "application/json";

/// A request about to be sent.
pub struct OutgoingRequest<'a> {
    /// Use case.
    pub caso_uso: CasoUso,
    /// What tokens must be issued for.
    pub audience: &'a str,
    /// Purpose on PDND.
    pub purpose_id: &'a str,
    /// The very bytes that will be sent; a digest is over these.
    pub body: &'a [u8],
    /// Operator and workstation.
    pub contesto: &'a ContestoConsultazione,
}

/// The body holds personal data.
impl fmt::Debug for OutgoingRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OutgoingRequest({}, {} bytes)", self.caso_uso.as_str(), self.body.len())
    }
}

/// Makes the headers that prove a request.
pub trait RequestSigner: Send + Sync {
    /// Headers to add. Asynchronous, because a voucher may have to be fetched first.
    fn headers<'a>(
        &'a self,
        request: &'a OutgoingRequest<'a>,
    ) -> BoxFuture<'a, Result<HeaderMap, ErroreAnagrafe>>;

    /// An answer came to a request sent at `sent`: its headers say what time it is there.
    fn answered(&self, _sent: DateTime<Utc>, _headers: &HeaderMap) {}

    /// What was made for this request was refused: the next one gets it made anew.
    fn forget<'a>(&'a self, _request: &'a OutgoingRequest<'a>) -> BoxFuture<'a, ()> {
        futures::future::ready(()).boxed()
    }
}
