//! How much is asked of ANPR, by e-service, day and hour; and which household was last checked when.

use crate::{Access, AccessError};
use chrono::{DateTime, NaiveDate, Utc};
use domain::identita::SoggettoId;
use sqlx::Row;
use uuid::Uuid;

/// Days before today that say what is usual.
const USUAL_DAYS: i32 = 28;
/// Hours of the office: from the first up to, not including, the second.
const OFFICE_HOURS: (i16, i16) = (8, 18);

/// Counts calls and remembers checks.
#[derive(Clone)]
pub struct ChiamateAnpr(Access);

/// Calls of one e-service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsumoRiga {
    /// Use case.
    pub servizio: String,
    /// Calls of the day.
    pub oggi: u64,
    /// Those of them outside the hours of the office.
    pub fuori_orario: u64,
    /// Calls of a usual day: the mean of the days with calls in the four weeks before.
    pub usuale: u64,
    /// On how many days that mean rests.
    pub giorni: u64,
}

impl Access {
    /// Calls of the register.
    #[must_use]
    pub fn chiamate_anpr(&self) -> ChiamateAnpr {
        ChiamateAnpr(self.clone())
    }
}

impl ChiamateAnpr {
    /// Whether an hour of the day lies within those of the office.
    #[must_use]
    pub fn in_orario(ora: u32) -> bool {
        i16::try_from(ora).is_ok_and(|ora| (OFFICE_HOURS.0..OFFICE_HOURS.1).contains(&ora))
    }

    /// Counts a call; answers how many there were in that hour.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn conta(&self, servizio: &str, giorno: NaiveDate, ora: u32) -> Result<u64, AccessError> {
        let n: i64 = sqlx::query_scalar(
            "INSERT INTO accesso.chiamate_anpr AS c (giorno, servizio, ora, chiamate) VALUES ($1, $2, $3, 1) \
             ON CONFLICT (giorno, servizio, ora) DO UPDATE SET chiamate = c.chiamate + 1 RETURNING chiamate",
        )
        .bind(giorno)
        .bind(servizio)
        .bind(i16::try_from(ora).unwrap_or_default())
        .fetch_one(self.0.pool())
        .await?;
        Ok(n.unsigned_abs())
    }

    /// Calls of a day, beside those of a usual one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn consumo(&self, giorno: NaiveDate) -> Result<Vec<ConsumoRiga>, AccessError> {
        let righe = sqlx::query(
            "SELECT servizio, coalesce(sum(n) FILTER (WHERE giorno = $1), 0)::bigint AS oggi, \
                    coalesce(sum(fuori) FILTER (WHERE giorno = $1), 0)::bigint AS fuori_orario, \
                    coalesce(round(avg(n) FILTER (WHERE giorno < $1)), 0)::bigint AS usuale, \
                    count(*) FILTER (WHERE giorno < $1) AS giorni \
             FROM (SELECT servizio, giorno, sum(chiamate) AS n, \
                          sum(chiamate) FILTER (WHERE ora < $3 OR ora >= $4) AS fuori \
                   FROM accesso.chiamate_anpr WHERE giorno BETWEEN $1 - $2 AND $1 GROUP BY servizio, giorno) g \
             GROUP BY servizio ORDER BY servizio",
        )
        .bind(giorno)
        .bind(USUAL_DAYS)
        .bind(OFFICE_HOURS.0)
        .bind(OFFICE_HOURS.1)
        .fetch_all(self.0.pool())
        .await?;
        let letta = |r: &sqlx::postgres::PgRow| -> Result<ConsumoRiga, sqlx::Error> {
            let numero = |nome: &str| r.try_get::<i64, _>(nome).map(i64::unsigned_abs);
            Ok(ConsumoRiga {
                servizio: r.try_get("servizio")?,
                oggi: numero("oggi")?,
                fuori_orario: numero("fuori_orario")?,
                usuale: numero("usuale")?,
                giorni: numero("giorni")?,
            })
        };
        Ok(righe.iter().map(letta).collect::<Result<_, _>>()?)
    }

    /// Those of the subjects whose household nobody has tried to check since that instant.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn da_verificare(
        &self,
        soggetti: &[SoggettoId],
        da: DateTime<Utc>,
    ) -> Result<Vec<SoggettoId>, AccessError> {
        let ids: Vec<Uuid> = soggetti.iter().map(|s| s.0).collect();
        let recenti: Vec<Uuid> = sqlx::query_scalar(
            "SELECT soggetto FROM accesso.verifiche_anpr WHERE soggetto = ANY($1) AND tentata >= $2",
        )
        .bind(ids)
        .bind(da)
        .fetch_all(self.0.pool())
        .await?;
        Ok(soggetti.iter().copied().filter(|s| !recenti.contains(&s.0)).collect())
    }

    /// Checks of a day.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn verifiche_del(&self, giorno: NaiveDate) -> Result<u64, AccessError> {
        let n: i64 = sqlx::query_scalar("SELECT count(*) FROM accesso.verifiche_anpr WHERE giorno = $1")
            .bind(giorno)
            .fetch_one(self.0.pool())
            .await?;
        Ok(n.unsigned_abs())
    }

    /// Takes a check for this process, unless the day's budget is used up or somebody else took it meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn prendi_verifica(
        &self,
        soggetto: SoggettoId,
        da: DateTime<Utc>,
        adesso: DateTime<Utc>,
        giorno: NaiveDate,
        al_giorno: u32,
    ) -> Result<bool, AccessError> {
        let presa = sqlx::query(
            "INSERT INTO accesso.verifiche_anpr AS v (soggetto, giorno, tentata) SELECT $1, $4, $3 \
             WHERE (SELECT count(*) FROM accesso.verifiche_anpr WHERE giorno = $4) < $5 \
             ON CONFLICT (soggetto) DO UPDATE SET giorno = $4, tentata = $3 WHERE v.tentata < $2",
        )
        .bind(soggetto.0)
        .bind(da)
        .bind(adesso)
        .bind(giorno)
        .bind(i64::from(al_giorno))
        .execute(self.0.pool())
        .await?;
        Ok(presa.rows_affected() == 1)
    }
}
