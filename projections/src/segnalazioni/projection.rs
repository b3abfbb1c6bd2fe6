//! Facts to versions of segnalazioni.

use super::store;
use crate::error::ProjectionError;
use crate::fact::{DomainFact, Fact};
use crate::projection::Projection;
use crate::versions::Versions;
use chrono::{DateTime, NaiveDate, Utc};
use cqrs_es::Aggregate;
use domain::segnalazione::{
    Dettagli, Segnalazione, SegnalazioneCreata, SegnalazioneEvent, StatoSegnalazione,
};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// The projection.
pub struct Segnalazioni;

/// One version of a segnalazione.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Versione {
    pub(super) versione: u64,
    pub(super) numero: Numero,
    pub(super) distretto: Uuid,
    pub(super) segnalato: Uuid,
    pub(super) creata_il: DateTime<Utc>,
    pub(super) data_contatto: NaiveDate,
    pub(super) canale: String,
    pub(super) motivo: String,
    pub(super) urgenza: String,
    pub(super) esito: Option<String>,
    pub(super) stato: StatoSegnalazione,
    pub(super) autore: Uuid,
    pub(super) unita: Uuid,
    pub(super) assegnatario: Option<Uuid>,
    pub(super) chiusa_il: Option<NaiveDate>,
    pub(super) numero_originario: Option<String>,
}

/// «AAAA/N» within a distretto.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numero {
    pub(super) anno: i32,
    pub(super) n: u64,
}

/// By the position of the event that took it.
pub(super) type Numeri = HashMap<u64, Numero>;
/// A group is one segnalazione; it has one row.
pub(super) type Righe = Versions<Uuid, (), Versione>;

impl Projection for Segnalazioni {
    const NAME: &'static str = "segnalazioni";
    const VERSION: i32 = 1;
    const SCHEMA: &'static str = include_str!("schema.sql");
    const TABLES: &'static [&'static str] = &["segnalazioni_v1"];
    const AGGREGATES: &'static [&'static str] = &[Segnalazione::TYPE];

    async fn apply(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), ProjectionError> {
        let toccate: Vec<Uuid> = facts.iter().filter_map(|f| evento(f).map(|(id, _)| id)).collect();
        if toccate.is_empty() {
            return Ok(());
        }
        let create = facts.iter().filter(|f| {
            matches!(f.event, DomainFact::Segnalazione(SegnalazioneEvent::SegnalazioneCreata(_)))
        });
        let numeri = store::numeri(connection, create.map(|f| f.position)).await?;
        let mut righe = store::load(connection, &toccate).await?;
        for fact in facts {
            fold(&mut righe, fact, &numeri)?;
        }
        let cambi = righe.changes();
        store::end(connection, &cambi).await?;
        Ok(store::open(connection, &cambi).await?)
    }
}

fn evento(fact: &Fact) -> Option<(Uuid, &SegnalazioneEvent)> {
    match &fact.event {
        DomainFact::Segnalazione(evento) => Some((fact.stream.parse().ok()?, evento)),
        _ => None,
    }
}

/// What one fact changes.
pub(super) fn fold(righe: &mut Righe, fact: &Fact, numeri: &Numeri) -> Result<(), ProjectionError> {
    let Some((id, evento)) = evento(fact) else { return Ok(()) };
    let versione = match evento {
        SegnalazioneEvent::SegnalazioneCreata(e) => {
            let numero = numeri.get(&fact.position).copied();
            let numero = numero.ok_or(ProjectionError::Data {
                position: fact.position,
                what: "the segnalazione has taken no number",
            })?;
            creata(e, numero, fact)
        }
        // The aggregate ignores what comes before the creation, and so do we.
        altro => match righe.get(&id, &()) {
            Some(prima) => cambiata(prima.clone(), altro, fact.sequence),
            None => return Ok(()),
        },
    };
    righe.put(&id, (), fact.position, versione);
    Ok(())
}

fn creata(e: &SegnalazioneCreata, numero: Numero, fact: &Fact) -> Versione {
    let Dettagli { data_contatto, canale, motivo, urgenza, .. } = e.dettagli.clone();
    Versione {
        versione: fact.sequence,
        numero,
        distretto: e.distretto.0,
        segnalato: e.segnalato.0,
        creata_il: fact.recorded_at,
        data_contatto,
        canale,
        motivo,
        urgenza,
        esito: None,
        stato: StatoSegnalazione::Aperta,
        autore: e.autore.operatore.0,
        unita: e.autore.unita.0,
        assegnatario: None,
        chiusa_il: None,
        numero_originario: e.numero_originario.clone(),
    }
}

fn cambiata(mut v: Versione, evento: &SegnalazioneEvent, versione: u64) -> Versione {
    v.versione = versione;
    match evento {
        SegnalazioneEvent::SegnalazioneCreata(_)
        | SegnalazioneEvent::AccessoConcesso(_)
        | SegnalazioneEvent::AccessoRevocato(_) => {}
        SegnalazioneEvent::SegnalazioneModificata(e) => {
            v.data_contatto = e.dettagli.data_contatto;
            v.canale.clone_from(&e.dettagli.canale);
            v.motivo.clone_from(&e.dettagli.motivo);
            v.urgenza.clone_from(&e.dettagli.urgenza);
        }
        SegnalazioneEvent::EsitoRegistrato(e) => v.esito = Some(e.esito.clone()),
        SegnalazioneEvent::SegnalazioneAssegnata(e) => {
            v.stato = StatoSegnalazione::Assegnata;
            v.assegnatario = Some(e.assegnatario.operatore.0);
        }
        SegnalazioneEvent::SegnalazioneAccettata(_) => v.stato = StatoSegnalazione::Accettata,
        SegnalazioneEvent::SegnalazioneRestituita(_) => {
            v.stato = StatoSegnalazione::Restituita;
            v.assegnatario = None;
        }
        SegnalazioneEvent::PraticaChiusa(e) => {
            v.stato = StatoSegnalazione::Chiusa;
            v.chiusa_il = Some(e.il);
        }
        SegnalazioneEvent::PraticaRiaperta(_) => {
            v.stato = match v.assegnatario {
                Some(_) => StatoSegnalazione::Accettata,
                None => StatoSegnalazione::Aperta,
            };
            v.esito = None;
            v.chiusa_il = None;
        }
    }
    v
}

impl Versione {
    /// Who follows it (M-G19).
    pub(super) fn responsabile(&self) -> Option<Uuid> {
        match self.stato {
            StatoSegnalazione::Aperta | StatoSegnalazione::Restituita => Some(self.autore),
            StatoSegnalazione::Assegnata | StatoSegnalazione::Accettata => self.assegnatario,
            StatoSegnalazione::Chiusa => None,
        }
    }
}
