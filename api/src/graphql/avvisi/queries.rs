//! Alerts, newest first.

use super::types::{AvvisoLettura, StatoAvviso};
use crate::graphql::common::{Contesto, Pagina, contesto, costo, negato, non_valida, pagina, primi};
use crate::graphql::permessi::puo;
use crate::graphql::tracciamento::di_tracciamento;
use access::PostoAvviso;
use async_graphql::{Context, ID, Object, Result};
use chrono::DateTime;
use domain::rifiuto::Codice;
use domain::tracciamento::Accesso;
use domain::visibilita::Azione;

/// Avvisi sulle letture.
#[derive(Default)]
pub(crate) struct AvvisiQuery;

#[Object]
impl AvvisiQuery {
    /// Gli avvisi sulle letture, dal più recente. Per il DPO e l'auditor.
    #[graphql(complexity = "costo(first, child_complexity)")]
    async fn avvisi(
        &self,
        ctx: &Context<'_>,
        stato: Option<StatoAvviso>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<AvvisoLettura>> {
        let c = contesto(ctx)?;
        abilitato(c)?;
        let dopo = posto(after.as_deref())?;
        let letti = c.servizi.tracciamento().avvisi(&c.divulgato, stato.map(Into::into), dopo, primi(first)?);
        let (avvisi, altra) = letti.await.map_err(|e| di_tracciamento(&e))?;
        let cursore = |a: &access::Avviso| format!("{}.{}", a.quando.timestamp_micros(), a.id.simple());
        let cursori = avvisi.iter().map(cursore).collect();
        Ok(pagina(projections::Pagina { voci: avvisi, cursori, altra }, after.as_deref(), AvvisoLettura))
    }

    /// Un avviso sulle letture; nulla se non c'è. Per il DPO e l'auditor.
    async fn avviso(&self, ctx: &Context<'_>, id: ID) -> Result<Option<AvvisoLettura>> {
        let c = contesto(ctx)?;
        abilitato(c)?;
        let Ok(id) = id.parse() else {
            c.divulgato.vuoto(Accesso::Tracciamento);
            return Ok(None);
        };
        let letto = c.servizi.tracciamento().avviso(&c.divulgato, id).await;
        Ok(letto.map_err(|e| di_tracciamento(&e))?.map(AvvisoLettura))
    }
}

/// How many alerts about others wait for somebody, as far as it is the operator's work to take one.
pub(crate) async fn avvisi_aperti(c: &Contesto) -> Result<u64> {
    if !puo(&c.chi.attore, Azione::TrattareAvvisi) {
        return Ok(0);
    }
    let aperti = c.servizi.tracciamento().avvisi_aperti(c.chi.attore.operatore).await;
    aperti.map_err(|e| di_tracciamento(&e))
}

/// Only those whose work it is; that somebody else asked is written down.
fn abilitato(c: &Contesto) -> Result<()> {
    if puo(&c.chi.attore, Azione::TrattareAvvisi) {
        return Ok(());
    }
    c.divulgato.vuoto(Accesso::Tracciamento);
    Err(negato("FORBIDDEN", "L'operatore non è abilitato a questa consultazione."))
}

fn posto(after: Option<&str>) -> Result<Option<PostoAvviso>> {
    let leggi = |testo: &str| {
        let (quando, id) = testo.split_once('.')?;
        let quando = DateTime::from_timestamp_micros(quando.parse().ok()?)?;
        Some(PostoAvviso { quando, id: id.parse().ok()? })
    };
    let letto = after.map(|testo| leggi(testo).ok_or_else(|| non_valida(Codice::FormatoNonValido, "after")));
    letto.transpose()
}
