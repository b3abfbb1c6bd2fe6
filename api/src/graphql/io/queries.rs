//! The operator himself.

use crate::graphql::avvisi::avvisi_aperti;
use crate::graphql::codifiche::Voce;
use crate::graphql::common::contesto;
use crate::graphql::emergenza::da_riesaminare;
use crate::graphql::organizzazione::{Operatore, UnitaOrganizzativa};
use crate::graphql::permessi::{puo, puo_operare};
use crate::services::Chiamante;
use async_graphql::{Context, Object, Result};
use domain::codifiche::Lista;
use domain::visibilita::Azione;

/// Chi chiama.
#[derive(Default)]
pub(crate) struct IoQuery;

#[Object]
impl IoQuery {
    /// L'operatore che chiama.
    async fn io(&self, ctx: &Context<'_>) -> Result<Io> {
        Ok(Io { chi: contesto(ctx)?.chi.clone() })
    }
}

/// L'operatore che chiama, con il ruolo e l'unità di adesso.
pub(crate) struct Io {
    chi: Chiamante,
}

/// L'operatore che chiama, con il ruolo e l'unità di adesso.
#[Object]
impl Io {
    /// L'operatore.
    async fn operatore(&self, ctx: &Context<'_>) -> Result<Operatore> {
        Operatore::carica(contesto(ctx)?, self.chi.attore.operatore).await
    }

    /// Ruolo.
    async fn ruolo(&self) -> Voce {
        Voce::di(Lista::Ruolo, self.chi.attore.ruolo.as_str())
    }

    /// Unità organizzativa.
    async fn unita(&self, ctx: &Context<'_>) -> Result<UnitaOrganizzativa> {
        UnitaOrganizzativa::carica(contesto(ctx)?, self.chi.attore.unita).await
    }

    /// Può modificare le schede e consultare ANPR.
    async fn puo_operare(&self) -> bool {
        puo_operare(&self.chi.attore)
    }

    /// Può aprire un accesso di emergenza.
    async fn puo_aprire_emergenze(&self) -> bool {
        puo(&self.chi.attore, Azione::AprireEmergenza)
    }

    /// Può riesaminare accessi di emergenza di altri.
    async fn puo_riesaminare_emergenze(&self) -> bool {
        puo(&self.chi.attore, Azione::RiesaminareEmergenze)
    }

    /// Quanti accessi di emergenza di altri, tra quelli che gli sono mostrati, sono ancora da riesaminare.
    async fn emergenze_da_riesaminare(&self, ctx: &Context<'_>) -> Result<u64> {
        da_riesaminare(contesto(ctx)?).await
    }

    /// Quanti avvisi su letture di altri nessuno ha ancora preso in esame; 0 per chi non ne esamina.
    async fn avvisi_aperti(&self, ctx: &Context<'_>) -> Result<u64> {
        avvisi_aperti(contesto(ctx)?).await
    }
}
