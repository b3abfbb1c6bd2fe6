//! The file of a subject.

use super::anagrafica::{Anagrafica, Provenienza};
use crate::graphql::codifiche::Voce;
use crate::graphql::common::{
    Apertura, Cancellazione, ChiaveScheda, Contesto, Data, Istante, Momento, Mostrabile, Pagina, contesto,
    costo, guasto, guasto_condiviso, primi,
};
use crate::graphql::nucleo::{NucleoAnagrafe, NucleoDiFatto};
use crate::graphql::segnalazione::{SegnalazioneInElenco, elenco};
use crate::services::Stato;
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use domain::codifiche::Lista;
use domain::soggetto::{self as dominio, IndirizzoRegistrato};
use domain::tracciamento::Accesso;
use domain::visibilita::{Azione, Cosa};
use projections::segnalazioni::Filtro;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Come il soggetto è entrato nell'anagrafe interna.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::soggetto::Origine")]
pub(crate) enum OrigineSoggetto {
    /// Importato da ANPR.
    Importato,
    /// Inserito a mano.
    Registrato,
}

/// Scheda di un soggetto.
pub(crate) struct Soggetto {
    scheda: dominio::SchedaSoggetto,
    versione: u64,
    posizione: u64,
    registrato_il: chrono::DateTime<chrono::Utc>,
    momento: Momento,
}

impl Soggetto {
    /// The file of that id, as it stood; `None` when there is none, or the id is no id.
    pub(crate) async fn carica(c: &Contesto, id: &str, momento: Momento) -> Result<Option<Self>> {
        let Ok(id) = Uuid::parse_str(id) else { return Ok(None) };
        let id = id.to_string();
        let stati = c
            .servizi
            .stato::<dominio::Soggetto>(
                c.vista().await?,
                Accesso::Scheda,
                std::slice::from_ref(&id),
                momento.fino_a,
            )
            .await;
        let stato = stati.map_err(|e| guasto(&e))?.remove(&id);
        Ok(stato.and_then(|stato| Self::di(stato, momento)))
    }

    fn di(stato: Stato<dominio::Soggetto>, momento: Momento) -> Option<Self> {
        Some(Self {
            scheda: stato.aggregato.scheda?,
            versione: stato.versione,
            posizione: stato.posizione,
            registrato_il: stato.registrato_il,
            momento,
        })
    }
}

impl Mostrabile for Soggetto {
    async fn aperto(c: &Contesto, stream: &str) -> Result<bool> {
        let Ok(id) = stream.parse() else { return Ok(false) };
        c.vede_soggetto(Azione::Leggere, id).await
    }

    async fn mostra(c: &Contesto, stream: &str) -> Result<Option<Self>> {
        Self::carica(c, stream, Momento::adesso(c)).await
    }
}

/// Scheda di un soggetto, com'era nel momento chiesto.
#[Object]
impl Soggetto {
    /// Identificativo.
    async fn id(&self) -> ID {
        self.scheda.id.to_string().into()
    }

    /// Perché è aperta all'operatore, adesso, e che cosa può farne.
    async fn apertura(&self, ctx: &Context<'_>) -> Result<Apertura> {
        Apertura::di(contesto(ctx)?, Cosa::Soggetto, self.scheda.id.0).await
    }

    /// Codice soggetto.
    async fn codice(&self, ctx: &Context<'_>) -> Result<Option<u64>> {
        let chiave = ChiaveScheda { soggetto: self.scheda.id, fino_a: None };
        let scheda = contesto(ctx)?.caricatori.load_one(chiave).await.map_err(guasto_condiviso)?;
        Ok(scheda.and_then(|s| s.codice()))
    }

    /// Versione della scheda, da indicare quando la si modifica.
    async fn versione(&self) -> u64 {
        self.versione
    }

    /// Posizione nel registro dell'ultimo evento della scheda.
    async fn posizione(&self) -> u64 {
        self.posizione
    }

    /// Quando è stato registrato l'ultimo evento della scheda.
    async fn registrato_il(&self) -> Istante {
        self.registrato_il.into()
    }

    /// Come è entrato nell'anagrafe interna.
    async fn origine(&self) -> OrigineSoggetto {
        self.scheda.origine.into()
    }

    /// Dati anagrafici; mancano se sono stati cancellati.
    async fn anagrafica(&self) -> Option<Anagrafica> {
        self.scheda.anagrafica.valore().cloned().map(Anagrafica)
    }

    /// Quando e perché i dati anagrafici sono stati cancellati.
    async fn cancellazione(&self) -> Option<Cancellazione> {
        self.scheda.anagrafica.cancellazione().map(Cancellazione::from)
    }

    /// Da dove vengono i dati importati.
    async fn provenienza(&self) -> Option<Provenienza> {
        self.scheda.provenienza.as_ref().map(Provenienza::from)
    }

    /// Ultima correzione dei dati anagrafici.
    async fn correzione(&self) -> Option<Correzione> {
        let correzione = self.scheda.correzione.as_ref()?.valore()?;
        Some(Correzione {
            motivo: correzione.motivo.clone(),
            codice_fiscale_precedente: correzione.codice_fiscale_precedente.clone(),
        })
    }

    /// Recapiti.
    async fn contatti(&self) -> Option<Contatti> {
        let contatti = self.scheda.contatti.as_ref()?;
        let valore = contatti.valore().cloned().unwrap_or_default();
        Some(Contatti {
            email: valore.email,
            pec: valore.pec,
            domicilio_digitale: valore.domicilio_digitale,
            telefoni: valore.telefoni,
            cancellazione: contatti.cancellazione().map(Cancellazione::from),
        })
    }

    /// Stato civile in vigore.
    async fn stato_civile(&self) -> Option<StatoCivile> {
        let in_vigore = self.scheda.stato_civile_al(self.momento.giorno)?.dal;
        self.stati_civili_noti().into_iter().find(|s| s.dal.0 == in_vigore)
    }

    /// Tutti gli stati civili, dal più recente.
    async fn stati_civili(&self) -> Vec<StatoCivile> {
        let mut stati = self.stati_civili_noti();
        stati.reverse();
        stati
    }

    /// Indirizzi in vigore, uno per tipo.
    async fn indirizzi(&self) -> Vec<Indirizzo> {
        let tipi: BTreeSet<&str> = self.scheda.indirizzi.iter().map(|i| i.tipo.as_str()).collect();
        let in_vigore =
            |tipo| Some(Indirizzo::di(tipo, self.scheda.indirizzo_al(tipo, self.momento.giorno)?));
        tipi.into_iter().filter_map(in_vigore).collect()
    }

    /// Tutti gli indirizzi registrati, dal più recente.
    async fn indirizzi_storici(&self) -> Vec<Indirizzo> {
        let mut tutti: Vec<Indirizzo> = self.scheda.indirizzi.iter().filter_map(noto).collect();
        tutti.sort_by_key(|i| std::cmp::Reverse(i.dal.0));
        tutti
    }

    /// Nuclei di fatto di cui fa parte.
    async fn nuclei_di_fatto(&self, ctx: &Context<'_>) -> Result<Vec<NucleoDiFatto>> {
        NucleoDiFatto::di_soggetto(contesto(ctx)?, self.scheda.id, self.momento).await
    }

    /// Nucleo com'è in anagrafe.
    async fn nucleo_anagrafe(&self, ctx: &Context<'_>) -> Result<Option<NucleoAnagrafe>> {
        NucleoAnagrafe::carica(contesto(ctx)?, &self.scheda.id.to_string(), self.momento).await
    }

    /// Segnalazioni che lo riguardano, dal numero più recente.
    #[graphql(complexity = "costo(first, child_complexity)")]
    async fn segnalazioni(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Pagina<SegnalazioneInElenco>> {
        let filtro = Filtro { segnalato: Some(self.scheda.id), ..Filtro::default() };
        elenco(contesto(ctx)?, &filtro, self.momento, after, primi(first)?).await
    }
}

impl Soggetto {
    /// Oldest first; each lasts until the day before the next.
    fn stati_civili_noti(&self) -> Vec<StatoCivile> {
        let sesso = self.scheda.anagrafica.valore().and_then(|d| d.sesso);
        let noti: Vec<_> = self.scheda.stati_civili.iter().filter_map(|s| s.valore()).collect();
        let fini = noti.iter().skip(1).map(|s| s.dal.pred_opt()).chain(std::iter::once(None));
        let letti = noti.iter().zip(fini).map(|(s, al)| StatoCivile {
            stato: Voce::di(Lista::StatoCivile, &s.codice).per(sesso),
            dal: s.dal.into(),
            al: al.map(Data),
            note: s.note.clone(),
        });
        letti.collect()
    }
}

/// Correzione dei dati anagrafici.
#[derive(SimpleObject)]
pub(crate) struct Correzione {
    /// Perché.
    motivo: Option<String>,
    /// Codice fiscale che il soggetto aveva prima, se è cambiato.
    codice_fiscale_precedente: Option<String>,
}

/// Recapiti di una persona.
#[derive(SimpleObject)]
pub(crate) struct Contatti {
    /// E-mail.
    email: Option<String>,
    /// PEC.
    pec: Option<String>,
    /// Domicilio digitale.
    domicilio_digitale: Option<String>,
    /// Telefono 1, 2, 3.
    telefoni: Vec<String>,
    /// Quando e perché i recapiti sono stati cancellati.
    cancellazione: Option<Cancellazione>,
}

/// Stato civile, con il periodo in cui vale.
#[derive(SimpleObject)]
pub(crate) struct StatoCivile {
    /// Stato civile (elenco STATO_CIVILE), nella forma del sesso della persona.
    stato: Voce,
    /// Primo giorno.
    dal: Data,
    /// Ultimo giorno; manca finché dura.
    al: Option<Data>,
    /// «Note - Stato Civile».
    note: Option<String>,
}

/// Indirizzo.
#[derive(SimpleObject)]
pub(crate) struct Indirizzo {
    /// Tipo (elenco TIPO_INDIRIZZO).
    tipo: Voce,
    /// Primo giorno in cui vale.
    dal: Data,
    /// Codice catastale del comune, o dello stato estero.
    codice_luogo: String,
    /// Comune, o località e stato esteri.
    luogo: String,
    /// Sigla della provincia.
    provincia: Option<String>,
    /// CAP.
    cap: Option<String>,
    /// Via.
    via: String,
    /// Numero civico.
    civico: Option<String>,
    /// Presso.
    presso: Option<String>,
}

impl Indirizzo {
    fn di(tipo: &str, i: &dominio::Indirizzo) -> Self {
        Self {
            tipo: Voce::di(Lista::TipoIndirizzo, tipo),
            dal: i.dal.into(),
            codice_luogo: i.codice_luogo.clone(),
            luogo: i.luogo.clone(),
            provincia: Some(i.provincia.clone()).filter(|p| !p.is_empty()),
            cap: i.cap.clone(),
            via: i.via.clone(),
            civico: i.civico.clone(),
            presso: i.presso.clone(),
        }
    }
}

fn noto(i: &IndirizzoRegistrato) -> Option<Indirizzo> {
    Some(Indirizzo::di(&i.tipo, i.indirizzo.valore()?))
}
