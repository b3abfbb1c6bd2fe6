//! What takes a request to the other side.

use futures::FutureExt;
use futures::future::BoxFuture;
use reqwest::{Client, Error, Request, Response};

/// Takes a request to the other side and brings the beginning of its answer: [`Client`] over the network, in tests
/// something that reaches a register within the same process, where time can be made to stand still.
pub trait Carrier: Send + Sync {
    /// The answer, as soon as its head is there.
    fn carry(&self, request: Request) -> BoxFuture<'_, Result<Response, Error>>;
}

impl Carrier for Client {
    fn carry(&self, request: Request) -> BoxFuture<'_, Result<Response, Error>> {
        self.execute(request).boxed()
    }
}
