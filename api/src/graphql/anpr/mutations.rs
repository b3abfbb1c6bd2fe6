//! Asking the register costs quota and is logged there: it is a mutation.

use super::types::ConsultazioneAnpr;
use crate::graphql::common::{
    EsitoComando, Lettore, comando_di, contesto, dopo, input_mutazione, payload, svolgi, traduci,
};
use crate::graphql::soggetto::Soggetto;
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::tracciamento::Accesso;
use serde::Serialize;
use uuid::Uuid;

/// ANPR.
#[derive(Default)]
pub(crate) struct AnprMutation;

/// Ricerca in ANPR.
#[derive(InputObject, Serialize)]
pub(crate) struct ConsultaAnprInput {
    /// Identificativo della richiesta, creato dal client: ripeterla con lo stesso non interroga due volte.
    comando: Uuid,
    /// Codice fiscale, l'unico parametro.
    codice_fiscale: String,
    /// Numero della pratica per cui si interroga ANPR.
    motivo: String,
}

/// Import del soggetto consultato.
#[derive(InputObject, Serialize)]
pub(crate) struct ImportaSoggettoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Identificativo della consultazione.
    consultazione: ID,
}

input_mutazione!(ConsultaAnprInput, "consultaAnpr");
input_mutazione!(ImportaSoggettoInput, "importaSoggetto");

payload! {
    ConsultaAnprPayload { consultazione: ConsultazioneAnpr },
    ImportaSoggettoPayload { soggetto: Soggetto },
}

#[Object]
impl AnprMutation {
    /// Cerca una persona in ANPR per codice fiscale, con la sua famiglia.
    async fn consulta_anpr(
        &self,
        ctx: &Context<'_>,
        input: ConsultaAnprInput,
    ) -> Result<ConsultaAnprPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            (l.testo("codiceFiscale", &input.codice_fiscale), l.testo("motivo", &input.motivo))
        };
        let (comando, (codice_fiscale, motivo)) = match comando_di(c, &input, leggi) {
            Ok(pronto) => pronto,
            Err(rifiuti) => return Ok((EsitoComando::rifiutato(rifiuti), None).into()),
        };
        c.criterio("codiceFiscale", Some(&codice_fiscale));
        match c.servizi.consulta_anpr(&comando, &codice_fiscale, &motivo).await {
            Ok(consultazione) => {
                let consultazione = ConsultazioneAnpr::di(c, consultazione).await?;
                Ok((EsitoComando::consultato(), Some(consultazione)).into())
            }
            Err(mancato) => {
                // What the register refuses to say says something, too.
                c.divulgato.vuoto(Accesso::Anpr);
                Ok((traduci(c, mancato)?, None).into())
            }
        }
    }

    /// «Importa dati Soggetto»: apre la scheda della persona consultata e ne conserva il nucleo anagrafe.
    async fn importa_soggetto(
        &self,
        ctx: &Context<'_>,
        input: ImportaSoggettoInput,
    ) -> Result<ImportaSoggettoPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| l.id("consultazione", &input.consultazione);
        let svolto = svolgi(c, &input, leggi, |comando, consultazione: Uuid| async move {
            c.servizi.importa_soggetto(&comando, consultazione).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }
}
