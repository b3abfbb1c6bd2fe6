//! Grants: other units that may read a segnalazione for some days.

use super::types::Segnalazione;
use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Data, Lettore, Nota, contesto, dopo, input_mutazione, payload, svolgi};
use crate::graphql::organizzazione::{Operatore, UnitaOrganizzativa};
use async_graphql::{Context, ID, InputObject, Object, Result};
use domain::codifiche::Lista;
use domain::identita::SegnalazioneId;
use domain::segnalazione::{self as dominio, AccessoRevocato, ConcessioneInput};
use serde::Serialize;
use uuid::Uuid;

/// Concessione di lettura a un'altra unità.
pub(super) struct Concessione {
    pub(super) concessione: dominio::Concessione,
    pub(super) in_vigore: bool,
}

/// Concessione di lettura a un'altra unità, per un periodo.
#[Object]
impl Concessione {
    /// Numero, nella segnalazione.
    async fn numero(&self) -> u32 {
        self.concessione.concesso.concessione
    }

    /// L'unità che può leggere.
    async fn unita(&self, ctx: &Context<'_>) -> Result<UnitaOrganizzativa> {
        UnitaOrganizzativa::carica(contesto(ctx)?, self.concessione.concesso.a).await
    }

    /// Annotazioni che può leggere (elenco SEZIONE); le private mai.
    async fn sezioni(&self) -> Vec<Voce> {
        self.concessione.concesso.sezioni.iter().map(|s| Voce::di(Lista::Sezione, s.as_str())).collect()
    }

    /// Primo giorno.
    async fn dal(&self) -> Data {
        self.concessione.concesso.dal.into()
    }

    /// Ultimo giorno.
    async fn al(&self) -> Data {
        self.concessione.concesso.al.into()
    }

    /// L'unità può leggere oggi: è in uno dei giorni e non è stata revocata.
    #[graphql(name = "inVigore")]
    async fn vale_oggi(&self) -> bool {
        self.in_vigore
    }

    /// Chi l'ha concessa.
    async fn concessa_da(&self, ctx: &Context<'_>) -> Result<Operatore> {
        Operatore::carica(contesto(ctx)?, self.concessione.concesso.concesso_da).await
    }

    /// Giorno in cui è stata concessa.
    async fn concessa_il(&self) -> Data {
        self.concessione.concesso.il.into()
    }

    /// Perché.
    async fn motivo(&self) -> Nota {
        Nota::di(&self.concessione.concesso.motivo, |n| n.testo.as_str())
    }

    /// Come è stata revocata prima della fine.
    async fn revoca(&self) -> Option<Revoca> {
        self.concessione.revoca.clone().map(Revoca)
    }
}

/// Revoca di una concessione.
pub(super) struct Revoca(AccessoRevocato);

/// Revoca di una concessione.
#[Object]
impl Revoca {
    /// Giorno.
    async fn il(&self) -> Data {
        self.0.il.into()
    }

    /// Chi l'ha revocata.
    async fn revocata_da(&self, ctx: &Context<'_>) -> Result<Operatore> {
        Operatore::carica(contesto(ctx)?, self.0.revocato_da).await
    }

    /// Perché.
    async fn motivo(&self) -> Option<Nota> {
        self.0.motivo.as_ref().map(|n| Nota::di(n, |n| n.testo.as_str()))
    }
}

/// Concessioni di accesso.
#[derive(Default)]
pub(crate) struct ConcessioneMutation;

/// Concessione di lettura a un'altra unità.
#[derive(InputObject, Serialize)]
pub(crate) struct ConcediAccessoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della segnalazione mostrata.
    versione: Option<u64>,
    /// La segnalazione.
    segnalazione: ID,
    /// L'unità che potrà leggerla.
    unita: ID,
    /// Annotazioni che potrà leggere (elenco SEZIONE): le ordinarie sempre, le riservate se indicate.
    sezioni: Option<Vec<String>>,
    /// Primo giorno, `2024-10-21` o `21/10/2024`; se manca, oggi.
    dal: Option<String>,
    /// Ultimo giorno.
    al: String,
    /// Perché.
    motivo: String,
}

/// Revoca di una concessione.
#[derive(InputObject, Serialize)]
pub(crate) struct RevocaAccessoInput {
    /// Identificativo della richiesta, creato dal client.
    comando: Uuid,
    /// Versione della segnalazione mostrata.
    versione: Option<u64>,
    /// La segnalazione.
    segnalazione: ID,
    /// Numero della concessione.
    concessione: u32,
    /// Perché.
    motivo: Option<String>,
}

input_mutazione!(ConcediAccessoInput, "concediAccesso", su segnalazione);
input_mutazione!(RevocaAccessoInput, "revocaAccesso", su segnalazione);

payload! {
    ConcediAccessoPayload { segnalazione: Segnalazione },
    RevocaAccessoPayload { segnalazione: Segnalazione },
}

#[Object]
impl ConcessioneMutation {
    /// Consente a un'altra unità di leggere la segnalazione e la scheda del soggetto, per un periodo. Spetta a chi l'ha in
    /// carico o al coordinatore dell'unità.
    async fn concedi_accesso(
        &self,
        ctx: &Context<'_>,
        input: ConcediAccessoInput,
    ) -> Result<ConcediAccessoPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            let id: SegnalazioneId = l.id("segnalazione", &input.segnalazione);
            let sezioni = input.sezioni.iter().flatten().map(|s| l.testo("sezioni", s)).collect();
            let accesso = ConcessioneInput {
                a: l.id("unita", &input.unita),
                sezioni,
                dal: l.data_facoltativa("dal", input.dal.as_ref()),
                al: l.data("al", &input.al),
                motivo: l.testo("motivo", &input.motivo),
            };
            (id, accesso)
        };
        let svolto = svolgi(c, &input, leggi, |comando, (id, accesso)| async move {
            c.servizi.concedi_accesso(&comando, id, accesso).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }

    /// Revoca una concessione prima dell'ultimo giorno.
    async fn revoca_accesso(
        &self,
        ctx: &Context<'_>,
        input: RevocaAccessoInput,
    ) -> Result<RevocaAccessoPayload> {
        let c = contesto(ctx)?;
        let leggi = |l: &mut Lettore| {
            let id: SegnalazioneId = l.id("segnalazione", &input.segnalazione);
            (id, l.facoltativo("motivo", input.motivo.as_ref()))
        };
        let svolto = svolgi(c, &input, leggi, |comando, (id, motivo)| async move {
            c.servizi.revoca_accesso(&comando, id, input.concessione, motivo).await
        });
        Ok(dopo(c, svolto.await?).await?.into())
    }
}
