//! Loaders: whatever a list says of others is read for the whole page at once.

use crate::graphql::amministrazione::ChiaveStoria;
use crate::services::{EventoStoria, Servizi};
use async_graphql::dataloader::Loader;
use domain::identita::{NucleoId, OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use domain::nucleo_di_fatto::NucleoDiFatto;
use domain::soggetto::Soggetto;
use domain::tracciamento::Accesso;
use projections::organizzazione::{OperatoreRiga, Unita, operatori_per_id, unita_per_id};
use projections::segnalazioni::{Numero, numeri};
use projections::soggetti::schede;
use projections::visibilita::Vista;
use std::collections::HashMap;
use std::error::Error;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::contesto::Occhi;
use crate::graphql::soggetto::{DatiScheda, SchedaSoggetto};

/// A fault that several resolvers may share.
type Guasto = Arc<dyn Error + Send + Sync>;

/// Loads for one request.
pub(crate) struct Caricatore {
    servizi: Servizi,
    /// Of an operator; machines have none.
    occhi: Option<Arc<Occhi>>,
    viaggi: AtomicUsize,
}

/// A machine came where somebody's file is read.
#[derive(Debug, thiserror::Error)]
#[error("a machine sees nobody's file")]
struct SenzaOcchi;

impl Caricatore {
    pub(super) fn nuovo(servizi: Servizi, occhi: Option<Arc<Occhi>>) -> Self {
        Self { servizi, occhi, viaggi: AtomicUsize::new(0) }
    }

    /// Batches loaded so far: what must not grow with the length of a page.
    pub(crate) fn viaggi(&self) -> usize {
        self.viaggi.load(Ordering::Relaxed)
    }

    /// The read models as whoever asks may see them.
    async fn vista(&self) -> Result<&Vista, Guasto> {
        let occhi = self.occhi.as_ref().ok_or_else(|| guasto(SenzaOcchi))?;
        occhi.vista().await.map_err(guasto)
    }

    fn viaggio(&self) -> &Servizi {
        self.viaggi.fetch_add(1, Ordering::Relaxed);
        &self.servizi
    }
}

fn guasto(causa: impl Error + Send + Sync + 'static) -> Guasto {
    Arc::new(causa)
}

/// Header of a person, now or as it stood at a position.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ChiaveScheda {
    pub(crate) soggetto: SoggettoId,
    pub(crate) fino_a: Option<u64>,
}

/// Name of a nucleo di fatto, now or as it stood at a position.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ChiaveNome {
    pub(crate) nucleo: NucleoId,
    pub(crate) fino_a: Option<u64>,
}

/// The keys by the position at which they are to be read: one read for each.
fn per_posizione<K: Copy>(
    chiavi: &[K],
    posizione: impl Fn(&K) -> Option<u64>,
) -> HashMap<Option<u64>, Vec<K>> {
    let mut gruppi: HashMap<Option<u64>, Vec<K>> = HashMap::new();
    for chiave in chiavi {
        gruppi.entry(posizione(chiave)).or_default().push(*chiave);
    }
    gruppi
}

impl Loader<ChiaveScheda> for Caricatore {
    type Value = SchedaSoggetto;
    type Error = Guasto;

    async fn load(&self, chiavi: &[ChiaveScheda]) -> Result<HashMap<ChiaveScheda, SchedaSoggetto>, Guasto> {
        let (vista, servizi) = (self.vista().await?, self.viaggio());
        let mut trovate = HashMap::with_capacity(chiavi.len());
        for (fino_a, chiavi) in per_posizione(chiavi, |c| c.fino_a) {
            let ids: Vec<SoggettoId> = chiavi.iter().map(|c| c.soggetto).collect();
            let correnti = schede(vista, &ids).await.map_err(guasto)?;
            let chiave = |soggetto| ChiaveScheda { soggetto, fino_a };
            if fino_a.is_none() {
                trovate.extend(correnti.into_iter().map(|(id, s)| (chiave(id), SchedaSoggetto::from(s))));
                continue;
            }
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            let stati = servizi.stato::<Soggetto>(vista, Accesso::Intestazione, &ids, fino_a).await;
            let mut stati = stati.map_err(guasto)?;
            for (id, oggi) in correnti {
                let allora = stati.remove(&id.to_string()).and_then(|s| s.aggregato.scheda);
                if let Some(scheda) = allora {
                    let dati = DatiScheda::di(id, scheda.anagrafica.valore());
                    trovate.insert(chiave(id), SchedaSoggetto::di_allora(&oggi.into(), dati));
                }
            }
        }
        Ok(trovate)
    }
}

impl Loader<ChiaveNome> for Caricatore {
    type Value = String;
    type Error = Guasto;

    async fn load(&self, chiavi: &[ChiaveNome]) -> Result<HashMap<ChiaveNome, String>, Guasto> {
        let (vista, servizi) = (self.vista().await?, self.viaggio());
        let mut nomi = HashMap::with_capacity(chiavi.len());
        for (fino_a, chiavi) in per_posizione(chiavi, |c| c.fino_a) {
            let ids: Vec<String> = chiavi.iter().map(|c| c.nucleo.to_string()).collect();
            let stati = servizi.stato::<NucleoDiFatto>(vista, Accesso::Intestazione, &ids, fino_a).await;
            let stati = stati.map_err(guasto)?;
            for nucleo in stati.into_values().filter_map(|s| s.aggregato.nucleo) {
                if let Some(nome) = nucleo.nome.valore() {
                    nomi.insert(ChiaveNome { nucleo: nucleo.id, fino_a }, nome.nome.clone());
                }
            }
        }
        Ok(nomi)
    }
}

impl Loader<OperatoreId> for Caricatore {
    type Value = OperatoreRiga;
    type Error = Guasto;

    async fn load(&self, ids: &[OperatoreId]) -> Result<HashMap<OperatoreId, OperatoreRiga>, Guasto> {
        operatori_per_id(self.viaggio().log().pool(), ids).await.map_err(guasto)
    }
}

/// What became of operators.
impl Loader<ChiaveStoria> for Caricatore {
    type Value = Vec<EventoStoria>;
    type Error = Guasto;

    async fn load(
        &self,
        chiavi: &[ChiaveStoria],
    ) -> Result<HashMap<ChiaveStoria, Vec<EventoStoria>>, Guasto> {
        let ids: Vec<OperatoreId> = chiavi.iter().map(|c| c.0).collect();
        let storie = self.viaggio().storie_operatori(&ids).await.map_err(guasto)?;
        Ok(storie.into_iter().map(|(id, storia)| (ChiaveStoria(id), storia)).collect())
    }
}

impl Loader<UnitaId> for Caricatore {
    type Value = Unita;
    type Error = Guasto;

    async fn load(&self, ids: &[UnitaId]) -> Result<HashMap<UnitaId, Unita>, Guasto> {
        unita_per_id(self.viaggio().log().pool(), ids).await.map_err(guasto)
    }
}

/// Numbers of segnalazioni.
impl Loader<SegnalazioneId> for Caricatore {
    type Value = Numero;
    type Error = Guasto;

    async fn load(&self, ids: &[SegnalazioneId]) -> Result<HashMap<SegnalazioneId, Numero>, Guasto> {
        let vista = self.vista().await?;
        self.viaggio();
        numeri(vista, ids).await.map_err(guasto)
    }
}
