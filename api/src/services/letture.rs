//! Reading a file: the fold of its streams, now or cut at a position, so that "as it stood" is the same path.

use super::{Chiamante, Comando, Guasto, Mancato, Servizi};
use chrono::{DateTime, NaiveDate, Utc};
use domain::evento::Registrato;
use domain::identita::SoggettoId;
use domain::nucleo_anagrafe::NucleoAnagrafe;
use domain::nucleo_di_fatto::NucleoDiFatto;
use domain::rifiuto::Codice;
use domain::segnalazione::Segnalazione;
use domain::soggetto::Soggetto;
use domain::tracciamento::{Accesso, Divulgato, Oggetto};
use domain::visibilita::Azione;
use event_store::loader::LoadError;
use event_store::metadata::keys;
use event_store::store::LoadStreamError;
use event_store::{ReadError, Recorded};
use projections::names::{ORGANIZZAZIONE, VISIBILITA};
use projections::visibilita::{Chi, Vista, sguardo, vede_soggetto};
use projections::{ProjectorError, QueryError};
use std::collections::HashMap;
use std::time::Duration;
use uuid::Uuid;

/// How old the picture of who may see what may be: an import may keep the read models busy for some seconds.
const RITARDO: Duration = Duration::from_secs(30);

/// The two times of a reading: what the log knew, and what was true. Both default to now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alla {
    /// As the log knew it at this instant.
    pub registrato: Option<DateTime<Utc>>,
    /// As the log knew it at this position; goes before the instant.
    pub posizione: Option<u64>,
    /// As it was true on this day.
    pub valido: Option<NaiveDate>,
}

/// A state, and where its stream stands.
#[derive(Clone, Debug)]
pub struct Stato<A> {
    /// The fold of the events.
    pub aggregato: A,
    /// Version of the stream: how many events were folded.
    pub versione: u64,
    /// Position of the last of them.
    pub posizione: u64,
    /// When the first of them was recorded.
    pub creato_il: DateTime<Utc>,
    /// When the last of them was recorded.
    pub registrato_il: DateTime<Utc>,
}

impl Servizi {
    /// The position at which a reading is cut; `None` is now.
    ///
    /// # Errors
    /// When the log does not answer.
    pub async fn posizione_alla(&self, alla: &Alla) -> Result<Option<u64>, Guasto> {
        match (alla.posizione, alla.registrato) {
            (Some(posizione), _) => Ok(Some(posizione)),
            (None, Some(istante)) => Ok(Some(self.log().position_at(istante).await?)),
            (None, None) => Ok(None),
        }
    }

    /// The states of several streams of one kind, with one select; those without events are left out. It is noted whose they
    /// are and who is named in them. Whether they are open has been asked of `vista`: by a list that read them, or of each.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn stato<A: Registrato>(
        &self,
        vista: &Vista,
        accesso: Accesso,
        ids: &[String],
        fino_a: Option<u64>,
    ) -> Result<HashMap<String, Stato<A>>, ReadError> {
        let streams = self.log().streams::<A>(ids, fino_a).await?;
        streams.values().for_each(|eventi| annota::<A>(vista.divulgato(), accesso, eventi));
        Ok(streams
            .into_iter()
            .filter_map(|(id, eventi)| {
                let (primo, ultimo) = (eventi.first()?, eventi.last()?);
                let (creato_il, registrato_il) = (primo.recorded_at, ultimo.recorded_at);
                let (versione, posizione) = (ultimo.sequence, ultimo.position);
                let mut aggregato = A::default();
                eventi.into_iter().for_each(|e| aggregato.apply(e.event));
                Some((id, Stato { aggregato, versione, posizione, creato_il, registrato_il }))
            })
            .collect())
    }

    /// The state of one stream now; a default when there is none.
    pub(super) async fn uno<A: Registrato>(&self, id: impl ToString) -> Result<A, Mancato> {
        Ok(self.uno_con_versione::<A>(id).await?.0)
    }

    /// The same with the version of the stream.
    pub(super) async fn uno_con_versione<A: Registrato>(
        &self,
        id: impl ToString,
    ) -> Result<(A, u64), Mancato> {
        // As a command loads it: readers, however many, do not stand in its way.
        match self.bus().state_at::<A>(&id.to_string()).await {
            Err(LoadStreamError::Load(LoadError::Busy)) => Err(Mancato::Occupato),
            stato => stato.map_err(Mancato::guasto),
        }
    }

    /// The read models as an operator may see them; what is shown of them is noted in `divulgato`.
    ///
    /// # Errors
    /// When the database does not answer, and when the read models that say who may see what have stopped or are behind: a
    /// right that was taken away must not go on for as long as nobody mends them.
    pub async fn vista(&self, chi: &Chiamante, divulgato: &Divulgato) -> Result<Vista, QueryError> {
        let pool = self.log().pool();
        #[cfg(feature = "misure")]
        if let Some(vista) = crate::misure::vista(self.log()) {
            return Ok(vista);
        }
        if !self.projector().keep_up(&[VISIBILITA, ORGANIZZAZIONE], RITARDO).await.map_err(di_proiettore)? {
            return Err(QueryError::Behind);
        }
        Ok(Vista::di(pool.clone(), sguardo(pool, self.chi_guarda(chi)).await?, divulgato.clone()))
    }

    /// The same for a rule that asks whether something is open, and shows nothing of it.
    pub(super) async fn vista_di_regola(&self, chi: &Chiamante) -> Result<Vista, Mancato> {
        self.vista(chi, &Divulgato::default()).await.map_err(Mancato::guasto)
    }

    /// Who looks, and when.
    fn chi_guarda(&self, chi: &Chiamante) -> Chi {
        Chi { attore: chi.attore, riservati: chi.riservati, giorno: self.oggi(), adesso: self.adesso() }
    }

    /// The file of a subject with which the operator may do that, or the refusal that he has none.
    pub(super) async fn soggetto_visibile(
        &self,
        c: &Comando<'_>,
        azione: Azione,
        id: SoggettoId,
        campo: &str,
    ) -> Result<Soggetto, Mancato> {
        let vista = self.vista_di_regola(c.chi).await?;
        if vede_soggetto(&vista, azione, id).await.map_err(Mancato::guasto)? {
            self.soggetto(id, campo).await
        } else {
            c.divulgato.nega(Accesso::Scheda, Oggetto::Soggetto(id));
            Err(Mancato::campo(Codice::SoggettoInesistente, campo))
        }
    }

    /// The file of a subject, or the refusal that he has none.
    pub(super) async fn soggetto(&self, id: SoggettoId, campo: &str) -> Result<Soggetto, Mancato> {
        let soggetto = self.uno::<Soggetto>(id).await?;
        if soggetto.scheda.is_some() {
            Ok(soggetto)
        } else {
            Err(Mancato::campo(Codice::SoggettoInesistente, campo))
        }
    }
}

fn di_proiettore(errore: ProjectorError) -> QueryError {
    let ProjectorError::Database(causa) = errore;
    causa.into()
}

/// Notes that these events were shown: the stream, and everybody who is named in one of them.
pub(super) fn annota<A: Registrato>(divulgato: &Divulgato, accesso: Accesso, eventi: &[Recorded<A::Event>]) {
    let Some(primo) = eventi.first() else { return };
    let stream = Uuid::parse_str(&primo.stream).ok().and_then(|id| oggetto(A::TYPE, id));
    let nominati = eventi.iter().filter_map(|e| e.metadata.get(keys::SUBJECTS));
    let nominati = nominati.flat_map(str::split_whitespace).filter_map(|id| id.parse().ok());
    divulgato.mostra(accesso, stream.into_iter().chain(nominati.map(Oggetto::Soggetto)));
}

/// What a stream is, to the read log; operators and units are nobody's file.
fn oggetto(tipo: &str, id: Uuid) -> Option<Oggetto> {
    if tipo == nome::<Soggetto>() || tipo == nome::<NucleoAnagrafe>() {
        Some(Oggetto::Soggetto(id.into()))
    } else if tipo == nome::<NucleoDiFatto>() {
        Some(Oggetto::Nucleo(id.into()))
    } else if tipo == nome::<Segnalazione>() {
        Some(Oggetto::Pratica(id.into()))
    } else {
        None
    }
}

/// Stored name of a kind of stream.
fn nome<A: Registrato>() -> &'static str {
    A::TYPE
}
