//! Small things that every query and every fold needs.

use sqlx::postgres::PgRow;
use sqlx::{Postgres, QueryBuilder, Row};
use std::fmt::Display;

/// A position or count as PostgreSQL stores it.
pub(crate) fn big(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A position or count as it was stored.
pub(crate) fn unsigned(row: &PgRow, column: &str) -> Result<u64, sqlx::Error> {
    let n: i64 = row.try_get(column)?;
    u64::try_from(n).map_err(|e| odd(column, e))
}

/// A column whose code must be one of a list.
pub(crate) fn coded<T>(row: &PgRow, column: &str, read: fn(&str) -> Option<T>) -> Result<T, sqlx::Error> {
    let code: &str = row.try_get(column)?;
    read(code).ok_or_else(|| odd(column, "not in the list"))
}

/// A column whose code, if there is one, must be one of a list.
pub(crate) fn coded_or_null<T>(
    row: &PgRow,
    column: &str,
    read: fn(&str) -> Option<T>,
) -> Result<Option<T>, sqlx::Error> {
    let code: Option<&str> = row.try_get(column)?;
    code.map(|code| read(code).ok_or_else(|| odd(column, "not in the list"))).transpose()
}

fn odd(column: &str, why: impl Display) -> sqlx::Error {
    sqlx::Error::ColumnDecode { index: column.to_owned(), source: why.to_string().into() }
}

/// The condition that a row held at that position (now, when `None`).
pub(crate) fn push_holds_at(query: &mut QueryBuilder<'_, Postgres>, alla: Option<u64>) {
    match alla {
        None => {
            query.push(" a_posizione IS NULL ");
        }
        Some(position) => {
            query.push(" da_posizione <= ").push_bind(big(position));
            query.push(" AND (a_posizione IS NULL OR a_posizione > ").push_bind(big(position)).push(") ");
        }
    }
}
