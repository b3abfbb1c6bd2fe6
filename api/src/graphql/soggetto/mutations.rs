//! Registering, correcting, completing.

use super::input::{AnagraficaInput, corretti};
use super::types::Soggetto;
use crate::graphql::common::{Contesto, Lettore, contesto, dopo, input_mutazione, payload, svolgi};
use crate::services::Mancato;
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::identita::SoggettoId;
use domain::persona::DatiAnagrafici;
use domain::soggetto as dominio;
use domain::tracciamento::Accesso;
use serde::Serialize;
use uuid::Uuid;

/// Modifiche ai soggetti.
#[derive(Default)]
pub(crate) struct SoggettoMutation;

/// Soggetto da inserire a mano.
#[derive(InputObject, Serialize)]
pub(crate) struct RegistraSoggettoInput {
    /// Identificativo della richiesta, creato dal client: ripeterla con lo stesso non la esegue due volte.
    comando: Uuid,
    /// Dati anagrafici.
    anagrafica: AnagraficaInput,
}

/// Dati anagrafici corretti.
#[derive(InputObject, Serialize)]
pub(crate) struct ModificaAnagraficaInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della scheda su cui è stato compilato il modulo.
    versione: Option<u64>,
    /// Il soggetto.
    soggetto: ID,
    /// Dati anagrafici, per intero.
    anagrafica: AnagraficaInput,
    /// Perché vengono corretti.
    motivo: Option<String>,
}

/// Recapiti.
#[derive(InputObject, Serialize)]
pub(crate) struct ModificaContattiInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della scheda su cui è stato compilato il modulo.
    versione: Option<u64>,
    /// Il soggetto.
    soggetto: ID,
    /// E-mail.
    email: Option<String>,
    /// PEC.
    pec: Option<String>,
    /// Domicilio digitale.
    domicilio_digitale: Option<String>,
    /// Telefoni, al più tre.
    #[graphql(default)]
    telefoni: Vec<String>,
}

/// Stato civile che vale da una data («Storicizza dal»).
#[derive(InputObject, Serialize)]
pub(crate) struct StoricizzaStatoCivileInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della scheda su cui è stato compilato il modulo.
    versione: Option<u64>,
    /// Il soggetto.
    soggetto: ID,
    /// Elenco STATO_CIVILE.
    codice: String,
    /// Primo giorno in cui vale.
    dal: String,
    /// «Note - Stato Civile».
    note: Option<String>,
}

/// Indirizzo che vale da una data.
#[derive(InputObject, Serialize)]
pub(crate) struct RegistraIndirizzoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della scheda su cui è stato compilato il modulo.
    versione: Option<u64>,
    /// Il soggetto.
    soggetto: ID,
    /// Elenco TIPO_INDIRIZZO.
    tipo: String,
    /// Primo giorno in cui vale.
    dal: String,
    /// Codice catastale del comune, o dello stato estero (Znnn).
    codice_luogo: String,
    /// Località, all'estero; in Italia si ricava dal codice.
    luogo: Option<String>,
    /// CAP.
    cap: Option<String>,
    /// Via.
    via: String,
    /// Numero civico.
    civico: Option<String>,
    /// Presso.
    presso: Option<String>,
}

input_mutazione!(RegistraSoggettoInput, "registraSoggetto");
input_mutazione!(ModificaAnagraficaInput, "modificaAnagrafica", su soggetto);
input_mutazione!(ModificaContattiInput, "modificaContatti", su soggetto);
input_mutazione!(StoricizzaStatoCivileInput, "storicizzaStatoCivile", su soggetto);
input_mutazione!(RegistraIndirizzoInput, "registraIndirizzo", su soggetto);

payload! {
    RegistraSoggettoPayload { soggetto: Soggetto },
    ModificaAnagraficaPayload { soggetto: Soggetto },
    ModificaContattiPayload { soggetto: Soggetto },
    StoricizzaStatoCivilePayload { soggetto: Soggetto },
    RegistraIndirizzoPayload { soggetto: Soggetto },
}

impl ModificaContattiInput {
    fn leggi(&self, l: &mut Lettore) -> (SoggettoId, dominio::Contatti) {
        let contatti = dominio::Contatti {
            email: l.facoltativo("email", self.email.as_ref()),
            pec: l.facoltativo("pec", self.pec.as_ref()),
            domicilio_digitale: l.facoltativo("domicilioDigitale", self.domicilio_digitale.as_ref()),
            telefoni: self.telefoni.iter().map(|t| l.testo("telefoni", t)).collect(),
        };
        (l.id("soggetto", &self.soggetto), contatti)
    }
}

impl StoricizzaStatoCivileInput {
    fn leggi(&self, l: &mut Lettore) -> (SoggettoId, dominio::StatoCivile) {
        let stato = dominio::StatoCivile {
            codice: l.testo("codice", &self.codice),
            dal: l.data("dal", &self.dal),
            note: l.facoltativo("note", self.note.as_ref()),
        };
        (l.id("soggetto", &self.soggetto), stato)
    }
}

impl RegistraIndirizzoInput {
    fn leggi(&self, l: &mut Lettore) -> (SoggettoId, String, dominio::Indirizzo) {
        let indirizzo = dominio::Indirizzo {
            dal: l.data("dal", &self.dal),
            codice_luogo: l.testo("codiceLuogo", &self.codice_luogo),
            luogo: l.facoltativo("luogo", self.luogo.as_ref()).unwrap_or_default(),
            provincia: String::new(),
            cap: l.facoltativo("cap", self.cap.as_ref()),
            via: l.testo("via", &self.via),
            civico: l.facoltativo("civico", self.civico.as_ref()),
            presso: l.facoltativo("presso", self.presso.as_ref()),
        };
        (l.id("soggetto", &self.soggetto), l.testo("tipo", &self.tipo), indirizzo)
    }
}

#[Object]
impl SoggettoMutation {
    /// Inserisce a mano un soggetto che ANPR non può dare.
    async fn registra_soggetto(
        &self,
        ctx: &Context<'_>,
        input: RegistraSoggettoInput,
    ) -> Result<RegistraSoggettoPayload> {
        let c = contesto(ctx)?;
        let svolto = svolgi(
            c,
            &input,
            |l| input.anagrafica.leggi(l),
            |comando, dati| async move { c.servizi.registra_soggetto(&comando, dati).await },
        );
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Corregge i dati anagrafici.
    async fn modifica_anagrafica(
        &self,
        ctx: &Context<'_>,
        input: ModificaAnagraficaInput,
    ) -> Result<ModificaAnagraficaPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            let soggetto: SoggettoId = l.id("soggetto", &input.soggetto);
            (soggetto, input.anagrafica.leggi(l), l.facoltativo("motivo", input.motivo.as_ref()))
        };
        let svolto = svolgi(c, &input, leggi, |comando, (soggetto, dati, motivo)| async move {
            let dati = completi(c, soggetto, dati).await?;
            c.servizi.modifica_anagrafica(&comando, soggetto, dati, motivo).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Sostituisce i recapiti.
    async fn modifica_contatti(
        &self,
        ctx: &Context<'_>,
        input: ModificaContattiInput,
    ) -> Result<ModificaContattiPayload> {
        let c = contesto(ctx)?;
        let svolto = svolgi(
            c,
            &input,
            |l| input.leggi(l),
            |comando, (soggetto, contatti)| async move {
                c.servizi.modifica_contatti(&comando, soggetto, contatti).await
            },
        );
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// «Storicizza dal»: un nuovo stato civile da una data; il precedente resta come storia.
    async fn storicizza_stato_civile(
        &self,
        ctx: &Context<'_>,
        input: StoricizzaStatoCivileInput,
    ) -> Result<StoricizzaStatoCivilePayload> {
        let c = contesto(ctx)?;
        let svolto = svolgi(
            c,
            &input,
            |l| input.leggi(l),
            |comando, (soggetto, stato)| async move {
                c.servizi.storicizza_stato_civile(&comando, soggetto, stato).await
            },
        );
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Registra un indirizzo che vale da una data.
    async fn registra_indirizzo(
        &self,
        ctx: &Context<'_>,
        input: RegistraIndirizzoInput,
    ) -> Result<RegistraIndirizzoPayload> {
        let c = contesto(ctx)?;
        let svolto = svolgi(
            c,
            &input,
            |l| input.leggi(l),
            |comando, (soggetto, tipo, indirizzo)| async move {
                c.servizi.registra_indirizzo(&comando, soggetto, tipo, indirizzo).await
            },
        );
        Ok(dopo(c, svolto.await?).await?.into())
    }
}

/// The data of the form, completed with what a form cannot say. Of somebody without a file, the rules will say so.
async fn completi(
    c: &Contesto,
    soggetto: SoggettoId,
    dati: DatiAnagrafici,
) -> Result<DatiAnagrafici, Mancato> {
    let id = soggetto.to_string();
    let vista = c.occhi.vista().await.map_err(Mancato::guasto)?;
    let stati =
        c.servizi.stato::<dominio::Soggetto>(vista, Accesso::Scheda, std::slice::from_ref(&id), None).await;
    let stati = stati.map_err(Mancato::guasto)?;
    let scheda = stati.get(&id).and_then(|s| s.aggregato.scheda.as_ref());
    Ok(match scheda.and_then(|s| s.anagrafica.valore()) {
        Some(prima) => corretti(dati, prima),
        None => dati,
    })
}
