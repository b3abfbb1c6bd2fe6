//! Who can be chosen, and where he works.

use super::types::{Operatore, UnitaOrganizzativa};
use crate::graphql::common::{aperto, contesto, guasto, non_valida, primi};
use access::Scope;
use async_graphql::{Context, ID, Object, Result};
use domain::attore::Ruolo;
use domain::identita::UnitaId;
use domain::rifiuto::Codice;
use projections::organizzazione::{FiltroOperatori, operatori, unita};

/// Operatori e unità.
#[derive(Default)]
pub(crate) struct OrganizzazioneQuery;

#[Object]
impl OrganizzazioneQuery {
    /// «Operatori abilitati» a ricevere un'assegnazione: assistenti sociali e operatori di ufficio di piano, per
    /// cognome e nome, i primi `first` (al più 100). Di ciascuno `incarichiAssegnabili` dice con che cosa.
    async fn operatori_abilitati(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Inizio di cognome e nome, in qualunque ordine.")] testo: Option<String>,
        #[graphql(desc = "Solo di questa unità.")] unita: Option<ID>,
        #[graphql(desc = "Quanti al più; 100 se non è detto.")] first: Option<i32>,
    ) -> Result<Vec<Operatore>> {
        let c = contesto(ctx)?;
        let unita: Option<UnitaId> = match unita {
            None => None,
            Some(id) => Some(id.parse().map_err(|_| non_valida(Codice::FormatoNonValido, "unita"))?),
        };
        let ruoli = Ruolo::TUTTI.into_iter().filter(|r| r.puo_ricevere_assegnazioni()).collect();
        let filtro = FiltroOperatori {
            ruoli,
            unita,
            in_vigore_al: Some(c.servizi.oggi()),
            attivi: Some(true),
            testo,
            ..FiltroOperatori::default()
        };
        let primi = primi(first.or(Some(100)))?;
        let trovati =
            operatori(c.servizi.log().pool(), &filtro, None, primi).await.map_err(|e| guasto(&e))?;
        Ok(trovati.voci.into_iter().map(Operatore::from).collect())
    }

    /// Tutte le unità organizzative, per codice.
    async fn unita_organizzative(&self, ctx: &Context<'_>) -> Result<Vec<UnitaOrganizzativa>> {
        let c = aperto(ctx, Scope::Unita)?;
        let righe = unita(c.servizi.log().pool()).await.map_err(|e| guasto(&e))?;
        Ok(righe.into_iter().map(UnitaOrganizzativa::from).collect())
    }
}
