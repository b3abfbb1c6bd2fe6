//! Programs for development and tests only; nothing in the product depends on this crate.
//!
//! * [`population`]: an invented population, the same for the same seed.
//! * [`anpr`]: a simulator of ANPR that shows it.

pub mod anpr;
pub mod population;
