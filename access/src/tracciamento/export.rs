//! Records of a period, as they are stored, for an auditor to take away. Whoever takes them writes that down first.

use super::reading::{Contenuto, PostoLettura, unavailable};
use super::{Tracciamento, TracciamentoError};
use chrono::{DateTime, Utc};
use sqlx::Row;

/// Records at once.
const PAGE: i64 = 2_000;

/// A record as it is stored.
#[derive(Clone, Debug)]
pub struct RecordEsportato {
    /// Its place.
    pub posto: PostoLettura,
    /// Its text, byte for byte.
    pub testo: String,
    /// Its leaf in the tree, hexadecimal.
    pub foglia: String,
}

impl RecordEsportato {
    /// What it says.
    ///
    /// # Errors
    /// When it is not of the form of records.
    pub fn contenuto(&self) -> Result<Contenuto, TracciamentoError> {
        serde_json::from_str(&self.testo).map_err(|_| TracciamentoError::Unreadable(self.posto.indice))
    }
}

impl Tracciamento {
    /// Index of the last record.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn ultimo_indice(&self) -> Result<u64, TracciamentoError> {
        let indice: i64 =
            sqlx::query_scalar("SELECT indice FROM tracciamento.testa ORDER BY indice DESC LIMIT 1")
                .fetch_one(&self.reading)
                .await
                .map_err(unavailable)?;
        Ok(indice.cast_unsigned())
    }

    /// Records of a period, up to an index, in the order in which they were written: a page of them after `dopo`; none at
    /// the end. Without the index whoever writes down that he takes a page would find that on the next one, for ever.
    ///
    /// # Errors
    /// When the read log does not answer.
    pub async fn esporta(
        &self,
        (dal, al): (DateTime<Utc>, DateTime<Utc>),
        fino_a: u64,
        dopo: Option<PostoLettura>,
    ) -> Result<Vec<RecordEsportato>, TracciamentoError> {
        let (quando, indice) = dopo.map_or((dal, 0), |p| (p.quando, p.indice.cast_signed()));
        let righe = sqlx::query(
            "SELECT indice, quando, contenuto::text AS testo, encode(foglia, 'hex') AS foglia FROM tracciamento.letture \
              WHERE quando >= $1 AND quando < $2 AND (quando, indice) > ($1, $3) AND indice <= $4 \
              ORDER BY quando, indice LIMIT $5",
        )
        .bind(quando)
        .bind(al)
        .bind(indice)
        .bind(fino_a.cast_signed())
        .bind(PAGE)
        .fetch_all(&self.reading)
        .await
        .map_err(unavailable)?;
        let record = |r: &sqlx::postgres::PgRow| {
            Ok(RecordEsportato {
                posto: PostoLettura {
                    quando: r.try_get("quando")?,
                    indice: r.try_get::<i64, _>("indice")?.cast_unsigned(),
                },
                testo: r.try_get("testo")?,
                foglia: r.try_get("foglia")?,
            })
        };
        righe.iter().map(record).collect::<Result<_, sqlx::Error>>().map_err(unavailable)
    }
}
