//! The story of a file in words: every event with who, when, and what changed. Works on the plain form of the
//! events, so that a new event needs a line in the catalogue and nothing else.

mod catalogo;
mod differenze;

use super::letture::annota;
use super::{Guasto, Servizi};
use chrono::{DateTime, Utc};
use domain::accesso_emergenza::AccessoEmergenza;
use domain::annotazione::Annotazione;
use domain::evento::Registrato;
use domain::identita::{AnnotazioneId, OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use domain::nucleo_anagrafe::NucleoAnagrafe;
use domain::nucleo_di_fatto::NucleoDiFatto;
use domain::operatore::Operatore;
use domain::segnalazione::Segnalazione;
use domain::soggetto::Soggetto;
use domain::tracciamento::Accesso;
use domain::unita_organizzativa::UnitaOrganizzativa;
use domain::visibilita::Azione;
use event_store::metadata::keys;
use event_store::{ReadError, Recorded};
use projections::annotazioni::annotazioni_vedute;
use projections::fascicolo::{StreamRef, streams_of};
use projections::visibilita::{Vista, vedute};

use std::collections::HashMap;

pub use differenze::Dettaglio;

/// One event of a file, for people.
#[derive(Clone, Debug)]
pub struct EventoStoria {
    /// Position in the log.
    pub posizione: u64,
    /// When the log learned it.
    pub registrato_il: DateTime<Utc>,
    /// Stored event type.
    pub tipo: String,
    /// Type of the aggregate.
    pub tipo_stream: String,
    /// Id of the stream.
    pub stream: String,
    /// Sequence in the stream.
    pub sequenza: u64,
    /// Who did it.
    pub operatore: Option<OperatoreId>,
    /// His role at that time.
    pub ruolo: Option<String>,
    /// His unit at that time.
    pub unita: Option<UnitaId>,
    /// What happened, in a sentence.
    pub descrizione: String,
    /// What changed.
    pub dettagli: Vec<Dettaglio>,
}

/// Tells a whole stream, or the end of one: what changed is said against what these events said before.
pub fn racconta<A: Registrato>(eventi: &[Recorded<A::Event>]) -> Vec<EventoStoria> {
    let mut differenze = differenze::Differenze::default();
    eventi
        .iter()
        .map(|e| EventoStoria {
            posizione: e.position,
            registrato_il: e.recorded_at,
            tipo: e.event_type.clone(),
            tipo_stream: A::TYPE.to_owned(),
            stream: e.stream.clone(),
            sequenza: e.sequence,
            operatore: e.metadata.uuid(keys::ACTOR).map(OperatoreId),
            ruolo: e.metadata.get(keys::ROLE).map(ToOwned::to_owned),
            unita: e.metadata.uuid(keys::UNIT).map(UnitaId),
            descrizione: catalogo::descrizione(&e.event_type).to_owned(),
            dettagli: differenze.di(&e.event),
        })
        .collect()
}

/// Stored name of a kind of stream.
fn tipo<A: Registrato>() -> &'static str {
    A::TYPE
}

impl Servizi {
    /// The story of a subject's file: all streams that concern him, each for as long as it does, oldest first; of
    /// segnalazioni and their notes those that may be opened now, whenever they happened.
    ///
    /// # Errors
    /// When the log or the fascicolo cannot be read.
    pub async fn storia(
        &self,
        vista: &Vista,
        soggetto: SoggettoId,
        fino_a: Option<u64>,
    ) -> Result<Vec<EventoStoria>, Guasto> {
        let mut streams = streams_of(vista, soggetto, None).await?;
        let pratica =
            |s: &StreamRef| (s.tipo == tipo::<Segnalazione>()).then(|| s.stream.parse().ok()).flatten();
        let pratiche: Vec<SegnalazioneId> = streams.iter().filter_map(pratica).collect();
        let aperte = vedute(vista, Azione::Leggere, &pratiche).await?;
        streams.retain(|s| {
            s.tipo != tipo::<Segnalazione>() || pratica(s).is_some_and(|id| aperte.contains(&id))
        });
        let nota = |s: &StreamRef| (s.tipo == tipo::<Annotazione>()).then(|| s.stream.parse().ok()).flatten();
        let note: Vec<AnnotazioneId> = streams.iter().filter_map(nota).collect();
        let lette = annotazioni_vedute(vista, &note, None).await?;
        streams.retain(|s| s.tipo != tipo::<Annotazione>() || nota(s).is_some_and(|id| lette.contains(&id)));
        let mut storia = Vec::new();
        storia.extend(self.di_tipo::<Annotazione>(vista, &streams, fino_a).await?);
        storia.extend(self.di_tipo::<Soggetto>(vista, &streams, fino_a).await?);
        storia.extend(self.di_tipo::<NucleoAnagrafe>(vista, &streams, fino_a).await?);
        storia.extend(self.di_tipo::<NucleoDiFatto>(vista, &streams, fino_a).await?);
        storia.extend(self.di_tipo::<Segnalazione>(vista, &streams, fino_a).await?);
        storia.sort_by_key(|e| e.posizione);
        Ok(storia)
    }

    /// The story of a segnalazione with those of its notes that are open to him who looks.
    ///
    /// # Errors
    /// When the log or the read models cannot be read.
    pub async fn storia_pratica(
        &self,
        vista: &Vista,
        segnalazione: SegnalazioneId,
        fino_a: Option<u64>,
    ) -> Result<Vec<EventoStoria>, Guasto> {
        let id = segnalazione.to_string();
        let mut storia = self.stream_raccontato::<Segnalazione>(vista, &id, fino_a).await?;
        let note = annotazioni_vedute(vista, &[], Some(segnalazione)).await?;
        let note: Vec<String> = note.into_iter().map(|id| id.to_string()).collect();
        let lette = self.log().streams::<Annotazione>(&note, fino_a).await?;
        for eventi in lette.values() {
            annota::<Annotazione>(vista.divulgato(), Accesso::Storia, eventi);
            storia.extend(racconta::<Annotazione>(eventi));
        }
        storia.sort_by_key(|e| e.posizione);
        Ok(storia)
    }

    async fn di_tipo<A: Registrato>(
        &self,
        vista: &Vista,
        streams: &[StreamRef],
        fino_a: Option<u64>,
    ) -> Result<Vec<EventoStoria>, ReadError> {
        let mine: Vec<&StreamRef> = streams.iter().filter(|s| s.tipo == A::TYPE).collect();
        let mut ids: Vec<String> = mine.iter().map(|s| s.stream.clone()).collect();
        ids.sort_unstable();
        ids.dedup();
        let letti = self.log().streams::<A>(&ids, fino_a).await?;
        letti.values().for_each(|eventi| annota::<A>(vista.divulgato(), Accesso::Storia, eventi));
        let concerns = |e: &EventoStoria| {
            mine.iter()
                .any(|s| s.stream == e.stream && s.da <= e.posizione && s.a.is_none_or(|a| e.posizione <= a))
        };
        Ok(letti.into_values().flat_map(|eventi| racconta::<A>(&eventi)).filter(concerns).collect())
    }

    /// The story of one stream, read through postgres-es; empty for an unknown kind.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn storia_stream(
        &self,
        vista: &Vista,
        tipo: &str,
        id: &str,
        fino_a: Option<u64>,
    ) -> Result<Vec<EventoStoria>, ReadError> {
        match tipo {
            "soggetto" => self.stream_raccontato::<Soggetto>(vista, id, fino_a).await,
            "nucleo_di_fatto" => self.stream_raccontato::<NucleoDiFatto>(vista, id, fino_a).await,
            "nucleo_anagrafe" => self.stream_raccontato::<NucleoAnagrafe>(vista, id, fino_a).await,
            "segnalazione" => self.stream_raccontato::<Segnalazione>(vista, id, fino_a).await,
            "operatore" => self.stream_raccontato::<Operatore>(vista, id, fino_a).await,
            "unita_organizzativa" => self.stream_raccontato::<UnitaOrganizzativa>(vista, id, fino_a).await,
            "accesso_emergenza" => self.stream_raccontato::<AccessoEmergenza>(vista, id, fino_a).await,
            _ => Ok(Vec::new()),
        }
    }

    /// What became of operators, each from the first event on. Nothing of it is about a person who is followed.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn storie_operatori(
        &self,
        operatori: &[OperatoreId],
    ) -> Result<HashMap<OperatoreId, Vec<EventoStoria>>, ReadError> {
        let ids: Vec<String> = operatori.iter().map(ToString::to_string).collect();
        let letti = self.log().streams::<Operatore>(&ids, None).await?;
        let raccontata =
            |(id, eventi): (String, Vec<_>)| Some((id.parse().ok()?, racconta::<Operatore>(&eventi)));
        Ok(letti.into_iter().filter_map(raccontata).collect())
    }

    async fn stream_raccontato<A: Registrato>(
        &self,
        vista: &Vista,
        id: &str,
        fino_a: Option<u64>,
    ) -> Result<Vec<EventoStoria>, ReadError> {
        let eventi = self.log().stream::<A>(id, fino_a).await?;
        annota::<A>(vista.divulgato(), Accesso::Storia, &eventi);
        Ok(racconta::<A>(&eventi))
    }
}
