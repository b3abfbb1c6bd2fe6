//! What is done with a segnalazione.

use super::dettagli::DettagliSegnalazioneInput;
use super::types::Segnalazione;
use crate::graphql::common::{Lettore, contesto, dopo, input_mutazione, payload, svolgi};
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::attore::NumeroIncarico;
use domain::identita::{OperatoreId, SegnalazioneId, SoggettoId};
use serde::Serialize;
use uuid::Uuid;

/// Modifiche alle segnalazioni.
#[derive(Default)]
pub(crate) struct SegnalazioneMutation;

/// Nuova segnalazione.
#[derive(InputObject, Serialize)]
pub(crate) struct CreaSegnalazioneInput {
    /// Identificativo della richiesta, creato dal client: ripeterla con lo stesso non ne crea due.
    comando: Uuid,
    /// Il soggetto segnalato.
    segnalato: ID,
    /// Che cosa è stato detto.
    dettagli: DettagliSegnalazioneInput,
    /// Numero nel sistema da cui è ripresa.
    numero_originario: Option<String>,
}

/// Dettagli modificati.
#[derive(InputObject, Serialize)]
pub(crate) struct ModificaSegnalazioneInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della segnalazione su cui è stato compilato il modulo.
    versione: Option<u64>,
    /// La segnalazione.
    segnalazione: ID,
    /// I dettagli, per intero.
    dettagli: DettagliSegnalazioneInput,
}

/// Assegnazione.
#[derive(InputObject, Serialize)]
pub(crate) struct AssegnaSegnalazioneInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della segnalazione su cui è stato compilato il modulo.
    versione: Option<u64>,
    /// La segnalazione.
    segnalazione: ID,
    /// L'operatore che dovrà seguirla.
    assegnatario: ID,
    /// Numero dell'incarico con cui la riceve; si può tacere se uno solo dei suoi riceve assegnazioni.
    incarico: Option<u32>,
    /// Parole per lui.
    nota: Option<String>,
}

/// Accettazione.
#[derive(InputObject, Serialize)]
pub(crate) struct AccettaSegnalazioneInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della segnalazione mostrata.
    versione: Option<u64>,
    /// La segnalazione.
    segnalazione: ID,
}

/// Restituzione.
#[derive(InputObject, Serialize)]
pub(crate) struct RestituisciSegnalazioneInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della segnalazione mostrata.
    versione: Option<u64>,
    /// La segnalazione.
    segnalazione: ID,
    /// Elenco MOTIVO_RIASSEGNAZIONE.
    motivo: String,
    /// Spiegazione.
    nota: Option<String>,
}

/// Esito.
#[derive(InputObject, Serialize)]
pub(crate) struct RegistraEsitoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della segnalazione mostrata.
    versione: Option<u64>,
    /// La segnalazione.
    segnalazione: ID,
    /// Elenco ESITO_SEGNALAZIONE.
    esito: String,
    /// Di un duplicato, la segnalazione originale.
    originale: Option<ID>,
    /// Note.
    note: Option<String>,
}

/// Chiusura.
#[derive(InputObject, Serialize)]
pub(crate) struct ChiudiPraticaInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della segnalazione mostrata.
    versione: Option<u64>,
    /// La segnalazione.
    segnalazione: ID,
}

/// Riapertura.
#[derive(InputObject, Serialize)]
pub(crate) struct RiapriPraticaInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della segnalazione mostrata.
    versione: Option<u64>,
    /// La segnalazione.
    segnalazione: ID,
    /// Perché.
    motivo: String,
}

input_mutazione!(CreaSegnalazioneInput, "creaSegnalazione");
input_mutazione!(ModificaSegnalazioneInput, "modificaSegnalazione", su segnalazione);
input_mutazione!(AssegnaSegnalazioneInput, "assegnaSegnalazione", su segnalazione);
input_mutazione!(AccettaSegnalazioneInput, "accettaSegnalazione", su segnalazione);
input_mutazione!(RestituisciSegnalazioneInput, "restituisciSegnalazione", su segnalazione);
input_mutazione!(RegistraEsitoInput, "registraEsito", su segnalazione);
input_mutazione!(ChiudiPraticaInput, "chiudiPratica", su segnalazione);
input_mutazione!(RiapriPraticaInput, "riapriPratica", su segnalazione);

payload! {
    CreaSegnalazionePayload { segnalazione: Segnalazione },
    ModificaSegnalazionePayload { segnalazione: Segnalazione },
    AssegnaSegnalazionePayload { segnalazione: Segnalazione },
    AccettaSegnalazionePayload { segnalazione: Segnalazione },
    RestituisciSegnalazionePayload { segnalazione: Segnalazione },
    RegistraEsitoPayload { segnalazione: Segnalazione },
    ChiudiPraticaPayload { segnalazione: Segnalazione },
    RiapriPraticaPayload { segnalazione: Segnalazione },
}

fn quale(l: &mut Lettore, id: &ID) -> SegnalazioneId {
    l.id("segnalazione", id)
}

#[Object]
impl SegnalazioneMutation {
    /// Inserisce una segnalazione.
    async fn crea_segnalazione(
        &self,
        ctx: &Context<'_>,
        input: CreaSegnalazioneInput,
    ) -> Result<CreaSegnalazionePayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            let segnalato: SoggettoId = l.id("segnalato", &input.segnalato);
            let originario = l.facoltativo("numeroOriginario", input.numero_originario.as_ref());
            (segnalato, input.dettagli.leggi(l), originario)
        };
        let svolto = svolgi(c, &input, leggi, |comando, (segnalato, dettagli, originario)| async move {
            c.servizi.crea_segnalazione(&comando, segnalato, dettagli, originario).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Modifica i dettagli di una segnalazione.
    async fn modifica_segnalazione(
        &self,
        ctx: &Context<'_>,
        input: ModificaSegnalazioneInput,
    ) -> Result<ModificaSegnalazionePayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| (quale(l, &input.segnalazione), input.dettagli.leggi(l));
        let svolto = svolgi(c, &input, leggi, |comando, (id, dettagli)| async move {
            c.servizi.modifica_segnalazione(&comando, id, dettagli).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Assegna una segnalazione a un assistente sociale o a un operatore di ufficio di piano.
    async fn assegna_segnalazione(
        &self,
        ctx: &Context<'_>,
        input: AssegnaSegnalazioneInput,
    ) -> Result<AssegnaSegnalazionePayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            let assegnatario: OperatoreId = l.id("assegnatario", &input.assegnatario);
            let incarico = input.incarico.map(NumeroIncarico);
            let nota = l.facoltativo("nota", input.nota.as_ref());
            (quale(l, &input.segnalazione), assegnatario, incarico, nota)
        };
        let svolto = svolgi(c, &input, leggi, |comando, (id, assegnatario, incarico, nota)| async move {
            c.servizi.assegna_segnalazione(&comando, id, assegnatario, incarico, nota).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// L'assegnatario accetta la segnalazione.
    async fn accetta_segnalazione(
        &self,
        ctx: &Context<'_>,
        input: AccettaSegnalazioneInput,
    ) -> Result<AccettaSegnalazionePayload> {
        let c = contesto(ctx)?;
        let svolto = svolgi(
            c,
            &input,
            |l| quale(l, &input.segnalazione),
            |comando, id| async move { c.servizi.accetta_segnalazione(&comando, id).await },
        );
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// L'assegnatario restituisce la segnalazione: torna a chi l'ha inserita.
    async fn restituisci_segnalazione(
        &self,
        ctx: &Context<'_>,
        input: RestituisciSegnalazioneInput,
    ) -> Result<RestituisciSegnalazionePayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            let motivo = l.testo("motivo", &input.motivo);
            (quale(l, &input.segnalazione), motivo, l.facoltativo("nota", input.nota.as_ref()))
        };
        let svolto = svolgi(c, &input, leggi, |comando, (id, motivo, nota)| async move {
            c.servizi.restituisci_segnalazione(&comando, id, motivo, nota).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Registra l'esito di una segnalazione.
    async fn registra_esito(
        &self,
        ctx: &Context<'_>,
        input: RegistraEsitoInput,
    ) -> Result<RegistraEsitoPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            let originale = l.id_facoltativo("originale", input.originale.as_ref());
            let esito = l.testo("esito", &input.esito);
            (quale(l, &input.segnalazione), esito, originale, l.facoltativo("note", input.note.as_ref()))
        };
        let svolto = svolgi(c, &input, leggi, |comando, (id, esito, originale, note)| async move {
            c.servizi.registra_esito(&comando, id, esito, originale, note).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Chiude la pratica, con l'esito registrato.
    async fn chiudi_pratica(
        &self,
        ctx: &Context<'_>,
        input: ChiudiPraticaInput,
    ) -> Result<ChiudiPraticaPayload> {
        let c = contesto(ctx)?;
        let svolto = svolgi(
            c,
            &input,
            |l| quale(l, &input.segnalazione),
            |comando, id| async move { c.servizi.chiudi_pratica(&comando, id).await },
        );
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Riapre la pratica: torna a chi la seguiva.
    async fn riapri_pratica(
        &self,
        ctx: &Context<'_>,
        input: RiapriPraticaInput,
    ) -> Result<RiapriPraticaPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| (quale(l, &input.segnalazione), l.testo("motivo", &input.motivo));
        let svolto = svolgi(c, &input, leggi, |comando, (id, motivo)| async move {
            c.servizi.riapri_pratica(&comando, id, motivo).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }
}
