//! Parts of a segnalazione: who reports, outcome, assignments, closures.

use super::types::numero_di;
use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Cancellazione, Data, Nota, contesto};
use crate::graphql::organizzazione::{Incarico, Operatore};
use crate::graphql::soggetto::SchedaSoggetto;
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use domain::codifiche::Lista;
use domain::segnalazione as dominio;

/// Chi segnala.
pub(crate) struct Segnalante {
    pub(super) segnalante: dominio::Segnalante,
    pub(super) fino_a: Option<u64>,
}

/// Chi segnala: il diretto interessato, una persona con scheda, o qualcuno di cui si conosce il nome.
#[Object]
impl Segnalante {
    /// Tipo (elenco TIPO_SEGNALANTE).
    async fn tipo(&self) -> Voce {
        Voce::di(Lista::TipoSegnalante, &self.segnalante.tipo)
    }

    /// La persona, se ha una scheda.
    async fn soggetto(&self, ctx: &Context<'_>) -> Result<Option<SchedaSoggetto>> {
        match self.segnalante.soggetto {
            Some(id) => SchedaSoggetto::carica(contesto(ctx)?, id, self.fino_a, None).await.map(Some),
            None => Ok(None),
        }
    }

    /// Nome della persona o dell'ente, se non ha una scheda.
    async fn denominazione(&self) -> Option<&str> {
        self.segnalante.dati.as_ref()?.valore().map(|d| d.denominazione.as_str())
    }

    /// Come raggiungerlo.
    async fn recapito(&self) -> Option<&str> {
        self.segnalante.dati.as_ref()?.valore()?.recapito.as_deref()
    }

    /// Quando e perché i suoi dati sono stati cancellati.
    async fn cancellazione(&self) -> Option<Cancellazione> {
        self.segnalante.dati.as_ref()?.cancellazione().map(Cancellazione::from)
    }
}

/// Esito di una segnalazione.
pub(crate) struct EsitoSegnalazione(pub(super) dominio::EsitoRegistrato);

/// Esito di una segnalazione.
#[Object]
impl EsitoSegnalazione {
    /// Esito (elenco ESITO_SEGNALAZIONE).
    async fn esito(&self) -> Voce {
        Voce::di(Lista::EsitoSegnalazione, &self.0.esito)
    }

    /// Di un duplicato, la segnalazione originale.
    async fn originale(&self, ctx: &Context<'_>) -> Result<Option<RiferimentoSegnalazione>> {
        let Some(id) = self.0.originale else { return Ok(None) };
        let numero = numero_di(contesto(ctx)?, id).await?;
        Ok(Some(RiferimentoSegnalazione { id: id.to_string().into(), numero }))
    }

    /// Note.
    async fn note(&self) -> Option<Nota> {
        self.0.note.as_ref().map(|n| Nota::di(n, |n| n.testo.as_str()))
    }
}

/// Un'altra segnalazione.
#[derive(SimpleObject)]
pub(crate) struct RiferimentoSegnalazione {
    /// Identificativo.
    id: ID,
    /// Codice.
    numero: Option<String>,
}

/// Assegnazione.
pub(crate) struct Assegnazione(pub(super) dominio::Assegnazione);

/// Assegnazione di una segnalazione, e che cosa ne è stato.
#[Object]
impl Assegnazione {
    /// A chi, con il ruolo e l'unità di allora.
    async fn assegnatario(&self) -> Incarico {
        self.0.assegnatario.into()
    }

    /// Da chi.
    async fn assegnante(&self, ctx: &Context<'_>) -> Result<Operatore> {
        Operatore::carica(contesto(ctx)?, self.0.assegnante).await
    }

    /// Giorno.
    async fn il(&self) -> Data {
        self.0.il.into()
    }

    /// Parole per l'assegnatario.
    async fn nota(&self) -> Option<Nota> {
        self.0.nota.as_ref().map(|n| Nota::di(n, |n| n.testo.as_str()))
    }

    /// Giorno dell'accettazione.
    async fn accettata_il(&self) -> Option<Data> {
        self.0.accettata_il.map(Data)
    }

    /// Restituzione.
    async fn restituzione(&self) -> Option<Restituzione> {
        let restituzione = self.0.restituzione.as_ref()?;
        Some(Restituzione {
            il: restituzione.il.into(),
            motivo: Voce::di(Lista::MotivoRiassegnazione, &restituzione.motivo),
            nota: restituzione.nota.as_ref().map(|n| Nota::di(n, |n| n.testo.as_str())),
        })
    }
}

/// Restituzione di una segnalazione assegnata.
#[derive(SimpleObject)]
pub(crate) struct Restituzione {
    /// Giorno.
    il: Data,
    /// Motivo (elenco MOTIVO_RIASSEGNAZIONE).
    motivo: Voce,
    /// Spiegazione.
    nota: Option<Nota>,
}

/// Chiusura.
pub(crate) struct Chiusura(pub(super) dominio::Chiusura);

/// Chiusura di una pratica e, se è stata riaperta, la riapertura.
#[Object]
impl Chiusura {
    /// Giorno.
    async fn il(&self) -> Data {
        self.0.chiusura.il.into()
    }

    /// Chi l'ha chiusa.
    async fn chiusa_da(&self, ctx: &Context<'_>) -> Result<Operatore> {
        Operatore::carica(contesto(ctx)?, self.0.chiusura.chiusa_da).await
    }

    /// Chiusa autonomamente, senza alcuna assegnazione.
    async fn autonomamente(&self) -> bool {
        self.0.chiusura.autonomamente
    }

    /// L'esito che l'ha chiusa.
    async fn esito(&self) -> Option<EsitoSegnalazione> {
        self.0.esito.clone().map(EsitoSegnalazione)
    }

    /// Giorno della riapertura.
    async fn riaperta_il(&self) -> Option<Data> {
        self.0.riapertura.as_ref().map(|r| r.il.into())
    }

    /// Chi l'ha riaperta.
    async fn riaperta_da(&self, ctx: &Context<'_>) -> Result<Option<Operatore>> {
        match &self.0.riapertura {
            Some(r) => Operatore::carica(contesto(ctx)?, r.riaperta_da).await.map(Some),
            None => Ok(None),
        }
    }

    /// Motivo della riapertura.
    async fn motivo_riapertura(&self) -> Option<Nota> {
        self.0.riapertura.as_ref().map(|r| Nota::di(&r.motivo, |n| n.testo.as_str()))
    }
}
