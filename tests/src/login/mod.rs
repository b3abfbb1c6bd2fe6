//! Logging in as operators do, over HTTP, at an identity provider in this process.

pub mod browser;
pub mod idp;
mod session;

pub use browser::{Answer, Browser};
pub use idp::{Idp, Person};
pub use session::Session;
