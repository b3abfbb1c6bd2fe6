//! Counting what is charged to a purpose.

use crate::CasoUso;
use futures::future::BoxFuture;

/// Is told of every call that the gateway answered. PDND counts them for all clients of an ente together; this counts
/// ours.
pub trait CallMeter: Send + Sync {
    /// A call was answered. What goes wrong with the counting stops nobody.
    fn count(&self, caso_uso: CasoUso) -> BoxFuture<'_, ()>;
}
