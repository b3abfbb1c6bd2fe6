//! How much the register is asked.

use super::types::ConsumoAnpr;
use crate::graphql::common::{amministratore, guasto};
use async_graphql::{Context, Object, Result};

/// ANPR.
#[derive(Default)]
pub(crate) struct AnprQuery;

#[Object]
impl AnprQuery {
    /// Chiamate di oggi ad ANPR, per servizio. Solo per gli amministratori.
    async fn consumo_anpr(&self, ctx: &Context<'_>) -> Result<Vec<ConsumoAnpr>> {
        let c = amministratore(ctx)?;
        let consumi = c.servizi.consumo_anpr().await.map_err(|e| guasto(&e))?;
        Ok(consumi.into_iter().map(ConsumoAnpr::from).collect())
    }
}
