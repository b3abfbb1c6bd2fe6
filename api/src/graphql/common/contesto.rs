//! What a request carries through its resolvers.

use super::Caricatore;
use crate::graphql::permessi::{Azione, puo};
use crate::services::{Chiamante, Servizi};
use async_graphql::dataloader::DataLoader;
use async_graphql::{Context, Error, ErrorExtensions, Result};
use std::sync::Arc;

/// Everything the resolvers of one request share.
pub(crate) struct Contesto {
    pub(crate) servizi: Servizi,
    pub(crate) chi: Chiamante,
    pub(crate) caricatori: DataLoader<Caricatore>,
}

impl Contesto {
    /// For one request of one caller.
    pub(crate) fn nuovo(servizi: Servizi, chi: Chiamante) -> Self {
        let caricatori = DataLoader::new(Caricatore::nuovo(servizi.clone()), tokio::spawn);
        Self { servizi, chi, caricatori }
    }
}

/// The context of the request, for somebody who may read.
pub(crate) fn contesto<'c>(ctx: &Context<'c>) -> Result<&'c Contesto> {
    let Some(contesto) = ctx.data_opt::<Arc<Contesto>>() else {
        return Err(
            Error::new("request without context").extend_with(|_, e| e.set("code", crate::http::INTERNAL))
        );
    };
    if puo(&contesto.chi.attore, Azione::Leggere) {
        Ok(contesto)
    } else {
        Err(Error::new("L'operatore non è abilitato a questa consultazione.")
            .extend_with(|_, e| e.set("code", "FORBIDDEN")))
    }
}
