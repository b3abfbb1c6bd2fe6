//! Households: as the operators know them, and as the register shows them.

mod anagrafe;
mod di_fatto;
mod mutations;
mod queries;

pub(crate) use anagrafe::NucleoAnagrafe;
pub(crate) use anagrafe::{causa, legame};
pub(crate) use di_fatto::NucleoDiFatto;
pub(crate) use mutations::NucleoMutation;
pub(crate) use queries::NucleoQuery;
