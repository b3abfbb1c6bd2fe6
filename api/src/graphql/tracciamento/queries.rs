//! The three readings of the read log, a person's, one's own, an auditor's; and whose it is.

use super::types::{Lettura, LetturaSubita};
use crate::graphql::common::{
    Contesto, Istante, Pagina, contesto, costo, di_lettura, guasto, muto, negato, non_valida, pagina, primi,
};
use crate::graphql::permessi::puo;
use crate::http::log_fault;
use crate::services::normalizzato;
use access::{FiltroLetture, PaginaLetture, PostoLettura, TracciamentoError};
use async_graphql::{Context, Error, ID, InputObject, Object, Result};
use chrono::DateTime;
use domain::identita::SoggettoId;
use domain::rifiuto::Codice;
use domain::tracciamento::{Accesso, Oggetto};
use domain::visibilita::Azione;
use projections::visibilita::seguito_da;

/// Registro delle letture.
#[derive(Default)]
pub(crate) struct TracciamentoQuery;

/// Quali letture; nulla significa tutte.
#[derive(InputObject, Default)]
pub(crate) struct FiltroLettureInput {
    /// Di chi.
    soggetto: Option<ID>,
    /// Da parte di chi.
    operatore: Option<ID>,
    /// In risposta a quale richiesta.
    richiesta: Option<ID>,
    /// Da questo istante.
    dal: Option<Istante>,
    /// Prima di questo istante.
    al: Option<Istante>,
}

impl FiltroLettureInput {
    fn leggi(&self) -> Result<FiltroLetture> {
        Ok(FiltroLetture {
            soggetto: id("soggetto", self.soggetto.as_ref())?,
            operatore: id("operatore", self.operatore.as_ref())?,
            richiesta: id("richiesta", self.richiesta.as_ref())?,
            dal: self.dal.map(|i| i.0),
            al: self.al.map(|i| i.0),
        })
    }
}

#[Object]
impl TracciamentoQuery {
    /// La scheda della persona con quel codice fiscale, per chiedere le letture che la riguardano; nulla se non ne ha
    /// una. Per il DPO e l'auditor.
    async fn interessato(&self, ctx: &Context<'_>, codice_fiscale: String) -> Result<Option<ID>> {
        let c = contesto(ctx)?;
        abilitato(c, None)?;
        let Some(codice) = normalizzato(&codice_fiscale) else { return Ok(None) };
        let seguito = seguito_da(c.vista().await?, &codice).await.map_err(|e| di_lettura(&e))?;
        Ok(seguito.map(|(soggetto, _)| soggetto.to_string().into()))
    }

    /// «Chi ha guardato i miei dati»: le letture dei dati di una persona, dalla più recente, da consegnarle. Per il DPO e
    /// l'auditor.
    #[graphql(complexity = "costo(first, child_complexity)")]
    #[allow(clippy::too_many_arguments, reason = "arguments of a field")]
    async fn letture_subite(
        &self,
        ctx: &Context<'_>,
        soggetto: ID,
        dal: Option<Istante>,
        al: Option<Istante>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<LetturaSubita>> {
        let c = contesto(ctx)?;
        let soggetto: Option<SoggettoId> = id("soggetto", Some(&soggetto))?;
        abilitato(c, soggetto)?;
        let soggetto = soggetto.ok_or_else(|| non_valida(Codice::CampoObbligatorio, "soggetto"))?;
        let (dopo, periodo) = (posto(after.as_deref())?, (dal.map(|i| i.0), al.map(|i| i.0)));
        let tracciamento = c.servizi.tracciamento();
        let letta = tracciamento.chi_ha_guardato(&c.divulgato, soggetto, periodo, dopo, primi(first)?).await;
        Ok(pagina(di_letture(letta)?, after.as_deref(), LetturaSubita))
    }

    /// Le letture dell'operatore che chiama, dalla più recente.
    #[graphql(complexity = "costo(first, child_complexity)")]
    async fn mie_letture(
        &self,
        ctx: &Context<'_>,
        dal: Option<Istante>,
        al: Option<Istante>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<Lettura>> {
        let c = contesto(ctx)?;
        let filtro = FiltroLetture {
            operatore: Some(c.chi.attore.operatore),
            dal: dal.map(|i| i.0),
            al: al.map(|i| i.0),
            ..FiltroLetture::default()
        };
        cerca(c, &filtro, first, after).await
    }

    /// Ricerca nelle letture di tutti, dalla più recente. Per il DPO e l'auditor.
    #[graphql(complexity = "costo(first, child_complexity)")]
    async fn letture(
        &self,
        ctx: &Context<'_>,
        filtro: Option<FiltroLettureInput>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<Lettura>> {
        let c = contesto(ctx)?;
        let filtro = filtro.unwrap_or_default().leggi()?;
        abilitato(c, filtro.soggetto)?;
        cerca(c, &filtro, first, after).await
    }
}

async fn cerca(
    c: &Contesto,
    filtro: &FiltroLetture,
    first: Option<i32>,
    after: Option<String>,
) -> Result<Pagina<Lettura>> {
    let dopo = posto(after.as_deref())?;
    let letta = c.servizi.tracciamento().cerca(&c.divulgato, filtro, dopo, primi(first)?).await;
    Ok(pagina(di_letture(letta)?, after.as_deref(), Lettura))
}

/// Only those whose work it is; that somebody else asked is written down.
fn abilitato(c: &Contesto, soggetto: Option<SoggettoId>) -> Result<()> {
    if puo(&c.chi.attore, Azione::LeggereTracciamento) {
        return Ok(());
    }
    match soggetto {
        Some(soggetto) => c.divulgato.nega(Accesso::Tracciamento, Oggetto::Soggetto(soggetto)),
        None => c.divulgato.vuoto(Accesso::Tracciamento),
    }
    Err(negato("FORBIDDEN", "L'operatore non è abilitato a questa consultazione."))
}

/// The page, with a cursor after each record.
fn di_letture(
    letta: std::result::Result<PaginaLetture, TracciamentoError>,
) -> Result<projections::Pagina<access::LetturaRegistrata>> {
    let PaginaLetture { letture, altra } = letta.map_err(|e| di_tracciamento(&e))?;
    let cursore = |p: PostoLettura| format!("{}.{}", p.quando.timestamp_micros(), p.indice);
    let cursori = letture.iter().map(|l| cursore(l.posto)).collect();
    Ok(projections::Pagina { voci: letture, cursori, altra })
}

/// Away, it is as when it cannot be written; a record that cannot be read is a fault.
pub(crate) fn di_tracciamento(errore: &TracciamentoError) -> Error {
    if let TracciamentoError::Unreadable(_) = errore {
        return guasto(errore);
    }
    log_fault(errore);
    muto()
}

fn posto(after: Option<&str>) -> Result<Option<PostoLettura>> {
    let leggi = |testo: &str| {
        let (quando, indice) = testo.split_once('.')?;
        let quando = DateTime::from_timestamp_micros(quando.parse().ok()?)?;
        Some(PostoLettura { quando, indice: indice.parse().ok().filter(|n| i64::try_from(*n).is_ok())? })
    };
    let letto = after.map(|testo| leggi(testo).ok_or_else(|| non_valida(Codice::FormatoNonValido, "after")));
    letto.transpose()
}

fn id<T: std::str::FromStr>(campo: &str, id: Option<&ID>) -> Result<Option<T>> {
    let letto = id.map(|id| id.parse().map_err(|_| non_valida(Codice::FormatoNonValido, campo)));
    letto.transpose()
}
