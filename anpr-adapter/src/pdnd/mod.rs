//! The security chain of PDND and of the gateway before ANPR.
//!
//! 1. [`evidence`]: who asks (operator, workstation), signed: the *TrackingEvidence*.
//! 2. [`assertion`]: who we are and for what purpose, signed, bound to 1 by its digest.
//! 3. [`voucher`]: PDND gives an access token for 2; it carries the digest of 1.
//! 4. [`signature`]: the digest of the body, signed anew for every request.
//!
//! 1 and 3 belong together and are kept as a pair for one purpose, operator, workstation and level: a voucher got for
//! one operator never serves another. Patterns AUDIT_REST_02 and INTEGRITY_REST_02 of the Italian interoperability
//! guidelines; the claims are spelled out in `docs/anpr.md`.

mod assertion;
mod claims;
mod clock;
mod evidence;
mod jws;
mod key;
mod pairs;
mod signature;
mod signer;
#[cfg(test)]
mod tests;
mod voucher;

pub use key::{KeyError, PemKey, SigningKey};
pub use signer::{Client, PdndSigner};
pub use voucher::TokenEndpoint;
