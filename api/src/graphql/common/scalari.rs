//! Dates and instants.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

/// Giorno, nel formato ISO `2024-10-21`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Data(pub NaiveDate);

#[Scalar]
impl ScalarType for Data {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(testo) => {
                giorno_iso(testo).map(Self).ok_or_else(|| InputValueError::custom("no ISO date"))
            }
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(testo) if giorno_iso(testo).is_some())
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.format("%Y-%m-%d").to_string())
    }
}

/// `2024-10-21`, with four digits for the year and two for month and day.
pub(super) fn giorno_iso(testo: &str) -> Option<NaiveDate> {
    // The parser would take a blank or a sign in the place of a digit.
    let a_posto = |(i, b): (usize, u8)| if [4, 7].contains(&i) { b == b'-' } else { b.is_ascii_digit() };
    if testo.len() != 10 || !testo.bytes().enumerate().all(a_posto) {
        return None;
    }
    NaiveDate::parse_from_str(testo, "%Y-%m-%d").ok()
}

/// Istante, nel formato ISO `2024-10-21T09:30:00.000000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Istante(pub DateTime<Utc>);

#[Scalar]
impl ScalarType for Istante {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(testo) => {
                istante(testo).map(Self).ok_or_else(|| InputValueError::custom("no ISO instant"))
            }
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(testo) if istante(testo).is_some())
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

/// An instant PostgreSQL can hold, too.
fn istante(testo: &str) -> Option<DateTime<Utc>> {
    use chrono::Datelike;
    let istante = DateTime::parse_from_rfc3339(testo).ok()?.with_timezone(&Utc);
    (1..=9999).contains(&istante.year()).then_some(istante)
}

impl From<NaiveDate> for Data {
    fn from(giorno: NaiveDate) -> Self {
        Self(giorno)
    }
}

impl From<DateTime<Utc>> for Istante {
    fn from(istante: DateTime<Utc>) -> Self {
        Self(istante)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_in_full() {
        assert_eq!(giorno_iso("2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29));
        for testo in ["2023-02-29", "24-02-2024", "2024-2-9", "2024-02-29 ", "", "29/02/2024", "+024-02-29"] {
            assert_eq!(giorno_iso(testo), None, "{testo}");
        }
    }

    #[test]
    fn an_instant_is_read_with_its_offset_and_written_in_utc() {
        let Value::String(testo) = Istante(istante("2024-10-21T11:30:00+02:00").unwrap()).to_value() else {
            unreachable!()
        };
        assert_eq!(testo, "2024-10-21T09:30:00.000000Z");
        assert_eq!(istante("2024-10-21T11:30:00"), None);
        assert_eq!(istante("-0001-01-01T00:00:00Z"), None);
    }
}
