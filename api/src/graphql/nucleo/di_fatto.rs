//! The nucleo di fatto (M-E10).

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Contesto, Data, Istante, Momento, Mostrabile, Nota, contesto, guasto};
use crate::graphql::soggetto::SchedaSoggetto;
use crate::services::Stato;
use async_graphql::{Context, ID, Object, Result};
use domain::codifiche::Lista;
use domain::evento::Registrato;
use domain::identita::SoggettoId;
use domain::nucleo_di_fatto as dominio;
use domain::tracciamento::Accesso;
use domain::visibilita::Azione;
use projections::fascicolo::streams_of;
use uuid::Uuid;

/// Nucleo di fatto.
pub(crate) struct NucleoDiFatto {
    nucleo: dominio::Nucleo,
    versione: u64,
    posizione: u64,
    registrato_il: chrono::DateTime<chrono::Utc>,
    momento: Momento,
}

impl NucleoDiFatto {
    /// The nuclei in which a person is, in the order in which he joined them.
    pub(crate) async fn di_soggetto(
        c: &Contesto,
        soggetto: SoggettoId,
        momento: Momento,
    ) -> Result<Vec<Self>> {
        let ids = Self::ids_di(c, soggetto, momento).await?;
        Self::con_dentro(c, soggetto, &ids, momento).await
    }

    /// The nuclei in which a person is or was, unread; of somebody whose file is not open, those that are.
    pub(super) async fn ids_di(c: &Contesto, soggetto: SoggettoId, momento: Momento) -> Result<Vec<String>> {
        let streams = streams_of(c.vista().await?, soggetto, momento.fino_a).await.map_err(|e| guasto(&e))?;
        let mut ids: Vec<String> = Vec::new();
        for stream in streams.into_iter().filter(|s| s.tipo == tipo::<dominio::NucleoDiFatto>()) {
            // Somebody who came back has a row for each time.
            if !ids.contains(&stream.stream) {
                ids.push(stream.stream);
            }
        }
        Ok(ids)
    }

    /// Those of these nuclei in which a person is.
    pub(super) async fn con_dentro(
        c: &Contesto,
        soggetto: SoggettoId,
        ids: &[String],
        momento: Momento,
    ) -> Result<Vec<Self>> {
        let nuclei = Self::carica(c, ids, momento).await?;
        Ok(nuclei.into_iter().filter(|n| n.in_vigore().any(|m| m.componente == soggetto)).collect())
    }

    /// The nuclei of these ids, in their order; those that are not there are left out.
    async fn carica(c: &Contesto, ids: &[String], momento: Momento) -> Result<Vec<Self>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let stati = c
            .servizi
            .stato::<dominio::NucleoDiFatto>(c.vista().await?, Accesso::Scheda, ids, momento.fino_a)
            .await;
        let mut stati = stati.map_err(|e| guasto(&e))?;
        Ok(ids.iter().filter_map(|id| Self::di(stati.remove(id)?, momento)).collect())
    }

    fn di(stato: Stato<dominio::NucleoDiFatto>, momento: Momento) -> Option<Self> {
        Some(Self {
            nucleo: stato.aggregato.nucleo?,
            versione: stato.versione,
            posizione: stato.posizione,
            registrato_il: stato.registrato_il,
            momento,
        })
    }

    /// The memberships that count: those of the day asked for, else those that last.
    fn in_vigore(&self) -> impl Iterator<Item = &dominio::Componente> {
        let valido = self.momento.valido;
        self.nucleo.componenti.iter().filter(move |m| valido.map_or_else(|| m.presente(), |d| m.valido_al(d)))
    }

    fn componente(&self, m: &dominio::Componente) -> ComponenteNucleo {
        ComponenteNucleo { componente: m.clone(), fino_a: self.momento.fino_a }
    }
}

/// Stored name of a kind of stream.
fn tipo<A: Registrato>() -> &'static str {
    A::TYPE
}

impl Mostrabile for NucleoDiFatto {
    async fn aperto(c: &Contesto, stream: &str) -> Result<bool> {
        let Ok(id) = stream.parse() else { return Ok(false) };
        c.vede_nucleo(Azione::Leggere, id).await
    }

    async fn mostra(c: &Contesto, stream: &str) -> Result<Option<Self>> {
        let Ok(id) = Uuid::parse_str(stream) else { return Ok(None) };
        Ok(Self::carica(c, &[id.to_string()], Momento::adesso(c)).await?.pop())
    }
}

/// Nucleo di fatto: la famiglia come la conoscono gli operatori.
#[Object]
impl NucleoDiFatto {
    /// Identificativo.
    async fn id(&self) -> ID {
        self.nucleo.id.to_string().into()
    }

    /// Nome, per esempio «FAM. ROSSI»; manca se è stato cancellato.
    async fn nome(&self) -> Option<&str> {
        self.nucleo.nome.valore().map(|n| n.nome.as_str())
    }

    /// Versione, da indicare quando lo si modifica.
    async fn versione(&self) -> u64 {
        self.versione
    }

    /// Posizione nel registro dell'ultimo evento.
    async fn posizione(&self) -> u64 {
        self.posizione
    }

    /// Quando è stato registrato l'ultimo evento.
    async fn registrato_il(&self) -> Istante {
        self.registrato_il.into()
    }

    /// Per chi è stato aperto.
    async fn intestatario(&self, ctx: &Context<'_>) -> Result<SchedaSoggetto> {
        SchedaSoggetto::carica(contesto(ctx)?, self.nucleo.intestatario, self.momento.fino_a, None).await
    }

    /// Note.
    async fn note(&self) -> Option<Nota> {
        let note = self.nucleo.note.as_ref().map(|n| Nota::di(n, |n| n.testo.as_str()))?;
        (note.testo.as_deref() != Some("")).then_some(note)
    }

    /// Componenti in vigore, nell'ordine di ingresso.
    async fn componenti(&self) -> Vec<ComponenteNucleo> {
        self.in_vigore().map(|m| self.componente(m)).collect()
    }

    /// Tutte le appartenenze, anche passate, nell'ordine in cui sono state registrate.
    async fn appartenenze(&self) -> Vec<ComponenteNucleo> {
        self.nucleo.componenti.iter().map(|m| self.componente(m)).collect()
    }
}

/// Appartenenza di una persona a un nucleo di fatto.
pub(crate) struct ComponenteNucleo {
    componente: dominio::Componente,
    fino_a: Option<u64>,
}

/// Appartenenza di una persona a un nucleo di fatto.
#[Object]
impl ComponenteNucleo {
    /// Chi: dalla sua scheda, o da ciò che ne è stato scritto qui se non ne ha una.
    async fn persona(&self, ctx: &Context<'_>) -> Result<SchedaSoggetto> {
        let dati = self.componente.dati.as_ref().and_then(|d| d.valore());
        SchedaSoggetto::carica(contesto(ctx)?, self.componente.componente, self.fino_a, dati).await
    }

    /// Relazione di parentela con l'intestatario (elenco RELAZIONE_PARENTELA); manca per lui stesso.
    async fn relazione(&self) -> Option<Voce> {
        let relazione = self.componente.appartenenza.valore()?.relazione.as_deref()?;
        Some(Voce::di(Lista::RelazioneParentela, relazione))
    }

    /// Perché ne fa parte pur essendo anche in un altro nucleo.
    async fn conferma(&self) -> Option<String> {
        self.componente.appartenenza.valore()?.conferma.clone()
    }

    /// Motivo di ingresso (elenco MOTIVO_INGRESSO_NUCLEO).
    async fn motivo_ingresso(&self) -> Option<Voce> {
        self.componente.motivo.as_deref().map(|m| Voce::di(Lista::MotivoIngressoNucleo, m))
    }

    /// Primo giorno.
    async fn dal(&self) -> Data {
        self.componente.dal.into()
    }

    /// Ultimo giorno; manca finché dura.
    async fn al(&self) -> Option<Data> {
        self.componente.al().map(Data)
    }

    /// Motivo di uscita (elenco MOTIVO_USCITA_NUCLEO).
    async fn motivo_uscita(&self) -> Option<Voce> {
        self.componente.uscita.as_ref().map(|u| Voce::di(Lista::MotivoUscitaNucleo, &u.motivo))
    }
}
