//! Which emergency accesses there were.

use super::types::AccessoEmergenza;
use crate::graphql::common::{Contesto, Pagina, contesto, costo, di_lettura, non_valida, pagina, primi};
use crate::graphql::permessi::puo;
use async_graphql::{Context, ID, Object, Result};
use domain::rifiuto::Codice;
use domain::tracciamento::Accesso;
use domain::visibilita::Azione;
use projections::Cursore;
use projections::emergenze::{FiltroEmergenze, emergenze, quante_da_riesaminare};
use uuid::Uuid;

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
        #[graphql(desc = "Solo quelli ancora da riesaminare, o solo gli altri.")] da_riesaminare: Option<
            bool,
        >,
        #[graphql(desc = "Solo i propri.")] propri: Option<bool>,
        #[graphql(desc = "Solo quelli che hanno aperto questo soggetto o questa segnalazione.")]
        scheda: Option<ID>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<AccessoEmergenza>> {
        let c = contesto(ctx)?;
        let dopo = after.map(Cursore);
        let scheda = scheda.map(|id| Uuid::parse_str(&id)).transpose();
        let scheda = scheda.map_err(|_| non_valida(Codice::FormatoNonValido, "scheda"))?;
        let propri = propri == Some(true);
        let filtro = FiltroEmergenze { scheda, propri, da_riesaminare, ..FiltroEmergenze::default() };
        let letta = emergenze(c.vista().await?, filtro, dopo.as_ref(), primi(first)?).await;
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

    /// Un accesso di emergenza; nullo se non esiste o non è tra quelli che sono mostrati all'operatore.
    async fn accesso_emergenza(&self, ctx: &Context<'_>, id: ID) -> Result<Option<AccessoEmergenza>> {
        let c = contesto(ctx)?;
        let Ok(accesso) = id.parse() else { return Ok(None) };
        let filtro = FiltroEmergenze { accesso: Some(accesso), ..FiltroEmergenze::default() };
        let trovato = emergenze(c.vista().await?, filtro, None, 1).await.map_err(|e| di_lettura(&e))?;
        if trovato.voci.is_empty() {
            c.divulgato.vuoto(Accesso::Elenco);
        }
        Ok(AccessoEmergenza::carica(c, &trovato.voci).await?.remove(&accesso))
    }
}

/// How many emergency accesses of others, of which the operator is told, somebody is still to judge.
pub(crate) async fn da_riesaminare(c: &Contesto) -> Result<u64> {
    if !puo(&c.chi.attore, Azione::VedereEmergenze) {
        return Ok(0);
    }
    quante_da_riesaminare(c.vista().await?).await.map_err(|e| di_lettura(&e))
}
