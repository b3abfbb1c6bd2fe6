//! Telling a file.

use super::types::EventoStoria;
use crate::graphql::common::{
    AllaInput, Momento, Pagina, contesto, costo, guasto, non_valida, pagina_di, primi,
};
use async_graphql::{Context, ID, Object, Result};
use domain::rifiuto::Codice;
use domain::visibilita::Azione;
use uuid::Uuid;

/// Storia delle schede.
#[derive(Default)]
pub(crate) struct StoriaQuery;

#[Object]
impl StoriaQuery {
    /// Storia di una scheda, dall'evento più recente: di un soggetto (con tutto ciò che lo riguarda), oppure di una
    /// segnalazione, oppure di un nucleo di fatto. Indicarne uno.
    #[graphql(complexity = "costo(first, child_complexity)")]
    #[allow(clippy::too_many_arguments, reason = "arguments of a field")]
    async fn storia(
        &self,
        ctx: &Context<'_>,
        soggetto: Option<ID>,
        segnalazione: Option<ID>,
        nucleo: Option<ID>,
        alla: Option<AllaInput>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<EventoStoria>> {
        let c = contesto(ctx)?;
        let (campo, id) = match (soggetto, segnalazione, nucleo) {
            (Some(id), None, None) => ("soggetto", id),
            (None, Some(id), None) => ("segnalazione", id),
            (None, None, Some(id)) => ("nucleo_di_fatto", id),
            _ => return Err(non_valida(Codice::CampoObbligatorio, "soggetto")),
        };
        let id = Uuid::parse_str(&id).map_err(|_| non_valida(Codice::FormatoNonValido, campo))?;
        let fino_a = Momento::di(c, alla).await?.fino_a;
        let vede = match campo {
            "soggetto" => c.vede_soggetto(Azione::Leggere, id.into()).await?,
            "segnalazione" => c.vede_pratica(Azione::Leggere, id.into()).await?,
            _ => c.vede_nucleo(Azione::Leggere, id.into()).await?,
        };
        let mut eventi = if !vede {
            Vec::new()
        } else if campo == "soggetto" {
            c.servizi.storia(c.vista().await?, id.into(), fino_a).await.map_err(|e| guasto(&*e))?
        } else if campo == "segnalazione" {
            c.servizi.storia_pratica(c.vista().await?, id.into(), fino_a).await.map_err(|e| guasto(&*e))?
        } else {
            c.servizi
                .storia_stream(c.vista().await?, campo, &id.to_string(), fino_a)
                .await
                .map_err(|e| guasto(&e))?
        };
        eventi.sort_by_key(|e| std::cmp::Reverse(e.posizione));
        let eventi: Vec<EventoStoria> = eventi.into_iter().map(EventoStoria::from).collect();
        pagina_di(eventi, EventoStoria::posto, after.as_deref(), primi(first)?)
    }
}
