//! Whether months that are gone went as they may: after their time, with a record of it (`migrations/registro/0030_tracciamento_termini.sql`).
//! Whoever owns the database can drop a month and mark it as given up; the record he cannot date back.

use super::verify::Month;
use chrono::{DateTime, Months, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

/// Months for which records are kept at least, after the end of their own.
const KEPT: Months = Months::new(24);

/// The record of a month's removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Removal {
    month: NaiveDate,
    records: u64,
    when: DateTime<Utc>,
}

impl Removal {
    /// If a record is one. Only the function that removes months writes to this channel: a request whose operation has
    /// that name is none.
    pub(super) fn read(contenuto: &str, when: DateTime<Utc>) -> Option<Self> {
        let said: Said = serde_json::from_str(contenuto).ok()?;
        let of_the_system = said.operatore.is_nil() && said.canale == "termine";
        let what =
            said.letture.into_iter().find(|l| l.accesso == "ELIMINAZIONE" && l.esito == "ELIMINATO")?;
        of_the_system.then_some(Self { month: what.mese?, records: what.record?, when })
    }

    fn is_of(&self, month: NaiveDate, records: u64) -> bool {
        let in_time =
            time_is_over(month).is_some_and(|over| over.and_time(NaiveTime::MIN).and_utc() <= self.when);
        self.month == month && self.records == records && in_time
    }
}

#[derive(Deserialize)]
struct Said {
    operatore: Uuid,
    canale: String,
    letture: Vec<What>,
}

#[derive(Deserialize)]
struct What {
    accesso: String,
    esito: String,
    mese: Option<NaiveDate>,
    record: Option<u64>,
}

/// First day on which a month may go.
fn time_is_over(month: NaiveDate) -> Option<NaiveDate> {
    month.checked_add_months(Months::new(1))?.checked_add_months(KEPT)
}

/// First index of each month that is gone without a record that accounts for it; of a log whose beginning no month tells,
/// 1. `size` is that of the whole log.
///
/// The record of a removal lies in a month of its own time, which is given up in its turn, two years after that at least.
/// From then on it cannot be shown any more. So a month that is gone is also accounted for by another one that went, when
/// the record can have been in that one (it began after the time of the first was over) and that one is accounted for
/// itself. The chain always ends at a record that is still there, and a month that was removed before its time is a fault
/// for more than four years: until a month that could hold its record may go itself.
pub(super) fn unaccounted(months: &[Month], size: u64, removals: &[Removal]) -> Vec<u64> {
    let mut faults = Vec::new();
    // The last month that is accounted for, of those later than the one that is looked at.
    let mut accounted: Option<NaiveDate> = None;
    let mut end = size;
    for month in months.iter().rev() {
        let records = end.saturating_sub(month.before);
        end = month.before;
        if !month.given_up {
            continue;
        }
        let by_record = removals.iter().any(|r| r.is_of(month.first_day, records));
        let by_chain =
            accounted.zip(time_is_over(month.first_day)).is_some_and(|(later, over)| later >= over);
        if by_record || by_chain {
            accounted = accounted.or(Some(month.first_day));
        } else {
            faults.push(month.before + 1);
        }
    }
    // The rows of months stay when the months go: without the first of them nobody can say what was before.
    if end > 0 {
        faults.push(1);
    }
    faults.reverse();
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: [u64; 0] = [];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn month(first_day: &str, before: u64, given_up: bool) -> Month {
        Month { first_day: day(first_day), before, frontier: Vec::new(), given_up }
    }

    fn removal(month: &str, records: u64, when: &str) -> Removal {
        Removal { month: day(month), records, when: when.parse().unwrap() }
    }

    #[test]
    fn a_month_that_went_is_accounted_for_by_its_record_after_its_time_with_its_count() {
        let months = [month("2023-05-01", 0, true), month("2025-06-01", 7, false)];
        let faults = |removals: &[Removal]| unaccounted(&months, 9, removals);
        assert_eq!(faults(&[removal("2023-05-01", 7, "2025-06-01T00:00:00Z")]), NONE);
        for wrong in [
            removal("2023-05-01", 7, "2025-05-31T23:59:59Z"),
            removal("2023-05-01", 6, "2025-06-01T00:00:00Z"),
            removal("2023-04-01", 7, "2025-06-01T00:00:00Z"),
        ] {
            assert_eq!(faults(&[wrong]), [1], "{wrong:?}");
        }
        assert_eq!(faults(&[]), [1]);
    }

    #[test]
    fn a_month_whose_record_went_with_a_later_month_is_accounted_for_by_that_one() {
        let gone = [
            month("2019-01-01", 0, true),
            month("2021-02-01", 5, true),
            month("2021-03-01", 8, true),
            month("2023-04-01", 9, false),
        ];
        let (february, march) = (
            removal("2021-02-01", 3, "2023-04-02T00:00:00Z"),
            removal("2021-03-01", 1, "2023-04-03T00:00:00Z"),
        );
        assert_eq!(unaccounted(&gone, 12, &[february, march]), NONE);
        // What should account for it is not accounted for itself.
        assert_eq!(unaccounted(&gone, 12, &[]), [1, 6, 9]);
        // Its record cannot have been in a month before its time was over.
        let early =
            [month("2021-01-01", 0, true), month("2021-03-01", 8, true), month("2023-04-01", 9, false)];
        assert_eq!(unaccounted(&early, 12, &[march]), [1]);
    }

    #[test]
    fn a_log_without_the_row_of_its_first_month_has_lost_its_beginning() {
        assert_eq!(unaccounted(&[month("2026-11-01", 4, false)], 9, &[]), [1]);
        assert_eq!(unaccounted(&[month("2026-11-01", 0, false)], 9, &[]), NONE);
        assert_eq!(unaccounted(&[], 0, &[]), NONE);
    }

    #[test]
    fn a_request_with_the_name_of_a_removal_is_none() {
        let written = |canale: &str| {
            serde_json::json!({ "richiesta": Uuid::nil(), "operatore": Uuid::nil(), "canale": canale,
                "operazione": "EliminaMese", "soggetti": [], "letture": [
                    { "accesso": "ELIMINAZIONE", "esito": "ELIMINATO", "mese": "2023-05-01", "record": 7 }] })
            .to_string()
        };
        let when = "2025-06-01T00:00:00Z".parse().unwrap();
        let expected = removal("2023-05-01", 7, "2025-06-01T00:00:00Z");
        assert_eq!(Removal::read(&written("termine"), when), Some(expected));
        assert_eq!(Removal::read(&written("graphql"), when), None);
    }
}
