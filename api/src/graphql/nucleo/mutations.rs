//! Members of the nucleo di fatto; comparing and aligning the nucleo anagrafe.

use super::anagrafe::NucleoAnagrafe;
use super::di_fatto::NucleoDiFatto;
use crate::graphql::common::{Lettore, contesto, dopo, input_mutazione, payload, svolgi};
use crate::graphql::soggetto::AnagraficaInput;
use crate::services::AggiungiComponente;
use async_graphql::{Context, ID, InputObject, Object, Result};
use chrono::NaiveDate;
use domain::identita::{NucleoId, SoggettoId};
use domain::nucleo_anagrafe::ClasseDifferenza;
use domain::rifiuto::Codice;
use serde::Serialize;
use uuid::Uuid;

/// Modifiche ai nuclei.
#[derive(Default)]
pub(crate) struct NucleoMutation;

/// Componente da aggiungere: uno che ha una scheda (`componente`), oppure uno che non ne ha (`persona`).
#[derive(InputObject, Serialize)]
pub(crate) struct AggiungiComponenteInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione del nucleo su cui è stato compilato il modulo.
    versione: Option<u64>,
    /// Dalla scheda di chi si opera.
    soggetto: ID,
    /// Il nucleo; se manca, quello del soggetto, aperto ora se non ne ha.
    nucleo: Option<ID>,
    /// La persona che entra, se ha una scheda.
    componente: Option<ID>,
    /// La persona che entra, se non ha una scheda.
    persona: Option<AnagraficaInput>,
    /// Elenco RELAZIONE_PARENTELA.
    relazione: String,
    /// Elenco MOTIVO_INGRESSO_NUCLEO.
    motivo: Option<String>,
    /// Primo giorno.
    dal: String,
    /// Perché entra pur essendo in un altro nucleo di fatto.
    conferma: Option<String>,
}

/// Componente che esce.
#[derive(InputObject, Serialize)]
pub(crate) struct RimuoviComponenteInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione del nucleo su cui è stato compilato il modulo.
    versione: Option<u64>,
    /// Il nucleo.
    nucleo: ID,
    /// La persona che esce.
    componente: ID,
    /// Elenco MOTIVO_USCITA_NUCLEO.
    motivo: String,
    /// Ultimo giorno.
    al: String,
}

/// Note del nucleo.
#[derive(InputObject, Serialize)]
pub(crate) struct ModificaNoteNucleoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione del nucleo su cui è stato compilato il modulo.
    versione: Option<u64>,
    /// Il nucleo.
    nucleo: ID,
    /// Il testo; vuoto per toglierle.
    note: String,
}

/// «Confronto Nucleo con Anagrafe».
#[derive(InputObject, Serialize)]
pub(crate) struct ConfrontaNucleoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione del nucleo anagrafe mostrato.
    versione: Option<u64>,
    /// Il soggetto.
    soggetto: ID,
    /// Numero della pratica per cui si interroga ANPR.
    motivo: String,
}

/// Allineamento del nucleo all'ultimo confronto.
#[derive(InputObject, Serialize)]
pub(crate) struct AllineaNucleoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione del nucleo anagrafe mostrato.
    versione: Option<u64>,
    /// Il soggetto.
    soggetto: ID,
    /// Numero del confronto che l'operatore ha visto.
    confronto: u64,
    /// Solo le differenze di questi generi (elenco DIFFERENZA_NUCLEO); se manca, tutte quelle non ancora applicate.
    #[serde(skip_serializing_if = "Option::is_none")]
    classi: Option<Vec<String>>,
}

impl AggiungiComponenteInput {
    fn leggi(&self, l: &mut Lettore) -> AggiungiComponente {
        AggiungiComponente {
            nucleo: l.id_facoltativo("nucleo", self.nucleo.as_ref()),
            soggetto: l.id("soggetto", &self.soggetto),
            componente: l.id_facoltativo("componente", self.componente.as_ref()),
            persona: self.persona.as_ref().map(|p| p.leggi(l)),
            relazione: l.testo("relazione", &self.relazione),
            motivo: l.facoltativo("motivo", self.motivo.as_ref()),
            dal: l.data("dal", &self.dal),
            conferma: l.facoltativo("conferma", self.conferma.as_ref()),
        }
    }
}

impl RimuoviComponenteInput {
    fn leggi(&self, l: &mut Lettore) -> (NucleoId, SoggettoId, String, NaiveDate) {
        (
            l.id("nucleo", &self.nucleo),
            l.id("componente", &self.componente),
            l.testo("motivo", &self.motivo),
            l.data("al", &self.al),
        )
    }
}

impl AllineaNucleoInput {
    fn classi(&self, l: &mut Lettore) -> Vec<ClasseDifferenza> {
        let mut lette = Vec::new();
        for codice in self.classi.iter().flatten() {
            match ClasseDifferenza::da_str(codice) {
                Some(classe) => lette.push(classe),
                None => l.rifiuta(Codice::VoceSconosciuta, "classi"),
            }
        }
        lette
    }
}

input_mutazione!(AggiungiComponenteInput, "aggiungiComponente", forse su nucleo);
input_mutazione!(RimuoviComponenteInput, "rimuoviComponente", su nucleo);
input_mutazione!(ModificaNoteNucleoInput, "modificaNoteNucleo", su nucleo);
input_mutazione!(ConfrontaNucleoInput, "confrontaNucleo", su soggetto);
input_mutazione!(AllineaNucleoInput, "allineaNucleo", su soggetto);

payload! {
    AggiungiComponentePayload { nucleo: NucleoDiFatto },
    RimuoviComponentePayload { nucleo: NucleoDiFatto },
    ModificaNoteNucleoPayload { nucleo: NucleoDiFatto },
    ConfrontaNucleoPayload { nucleo: NucleoAnagrafe },
    AllineaNucleoPayload { nucleo: NucleoAnagrafe },
}

#[Object]
impl NucleoMutation {
    /// Aggiunge un componente al nucleo di fatto. Chi è già in un altro nucleo entra solo con una `conferma`.
    async fn aggiungi_componente(
        &self,
        ctx: &Context<'_>,
        input: AggiungiComponenteInput,
    ) -> Result<AggiungiComponentePayload> {
        let c = contesto(ctx)?;
        let svolto = svolgi(
            c,
            &input,
            |l| input.leggi(l),
            |comando, letto| async move { c.servizi.aggiungi_componente(&comando, letto).await },
        );
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Toglie un componente dal nucleo di fatto.
    async fn rimuovi_componente(
        &self,
        ctx: &Context<'_>,
        input: RimuoviComponenteInput,
    ) -> Result<RimuoviComponentePayload> {
        let c = contesto(ctx)?;
        let svolto = svolgi(
            c,
            &input,
            |l| input.leggi(l),
            |comando, (nucleo, componente, motivo, al)| async move {
                c.servizi.rimuovi_componente(&comando, nucleo, componente, motivo, al).await
            },
        );
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Riscrive le note del nucleo di fatto.
    async fn modifica_note_nucleo(
        &self,
        ctx: &Context<'_>,
        input: ModificaNoteNucleoInput,
    ) -> Result<ModificaNoteNucleoPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| (l.id("nucleo", &input.nucleo), l.testo("note", &input.note));
        let svolto = svolgi(c, &input, leggi, |comando, (nucleo, note)| async move {
            c.servizi.modifica_note_nucleo(&comando, nucleo, note).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// «Confronto Nucleo con Anagrafe»: interroga ANPR e registra che cosa differisce.
    async fn confronta_nucleo(
        &self,
        ctx: &Context<'_>,
        input: ConfrontaNucleoInput,
    ) -> Result<ConfrontaNucleoPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| (l.id("soggetto", &input.soggetto), l.testo("motivo", &input.motivo));
        let svolto = svolgi(c, &input, leggi, |comando, (soggetto, motivo)| async move {
            c.servizi.confronta_nucleo(&comando, soggetto, &motivo).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Applica al nucleo anagrafe le differenze dell'ultimo confronto.
    async fn allinea_nucleo(
        &self,
        ctx: &Context<'_>,
        input: AllineaNucleoInput,
    ) -> Result<AllineaNucleoPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| (l.id("soggetto", &input.soggetto), input.confronto, input.classi(l));
        let svolto = svolgi(c, &input, leggi, |comando, (soggetto, confronto, classi)| async move {
            c.servizi.allinea_nucleo(&comando, soggetto, confronto, classi).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }
}
