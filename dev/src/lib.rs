//! Programs for development and tests only; nothing in the product depends on this crate.
//!
//! * [`population`]: an invented population, the same for the same seed.
//! * [`distretto`]: a synthetic district with its history, up to the size of a Region.
//! * [`anpr`]: a simulator of ANPR that shows it.

pub mod anpr;
pub mod distretto;
pub mod population;
