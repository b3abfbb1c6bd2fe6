//! The households of a subject.

use super::anagrafe::NucleoAnagrafe;
use super::di_fatto::NucleoDiFatto;
use crate::graphql::common::{AllaInput, Momento, contesto};
use async_graphql::{Context, ID, Object, Result};
use domain::identita::NucleoId;
use domain::visibilita::Azione;

/// Nuclei.
#[derive(Default)]
pub(crate) struct NucleoQuery;

#[Object]
impl NucleoQuery {
    /// Nuclei di fatto di cui il soggetto fa parte.
    async fn nucleo_di_fatto(
        &self,
        ctx: &Context<'_>,
        soggetto: ID,
        alla: Option<AllaInput>,
    ) -> Result<Vec<NucleoDiFatto>> {
        let c = contesto(ctx)?;
        let Ok(soggetto) = soggetto.parse() else { return Ok(Vec::new()) };
        let momento = Momento::di(c, alla).await?;
        let mut ids = NucleoDiFatto::ids_di(c, soggetto, momento).await?;
        // His, or that of somebody whom the operator sees: then the nucleo is in that one's file.
        if !ids.is_empty() && !c.vede_soggetto(Azione::Leggere, soggetto).await? {
            let nuclei: Vec<NucleoId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
            let veduti = c.nuclei_veduti(Azione::Leggere, &nuclei).await?;
            ids.retain(|id| id.parse().is_ok_and(|id| veduti.contains(&id)));
        }
        NucleoDiFatto::con_dentro(c, soggetto, &ids, momento).await
    }

    /// Nucleo del soggetto com'è in anagrafe; nulla se non è mai stato chiesto.
    async fn nucleo_anagrafe(
        &self,
        ctx: &Context<'_>,
        soggetto: ID,
        alla: Option<AllaInput>,
    ) -> Result<Option<NucleoAnagrafe>> {
        let c = contesto(ctx)?;
        match soggetto.parse() {
            Ok(id) if c.vede_soggetto(Azione::Leggere, id).await? => {
                NucleoAnagrafe::carica(c, &soggetto, Momento::di(c, alla).await?).await
            }
            _ => Ok(None),
        }
    }
}
