//! Alerts, and what was made of them (`migrations/registro/0031_avvisi.sql`). Which readings are one, says
//! `domain::tracciamento::avvisi`; what its job asks is in `watch.rs`.

use super::reading::unavailable;
use super::{Tracciamento, TracciamentoError};
use chrono::{DateTime, Utc};
use domain::identita::{OperatoreId, SoggettoId};
use domain::tracciamento::avvisi::{EsitoAvviso, GenereAvviso, StatoAvviso};
use domain::tracciamento::{Accesso, Divulgato, Oggetto};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, QueryBuilder, Row};
use std::collections::HashMap;
use uuid::Uuid;

/// Alerts on a page, at most.
const PAGE: u32 = 200;

/// An alert, with everything that was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avviso {
    /// Its id.
    pub id: Uuid,
    /// When it was raised.
    pub quando: DateTime<Utc>,
    /// Kind.
    pub genere: GenereAvviso,
    /// Of whose readings.
    pub operatore: OperatoreId,
    /// Its day, or its file.
    pub chiave: String,
    /// How many files or refusals.
    pub quanti: u32,
    /// Of whom, some of them.
    pub soggetti: Vec<Uuid>,
    /// What was made of it, in order; the first is that it was raised.
    pub passi: Vec<Passo>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passo {
    /// When.
    pub quando: DateTime<Utc>,
    /// By which command.
    pub comando: Option<Uuid>,
    /// By whom; nobody raised it.
    pub autore: Option<OperatoreId>,
    /// The state from then on.
    pub stato: StatoAvviso,
    /// What came of it, where it was closed.
    pub esito: Option<EsitoAvviso>,
    /// What was noted, sealed.
    pub nota: Option<Vec<u8>>,
}

/// A step to be made.
#[derive(Clone, Debug)]
pub struct NuovoPasso {
    /// Of which alert.
    pub avviso: Uuid,
    /// After how many steps, as its author saw it.
    pub dopo: u32,
    /// Id of the command.
    pub comando: Uuid,
    /// Keyed hash of what it asks: the same id with another is refused.
    pub richiesta: Vec<u8>,
    /// By whom.
    pub autore: OperatoreId,
    /// The state from then on.
    pub stato: StatoAvviso,
    /// What came of it.
    pub esito: Option<EsitoAvviso>,
    /// Sealed.
    pub nota: Option<Vec<u8>>,
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EsitoPasso {
    /// Made.
    Fatto,
    /// Made before, by the same command.
    Ripetuto,
    /// Its id was used for another request.
    Diverso,
    /// Somebody was quicker, or it is closed.
    Superato,
    /// There is no such alert.
    Inesistente,
}

/// Place of an alert in the list, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostoAvviso {
    /// When it was raised.
    pub quando: DateTime<Utc>,
    /// Its id.
    pub id: Uuid,
}

impl Tracciamento {
    /// Alerts, newest first, in a state or in any; whom they name is noted. One more than wanted tells that there are more.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn avvisi(
        &self,
        divulgato: &Divulgato,
        stato: Option<StatoAvviso>,
        dopo: Option<PostoAvviso>,
        primi: u32,
    ) -> Result<(Vec<Avviso>, bool), TracciamentoError> {
        let primi = primi.min(PAGE);
        let mut query = QueryBuilder::new(
            "SELECT a.avviso, a.quando, a.genere, a.operatore, a.chiave, a.quanti, a.soggetti FROM tracciamento.avvisi a \
              WHERE true",
        );
        if let Some(posto) = dopo {
            query.push(" AND (a.quando, a.avviso) < (").push_bind(posto.quando);
            query.push(", ").push_bind(posto.id).push(")");
        }
        if let Some(stato) = stato {
            query.push(
                " AND (SELECT p.stato FROM tracciamento.avvisi_passi p WHERE p.avviso = a.avviso \
                        ORDER BY p.passo DESC LIMIT 1) = ",
            );
            query.push_bind(stato.as_str());
        }
        query.push(" ORDER BY a.quando DESC, a.avviso DESC LIMIT ").push_bind(i64::from(primi) + 1);
        let mut snapshot = self.reading.acquire().await.map_err(unavailable)?;
        let righe = query.build().fetch_all(&mut *snapshot).await.map_err(unavailable)?;
        let altri = righe.len() > usize::try_from(primi).unwrap_or_default();
        let righe: Vec<&PgRow> = righe.iter().take(usize::try_from(primi).unwrap_or_default()).collect();
        let avvisi = with_steps(&mut snapshot, &righe).await?;
        if avvisi.is_empty() {
            divulgato.vuoto(Accesso::Tracciamento);
        }
        avvisi.iter().for_each(|a| noted(divulgato, a));
        Ok((avvisi, altri))
    }

    /// How many alerts about the readings of others nobody has taken.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn avvisi_aperti(&self, di_altri_che: OperatoreId) -> Result<u64, TracciamentoError> {
        // Raised is the first step, and none goes back to it.
        let quanti: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM tracciamento.avvisi a WHERE a.operatore <> $1 AND NOT EXISTS \
              (SELECT 1 FROM tracciamento.avvisi_passi p WHERE p.avviso = a.avviso AND p.passo > 1)",
        )
        .bind(di_altri_che.0)
        .fetch_one(&self.reading)
        .await
        .map_err(unavailable)?;
        Ok(quanti.unsigned_abs())
    }

    /// An alert; whom it names is noted.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn avviso(&self, divulgato: &Divulgato, id: Uuid) -> Result<Option<Avviso>, TracciamentoError> {
        let mut snapshot = self.reading.acquire().await.map_err(unavailable)?;
        let riga = sqlx::query(
            "SELECT avviso, quando, genere, operatore, chiave, quanti, soggetti FROM tracciamento.avvisi WHERE avviso = $1",
        )
        .bind(id)
        .fetch_optional(&mut *snapshot)
        .await
        .map_err(unavailable)?;
        let avviso = with_steps(&mut snapshot, &riga.iter().collect::<Vec<_>>()).await?.pop();
        if avviso.is_none() {
            divulgato.vuoto(Accesso::Tracciamento);
        }
        avviso.iter().for_each(|a| noted(divulgato, a));
        Ok(avviso)
    }

    /// Makes a step.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn avanza(&self, passo: &NuovoPasso) -> Result<EsitoPasso, TracciamentoError> {
        let esito: String = sqlx::query_scalar("SELECT tracciamento.avanza($1, $2, $3, $4, $5, $6, $7, $8)")
            .bind(passo.avviso)
            .bind(i32::try_from(passo.dopo).unwrap_or(i32::MAX))
            .bind(passo.comando)
            .bind(&passo.richiesta)
            .bind(passo.autore.0)
            .bind(passo.stato.as_str())
            .bind(passo.esito.map(EsitoAvviso::as_str))
            .bind(&passo.nota)
            .fetch_one(&self.reading)
            .await
            .map_err(unavailable)?;
        Ok(match esito.as_str() {
            "FATTO" => EsitoPasso::Fatto,
            "RIPETUTO" => EsitoPasso::Ripetuto,
            "DIVERSO" => EsitoPasso::Diverso,
            "INESISTENTE" => EsitoPasso::Inesistente,
            _ => EsitoPasso::Superato,
        })
    }
}

fn noted(divulgato: &Divulgato, avviso: &Avviso) {
    // Of a refusal it may be a file that was asked for, of whatever kind: as a person it is found by who asks for one.
    let oggetti = avviso.soggetti.iter().map(|s| Oggetto::Soggetto(SoggettoId(*s)));
    divulgato.mostra(Accesso::Tracciamento, oggetti);
    if avviso.soggetti.is_empty() {
        divulgato.vuoto(Accesso::Tracciamento);
    }
}

/// The alerts of these rows, with their steps.
async fn with_steps(
    connection: &mut PgConnection,
    righe: &[&PgRow],
) -> Result<Vec<Avviso>, TracciamentoError> {
    let letti = righe.iter().map(|r| alert(r)).collect::<Result<Vec<_>, _>>().map_err(unavailable)?;
    let ids: Vec<Uuid> = letti.iter().map(|a| a.id).collect();
    let passi = sqlx::query(
        "SELECT avviso, quando, comando, autore, stato, esito, nota FROM tracciamento.avvisi_passi \
          WHERE avviso = ANY($1) ORDER BY avviso, passo",
    )
    .bind(ids)
    .fetch_all(connection)
    .await
    .map_err(unavailable)?;
    let mut di: HashMap<Uuid, Vec<Passo>> = HashMap::new();
    for riga in &passi {
        let (avviso, passo) = step(riga).map_err(unavailable)?;
        di.entry(avviso).or_default().push(passo);
    }
    Ok(letti.into_iter().map(|a| Avviso { passi: di.remove(&a.id).unwrap_or_default(), ..a }).collect())
}

fn alert(r: &PgRow) -> Result<Avviso, sqlx::Error> {
    Ok(Avviso {
        id: r.try_get("avviso")?,
        quando: r.try_get("quando")?,
        genere: word(r, "genere", GenereAvviso::da_str)?,
        operatore: OperatoreId(r.try_get("operatore")?),
        chiave: r.try_get("chiave")?,
        quanti: r.try_get::<i32, _>("quanti")?.unsigned_abs(),
        soggetti: r.try_get("soggetti")?,
        passi: Vec::new(),
    })
}

fn step(r: &PgRow) -> Result<(Uuid, Passo), sqlx::Error> {
    let esito: Option<String> = r.try_get("esito")?;
    let passo = Passo {
        quando: r.try_get("quando")?,
        comando: r.try_get("comando")?,
        autore: r.try_get::<Option<Uuid>, _>("autore")?.map(OperatoreId),
        stato: word(r, "stato", StatoAvviso::da_str)?,
        esito: esito.as_deref().and_then(EsitoAvviso::da_str),
        nota: r.try_get("nota")?,
    };
    Ok((r.try_get("avviso")?, passo))
}

/// A word of ours.
fn word<T>(r: &PgRow, column: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, sqlx::Error> {
    let text: String = r.try_get(column)?;
    read(&text).ok_or_else(|| sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source: "a word that this program does not know".into(),
    })
}
