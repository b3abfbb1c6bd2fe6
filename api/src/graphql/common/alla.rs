//! Reading a file as it stood.

use super::{Contesto, Data, Istante, guasto};
use crate::services::Alla;
use async_graphql::{InputObject, Result};
use chrono::NaiveDate;

/// «Alla data»: che cosa il registro sapeva (`posizione`, oppure `registrato`) e che cosa era vero (`valido`).
/// Senza indicazioni, adesso.
#[derive(InputObject, Clone, Copy, Debug, Default)]
pub(crate) struct AllaInput {
    /// Come il registro la conosceva in questo istante.
    pub registrato: Option<Istante>,
    /// Come il registro la conosceva a questa posizione; prevale su `registrato`.
    pub posizione: Option<u64>,
    /// Come era vera in questo giorno: stato civile, indirizzi, componenti in vigore.
    pub valido: Option<Data>,
}

/// The instant of a reading, resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Momento {
    /// Position at which the log is cut; `None` is now.
    pub(crate) fino_a: Option<u64>,
    /// Day asked for; `None` when none was.
    pub(crate) valido: Option<NaiveDate>,
    /// The day that counts: the one asked for, else today.
    pub(crate) giorno: NaiveDate,
}

impl Momento {
    /// Now.
    pub(crate) fn adesso(c: &Contesto) -> Self {
        Self { fino_a: None, valido: None, giorno: c.servizi.oggi() }
    }

    /// The instant asked for.
    pub(crate) async fn di(c: &Contesto, alla: Option<AllaInput>) -> Result<Self> {
        let Some(alla) = alla else { return Ok(Self::adesso(c)) };
        let alla = Alla {
            registrato: alla.registrato.map(|i| i.0),
            posizione: alla.posizione,
            valido: alla.valido.map(|d| d.0),
        };
        let fino_a = c.servizi.posizione_alla(&alla).await.map_err(|e| guasto(&*e))?;
        Ok(Self { fino_a, valido: alla.valido, giorno: alla.valido.unwrap_or_else(|| c.servizi.oggi()) })
    }
}
