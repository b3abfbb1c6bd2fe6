//! What is done about units.

use crate::graphql::common::{Lettore, contesto, dopo, input_mutazione, payload, svolgi};
use crate::graphql::organizzazione::UnitaOrganizzativa;
use crate::services::NuovaUnita;
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::identita::UnitaId;
use serde::Serialize;
use uuid::Uuid;

/// Modifiche alle unità.
#[derive(Default)]
pub(crate) struct UnitaMutation;

/// Nuova unità.
#[derive(InputObject, Serialize)]
pub(crate) struct IstituisciUnitaInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Codice, per esempio `SIGESS_COM1`.
    codice: String,
    /// Descrizione.
    descrizione: String,
    /// Tipo (elenco TIPO_UO).
    tipo: String,
    /// Unità superiore.
    padre: ID,
}

/// Altra descrizione di un'unità.
#[derive(InputObject, Serialize)]
pub(crate) struct RinominaUnitaInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione mostrata dell'unità.
    versione: Option<u64>,
    /// L'unità.
    unita: ID,
    /// La descrizione.
    descrizione: String,
}

/// Come si raggiunge l'ufficio di un'unità.
#[derive(InputObject, Serialize)]
pub(crate) struct IndicaRecapitoUnitaInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione mostrata dell'unità.
    versione: Option<u64>,
    /// L'unità.
    unita: ID,
    /// Telefono, posta, orari, in una riga; se manca, il recapito si toglie.
    recapito: Option<String>,
}

/// Fine di un'unità.
#[derive(InputObject, Serialize)]
pub(crate) struct CessaUnitaInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione mostrata dell'unità.
    versione: Option<u64>,
    /// L'unità.
    unita: ID,
}

input_mutazione!(IstituisciUnitaInput, "istituisciUnita"; amministratore; identita_confermata);
input_mutazione!(RinominaUnitaInput, "rinominaUnita", su unita; amministratore; identita_confermata);
input_mutazione!(IndicaRecapitoUnitaInput, "indicaRecapitoUnita", su unita; amministratore; identita_confermata);
input_mutazione!(CessaUnitaInput, "cessaUnita", su unita; amministratore; identita_confermata);

payload! {
    IstituisciUnitaPayload { unita: UnitaOrganizzativa },
    RinominaUnitaPayload { unita: UnitaOrganizzativa },
    IndicaRecapitoUnitaPayload { unita: UnitaOrganizzativa },
    CessaUnitaPayload { unita: UnitaOrganizzativa },
}

#[Object]
impl UnitaMutation {
    /// Istituisce un'unità sotto un'altra.
    async fn istituisci_unita(
        &self,
        ctx: &Context<'_>,
        input: IstituisciUnitaInput,
    ) -> Result<IstituisciUnitaPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| NuovaUnita {
            codice: l.testo("codice", &input.codice),
            descrizione: l.testo("descrizione", &input.descrizione),
            tipo: l.testo("tipo", &input.tipo),
            padre: Some(l.id("padre", &input.padre)),
        };
        let svolto = svolgi(c, &input, leggi, |comando, nuova| async move {
            c.servizi.istituisci_unita(&comando, nuova).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Cambia la descrizione di un'unità.
    async fn rinomina_unita(
        &self,
        ctx: &Context<'_>,
        input: RinominaUnitaInput,
    ) -> Result<RinominaUnitaPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| (quale(l, &input.unita), l.testo("descrizione", &input.descrizione));
        let svolto = svolgi(c, &input, leggi, |comando, (unita, descrizione)| async move {
            c.servizi.rinomina_unita(&comando, unita, descrizione).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Indica come si raggiunge l'ufficio di un'unità: lo legge chi deve rivolgersi a chi segue già una persona.
    async fn indica_recapito_unita(
        &self,
        ctx: &Context<'_>,
        input: IndicaRecapitoUnitaInput,
    ) -> Result<IndicaRecapitoUnitaPayload> {
        let c = contesto(ctx)?;
        let leggi =
            |l: &mut Lettore| (quale(l, &input.unita), l.facoltativo("recapito", input.recapito.as_ref()));
        let svolto = svolgi(c, &input, leggi, |comando, (unita, recapito)| async move {
            c.servizi.indica_recapito_unita(&comando, unita, recapito).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Fa cessare un'unità senza unità sottostanti, incarichi e segnalazioni aperte.
    async fn cessa_unita(&self, ctx: &Context<'_>, input: CessaUnitaInput) -> Result<CessaUnitaPayload> {
        let c = contesto(ctx)?;
        let svolto = svolgi(
            c,
            &input,
            |l| quale(l, &input.unita),
            |comando, unita| async move { c.servizi.cessa_unita(&comando, unita).await },
        );
        Ok(dopo(c, svolto.await?).await?.into())
    }
}

fn quale(l: &mut Lettore, id: &ID) -> UnitaId {
    l.id("unita", id)
}
