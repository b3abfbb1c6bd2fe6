//! Operators, memberships and units, for who administers them. Who may do what is decided in
//! [`domain::amministrazione`], and asked where it is done (`services/operatori.rs`, `services/organizzazione.rs`).

mod mutations;
mod queries;
mod types;
mod unita;

pub(crate) use mutations::OperatoreMutation;
pub(crate) use queries::AmministrazioneQuery;
pub(crate) use types::ChiaveStoria;
pub(crate) use unita::UnitaMutation;
