//! The adapter against the simulated register, without network and database: both within one process, where time can
//! be made to stand still.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers stand outside the test functions"
)]

mod contract;
mod doctor;
mod faults;
mod scene;
