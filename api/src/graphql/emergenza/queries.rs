//! Which emergency accesses there were.

use super::types::AccessoEmergenza;
use crate::graphql::common::{Contesto, Pagina, contesto, costo, di_lettura, pagina, primi};
use crate::graphql::permessi::puo;
use async_graphql::{Context, Object, Result};
use domain::visibilita::Azione;
use projections::Cursore;
use projections::emergenze::{emergenze, quante_da_riesaminare};

/// Accessi di emergenza.
#[derive(Default)]
pub(crate) struct EmergenzaQuery;

#[Object]
impl EmergenzaQuery {
    /// Accessi di emergenza, dal più recente: i propri; per un coordinatore anche quelli alle schede delle sue unità, per
    /// auditor e DPO tutti.
    #[graphql(complexity = "costo(first, child_complexity)")]
    async fn accessi_emergenza(
        &self,
        ctx: &Context<'_>,
        da_riesaminare: Option<bool>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<AccessoEmergenza>> {
        let c = contesto(ctx)?;
        let dopo = after.map(Cursore);
        let letta = emergenze(c.vista().await?, da_riesaminare, dopo.as_ref(), primi(first)?).await;
        let letta = letta.map_err(|e| di_lettura(&e))?;
        let mut accessi = AccessoEmergenza::carica(c, &letta.voci).await?;
        let (voci, cursori) = letta
            .voci
            .into_iter()
            .zip(letta.cursori)
            .filter_map(|(id, cursore)| Some((accessi.remove(&id)?, cursore)))
            .unzip();
        let letta = projections::Pagina { voci, cursori, altra: letta.altra };
        Ok(pagina(letta, dopo.as_ref().map(|d| d.0.as_str()), |accesso| accesso))
    }
}

/// How many emergency accesses of others, of which the operator is told, somebody is still to judge.
pub(crate) async fn da_riesaminare(c: &Contesto) -> Result<u64> {
    if !puo(&c.chi.attore, Azione::VedereEmergenze) {
        return Ok(0);
    }
    quante_da_riesaminare(c.vista().await?).await.map_err(|e| di_lettura(&e))
}
