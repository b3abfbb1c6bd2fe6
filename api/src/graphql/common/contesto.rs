//! What a request carries through its resolvers.

use super::{Caricatore, Giri};
use crate::graphql::permessi::{Azione, puo};
use crate::http::INTERNAL;
use crate::services::{Chiamante, Servizi};
use access::Scope;
use async_graphql::dataloader::DataLoader;
use async_graphql::{Context, Error, ErrorExtensions, Result};
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

/// With what resolvers read.
pub(crate) struct Mezzi {
    pub(crate) servizi: Servizi,
    pub(crate) caricatori: DataLoader<Caricatore>,
    /// When they read.
    pub(crate) giri: Giri,
}

/// Everything the resolvers of one request of an operator share.
pub(crate) struct Contesto {
    mezzi: Mezzi,
    pub(crate) chi: Chiamante,
}

/// The same for a machine. Resolvers that ask for an operator find none: what does not name a scope is closed.
pub(crate) struct ContestoMacchina {
    mezzi: Mezzi,
    scopes: Vec<Scope>,
}

impl Mezzi {
    fn nuovi(servizi: Servizi) -> Self {
        let giri = Giri::default();
        let caricatori =
            DataLoader::new(Caricatore::nuovo(servizi.clone()), giri.alla_fine()).delay(Duration::ZERO);
        Self { servizi, caricatori, giri }
    }
}

impl Contesto {
    /// For one request of one operator.
    pub(crate) fn nuovo(servizi: Servizi, chi: Chiamante) -> Self {
        Self { mezzi: Mezzi::nuovi(servizi), chi }
    }
}

impl Deref for Contesto {
    type Target = Mezzi;
    fn deref(&self) -> &Mezzi {
        &self.mezzi
    }
}

impl Deref for ContestoMacchina {
    type Target = Mezzi;
    fn deref(&self) -> &Mezzi {
        &self.mezzi
    }
}

impl ContestoMacchina {
    /// For one request of one machine.
    pub(crate) fn nuovo(servizi: Servizi, scopes: Vec<Scope>) -> Self {
        Self { mezzi: Mezzi::nuovi(servizi), scopes }
    }
}

/// The context of the request, for an operator who may read.
pub(crate) fn contesto<'c>(ctx: &Context<'c>) -> Result<&'c Contesto> {
    match ctx.data_opt::<Arc<Contesto>>() {
        Some(contesto) if puo(&contesto.chi.attore, Azione::Leggere) => Ok(contesto),
        Some(_) => Err(negato("FORBIDDEN", "L'operatore non è abilitato a questa consultazione.")),
        None if ctx.data_opt::<Arc<ContestoMacchina>>().is_some() => Err(fuori_ambito()),
        None => Err(negato(INTERNAL, "request without context")),
    }
}

/// The context of the request, for an administrator.
pub(crate) fn amministratore<'c>(ctx: &Context<'c>) -> Result<&'c Contesto> {
    let contesto = contesto(ctx)?;
    if puo(&contesto.chi.attore, Azione::Amministrare) {
        Ok(contesto)
    } else {
        Err(negato("FORBIDDEN", "L'operatore non è abilitato a questa consultazione."))
    }
}

/// With what to read something that holds no personal data: for an operator who may read, and for a machine whose token
/// has that scope.
pub(crate) fn aperto<'c>(ctx: &Context<'c>, scope: Scope) -> Result<&'c Mezzi> {
    match ctx.data_opt::<Arc<ContestoMacchina>>() {
        Some(macchina) if macchina.scopes.contains(&scope) => Ok(&macchina.mezzi),
        Some(_) => Err(fuori_ambito()),
        None => contesto(ctx).map(Deref::deref),
    }
}

fn fuori_ambito() -> Error {
    negato("INSUFFICIENT_SCOPE", "Il token non è abilitato a questa operazione.")
}

fn negato(codice: &'static str, messaggio: &str) -> Error {
    Error::new(messaggio).extend_with(|_, e| e.set("code", codice))
}
