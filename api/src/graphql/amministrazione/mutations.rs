//! What is done about operators and their memberships. All of it asks for a fresh proof of identity.

use super::types::SchedaOperatore;
use crate::graphql::common::{
    EsitoComando, Lettore, comando_di, contesto, dopo, input_mutazione, payload, svolgi, traduci,
};
use access::login::Which;
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::attore::{NumeroIncarico, Ruolo};
use domain::identita::OperatoreId;
use domain::operatore::{DatiOperatore, NuovoIncarico};
use domain::rifiuto::Codice;
use serde::Serialize;
use uuid::Uuid;

/// Modifiche agli operatori.
#[derive(Default)]
pub(crate) struct OperatoreMutation;

/// Incarico da conferire.
#[derive(InputObject, Serialize)]
pub(crate) struct IncaricoInput {
    /// Ruolo (elenco RUOLO).
    ruolo: String,
    /// Unità organizzativa.
    unita: ID,
    /// Profilo professionale.
    profilo: Option<String>,
    /// Primo giorno, `2024-10-21` o `21/10/2024`; se manca, oggi.
    dal: Option<String>,
    /// Ultimo giorno.
    al: Option<String>,
    /// Atto con cui è conferito.
    atto: String,
    /// Apre le sezioni riservate.
    riservati: Option<bool>,
}

/// Abilitazione di un nuovo operatore.
#[derive(InputObject, Serialize)]
pub(crate) struct AbilitaOperatoreInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Cognome.
    cognome: String,
    /// Nome.
    nome: String,
    /// Codice fiscale, con cui accederà.
    codice_fiscale: String,
    /// Il suo primo incarico.
    incarico: IncaricoInput,
}

/// Disabilitazione di un operatore.
#[derive(InputObject, Serialize)]
pub(crate) struct DisabilitaOperatoreInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione mostrata dell'operatore.
    versione: Option<u64>,
    /// L'operatore.
    operatore: ID,
    /// Perché.
    motivo: String,
}

/// Nuova abilitazione di un operatore disabilitato.
#[derive(InputObject, Serialize)]
pub(crate) struct RiabilitaOperatoreInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione mostrata dell'operatore.
    versione: Option<u64>,
    /// L'operatore.
    operatore: ID,
    /// Perché.
    motivo: String,
}

/// Altro incarico di un operatore. Si aggiunge a quelli che ha, quali che siano: non si dice con quale versione.
#[derive(InputObject, Serialize)]
pub(crate) struct ConferisciIncaricoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// L'operatore.
    operatore: ID,
    /// L'incarico.
    incarico: IncaricoInput,
}

/// Fine di un incarico.
#[derive(InputObject, Serialize)]
pub(crate) struct CessaIncaricoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione mostrata dell'operatore.
    versione: Option<u64>,
    /// L'operatore.
    operatore: ID,
    /// Numero dell'incarico.
    incarico: u32,
    /// Ultimo giorno, `2024-10-21` o `21/10/2024`; il giorno prima del primo, se non deve valere affatto.
    al: String,
    /// Perché.
    motivo: String,
}

/// Fine delle sessioni di un operatore.
#[derive(Serialize)]
struct TerminaSessioni {
    comando: Uuid,
    operatore: ID,
}

input_mutazione!(AbilitaOperatoreInput, "abilitaOperatore"; amministratore; identita_confermata);
input_mutazione!(DisabilitaOperatoreInput, "disabilitaOperatore", su operatore; amministratore; identita_confermata);
input_mutazione!(RiabilitaOperatoreInput, "riabilitaOperatore", su operatore; amministratore; identita_confermata);
input_mutazione!(ConferisciIncaricoInput, "conferisciIncarico"; amministratore; identita_confermata);
input_mutazione!(CessaIncaricoInput, "cessaIncarico", su operatore; amministratore; identita_confermata);
input_mutazione!(TerminaSessioni, "terminaSessioniOperatore"; amministratore; identita_confermata);

payload! {
    AbilitaOperatorePayload { operatore: SchedaOperatore },
    DisabilitaOperatorePayload { operatore: SchedaOperatore },
    RiabilitaOperatorePayload { operatore: SchedaOperatore },
    ConferisciIncaricoPayload { operatore: SchedaOperatore },
    CessaIncaricoPayload { operatore: SchedaOperatore },
    TerminaSessioniOperatorePayload { terminate: usize },
}

#[Object]
impl OperatoreMutation {
    /// Abilita un nuovo operatore, con il suo primo incarico.
    async fn abilita_operatore(
        &self,
        ctx: &Context<'_>,
        input: AbilitaOperatoreInput,
    ) -> Result<AbilitaOperatorePayload> {
        let c = contesto(ctx)?;
        let oggi = c.servizi.oggi();
        let leggi = |l: &mut Lettore| {
            let dati = DatiOperatore {
                cognome: l.testo("cognome", &input.cognome),
                nome: l.testo("nome", &input.nome),
                codice_fiscale: l.testo("codiceFiscale", &input.codice_fiscale),
            };
            (dati, leggi_incarico(l, &input.incarico, oggi))
        };
        let svolto = svolgi(c, &input, leggi, |comando, (dati, incarico)| async move {
            c.servizi.abilita_operatore(&comando, dati, incarico).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Disabilita un operatore: le sue sessioni finiscono alla prossima richiesta.
    async fn disabilita_operatore(
        &self,
        ctx: &Context<'_>,
        input: DisabilitaOperatoreInput,
    ) -> Result<DisabilitaOperatorePayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| (quale(l, &input.operatore), motivo(l, &input.motivo));
        let svolto = svolgi(c, &input, leggi, |comando, (operatore, motivo)| async move {
            c.servizi.disabilita_operatore(&comando, operatore, motivo).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Abilita di nuovo un operatore disabilitato, con gli incarichi che ha ancora.
    async fn riabilita_operatore(
        &self,
        ctx: &Context<'_>,
        input: RiabilitaOperatoreInput,
    ) -> Result<RiabilitaOperatorePayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| (quale(l, &input.operatore), motivo(l, &input.motivo));
        let svolto = svolgi(c, &input, leggi, |comando, (operatore, motivo)| async move {
            c.servizi.riabilita_operatore(&comando, operatore, motivo).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Conferisce un altro incarico a un operatore.
    async fn conferisci_incarico(
        &self,
        ctx: &Context<'_>,
        input: ConferisciIncaricoInput,
    ) -> Result<ConferisciIncaricoPayload> {
        let c = contesto(ctx)?;
        let oggi = c.servizi.oggi();
        let leggi = |l: &mut Lettore| (quale(l, &input.operatore), leggi_incarico(l, &input.incarico, oggi));
        let svolto = svolgi(c, &input, leggi, |comando, (operatore, incarico)| async move {
            c.servizi.conferisci_incarico(&comando, operatore, incarico).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Fa cessare un incarico, o ne anticipa la fine.
    async fn cessa_incarico(
        &self,
        ctx: &Context<'_>,
        input: CessaIncaricoInput,
    ) -> Result<CessaIncaricoPayload> {
        let c = contesto(ctx)?;
        let leggi =
            |l: &mut Lettore| (quale(l, &input.operatore), l.data("al", &input.al), motivo(l, &input.motivo));
        let numero = NumeroIncarico(input.incarico);
        let svolto = svolgi(c, &input, leggi, |comando, (operatore, al, motivo)| async move {
            c.servizi.cessa_incarico(&comando, operatore, numero, al, motivo).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Termina le sessioni aperte di un operatore, o una sola; può accedere di nuovo, se non è disabilitato.
    async fn termina_sessioni_operatore(
        &self,
        ctx: &Context<'_>,
        operatore: ID,
        #[graphql(desc = "Quella da terminare; senza, tutte.")] sessione: Option<Uuid>,
    ) -> Result<TerminaSessioniOperatorePayload> {
        let c = contesto(ctx)?;
        let input = TerminaSessioni { comando: Uuid::new_v4(), operatore };
        let quali = sessione.map_or(Which::All, Which::One);
        let (_, operatore) = match comando_di(c, &input, |l| quale(l, &input.operatore)) {
            Ok(pronto) => pronto,
            Err(rifiuti) => return Ok((EsitoComando::rifiutato(rifiuti), None).into()),
        };
        match c.servizi.termina_sessioni_operatore(&c.chi, operatore, quali).await {
            Ok(quante) => Ok((EsitoComando::consultato(), Some(quante)).into()),
            Err(mancato) => Ok((traduci(c, mancato)?, None).into()),
        }
    }
}

fn quale(l: &mut Lettore, id: &ID) -> OperatoreId {
    l.id("operatore", id)
}

/// A reason that must be given.
fn motivo(l: &mut Lettore, testo: &str) -> Option<String> {
    obbligatorio(l, "motivo", testo)
}

fn obbligatorio(l: &mut Lettore, campo: &str, testo: &str) -> Option<String> {
    if testo.trim().is_empty() {
        l.rifiuta(Codice::CampoObbligatorio, campo);
    }
    Some(l.testo(campo, testo))
}

fn leggi_incarico(l: &mut Lettore, input: &IncaricoInput, oggi: chrono::NaiveDate) -> NuovoIncarico {
    let ruolo = Ruolo::da_str(input.ruolo.trim()).unwrap_or_else(|| {
        let codice =
            if input.ruolo.trim().is_empty() { Codice::CampoObbligatorio } else { Codice::VoceSconosciuta };
        l.rifiuta(codice, "ruolo");
        Ruolo::RegioneLettura
    });
    NuovoIncarico {
        ruolo,
        unita: l.id("unita", &input.unita),
        profilo: l.facoltativo("profilo", input.profilo.as_ref()),
        dal: l.data_facoltativa("dal", input.dal.as_ref()).unwrap_or(oggi),
        al: l.data_facoltativa("al", input.al.as_ref()),
        atto: obbligatorio(l, "atto", &input.atto),
        riservati: input.riservati.unwrap_or_default(),
    }
}
