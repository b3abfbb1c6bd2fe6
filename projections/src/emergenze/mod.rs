//! Emergency accesses: who opened which, which of them somebody is still to judge.

mod projection;
mod query;

pub use projection::Emergenze;
pub use query::{
    EmergenzaAperta, FiltroEmergenze, aperte_dopo, emergenze, puo_riesaminare, quante_da_riesaminare,
};
