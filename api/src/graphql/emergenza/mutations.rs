//! What is done with an emergency access.

use super::types::AccessoEmergenza;
use crate::graphql::common::{Lettore, contesto, dopo, input_mutazione, payload, svolgi};
use crate::services::Mancato;
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::identita::EmergenzaId;
use domain::rifiuto::Codice;
use serde::Serialize;
use uuid::Uuid;

/// Accessi di emergenza.
#[derive(Default)]
pub(crate) struct EmergenzaMutation;

/// Apertura di un accesso di emergenza.
#[derive(InputObject, Serialize)]
pub(crate) struct ApriAccessoEmergenzaInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Codice fiscale della persona, per intero.
    codice_fiscale: String,
    /// Elenco MOTIVO_EMERGENZA.
    motivo: String,
    /// Perché, con parole proprie: almeno 20 caratteri.
    spiegazione: String,
}

/// Chiusura anticipata di un accesso di emergenza.
#[derive(InputObject, Serialize)]
pub(crate) struct ChiudiAccessoEmergenzaInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione mostrata.
    versione: Option<u64>,
    /// L'accesso.
    accesso: ID,
}

/// Riesame di un accesso di emergenza.
#[derive(InputObject, Serialize)]
pub(crate) struct RiesaminaAccessoEmergenzaInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione mostrata.
    versione: Option<u64>,
    /// L'accesso.
    accesso: ID,
    /// Elenco ESITO_RIESAME.
    esito: String,
    /// Note; obbligatorie se non è giustificato.
    note: Option<String>,
}

input_mutazione!(ApriAccessoEmergenzaInput, "apriAccessoEmergenza"; identita_confermata; apre_emergenza);
input_mutazione!(ChiudiAccessoEmergenzaInput, "chiudiAccessoEmergenza", su accesso; apre_emergenza);
input_mutazione!(RiesaminaAccessoEmergenzaInput, "riesaminaAccessoEmergenza", su accesso; riesamina_emergenza);

payload! {
    ApriAccessoEmergenzaPayload { accesso: AccessoEmergenza },
    ChiudiAccessoEmergenzaPayload { accesso: AccessoEmergenza },
    RiesaminaAccessoEmergenzaPayload { accesso: AccessoEmergenza },
}

#[Object]
impl EmergenzaMutation {
    /// Apre in sola lettura, per un'ora, la scheda della persona con esattamente quel codice fiscale e le segnalazioni che
    /// la riguardano. Chi la segue e gli auditor lo vedono subito, e lo riesaminano.
    async fn apri_accesso_emergenza(
        &self,
        ctx: &Context<'_>,
        input: ApriAccessoEmergenzaInput,
    ) -> Result<ApriAccessoEmergenzaPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            if input.codice_fiscale.trim().is_empty() {
                l.rifiuta(Codice::CampoObbligatorio, "codiceFiscale");
            }
            let codice = l.testo("codiceFiscale", &input.codice_fiscale);
            (codice, l.testo("motivo", &input.motivo), l.testo("spiegazione", &input.spiegazione))
        };
        let svolto = svolgi(c, &input, leggi, |comando, (codice, motivo, spiegazione)| async move {
            let vista = c.occhi.vista().await.map_err(Mancato::guasto)?;
            c.servizi.apri_emergenza(&comando, vista, &codice, motivo, spiegazione).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Chiude un proprio accesso di emergenza prima della scadenza.
    async fn chiudi_accesso_emergenza(
        &self,
        ctx: &Context<'_>,
        input: ChiudiAccessoEmergenzaInput,
    ) -> Result<ChiudiAccessoEmergenzaPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| -> EmergenzaId { l.id("accesso", &input.accesso) };
        let svolto = svolgi(c, &input, leggi, |comando, accesso| async move {
            c.servizi.chiudi_emergenza(&comando, accesso).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Riesamina un accesso di emergenza di altri. Spetta ai coordinatori delle unità che seguono la persona e agli auditor.
    async fn riesamina_accesso_emergenza(
        &self,
        ctx: &Context<'_>,
        input: RiesaminaAccessoEmergenzaInput,
    ) -> Result<RiesaminaAccessoEmergenzaPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            let accesso: EmergenzaId = l.id("accesso", &input.accesso);
            (accesso, l.testo("esito", &input.esito), l.facoltativo("note", input.note.as_ref()))
        };
        let svolto = svolgi(c, &input, leggi, |comando, (accesso, esito, note)| async move {
            c.servizi.riesamina_emergenza(&comando, accesso, esito, note).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }
}
