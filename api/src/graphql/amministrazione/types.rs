//! An operator as his administrator sees him.

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Contesto, Data, Istante, Mostrabile, contesto, guasto, guasto_condiviso};
use crate::graphql::organizzazione::{Operatore, UnitaOrganizzativa};
use crate::graphql::storia::EventoStoria;
use crate::services::Mancato;
use access::login::{Level, OpenSession};
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use domain::amministrazione::Atto;
use domain::codifiche::Lista;
use domain::identita::OperatoreId;
use domain::operatore::Incarico;
use domain::riservato::Riservato;
use projections::organizzazione::{IncaricoRiga, OperatoreRiga};

/// Operatore, per chi lo amministra.
pub(crate) struct SchedaOperatore(OperatoreRiga);

impl From<OperatoreRiga> for SchedaOperatore {
    fn from(riga: OperatoreRiga) -> Self {
        Self(riga)
    }
}

/// Key of the loader of histories.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ChiaveStoria(pub(crate) OperatoreId);

/// Operatore, per chi lo amministra: chi è, con quali incarichi, che cosa ne è stato.
#[Object]
impl SchedaOperatore {
    /// L'operatore.
    async fn operatore(&self) -> Operatore {
        Operatore::from(self.0.clone())
    }

    /// Codice fiscale, con cui accede; manca se è stato cancellato.
    async fn codice_fiscale(&self) -> Option<&str> {
        self.0.codice_fiscale.as_deref()
    }

    /// Versione, da indicare quando lo si modifica.
    async fn versione(&self) -> u64 {
        self.0.versione
    }

    /// È abilitato.
    async fn abilitato(&self) -> bool {
        self.0.attivo
    }

    /// Tutti gli incarichi, dal primo, anche finiti.
    async fn incarichi(&self) -> Vec<IncaricoOperatore> {
        self.0.incarichi.iter().cloned().map(IncaricoOperatore).collect()
    }

    /// Che cosa ne è stato, dal primo evento: chi, quando, con quale motivo o atto.
    async fn storia(&self, ctx: &Context<'_>) -> Result<Vec<EventoStoria>> {
        let c = contesto(ctx)?;
        let storia = c.caricatori.load_one(ChiaveStoria(self.0.operatore)).await.map_err(guasto_condiviso)?;
        Ok(storia.unwrap_or_default().into_iter().map(EventoStoria::from).collect())
    }
}

impl Mostrabile for SchedaOperatore {
    async fn aperto(c: &Contesto, stream: &str) -> Result<bool> {
        let Ok(id) = stream.parse() else { return Ok(false) };
        match c.servizi.operatore_amministrato(&c.chi, Atto::LeggereOperatore, id).await {
            Ok(_) => Ok(true),
            Err(Mancato::Rifiutato(_)) => Ok(false),
            Err(altro) => Err(guasto(&altro)),
        }
    }

    async fn mostra(c: &Contesto, stream: &str) -> Result<Option<Self>> {
        let abilitazione = c.servizi.operatore_di_ora(stream).await.map_err(|e| guasto(&e))?;
        Ok(abilitazione.map(|(a, versione)| {
            let dati = a.dati.valore();
            Self(OperatoreRiga {
                operatore: a.operatore,
                cognome: dati.map(|d| d.cognome.clone()),
                nome: dati.map(|d| d.nome.clone()),
                codice_fiscale: dati.map(|d| d.codice_fiscale.clone()),
                attivo: a.attiva,
                versione,
                incarichi: a.incarichi.iter().map(riga).collect(),
            })
        }))
    }
}

fn riga(incarico: &Incarico) -> IncaricoRiga {
    let dettagli = incarico.dettagli.as_ref().and_then(Riservato::valore);
    IncaricoRiga {
        numero: incarico.numero,
        ruolo: incarico.ruolo,
        unita: incarico.unita,
        dal: incarico.dal,
        al: incarico.al,
        riservati: incarico.riservati,
        profilo: dettagli.and_then(|d| d.profilo.clone()),
        atto: dettagli.and_then(|d| d.atto.clone()),
    }
}

/// Incarico di un operatore.
pub(crate) struct IncaricoOperatore(IncaricoRiga);

/// Incarico di un operatore: ruolo, unità, periodo.
#[Object]
impl IncaricoOperatore {
    /// Numero, tra gli incarichi dell'operatore.
    async fn numero(&self) -> u32 {
        self.0.numero.0
    }

    /// Ruolo.
    async fn ruolo(&self) -> Voce {
        Voce::di(Lista::Ruolo, self.0.ruolo.as_str())
    }

    /// Unità organizzativa.
    async fn unita(&self, ctx: &Context<'_>) -> Result<UnitaOrganizzativa> {
        UnitaOrganizzativa::carica(contesto(ctx)?, self.0.unita).await
    }

    /// Profilo professionale.
    async fn profilo(&self) -> Option<&str> {
        self.0.profilo.as_deref()
    }

    /// Primo giorno; manca per quelli conferiti quando non se ne teneva conto.
    async fn dal(&self) -> Option<Data> {
        self.0.dal.map(Data)
    }

    /// Ultimo giorno, se ne ha uno.
    async fn al(&self) -> Option<Data> {
        self.0.al.map(Data)
    }

    /// Atto con cui è stato conferito.
    async fn atto(&self) -> Option<&str> {
        self.0.atto.as_deref()
    }

    /// Apre le sezioni riservate.
    async fn riservati(&self) -> bool {
        self.0.riservati
    }

    /// È in vigore oggi.
    async fn in_vigore(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.0.in_vigore_al(contesto(ctx)?.servizi.oggi()))
    }
}

/// Sessione aperta di un operatore.
#[derive(SimpleObject)]
pub(crate) struct SessioneAperta {
    /// Identificativo.
    id: ID,
    /// Dove l'operatore ha dimostrato chi è.
    gestore: String,
    /// Livello: `L2` o `L3`.
    livello: &'static str,
    /// Da quando è aperta.
    creata: Istante,
    /// Ultimo uso, al minuto.
    vista: Istante,
    /// Quando finirà comunque.
    scade: Istante,
}

impl From<OpenSession> for SessioneAperta {
    fn from(sessione: OpenSession) -> Self {
        Self {
            id: sessione.id.into(),
            gestore: sessione.provider,
            livello: match sessione.level {
                Level::L2 => "L2",
                Level::L3 => "L3",
            },
            creata: sessione.begun.into(),
            vista: sessione.seen.into(),
            scade: sessione.until.into(),
        }
    }
}
