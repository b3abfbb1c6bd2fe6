//! The household in the register (M-E12, M-E13).

use crate::graphql::codifiche::Voce;
use crate::graphql::common::{
    Cancellazione, ChiaveScheda, Contesto, Data, Istante, Momento, Mostrabile, Rifiuto, contesto, guasto,
    guasto_condiviso,
};
use crate::graphql::soggetto::{Anagrafica, Provenienza, SchedaSoggetto};
use crate::services::Rifiutato;
use async_graphql::{Context, ID, Object, Result};
use domain::codifiche::Lista;
use domain::identita::SoggettoId;
use domain::nucleo_anagrafe::{self as dominio, ClasseDifferenza, Differenza};
use domain::rifiuto::Codice;
use domain::tracciamento::Accesso;
use domain::visibilita::Azione;
use uuid::Uuid;

/// Household of an institution, in the register's `tipoLegame`.
const CONVIVENZA: &str = "4";

/// The relation, from the list that goes with the kind of household.
pub(crate) fn legame(tipo: &str, codice: Option<&str>) -> Option<Voce> {
    let lista = if tipo == CONVIVENZA { Lista::LegameConvivenza } else { Lista::RelazioneParentela };
    codice.map(|c| Voce::di(lista, c))
}

/// Nucleo anagrafe.
pub(crate) struct NucleoAnagrafe {
    soggetto: SoggettoId,
    nucleo: dominio::NucleoAnagrafe,
    posizione: u64,
    registrato_il: chrono::DateTime<chrono::Utc>,
    fino_a: Option<u64>,
}

impl NucleoAnagrafe {
    /// The household of a subject; `None` when the register was never asked for it.
    pub(crate) async fn carica(c: &Contesto, id: &str, momento: Momento) -> Result<Option<Self>> {
        let Ok(id) = Uuid::parse_str(id) else { return Ok(None) };
        let stream = id.to_string();
        let stati = c
            .servizi
            .stato::<dominio::NucleoAnagrafe>(
                c.vista().await?,
                Accesso::Scheda,
                std::slice::from_ref(&stream),
                momento.fino_a,
            )
            .await;
        let stato = stati.map_err(|e| guasto(&e))?.remove(&stream);
        Ok(stato.map(|s| Self {
            soggetto: SoggettoId(id),
            posizione: s.posizione,
            registrato_il: s.registrato_il,
            nucleo: s.aggregato,
            fino_a: momento.fino_a,
        }))
    }

    fn componente(&self, m: &dominio::ComponenteAnagrafe) -> ComponenteAnagrafe {
        ComponenteAnagrafe { componente: m.clone(), fino_a: self.fino_a }
    }
}

impl Mostrabile for NucleoAnagrafe {
    async fn aperto(c: &Contesto, stream: &str) -> Result<bool> {
        let Ok(id) = stream.parse() else { return Ok(false) };
        c.vede_soggetto(Azione::Leggere, id).await
    }

    async fn mostra(c: &Contesto, stream: &str) -> Result<Option<Self>> {
        Self::carica(c, stream, Momento::adesso(c)).await
    }
}

/// Nucleo com'è in anagrafe: si importa e si allinea, non si modifica a mano.
#[Object]
impl NucleoAnagrafe {
    /// Soggetto per il quale l'anagrafe è stata interrogata.
    async fn soggetto(&self, ctx: &Context<'_>) -> Result<SchedaSoggetto> {
        SchedaSoggetto::carica(contesto(ctx)?, self.soggetto, self.fino_a, None).await
    }

    /// Versione.
    async fn versione(&self) -> u64 {
        self.nucleo.versione
    }

    /// Posizione nel registro dell'ultimo evento.
    async fn posizione(&self) -> u64 {
        self.posizione
    }

    /// Quando è stato registrato l'ultimo evento.
    async fn registrato_il(&self) -> Istante {
        self.registrato_il.into()
    }

    /// L'anagrafe lo ha fornito.
    async fn verificato(&self) -> bool {
        self.nucleo.verificato()
    }

    /// Perché non è verificato.
    async fn causa(&self) -> Option<Rifiuto> {
        self.nucleo.causa().map(causa)
    }

    /// Da dove vengono i dati.
    async fn provenienza(&self) -> Option<Provenienza> {
        self.nucleo.provenienza.as_ref().map(Provenienza::from)
    }

    /// Componenti, come importati o allineati l'ultima volta.
    async fn componenti(&self) -> Vec<ComponenteAnagrafe> {
        self.nucleo.componenti.iter().map(|m| self.componente(m)).collect()
    }

    /// Ultimo confronto con l'anagrafe.
    async fn confronto(&self) -> Option<Confronto> {
        let confronto = self.nucleo.confronto.clone()?;
        let qui = self.nucleo.componenti.clone();
        Some(Confronto { confronto, qui, fino_a: self.fino_a })
    }
}

/// The stored code of a refusal, as a refusal.
pub(crate) fn causa(codice: &str) -> Rifiuto {
    let noto = Codice::TUTTI.iter().copied().find(|c| c.as_str() == codice);
    match noto {
        Some(codice) => Rifiutato { codice, campi: Vec::new(), titolare: None }.into(),
        None => Rifiuto {
            codice: codice.to_owned(),
            messaggio: codice.to_owned(),
            campi: Vec::new(),
            titolare: None,
            riferimento: None,
        },
    }
}

/// Componente del nucleo in anagrafe.
pub(crate) struct ComponenteAnagrafe {
    componente: dominio::ComponenteAnagrafe,
    fino_a: Option<u64>,
}

/// Componente del nucleo in anagrafe.
#[Object]
impl ComponenteAnagrafe {
    /// Identificativo della persona.
    async fn id(&self) -> ID {
        self.componente.componente.to_string().into()
    }

    /// La sua scheda nell'anagrafe interna, se ne ha una che l'operatore può aprire.
    async fn scheda(&self, ctx: &Context<'_>) -> Result<Option<SchedaSoggetto>> {
        let chiave = ChiaveScheda { soggetto: self.componente.componente, fino_a: self.fino_a };
        let scheda = contesto(ctx)?.caricatori.load_one(chiave).await.map_err(guasto_condiviso)?;
        Ok(scheda.filter(SchedaSoggetto::e_presente))
    }

    /// I suoi dati, come li ha dati l'anagrafe; mancano se sono stati cancellati.
    async fn anagrafica(&self) -> Option<Anagrafica> {
        self.componente.dati.valore().map(|d| Anagrafica(d.anagrafica.clone()))
    }

    /// Quando e perché i dati sono stati cancellati.
    async fn cancellazione(&self) -> Option<Cancellazione> {
        self.componente.dati.cancellazione().map(Cancellazione::from)
    }

    /// Relazione con l'intestatario della scheda (elenco RELAZIONE_PARENTELA o LEGAME_CONVIVENZA).
    async fn relazione(&self) -> Option<Voce> {
        let dati = self.componente.dati.valore()?;
        legame(&dati.tipo_legame, dati.codice_legame.as_deref())
    }

    /// Da quando.
    async fn dal(&self) -> Option<Data> {
        self.componente.dati.valore()?.dal.map(Data)
    }
}

/// Confronto con l'anagrafe.
pub(crate) struct Confronto {
    confronto: dominio::Confronto,
    qui: Vec<dominio::ComponenteAnagrafe>,
    fino_a: Option<u64>,
}

/// «Confronto Nucleo con Anagrafe».
#[Object]
impl Confronto {
    /// Numero del confronto, da indicare per allineare.
    async fn numero(&self) -> u64 {
        self.confronto.versione
    }

    /// Le differenze sono già state applicate, tutte.
    async fn allineato(&self) -> bool {
        self.confronto.allineato
    }

    /// Generi di differenze già applicati (elenco DIFFERENZA_NUCLEO).
    async fn applicate(&self) -> Vec<Voce> {
        let applicata = |classe: &ClasseDifferenza| self.confronto.applicate.contains(classe);
        let applicate = ClasseDifferenza::TUTTE.into_iter().filter(applicata);
        applicate.map(|classe| Voce::di(Lista::DifferenzaNucleo, classe.as_str())).collect()
    }

    /// Che cosa è stato chiesto all'anagrafe, e quando.
    async fn provenienza(&self) -> Provenienza {
        Provenienza::from(&self.confronto.provenienza)
    }

    /// Che cosa differisce; nulla se i due nuclei coincidono.
    async fn differenze(&self) -> Vec<DifferenzaNucleo> {
        let differenza = |d: &Differenza| {
            let qui = self.qui.iter().find(|m| m.componente == chi(d)).cloned();
            DifferenzaNucleo { differenza: d.clone(), qui, fino_a: self.fino_a }
        };
        self.confronto.differenze.iter().map(differenza).collect()
    }

    /// Componenti che coincidono.
    async fn invariati(&self) -> Vec<ComponenteAnagrafe> {
        let uguale = |m: &&dominio::ComponenteAnagrafe| {
            self.confronto.differenze.iter().all(|d| chi(d) != m.componente)
        };
        let invariati = self.qui.iter().filter(uguale);
        invariati.map(|m| ComponenteAnagrafe { componente: m.clone(), fino_a: self.fino_a }).collect()
    }
}

fn rilevato(d: &Differenza) -> Option<&dominio::ComponenteAnagrafe> {
    match d {
        Differenza::SoloAnpr { rilevato }
        | Differenza::DatiDiversi { rilevato, .. }
        | Differenza::RelazioneDiversa { rilevato } => Some(rilevato),
        Differenza::SoloInterno { .. } => None,
    }
}

/// Whom a difference is about.
fn chi(d: &Differenza) -> SoggettoId {
    match (d, rilevato(d)) {
        (Differenza::SoloInterno { componente }, _) => *componente,
        (_, Some(rilevato)) => rilevato.componente,
        (_, None) => SoggettoId(Uuid::nil()),
    }
}

/// Differenza fra il nucleo qui e in anagrafe.
pub(crate) struct DifferenzaNucleo {
    differenza: Differenza,
    qui: Option<dominio::ComponenteAnagrafe>,
    fino_a: Option<u64>,
}

/// Differenza fra il nucleo qui e in anagrafe.
#[Object]
impl DifferenzaNucleo {
    /// Genere (elenco DIFFERENZA_NUCLEO).
    async fn tipo(&self) -> Voce {
        Voce::di(Lista::DifferenzaNucleo, self.differenza.classe().as_str())
    }

    /// Campi che differiscono, con i nomi di `Anagrafica`.
    async fn campi(&self) -> Vec<String> {
        match &self.differenza {
            Differenza::DatiDiversi { campi, .. } => campi.clone(),
            _ => Vec::new(),
        }
    }

    /// Com'è qui; dopo l'allineamento, com'è diventato.
    async fn qui(&self) -> Option<ComponenteAnagrafe> {
        self.qui.clone().map(|componente| ComponenteAnagrafe { componente, fino_a: self.fino_a })
    }

    /// Com'è in anagrafe.
    async fn anagrafe(&self) -> Option<ComponenteAnagrafe> {
        let componente = rilevato(&self.differenza)?.clone();
        Some(ComponenteAnagrafe { componente, fino_a: self.fino_a })
    }
}
