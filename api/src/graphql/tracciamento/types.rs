//! A record of the read log, whole and as the person concerned is told of it.

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Istante, contesto};
use crate::graphql::organizzazione::{Operatore, UnitaOrganizzativa};
use access::{GruppoLettura, LetturaRegistrata};
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use domain::codifiche::Lista;
use uuid::Uuid;

/// Lettura di dati personali.
pub(crate) struct Lettura(pub(super) LetturaRegistrata);

/// Lettura di dati personali da parte di un operatore: ciò che una richiesta gli ha mostrato, o negato.
#[Object]
impl Lettura {
    /// Quando.
    async fn quando(&self) -> Istante {
        self.0.posto.quando.into()
    }

    /// Identificativo della richiesta.
    async fn richiesta(&self) -> ID {
        self.0.contenuto.richiesta.to_string().into()
    }

    /// Chi.
    async fn operatore(&self, ctx: &Context<'_>) -> Result<Operatore> {
        Operatore::carica(contesto(ctx)?, self.0.contenuto.operatore).await
    }

    /// In quale ruolo.
    async fn ruolo(&self) -> Voce {
        Voce::di(Lista::Ruolo, &self.0.contenuto.ruolo)
    }

    /// Per quale unità.
    async fn unita(&self, ctx: &Context<'_>) -> Result<UnitaOrganizzativa> {
        UnitaOrganizzativa::carica(contesto(ctx)?, self.0.contenuto.unita).await
    }

    /// Con quale dei suoi incarichi.
    async fn incarico(&self) -> Option<u32> {
        self.0.contenuto.incarico
    }

    /// Nome della sessione, come nell'elenco delle sessioni.
    async fn sessione(&self) -> Option<ID> {
        self.0.contenuto.sessione.map(|s| s.to_string().into())
    }

    /// Da quale indirizzo di rete.
    async fn indirizzo(&self) -> Option<String> {
        self.0.contenuto.indirizzo.map(|a| a.to_string())
    }

    /// Come ha provato la propria identità: LoA2, LoA3.
    async fn livello(&self) -> &str {
        &self.0.contenuto.livello
    }

    /// Categorie di dati che possono essere state mostrate.
    async fn categorie(&self) -> &[String] {
        &self.0.contenuto.classi
    }

    /// Nome dell'operazione.
    async fn operazione(&self) -> Option<&str> {
        self.0.contenuto.operazione.as_deref()
    }

    /// Che cosa, e in quale modo.
    async fn dettagli(&self) -> Vec<DettaglioLettura> {
        self.0.contenuto.letture.iter().map(DettaglioLettura::from).collect()
    }
}

/// Ciò che è stato letto nello stesso modo, con lo stesso esito, per lo stesso titolo.
#[derive(SimpleObject)]
pub(crate) struct DettaglioLettura {
    /// Modo: RICERCA, ELENCO, INTESTAZIONE, SCHEDA, STORIA, QUADRO, ANPR, SEGUITO, TRACCIAMENTO.
    accesso: String,
    /// Esito: MOSTRATO, NEGATO, VUOTO.
    esito: String,
    /// Titolo: INCARICO, UNITA, CONCESSIONE, EMERGENZA; nulla per ciò a cui si è giunti da un'altra scheda.
    titolo: Option<String>,
    /// L'accesso di emergenza, se è per quello.
    emergenza: Option<ID>,
    /// Soggetti.
    soggetti: Vec<ID>,
    /// Segnalazioni.
    segnalazioni: Vec<ID>,
    /// Nuclei di fatto.
    nuclei: Vec<ID>,
    /// Consultazioni di ANPR.
    consultazioni: Vec<ID>,
}

impl From<&GruppoLettura> for DettaglioLettura {
    fn from(g: &GruppoLettura) -> Self {
        let ids = |ids: &[Uuid]| ids.iter().map(|id| ID::from(id.to_string())).collect();
        Self {
            accesso: g.accesso.clone(),
            esito: g.esito.clone(),
            titolo: g.titolo.clone(),
            emergenza: g.emergenza.map(|id| ID::from(id.to_string())),
            soggetti: g.soggetti.iter().map(|s| ID::from(s.to_string())).collect(),
            segnalazioni: ids(&g.pratiche),
            nuclei: ids(&g.nuclei),
            consultazioni: ids(&g.consultazioni),
        }
    }
}

/// Lettura dei dati di una persona, come le si comunica.
pub(crate) struct LetturaSubita(pub(super) LetturaRegistrata);

/// Lettura dei dati di una persona, come le si comunica: quando, per quale ufficio, in quale ruolo e modo. Chi fosse
/// l'operatore, e chi altro compariva, si comunica solo per decisione.
#[Object]
impl LetturaSubita {
    /// Quando.
    async fn quando(&self) -> Istante {
        self.0.posto.quando.into()
    }

    /// In quale ruolo.
    async fn ruolo(&self) -> Voce {
        Voce::di(Lista::Ruolo, &self.0.contenuto.ruolo)
    }

    /// Per quale unità.
    async fn unita(&self, ctx: &Context<'_>) -> Result<UnitaOrganizzativa> {
        UnitaOrganizzativa::carica(contesto(ctx)?, self.0.contenuto.unita).await
    }

    /// In quale modo.
    async fn modi(&self) -> Vec<ModoLettura> {
        let modo = |g: &GruppoLettura| ModoLettura {
            accesso: g.accesso.clone(),
            esito: g.esito.clone(),
            titolo: g.titolo.clone(),
        };
        self.0.contenuto.letture.iter().map(modo).collect()
    }
}

/// Modo in cui i dati di una persona sono stati letti.
#[derive(SimpleObject)]
pub(crate) struct ModoLettura {
    /// Modo, come in `DettaglioLettura`.
    accesso: String,
    /// Esito, come in `DettaglioLettura`.
    esito: String,
    /// Titolo, come in `DettaglioLettura`.
    titolo: Option<String>,
}
