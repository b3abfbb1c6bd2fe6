//! What the job that looks for alerts asks and keeps (`migrations/registro/0031_avvisi.sql`). Always about several operators
//! at once: how many statements a look costs does not follow how many work.

use super::reading::{GruppoLettura, unavailable};
use super::{Tracciamento, TracciamentoError};
use chrono::{DateTime, NaiveDate, Utc};
use domain::identita::OperatoreId;
use domain::tracciamento::avvisi::{GIORNI_DI_ABITUDINE, NuovoAvviso};
use futures::TryStreamExt;
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::Row;
use sqlx::postgres::PgRow;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Who looks for alerts, of all processes: whoever holds this advisory lock.
const LEADER: i64 = 0x7369_6765_7373_0a1e;
/// Records of one operator on one day that are looked at, the last ones: nobody hides what he does behind what he did before.
const RECORDS: i64 = 20_000;
/// Days without which somebody has no habit yet.
const FEW_DAYS: i64 = 5;

/// Of a record what is looked at. Where the rest of it is of another form, this is read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetturaOsservata {
    /// Who looked.
    pub operatore: OperatoreId,
    /// When it was written.
    pub quando: DateTime<Utc>,
    /// For what was searched: names of criteria, with keyed hashes.
    pub criteri: BTreeMap<String, String>,
    /// In which ways.
    pub letture: Vec<GruppoLettura>,
}

/// The only process that looks for alerts, as long as it holds this.
pub struct Guida {
    connection: sqlx::pool::PoolConnection<sqlx::Postgres>,
}

impl Guida {
    /// Lets others do it.
    ///
    /// # Errors
    /// When the database does not answer; then its lock is gone as well.
    pub async fn lascia(mut self) -> Result<(), TracciamentoError> {
        sqlx::query("SELECT pg_advisory_unlock($1)")
            .bind(LEADER)
            .execute(&mut *self.connection)
            .await
            .map(drop)
            .map_err(unavailable)
    }
}

impl Tracciamento {
    /// The right to look for alerts and to give up months, if no other process has it now.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn guida(&self) -> Result<Option<Guida>, TracciamentoError> {
        let mut connection = self.reading.acquire().await.map_err(unavailable)?;
        let held: bool = sqlx::query_scalar("SELECT pg_try_advisory_lock($1)")
            .bind(LEADER)
            .fetch_one(&mut *connection)
            .await
            .map_err(unavailable)?;
        Ok(held.then_some(Guida { connection }))
    }

    /// Whoever looked at something since then.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn operatori_attivi(&self, dal: DateTime<Utc>) -> Result<Vec<OperatoreId>, TracciamentoError> {
        let ids: Vec<Uuid> =
            sqlx::query_scalar("SELECT DISTINCT operatore FROM tracciamento.letture WHERE quando >= $1")
                .bind(dal)
                .fetch_all(&self.reading)
                .await
                .map_err(unavailable)?;
        Ok(ids.into_iter().map(OperatoreId).collect())
    }

    /// Hands out what these operators looked at in a span of time, one operator after the other, of each in order; none of it
    /// is kept. A record that cannot be read is said and passed over. For a job that shows it to nobody.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn osserva(
        &self,
        operatori: &[OperatoreId],
        (dal, al): (DateTime<Utc>, DateTime<Utc>),
        mut guarda: impl FnMut(LetturaOsservata) + Send,
    ) -> Result<(), TracciamentoError> {
        let mut righe = sqlx::query(
            "SELECT o.operatore, l.indice, l.quando, l.contenuto FROM unnest($1::uuid[]) WITH ORDINALITY AS o(operatore, posto) \
              CROSS JOIN LATERAL (SELECT indice, quando, contenuto::text AS contenuto FROM tracciamento.letture \
                WHERE operatore = o.operatore AND quando >= $2 AND quando < $3 \
                ORDER BY quando DESC, indice DESC LIMIT $4) l \
              ORDER BY o.posto, l.quando, l.indice",
        )
        .bind(ids(operatori))
        .bind(dal)
        .bind(al)
        .bind(RECORDS)
        .fetch(&self.reading);
        while let Some(riga) = righe.try_next().await.map_err(unavailable)? {
            match observed(&riga).map_err(unavailable)? {
                Ok(lettura) => guarda(lettura),
                Err(indice) => tracing::error!(record = indice, "a record of the read log cannot be watched"),
            }
        }
        Ok(())
    }

    /// Files that each of these operators opened on a usual day before that one; who is new has none.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn abitudini(
        &self,
        operatori: &[OperatoreId],
        prima_del: NaiveDate,
    ) -> Result<HashMap<OperatoreId, f64>, TracciamentoError> {
        let righe: Vec<(Uuid, f64)> = sqlx::query_as(
            "SELECT operatore, avg(aperte)::float8 FROM tracciamento.abitudini \
              WHERE operatore = ANY($1) AND giorno < $2 AND giorno >= $2 - $3 \
              GROUP BY operatore HAVING count(*) >= $4",
        )
        .bind(ids(operatori))
        .bind(prima_del)
        .bind(i32::try_from(GIORNI_DI_ABITUDINE).unwrap_or(i32::MAX))
        .bind(FEW_DAYS)
        .fetch_all(&self.reading)
        .await
        .map_err(unavailable)?;
        Ok(righe.into_iter().map(|(operatore, media)| (OperatoreId(operatore), media)).collect())
    }

    /// Remembers how many files operators opened on a day.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn ricorda_abitudini(
        &self,
        giorno: NaiveDate,
        aperte: &[(OperatoreId, usize)],
    ) -> Result<(), TracciamentoError> {
        let (operatori, aperte): (Vec<Uuid>, Vec<i32>) =
            aperte.iter().map(|(o, quante)| (o.0, i32::try_from(*quante).unwrap_or(i32::MAX))).unzip();
        sqlx::query(
            "SELECT tracciamento.abitudine(a.operatore, $1, a.aperte) FROM unnest($2::uuid[], $3::int[]) AS a(operatore, aperte)",
        )
        .bind(giorno)
        .bind(operatori)
        .bind(aperte)
        .execute(&self.reading)
        .await
        .map(drop)
        .map_err(unavailable)
    }

    /// Raises alerts; answers how many are new.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn segnala(&self, avvisi: &[NuovoAvviso]) -> Result<usize, TracciamentoError> {
        if avvisi.is_empty() {
            return Ok(0);
        }
        let righe = avvisi.iter().map(|a| {
            json!({
                "genere": a.genere.as_str(),
                "operatore": a.operatore.0,
                "chiave": a.chiave,
                "quanti": i32::try_from(a.quanti).unwrap_or(i32::MAX),
                "soggetti": a.soggetti,
            })
        });
        let nuovi: i64 = sqlx::query_scalar(
            "SELECT count(tracciamento.segnala(a.genere, a.operatore, a.chiave, a.quanti, a.soggetti)) \
               FROM jsonb_to_recordset($1::text::jsonb) \
                 AS a(genere text, operatore uuid, chiave text, quanti integer, soggetti uuid[])",
        )
        .bind(Value::from_iter(righe).to_string())
        .fetch_one(&self.reading)
        .await
        .map_err(unavailable)?;
        Ok(usize::try_from(nuovi).unwrap_or_default())
    }
}

/// The record of a row, or its index where it is not of the form of records.
fn observed(riga: &PgRow) -> Result<Result<LetturaOsservata, i64>, sqlx::Error> {
    #[derive(Deserialize)]
    struct Ways {
        #[serde(default)]
        criteri: BTreeMap<String, String>,
        letture: Vec<GruppoLettura>,
    }
    let indice: i64 = riga.try_get("indice")?;
    let (operatore, quando) = (OperatoreId(riga.try_get("operatore")?), riga.try_get("quando")?);
    let ways = serde_json::from_str::<Ways>(riga.try_get("contenuto")?);
    let read = |w: Ways| LetturaOsservata { operatore, quando, criteri: w.criteri, letture: w.letture };
    Ok(ways.map(read).map_err(|_| indice))
}

fn ids(operatori: &[OperatoreId]) -> Vec<Uuid> {
    operatori.iter().map(|o| o.0).collect()
}
