//! The households of a subject.

use super::anagrafe::NucleoAnagrafe;
use super::di_fatto::NucleoDiFatto;
use crate::graphql::common::{AllaInput, Momento, contesto};
use async_graphql::{Context, ID, Object, Result};
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
        // His, or that of somebody whom the operator sees: then the nucleo is in that one's file.
        let ids = NucleoDiFatto::ids_di(c, soggetto, momento).await?;
        // For the read log: that somebody else's file was asked for.
        c.vede_soggetto(Azione::Leggere, soggetto).await?;
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
