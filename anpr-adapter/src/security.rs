//! The place of the security chain: what proves to the gateway who asks, for whom and that nothing was altered.
//!
//! On the real register every request carries a voucher and two signed tokens, bound to the operator and to the
//! exact body bytes. All of that is a [`RequestSigner`]; the rest of the crate only adds the headers it is given.

use crate::CasoUso;
use domain::anagrafe::{ContestoConsultazione, ErroreAnagrafe};
use futures::FutureExt;
use futures::future::BoxFuture;
use reqwest::header::HeaderMap;
use std::fmt;

/// A request about to be sent.
pub struct OutgoingRequest<'a> {
    /// Use case.
    pub caso_uso: CasoUso,
    /// What tokens must be issued for.
    pub audience: &'a str,
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
}

/// Adds nothing: for the simulator of the development profile. The real gateway refuses such requests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unsigned;

impl RequestSigner for Unsigned {
    fn headers<'a>(
        &'a self,
        _request: &'a OutgoingRequest<'a>,
    ) -> BoxFuture<'a, Result<HeaderMap, ErroreAnagrafe>> {
        futures::future::ready(Ok(HeaderMap::new())).boxed()
    }
}
