//! HTTP towards a provider: no redirects, a time limit, a length limit.

use super::origin::Trust;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// Longest answer that is read, in bytes.
const ANSWER_MAX: usize = 256 * 1024;

/// A client for one provider.
#[derive(Clone)]
pub(super) struct Http(reqwest::Client);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    /// It could not be sent, or no answer came in time.
    #[error("the provider does not answer: {0}")]
    Unreachable(#[source] reqwest::Error),
    /// The answer is too long.
    #[error("the answer of the provider is too long")]
    TooLong,
    /// The answer cannot be put together.
    #[error("the answer of the provider is malformed")]
    Malformed,
}

impl Http {
    /// A client that waits as long as that.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub(super) fn new(timeout: Duration, trust: Trust) -> Result<Self, reqwest::Error> {
        let builder = reqwest::Client::builder()
            .timeout(timeout)
            .connect_timeout(timeout)
            // An answer from elsewhere is not the provider's.
            .redirect(reqwest::redirect::Policy::none());
        let builder = match trust {
            Trust::Strict => builder.https_only(true),
            // A proxy in the environment knows nothing of this machine.
            Trust::Development => builder.no_proxy(),
        };
        builder.build().map(Self)
    }

    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    /// See [`HttpError`].
    pub(super) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let unreachable = |e: reqwest::Error| HttpError::Unreachable(e.without_url());
        let request = reqwest::Request::try_from(request).map_err(unreachable)?;
        let mut response = self.0.execute(request).await.map_err(unreachable)?;
        let mut answer = openidconnect::http::Response::builder().status(response.status());
        if let Some(headers) = answer.headers_mut() {
            *headers = std::mem::take(response.headers_mut());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if body.len() + chunk.len() > ANSWER_MAX {
                return Err(HttpError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        answer.body(body).map_err(|_| HttpError::Malformed)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
