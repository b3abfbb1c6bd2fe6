//! Facts to titles.

use crate::error::ProjectionError;
use crate::fact::{DomainFact, Fact};
use crate::projection::Projection;
use crate::sql::{big, coded, unsigned};
use crate::versions::{Changes, Versions};
use chrono::{DateTime, NaiveDate, Utc};
use cqrs_es::Aggregate;
use domain::accesso_emergenza::{AccessoEmergenza, EmergenzaEvent};
use domain::attore::Attore;
use domain::segnalazione::{Segnalazione, SegnalazioneEvent};
use domain::soggetto::{Soggetto, SoggettoEvent};
use domain::visibilita::Sezione;
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
    /// A unit that was let in.
    Concessione,
    /// Who opened an emergency access.
    Emergenza,
}

impl Parte {
    const TUTTE: [Self; 5] =
        [Self::Scheda, Self::Autore, Self::Assegnatario, Self::Concessione, Self::Emergenza];
    /// Those that hold a file; the others only look at it.
    pub(super) const TENGONO: [Self; 3] = [Self::Scheda, Self::Autore, Self::Assegnatario];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Scheda => "SCHEDA",
            Self::Autore => "AUTORE",
            Self::Assegnatario => "ASSEGNATARIO",
            Self::Concessione => "CONCESSIONE",
            Self::Emergenza => "EMERGENZA",
        }
    }

    pub(super) fn da_str(nome: &str) -> Option<Self> {
        Self::TUTTE.into_iter().find(|p| p.as_str() == nome)
    }
}

/// To whom the titles belong, and while when: one row is his own, and his unit's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Riga {
    pub(super) unita: Uuid,
    pub(super) operatore: Option<Uuid>,
    pub(super) giorni: Option<(NaiveDate, NaiveDate)>,
    pub(super) scade: Option<DateTime<Utc>>,
    pub(super) riservate: bool,
}

impl Riga {
    /// Of an operator, until it ends.
    pub(super) fn di(unita: Uuid, operatore: Uuid) -> Self {
        Self { unita, operatore: Some(operatore), giorni: None, scade: None, riservate: false }
    }
}

/// Part, number of the grant, file.
pub(super) type Chiave = (Parte, u32, Uuid);
/// A group is the stream that gives the titles.
pub(super) type Righe = Versions<Uuid, Chiave, Riga>;
type Cambi = Changes<Uuid, Chiave, Riga>;

impl Projection for Visibilita {
    const NAME: &'static str = "visibilita";
    const VERSION: i32 = 2;
    const SCHEMA: &'static str = include_str!("schema.sql");
    const TABLES: &'static [&'static str] = &["titoli_v2"];
    const AGGREGATES: &'static [&'static str] = &[Soggetto::TYPE, Segnalazione::TYPE, AccessoEmergenza::TYPE];

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
            | SegnalazioneEvent::SegnalazioneRestituita(_)
            | SegnalazioneEvent::AccessoConcesso(_)
            | SegnalazioneEvent::AccessoRevocato(_),
        )
        | DomainFact::AccessoEmergenza(
            EmergenzaEvent::EmergenzaAperta(_) | EmergenzaEvent::EmergenzaChiusa(_),
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
                dai(righe, id, (Parte::Scheda, 0), &[id], Riga::di(unita, operatore), at);
            }
        }
        DomainFact::Segnalazione(SegnalazioneEvent::SegnalazioneCreata(e)) => {
            let Attore { operatore, unita, .. } = e.autore;
            let riga = Riga::di(unita.0, operatore.0);
            dai(righe, id, (Parte::Autore, 0), &[id, e.segnalato.0], riga, at);
        }
        DomainFact::Segnalazione(SegnalazioneEvent::SegnalazioneAssegnata(e)) => {
            let Attore { operatore, unita, .. } = e.assegnatario;
            let oggetti = oggetti(righe, id);
            dai(righe, id, (Parte::Assegnatario, 0), &oggetti, Riga::di(unita.0, operatore.0), at);
        }
        // Its author never loses it: he answers for it from the first contact on.
        DomainFact::Segnalazione(SegnalazioneEvent::SegnalazioneRestituita(_)) => {
            togli(righe, id, (Parte::Assegnatario, 0), at);
        }
        // Whether its days have come, the predicate asks.
        DomainFact::Segnalazione(SegnalazioneEvent::AccessoConcesso(e)) => {
            let riga = Riga {
                unita: e.a.0,
                operatore: None,
                giorni: Some((e.dal, e.al)),
                scade: None,
                riservate: e.sezioni.contains(&Sezione::Riservata),
            };
            let oggetti = oggetti(righe, id);
            dai(righe, id, (Parte::Concessione, e.concessione), &oggetti, riga, at);
        }
        DomainFact::Segnalazione(SegnalazioneEvent::AccessoRevocato(e)) => {
            togli(righe, id, (Parte::Concessione, e.concessione), at);
        }
        // Whether its hour is over, the predicate asks.
        DomainFact::AccessoEmergenza(EmergenzaEvent::EmergenzaAperta(e)) => {
            let riga = Riga { scade: Some(e.scade), ..Riga::di(e.chi.unita.0, e.chi.operatore.0) };
            let oggetti: Vec<Uuid> =
                std::iter::once(e.soggetto.0).chain(e.pratiche.iter().map(|p| p.0)).collect();
            dai(righe, id, (Parte::Emergenza, 0), &oggetti, riga, at);
        }
        DomainFact::AccessoEmergenza(EmergenzaEvent::EmergenzaChiusa(_)) => {
            togli(righe, id, (Parte::Emergenza, 0), at);
        }
        _ => {}
    }
}

/// The segnalazione and whom it is about, as its author's titles say.
fn oggetti(righe: &Righe, id: Uuid) -> Vec<Uuid> {
    su_che(righe, id, (Parte::Autore, 0))
}

/// The files that a title opens.
fn su_che(righe: &Righe, id: Uuid, titolo: (Parte, u32)) -> Vec<Uuid> {
    let suo = |(parte, numero, _): &Chiave| (*parte, *numero) == titolo;
    righe.group(&id).map(|(chiave, _)| *chiave).filter(suo).map(|(_, _, oggetto)| oggetto).collect()
}

/// Gives a title on these files.
fn dai(righe: &mut Righe, id: Uuid, (parte, numero): (Parte, u32), oggetti: &[Uuid], riga: Riga, at: u64) {
    for oggetto in oggetti {
        righe.put(&id, (parte, numero, *oggetto), at, riga);
    }
}

/// Ends a title.
fn togli(righe: &mut Righe, id: Uuid, titolo: (Parte, u32), at: u64) {
    for oggetto in su_che(righe, id, titolo) {
        righe.end(&id, &(titolo.0, titolo.1, oggetto), at);
    }
}

async fn load(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Righe, sqlx::Error> {
    let righe = sqlx::query(
        "SELECT origine, parte, numero, oggetto, unita, operatore, dal, al, scade, riservate, da_posizione \
           FROM titoli_v2 WHERE origine = ANY($1) AND a_posizione IS NULL",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?;
    let lette = righe.iter().map(|r| {
        let numero = u32::try_from(r.try_get::<i32, _>("numero")?).unwrap_or_default();
        let chiave = (coded(r, "parte", Parte::da_str)?, numero, r.try_get("oggetto")?);
        let dal: Option<NaiveDate> = r.try_get("dal")?;
        let riga = Riga {
            unita: r.try_get("unita")?,
            operatore: r.try_get("operatore")?,
            giorni: dal.zip(r.try_get("al")?),
            scade: r.try_get("scade")?,
            riservate: r.try_get("riservate")?,
        };
        Ok((r.try_get("origine")?, chiave, unsigned(r, "da_posizione")?, riga))
    });
    Ok(Versions::stored(lette.collect::<Result<Vec<_>, sqlx::Error>>()?))
}

async fn end(connection: &mut PgConnection, cambi: &Cambi) -> Result<(), sqlx::Error> {
    if cambi.ended.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "UPDATE titoli_v2 t SET a_posizione = u.a \
           FROM unnest($1::uuid[], $2::text[], $3::int[], $4::uuid[], $5::bigint[]) \
                u(origine, parte, numero, oggetto, a) \
          WHERE t.origine = u.origine AND t.parte = u.parte AND t.numero = u.numero AND t.oggetto = u.oggetto \
            AND t.a_posizione IS NULL",
    )
    .bind(cambi.ended.iter().map(|e| e.group).collect::<Vec<_>>())
    .bind(cambi.ended.iter().map(|e| e.key.0.as_str()).collect::<Vec<_>>())
    .bind(cambi.ended.iter().map(|e| numero(e.key.1)).collect::<Vec<_>>())
    .bind(cambi.ended.iter().map(|e| e.key.2).collect::<Vec<_>>())
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
        "INSERT INTO titoli_v2 (origine, parte, numero, oggetto, unita, operatore, dal, al, scade, riservate, \
                                da_posizione, a_posizione) \
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::uuid[], $5::uuid[], $6::uuid[], $7::date[], \
                              $8::date[], $9::timestamptz[], $10::bool[], $11::bigint[], $12::bigint[])",
    )
    .bind(column!(o => o.group))
    .bind(column!(o => o.key.0.as_str()))
    .bind(column!(o => numero(o.key.1)))
    .bind(column!(o => o.key.2))
    .bind(column!(o => o.row.unita))
    .bind(column!(o => o.row.operatore))
    .bind(column!(o => o.row.giorni.map(|g| g.0)))
    .bind(column!(o => o.row.giorni.map(|g| g.1)))
    .bind(column!(o => o.row.scade))
    .bind(column!(o => o.row.riservate))
    .bind(column!(o => big(o.from)))
    .bind(column!(o => o.to.map(big)))
    .execute(connection)
    .await?;
    Ok(())
}

fn numero(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}
