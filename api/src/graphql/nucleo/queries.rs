//! The households of a subject.

use super::anagrafe::NucleoAnagrafe;
use super::di_fatto::NucleoDiFatto;
use crate::graphql::common::{AllaInput, Momento, contesto};
use async_graphql::{Context, ID, Object, Result};

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
        NucleoDiFatto::di_soggetto(c, soggetto, Momento::di(c, alla).await?).await
    }

    /// Nucleo del soggetto com'è in anagrafe; nulla se non è mai stato chiesto.
    async fn nucleo_anagrafe(
        &self,
        ctx: &Context<'_>,
        soggetto: ID,
        alla: Option<AllaInput>,
    ) -> Result<Option<NucleoAnagrafe>> {
        let c = contesto(ctx)?;
        NucleoAnagrafe::carica(c, &soggetto, Momento::di(c, alla).await?).await
    }
}
