//! An emergency access.

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{Contesto, Istante, Mostrabile, Nota, contesto, di_lettura, guasto, secondi};
use crate::graphql::organizzazione::Incarico;
use crate::graphql::soggetto::SchedaSoggetto;
use crate::services::Stato;
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use domain::accesso_emergenza::{self as dominio, Emergenza};
use domain::codifiche::Lista;
use domain::identita::{EmergenzaId, SoggettoId};
use domain::tracciamento::Accesso;
use domain::visibilita::Azione;
use projections::emergenze::{FiltroEmergenze, emergenze};
use projections::visibilita::soggetti_veduti;
use std::collections::{HashMap, HashSet};

/// Accesso di emergenza.
pub(crate) struct AccessoEmergenza {
    emergenza: Emergenza,
    versione: u64,
    soggetto_aperto: bool,
    letto_il: DateTime<Utc>,
}

impl AccessoEmergenza {
    /// Those accesses, by id.
    pub(super) async fn carica(c: &Contesto, ids: &[EmergenzaId]) -> Result<HashMap<EmergenzaId, Self>> {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let stati =
            c.servizi.stato::<dominio::AccessoEmergenza>(c.vista().await?, Accesso::Elenco, &ids, None).await;
        let stati = stati.map_err(|e| guasto(&e))?;
        let di_chi = |s: &Stato<dominio::AccessoEmergenza>| {
            s.aggregato.emergenza.as_ref().map(|e| e.apertura.soggetto)
        };
        let soggetti: Vec<SoggettoId> = stati.values().filter_map(di_chi).collect();
        let aperti = soggetti_veduti(c.vista().await?, Azione::Leggere, &soggetti).await;
        let aperti: HashSet<SoggettoId> = aperti.map_err(|e| di_lettura(&e))?;
        let adesso = c.servizi.adesso();
        let letti = stati.into_values().filter_map(|stato| {
            let emergenza = stato.aggregato.emergenza?;
            let soggetto_aperto = aperti.contains(&emergenza.apertura.soggetto);
            let id = emergenza.apertura.accesso;
            Some((id, Self { emergenza, versione: stato.versione, soggetto_aperto, letto_il: adesso }))
        });
        Ok(letti.collect())
    }
}

impl Mostrabile for AccessoEmergenza {
    async fn aperto(c: &Contesto, stream: &str) -> Result<bool> {
        let Ok(id) = stream.parse() else { return Ok(false) };
        let filtro = FiltroEmergenze { accesso: Some(id), ..FiltroEmergenze::default() };
        let trovato = emergenze(c.vista().await?, filtro, None, 1).await.map_err(|e| di_lettura(&e))?;
        Ok(!trovato.voci.is_empty())
    }

    async fn mostra(c: &Contesto, stream: &str) -> Result<Option<Self>> {
        let Ok(id) = stream.parse() else { return Ok(None) };
        Ok(Self::carica(c, &[id]).await?.remove(&id))
    }
}

/// Accesso di emergenza: la scheda di una persona e le segnalazioni che la riguardano, aperte in sola lettura per un'ora.
#[Object]
impl AccessoEmergenza {
    /// Identificativo.
    async fn id(&self) -> ID {
        self.emergenza.apertura.accesso.to_string().into()
    }

    /// Versione.
    async fn versione(&self) -> u64 {
        self.versione
    }

    /// Identificativo della persona.
    async fn soggetto_id(&self) -> ID {
        self.emergenza.apertura.soggetto.to_string().into()
    }

    /// La persona; nulla se la sua scheda non è tra quelle che l'operatore può vedere.
    async fn soggetto(&self, ctx: &Context<'_>) -> Result<Option<SchedaSoggetto>> {
        if self.soggetto_aperto {
            SchedaSoggetto::carica(contesto(ctx)?, self.emergenza.apertura.soggetto, None, None)
                .await
                .map(Some)
        } else {
            Ok(None)
        }
    }

    /// Chi l'ha aperto, con il ruolo e l'unità di allora.
    async fn operatore(&self) -> Incarico {
        self.emergenza.apertura.chi.into()
    }

    /// Motivo (elenco MOTIVO_EMERGENZA).
    async fn motivo(&self) -> Voce {
        Voce::di(Lista::MotivoEmergenza, &self.emergenza.apertura.motivo)
    }

    /// Spiegazione, con le parole di chi l'ha aperto.
    async fn spiegazione(&self) -> Nota {
        Nota::di(&self.emergenza.apertura.spiegazione, |s| s.testo.as_str())
    }

    /// Quando è stato aperto.
    async fn aperto_il(&self) -> Istante {
        self.emergenza.apertura.aperta_il.into()
    }

    /// Quando scade.
    async fn scade(&self) -> Istante {
        self.emergenza.apertura.scade.into()
    }

    /// Quando è stato chiuso prima della scadenza.
    async fn chiuso_il(&self) -> Option<Istante> {
        self.emergenza.chiusa_il.map(Istante)
    }

    /// Apre ancora la scheda.
    #[graphql(name = "inCorso")]
    async fn vale_adesso(&self) -> bool {
        self.emergenza.vale(self.letto_il)
    }

    /// Secondi per cui apre ancora la scheda.
    async fn secondi_rimasti(&self) -> u32 {
        let scade = Some(self.emergenza.apertura.scade).filter(|_| self.emergenza.vale(self.letto_il));
        scade.map_or(0, |scade| secondi(self.letto_il, scade))
    }

    /// È ancora da riesaminare.
    async fn da_riesaminare(&self) -> bool {
        self.emergenza.da_riesaminare()
    }

    /// L'ultimo riesame.
    async fn riesame(&self) -> Option<Riesame> {
        self.emergenza.riesami.last().map(Riesame::from)
    }

    /// Tutti i riesami, dal primo.
    async fn riesami(&self) -> Vec<Riesame> {
        self.emergenza.riesami.iter().map(Riesame::from).collect()
    }
}

/// Riesame di un accesso di emergenza.
#[derive(SimpleObject)]
pub(crate) struct Riesame {
    /// Chi l'ha riesaminato, con il ruolo e l'unità di allora.
    da: Incarico,
    /// Quando.
    il: Istante,
    /// Esito (elenco ESITO_RIESAME).
    esito: Voce,
    /// Note.
    note: Option<Nota>,
}

impl From<&dominio::EmergenzaRiesaminata> for Riesame {
    fn from(e: &dominio::EmergenzaRiesaminata) -> Self {
        Self {
            da: e.da.into(),
            il: e.riesaminata_il.into(),
            esito: Voce::di(Lista::EsitoRiesame, &e.esito),
            note: e.note.as_ref().map(|n| Nota::di(n, |n| n.testo.as_str())),
        }
    }
}
