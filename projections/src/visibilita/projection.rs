//! Facts to titles.

use crate::error::ProjectionError;
use crate::fact::{DomainFact, Fact};
use crate::projection::Projection;
use crate::sql::{big, coded, unsigned};
use crate::versions::{Changes, Versions};
use cqrs_es::Aggregate;
use domain::attore::Attore;
use domain::segnalazione::{Segnalazione, SegnalazioneEvent};
use domain::soggetto::{Soggetto, SoggettoEvent};
use event_store::metadata::keys;
use sqlx::{PgConnection, Row};
use uuid::Uuid;

/// The projection.
pub struct Visibilita;

/// Of whom a title is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Parte {
    /// Who entered the subject.
    Scheda,
    /// Who recorded the segnalazione.
    Autore,
    /// Who has it.
    Assegnatario,
}

impl Parte {
    const TUTTE: [Self; 3] = [Self::Scheda, Self::Autore, Self::Assegnatario];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Scheda => "SCHEDA",
            Self::Autore => "AUTORE",
            Self::Assegnatario => "ASSEGNATARIO",
        }
    }

    fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTE.into_iter().find(|p| p.as_str() == nome)
    }
}

/// To whom the titles belong: one row is his own, and his unit's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Riga {
    pub(super) unita: Uuid,
    pub(super) operatore: Uuid,
}

/// Part, file.
pub(super) type Chiave = (Parte, Uuid);
/// A group is the stream that gives the titles.
pub(super) type Righe = Versions<Uuid, Chiave, Riga>;
type Cambi = Changes<Uuid, Chiave, Riga>;

impl Projection for Visibilita {
    const NAME: &'static str = "visibilita";
    const VERSION: i32 = 1;
    const SCHEMA: &'static str = include_str!("schema.sql");
    const TABLES: &'static [&'static str] = &["titoli_v1"];
    const AGGREGATES: &'static [&'static str] = &[Soggetto::TYPE, Segnalazione::TYPE];

    async fn apply(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), ProjectionError> {
        let toccati: Vec<Uuid> = facts.iter().filter_map(origine).collect();
        if toccati.is_empty() {
            return Ok(());
        }
        let mut righe = load(connection, &toccati).await?;
        for fact in facts {
            fold(&mut righe, fact);
        }
        let cambi = righe.changes();
        end(connection, &cambi).await?;
        Ok(open(connection, &cambi).await?)
    }
}

/// The stream, when what happened to it changes titles.
fn origine(fact: &Fact) -> Option<Uuid> {
    match &fact.event {
        DomainFact::Soggetto(SoggettoEvent::SoggettoImportato(_) | SoggettoEvent::SoggettoRegistrato(_))
        | DomainFact::Segnalazione(
            SegnalazioneEvent::SegnalazioneCreata(_)
            | SegnalazioneEvent::SegnalazioneAssegnata(_)
            | SegnalazioneEvent::SegnalazioneRestituita(_),
        ) => fact.stream.parse().ok(),
        _ => None,
    }
}

/// What one fact changes.
pub(super) fn fold(righe: &mut Righe, fact: &Fact) {
    let Some(id) = origine(fact) else { return };
    let at = fact.position;
    match &fact.event {
        // Who enters a subject holds him, with his unit of then; what no operator entered is held by nobody.
        DomainFact::Soggetto(_) => {
            let di = |chiave| fact.metadata.uuid(chiave).filter(|id: &Uuid| !id.is_nil());
            let (chi, dove) = (di(keys::ACTOR), di(keys::UNIT));
            if let (Some(operatore), Some(unita)) = (chi, dove) {
                dai(righe, id, Parte::Scheda, &[id], unita, operatore, at);
            }
        }
        DomainFact::Segnalazione(SegnalazioneEvent::SegnalazioneCreata(e)) => {
            let Attore { operatore, unita, .. } = e.autore;
            dai(righe, id, Parte::Autore, &[id, e.segnalato.0], unita.0, operatore.0, at);
        }
        DomainFact::Segnalazione(SegnalazioneEvent::SegnalazioneAssegnata(e)) => {
            let Attore { operatore, unita, .. } = e.assegnatario;
            let oggetti = oggetti(righe, id);
            dai(righe, id, Parte::Assegnatario, &oggetti, unita.0, operatore.0, at);
        }
        // Its author never loses it: he answers for it from the first contact on.
        DomainFact::Segnalazione(SegnalazioneEvent::SegnalazioneRestituita(_)) => {
            for oggetto in oggetti(righe, id) {
                righe.end(&id, &(Parte::Assegnatario, oggetto), at);
            }
        }
        _ => {}
    }
}

/// The segnalazione and whom it is about, as its author's titles say.
fn oggetti(righe: &Righe, id: Uuid) -> Vec<Uuid> {
    let di_autore = |(parte, _): &Chiave| *parte == Parte::Autore;
    righe.group(&id).map(|(chiave, _)| *chiave).filter(di_autore).map(|(_, oggetto)| oggetto).collect()
}

/// Gives an operator and his unit their titles.
fn dai(righe: &mut Righe, id: Uuid, parte: Parte, oggetti: &[Uuid], unita: Uuid, operatore: Uuid, at: u64) {
    for oggetto in oggetti {
        righe.put(&id, (parte, *oggetto), at, Riga { unita, operatore });
    }
}

async fn load(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Righe, sqlx::Error> {
    let righe = sqlx::query(
        "SELECT origine, parte, oggetto, unita, operatore, da_posizione FROM titoli_v1 \
          WHERE origine = ANY($1) AND a_posizione IS NULL",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?;
    let lette = righe.iter().map(|r| {
        let chiave = (coded(r, "parte", Parte::da_str)?, r.try_get("oggetto")?);
        let riga = Riga { unita: r.try_get("unita")?, operatore: r.try_get("operatore")? };
        Ok((r.try_get("origine")?, chiave, unsigned(r, "da_posizione")?, riga))
    });
    Ok(Versions::stored(lette.collect::<Result<Vec<_>, sqlx::Error>>()?))
}

async fn end(connection: &mut PgConnection, cambi: &Cambi) -> Result<(), sqlx::Error> {
    if cambi.ended.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE titoli_v1 t SET a_posizione = u.a \
           FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[]) u(origine, parte, oggetto, a) \
          WHERE t.origine = u.origine AND t.parte = u.parte AND t.oggetto = u.oggetto \
            AND t.a_posizione IS NULL",
    )
    .bind(cambi.ended.iter().map(|e| e.group).collect::<Vec<_>>())
    .bind(cambi.ended.iter().map(|e| e.key.0.as_str()).collect::<Vec<_>>())
    .bind(cambi.ended.iter().map(|e| e.key.1).collect::<Vec<_>>())
    .bind(cambi.ended.iter().map(|e| big(e.to)).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

async fn open(connection: &mut PgConnection, cambi: &Cambi) -> Result<(), sqlx::Error> {
    if cambi.opened.is_empty() {
        return Ok(());
    }
    macro_rules! column {
        ($o:ident => $value:expr) => {
            cambi.opened.iter().map(|$o| $value).collect::<Vec<_>>()
        };
    }
    sqlx::query(
        "INSERT INTO titoli_v1 (origine, parte, oggetto, unita, operatore, da_posizione, a_posizione) \
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[])",
    )
    .bind(column!(o => o.group))
    .bind(column!(o => o.key.0.as_str()))
    .bind(column!(o => o.key.1))
    .bind(column!(o => o.row.unita))
    .bind(column!(o => o.row.operatore))
    .bind(column!(o => big(o.from)))
    .bind(column!(o => o.to.map(big)))
    .execute(connection)
    .await?;
    Ok(())
}
