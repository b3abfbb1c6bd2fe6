//! Taking an alert, and closing it with an outcome.

use super::types::{AvvisoLettura, EsitoAvviso, posto};
use crate::graphql::common::{Contesto, Esito, EsitoComando, contesto, guasto, payload};
use crate::graphql::permessi::puo;
use crate::graphql::tracciamento::di_tracciamento;
use crate::services::Rifiutato;
use access::{EsitoPasso, NuovoPasso};
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::rifiuto::Codice;
use domain::testo::note;
use domain::tracciamento::Accesso;
use domain::tracciamento::avvisi::StatoAvviso;
use domain::visibilita::Azione;
use uuid::Uuid;

/// Lavoro sugli avvisi.
#[derive(Default)]
pub(crate) struct AvvisiMutation;

/// Presa in esame di un avviso.
#[derive(InputObject)]
pub(crate) struct PrendiAvvisoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Quale.
    avviso: ID,
    /// `versione` dell'avviso come è stato letto.
    versione: u32,
}

/// Chiusura di un avviso.
#[derive(InputObject)]
pub(crate) struct ChiudiAvvisoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Quale.
    avviso: ID,
    /// `versione` dell'avviso come è stato letto.
    versione: u32,
    /// Che cosa ne è risultato.
    esito: EsitoAvviso,
    /// Come si è giunti all'esito.
    nota: String,
}

domain::debug_oscurato!(ChiudiAvvisoInput);

payload! { AvvisoPayload { avviso: AvvisoLettura } }

#[Object]
impl AvvisiMutation {
    /// Prende in esame un avviso: chi lo guarda ora, e chi lo guarda al suo posto. Per il DPO e l'auditor.
    async fn prendi_avviso(&self, ctx: &Context<'_>, input: PrendiAvvisoInput) -> Result<AvvisoPayload> {
        let c = contesto(ctx)?;
        let PrendiAvvisoInput { comando, avviso, versione } = input;
        muovi(c, &avviso, (comando, versione), StatoAvviso::InEsame, None).await
    }

    /// Chiude un avviso con il suo esito. Per il DPO e l'auditor.
    async fn chiudi_avviso(&self, ctx: &Context<'_>, input: ChiudiAvvisoInput) -> Result<AvvisoPayload> {
        let c = contesto(ctx)?;
        let ChiudiAvvisoInput { comando, avviso, versione, esito, nota } = input;
        muovi(c, &avviso, (comando, versione), StatoAvviso::Chiuso, Some((esito, nota))).await
    }
}

async fn muovi(
    c: &Contesto,
    avviso: &ID,
    (comando, versione): (Uuid, u32),
    stato: StatoAvviso,
    chiusura: Option<(EsitoAvviso, String)>,
) -> Result<AvvisoPayload> {
    if !puo(&c.chi.attore, Azione::TrattareAvvisi) {
        c.divulgato.vuoto(Accesso::Tracciamento);
        return Ok(rifiuto(c, Codice::PermessoNegato, &[]));
    }
    let nota = match chiusura.as_ref().map(|(_, nota)| note(Some(nota), "nota")) {
        Some(Err(errore)) => return Ok(rifiuto(c, errore.codice, &["nota"])),
        Some(Ok(None)) => return Ok(rifiuto(c, Codice::CampoObbligatorio, &["nota"])),
        Some(Ok(nota)) => nota,
        None => None,
    };
    if avviso.trim().is_empty() {
        return Ok(rifiuto(c, Codice::CampoObbligatorio, &["avviso"]));
    }
    let Ok(id) = avviso.parse::<Uuid>() else {
        return Ok(rifiuto(c, Codice::FormatoNonValido, &["avviso"]));
    };
    let tracciamento = c.servizi.tracciamento();
    let trovato = tracciamento.avviso(&c.divulgato, id).await.map_err(|e| di_tracciamento(&e))?;
    let Some(trovato) = trovato else { return Ok(rifiuto(c, Codice::AvvisoInesistente, &["avviso"])) };
    // Nobody judges his own readings.
    if trovato.operatore == c.chi.attore.operatore {
        return Ok(rifiuto(c, Codice::PermessoNegato, &["avviso"]));
    }
    let esito = chiusura.map(|(esito, _)| esito.into());
    let chiesto = format!("avviso {id} {versione} {} {esito:?} {nota:?}", stato.as_str());
    let sigilla = |nota: String| {
        c.servizi
            .log()
            .system()
            .seal_row(&posto(&trovato.id, &comando), nota.as_bytes())
            .map_err(|e| guasto(&e))
    };
    let passo = NuovoPasso {
        avviso: trovato.id,
        dopo: versione,
        comando,
        richiesta: c.servizi.log().system().request(chiesto.as_bytes()),
        autore: c.chi.attore.operatore,
        stato,
        esito,
        nota: nota.map(sigilla).transpose()?,
    };
    let esito = tracciamento.avanza(&passo).await.map_err(|e| di_tracciamento(&e))?;
    let ora = tracciamento.avviso(&c.divulgato, trovato.id).await.map_err(|e| di_tracciamento(&e))?;
    let passi = ora.as_ref().map_or(0, |a| a.passi.len());
    let comando = match esito {
        EsitoPasso::Fatto => EsitoComando::consultato(),
        EsitoPasso::Ripetuto => EsitoComando::gia_consultato(),
        EsitoPasso::Superato => EsitoComando {
            esito: Esito::VersioneSuperata,
            versione: u64::try_from(passi).ok(),
            ..rifiutato(c, Codice::VersioneSuperata, &[])
        },
        EsitoPasso::Diverso => return Ok(rifiuto(c, Codice::ComandoDiverso, &[])),
        EsitoPasso::Inesistente => return Ok(rifiuto(c, Codice::AvvisoInesistente, &["avviso"])),
    };
    Ok((comando, ora.map(AvvisoLettura)).into())
}

fn rifiuto(c: &Contesto, codice: Codice, campi: &[&str]) -> AvvisoPayload {
    (rifiutato(c, codice, campi), None).into()
}

fn rifiutato(c: &Contesto, codice: Codice, campi: &[&str]) -> EsitoComando {
    c.servizi.metriche().rifiuto(codice);
    let campi = campi.iter().map(|campo| (*campo).to_owned()).collect();
    EsitoComando::rifiutato(vec![Rifiutato { codice, campi, titolare: None }])
}
