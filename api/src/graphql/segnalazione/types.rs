//! The file of a segnalazione: drawers «Dettagli» and «Assegnazioni».

use super::annotazioni::Annotazione;
use super::concessioni::Concessione;
use super::pratiche::{Assegnazione, Chiusura, EsitoSegnalazione, Segnalante};
use crate::graphql::codifiche::Voce;
use crate::graphql::common::{
    Apertura, Contesto, Data, Istante, Momento, Mostrabile, Nota, Pagina, contesto, costo, guasto,
    guasto_condiviso, primi,
};
use crate::graphql::organizzazione::{Incarico, UnitaOrganizzativa};
use crate::graphql::soggetto::SchedaSoggetto;
use crate::services::Stato;
use async_graphql::{Context, ID, Object, Result};
use domain::codifiche::Lista;
use domain::identita::SegnalazioneId;
use domain::segnalazione::{self as dominio, Pratica};
use domain::tracciamento::Accesso;
use domain::visibilita::{Azione, Cosa};
use uuid::Uuid;

/// Segnalazione.
pub(crate) struct Segnalazione {
    pratica: Pratica,
    versione: u64,
    posizione: u64,
    creata_il: chrono::DateTime<chrono::Utc>,
    registrato_il: chrono::DateTime<chrono::Utc>,
    fino_a: Option<u64>,
}

impl Segnalazione {
    /// The segnalazione of that id, as it stood; `None` when there is none, or the id is no id.
    pub(crate) async fn carica(c: &Contesto, id: &str, momento: Momento) -> Result<Option<Self>> {
        let Ok(id) = Uuid::parse_str(id) else { return Ok(None) };
        let id = id.to_string();
        let stati = c
            .servizi
            .stato::<dominio::Segnalazione>(
                c.vista().await?,
                Accesso::Scheda,
                std::slice::from_ref(&id),
                momento.fino_a,
            )
            .await;
        let stato = stati.map_err(|e| guasto(&e))?.remove(&id);
        Ok(stato.and_then(|stato| Self::di(stato, momento)))
    }

    fn di(stato: Stato<dominio::Segnalazione>, momento: Momento) -> Option<Self> {
        Some(Self {
            pratica: stato.aggregato.pratica?,
            versione: stato.versione,
            posizione: stato.posizione,
            creata_il: stato.creato_il,
            registrato_il: stato.registrato_il,
            fino_a: momento.fino_a,
        })
    }
}

impl Mostrabile for Segnalazione {
    async fn aperto(c: &Contesto, stream: &str) -> Result<bool> {
        let Ok(id) = stream.parse() else { return Ok(false) };
        c.vede_pratica(Azione::Leggere, id).await
    }

    async fn mostra(c: &Contesto, stream: &str) -> Result<Option<Self>> {
        Self::carica(c, stream, Momento::adesso(c)).await
    }
}

/// The number of a segnalazione, once the list shows it.
pub(crate) async fn numero_di(c: &Contesto, id: SegnalazioneId) -> Result<Option<String>> {
    let numero = c.caricatori.load_one(id).await.map_err(guasto_condiviso)?;
    Ok(numero.map(|n| n.to_string()))
}

/// Segnalazione, com'era nel momento chiesto.
#[Object]
impl Segnalazione {
    /// Identificativo.
    async fn id(&self) -> ID {
        self.pratica.id.to_string().into()
    }

    /// Perché è aperta all'operatore, adesso, e che cosa può farne.
    async fn apertura(&self, ctx: &Context<'_>) -> Result<Apertura> {
        Apertura::di(contesto(ctx)?, Cosa::Pratica, self.pratica.id.0).await
    }

    /// Codice, per esempio «2024/15»; manca per un attimo, finché l'elenco non la mostra.
    async fn numero(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        numero_di(contesto(ctx)?, self.pratica.id).await
    }

    /// Numero nel sistema da cui è stata ripresa.
    async fn numero_originario(&self) -> Option<&str> {
        self.pratica.numero_originario.as_deref()
    }

    /// Versione, da indicare quando la si modifica.
    async fn versione(&self) -> u64 {
        self.versione
    }

    /// Posizione nel registro dell'ultimo evento.
    async fn posizione(&self) -> u64 {
        self.posizione
    }

    /// Data creazione.
    async fn creata_il(&self) -> Istante {
        self.creata_il.into()
    }

    /// Quando è stato registrato l'ultimo evento.
    async fn registrato_il(&self) -> Istante {
        self.registrato_il.into()
    }

    /// Distretto.
    async fn distretto(&self, ctx: &Context<'_>) -> Result<UnitaOrganizzativa> {
        UnitaOrganizzativa::carica(contesto(ctx)?, self.pratica.distretto).await
    }

    /// Soggetto segnalato.
    async fn segnalato(&self, ctx: &Context<'_>) -> Result<SchedaSoggetto> {
        SchedaSoggetto::carica(contesto(ctx)?, self.pratica.segnalato, self.fino_a, None).await
    }

    /// Operatore Rif.: chi l'ha inserita.
    async fn autore(&self) -> Incarico {
        self.pratica.autore.into()
    }

    /// Data segnalazione: il giorno del contatto.
    async fn data_contatto(&self) -> Data {
        self.pratica.dettagli.data_contatto.into()
    }

    /// Modalità (elenco CANALE).
    async fn canale(&self) -> Voce {
        Voce::di(Lista::Canale, &self.pratica.dettagli.canale)
    }

    /// Motivo (elenco MOTIVO_SEGNALAZIONE).
    async fn motivo(&self) -> Voce {
        Voce::di(Lista::MotivoSegnalazione, &self.pratica.dettagli.motivo)
    }

    /// Urgenza (elenco URGENZA).
    async fn urgenza(&self) -> Voce {
        Voce::di(Lista::Urgenza, &self.pratica.dettagli.urgenza)
    }

    /// Chi segnala.
    async fn segnalante(&self) -> Segnalante {
        Segnalante { segnalante: self.pratica.dettagli.segnalante.clone(), fino_a: self.fino_a }
    }

    /// Note.
    async fn note(&self) -> Option<Nota> {
        self.pratica.dettagli.note.as_ref().map(|n| Nota::di(n, |n| n.testo.as_str()))
    }

    /// Stato (elenco STATO_SEGNALAZIONE).
    async fn stato(&self) -> Voce {
        Voce::di(Lista::StatoSegnalazione, self.pratica.stato.as_str())
    }

    /// Esito, se registrato.
    async fn esito(&self) -> Option<EsitoSegnalazione> {
        self.pratica.esito.clone().map(EsitoSegnalazione)
    }

    /// Chi ce l'ha; di una chiusa, chi ce l'aveva.
    async fn assegnatario(&self) -> Option<Incarico> {
        self.pratica.assegnatario.map(Incarico::from)
    }

    /// Tutte le assegnazioni, dalla prima.
    async fn assegnazioni(&self) -> Vec<Assegnazione> {
        self.pratica.assegnazioni.iter().cloned().map(Assegnazione).collect()
    }

    /// La chiusura in vigore.
    async fn chiusura(&self) -> Option<Chiusura> {
        self.pratica.chiusure.last().filter(|c| c.riapertura.is_none()).cloned().map(Chiusura)
    }

    /// Tutte le chiusure, anche seguite da una riapertura, dalla prima.
    async fn chiusure(&self) -> Vec<Chiusura> {
        self.pratica.chiusure.iter().cloned().map(Chiusura).collect()
    }

    /// Concessioni di lettura ad altre unità, anche terminate, dalla prima.
    async fn concessioni(&self, ctx: &Context<'_>) -> Result<Vec<Concessione>> {
        let oggi = contesto(ctx)?.servizi.oggi();
        let concessioni = self.pratica.concessioni.iter().cloned();
        Ok(concessioni.map(|c| Concessione { in_vigore: c.vale(oggi), concessione: c }).collect())
    }

    /// Annotazioni che l'operatore può leggere, dalla più recente; le altre non ci sono e non sono contate.
    #[graphql(complexity = "costo(first, child_complexity)")]
    async fn annotazioni(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<Annotazione>> {
        Annotazione::pagina(contesto(ctx)?, self.pratica.id, self.fino_a, after, primi(first)?).await
    }
}
