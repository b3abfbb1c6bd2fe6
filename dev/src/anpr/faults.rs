//! Ways in which a call can be made to fail.

use super::CasoUso;
use serde::Deserialize;

/// A fault to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Fault {
    /// Use case it hits; all of them when absent.
    pub service: Option<CasoUso>,
    /// What happens.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// How many calls it hits.
    #[serde(default = "once")]
    pub times: u32,
}

impl Fault {
    /// Hits the next call of that use case.
    #[must_use]
    pub fn once(service: CasoUso, kind: FaultKind) -> Self {
        Self { service: Some(service), kind, times: 1 }
    }
}

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// 500, error 999 of the register.
    InternalError,
    /// 503 of the gateway.
    GatewayError,
    /// 429, daily quota used up.
    Quota,
    /// 429, too many requests at once.
    Throttled,
    /// The right answer, late.
    Slow {
        /// Delay in milliseconds.
        delay_ms: u64,
    },
    /// The right answer, cut in half.
    HalfBody,
    /// 200 with something that is not JSON.
    MalformedJson,
    /// The right answer, about somebody else.
    WrongPerson,
    /// 200 without persons.
    Empty,
    /// 200 with something that is not of the register: a page of some proxy, JSON of another service.
    Foreign,
    /// Errors of the register with codes and texts that nobody has agreed upon.
    UnknownCode,
    /// The right answer with a few bytes changed, always the same for the same seed.
    Altered {
        /// Which bytes.
        seed: u64,
    },
}

fn once() -> u32 {
    1
}
