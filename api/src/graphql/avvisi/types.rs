//! An alert and its steps.

use crate::graphql::common::{Contesto, Istante, contesto, guasto};
use crate::graphql::organizzazione::Operatore;
use access::Passo;
use async_graphql::{Context, Enum, ID, Object, Result};
use std::sync::Arc;

/// Stato di un avviso.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[graphql(remote = "domain::tracciamento::avvisi::StatoAvviso")]
pub(crate) enum StatoAvviso {
    /// Nessuno l'ha preso.
    Aperto,
    /// Qualcuno lo sta esaminando.
    InEsame,
    /// Ha un esito.
    Chiuso,
}

/// Esito dell'esame di un avviso.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[graphql(remote = "domain::tracciamento::avvisi::EsitoAvviso")]
pub(crate) enum EsitoAvviso {
    /// Il lavoro lo richiedeva.
    Giustificato,
    /// Un errore, e null'altro.
    Errore,
    /// Non avrebbe potuto: passa a chi ne decide.
    Violazione,
}

/// Avviso su letture di dati personali.
pub(crate) struct AvvisoLettura(pub(super) access::Avviso);

/// Avviso su letture di dati personali: che cosa qualcuno che controlla deve guardare, e che cosa ne ha fatto.
#[Object]
impl AvvisoLettura {
    /// Identificativo.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Quando è stato sollevato.
    async fn quando(&self) -> Istante {
        self.0.quando.into()
    }

    /// Genere: SENZA_INCARICO, MOLTE_SCHEDE, MOLTE_PERSONE, CODICI_PROVATI, RIFIUTI, FUORI_ORARIO, PROPRIA_SCHEDA,
    /// ESPORTAZIONE, EMERGENZA.
    async fn genere(&self) -> &str {
        self.0.genere.as_str()
    }

    /// Il genere in parole.
    async fn descrizione(&self) -> &str {
        self.0.genere.descrizione()
    }

    /// Da quante letture, e quali, nasce un avviso di questo genere.
    async fn spiegazione(&self) -> String {
        self.0.genere.spiegazione()
    }

    /// Di chi sono le letture.
    async fn operatore(&self, ctx: &Context<'_>) -> Result<Operatore> {
        Operatore::carica(contesto(ctx)?, self.0.operatore).await
    }

    /// Il giorno, o ciò a cui si riferisce.
    async fn riferimento(&self) -> &str {
        &self.0.chiave
    }

    /// Quante schede, o quanti rifiuti.
    async fn quanti(&self) -> u32 {
        self.0.quanti
    }

    /// Di chi, al più 200.
    async fn soggetti(&self) -> Vec<ID> {
        self.0.soggetti.iter().map(|s| s.to_string().into()).collect()
    }

    /// Stato di ora.
    async fn stato(&self) -> Option<StatoAvviso> {
        self.0.passi.last().map(|p| p.stato.into())
    }

    /// Quanti passi ha fatto: da indicare al prossimo.
    async fn versione(&self) -> usize {
        self.0.passi.len()
    }

    /// Che cosa ne è stato fatto, in ordine; il primo passo è che è stato sollevato.
    async fn passi(&self) -> Vec<PassoAvviso> {
        let passo = |p: &Passo| PassoAvviso { avviso: self.0.id, passo: Arc::new(p.clone()) };
        self.0.passi.iter().map(passo).collect()
    }
}

/// Passo di un avviso.
pub(crate) struct PassoAvviso {
    avviso: uuid::Uuid,
    passo: Arc<Passo>,
}

/// Passo di un avviso.
#[Object]
impl PassoAvviso {
    /// Quando.
    async fn quando(&self) -> Istante {
        self.passo.quando.into()
    }

    /// Chi; manca se l'avviso è stato sollevato dal sistema.
    async fn autore(&self, ctx: &Context<'_>) -> Result<Option<Operatore>> {
        match self.passo.autore {
            Some(autore) => Operatore::carica(contesto(ctx)?, autore).await.map(Some),
            None => Ok(None),
        }
    }

    /// Stato da allora.
    async fn stato(&self) -> StatoAvviso {
        self.passo.stato.into()
    }

    /// Esito, se è stato chiuso.
    async fn esito(&self) -> Option<EsitoAvviso> {
        self.passo.esito.map(Into::into)
    }

    /// Che cosa ha annotato.
    async fn nota(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        apri(contesto(ctx)?, self.avviso, &self.passo)
    }
}

/// The note of a step, unsealed.
fn apri(c: &Contesto, avviso: uuid::Uuid, passo: &Passo) -> Result<Option<String>> {
    let (Some(nota), Some(comando)) = (&passo.nota, passo.comando) else { return Ok(None) };
    let aperta = c.servizi.log().system().open_row(&posto(&avviso, &comando), nota);
    let aperta = aperta.map_err(|e| guasto(&e))?;
    Ok(Some(String::from_utf8_lossy(&aperta).into_owned()))
}

/// Where a note belongs: moved elsewhere it does not open.
pub(super) fn posto<'a>(avviso: &'a uuid::Uuid, comando: &'a uuid::Uuid) -> [&'a [u8]; 3] {
    [b"avviso", avviso.as_bytes(), comando.as_bytes()]
}
