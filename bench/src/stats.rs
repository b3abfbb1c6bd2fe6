//! Latencies of many small things, and medians of a few rounds.

use std::time::Duration;

/// Latencies, in microseconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Latencies(Vec<u32>);

impl Latencies {
    /// Adds one.
    pub(crate) fn add(&mut self, latency: Duration) {
        self.0.push(u32::try_from(latency.as_micros()).unwrap_or(u32::MAX));
    }

    /// Adds those of another.
    pub(crate) fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// A percentile, in milliseconds; 0 of nothing.
    pub(crate) fn percentile(&mut self, percent: usize) -> f64 {
        if self.0.is_empty() {
            return 0.0;
        }
        self.0.sort_unstable();
        let rank = (self.0.len() * percent).div_ceil(100).clamp(1, self.0.len());
        f64::from(self.0[rank - 1]) / 1000.0
    }
}

impl FromIterator<u32> for Latencies {
    /// From microseconds.
    fn from_iter<T: IntoIterator<Item = u32>>(microseconds: T) -> Self {
        Self(microseconds.into_iter().collect())
    }
}

/// The middle one; of an even number, the mean of the two in the middle.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}

/// One measurement: how many a second, and how long one took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Measured {
    /// Done in a second.
    pub(crate) per_second: f64,
    /// Median latency, in milliseconds.
    pub(crate) p50: f64,
    /// 95th percentile of the latency, in milliseconds.
    pub(crate) p95: f64,
    /// 99th percentile of the latency, in milliseconds.
    pub(crate) p99: f64,
    /// Done in all, warm-up included.
    pub(crate) done: f64,
    /// Processor time of one, in microseconds, client and server together.
    pub(crate) processor: f64,
}

impl Measured {
    /// From what was done in a time.
    pub(crate) fn of(latencies: &mut Latencies, elapsed: Duration) -> Self {
        Self {
            per_second: count(latencies.count()) / elapsed.as_secs_f64(),
            p50: latencies.percentile(50),
            p95: latencies.percentile(95),
            p99: latencies.percentile(99),
            ..Self::default()
        }
    }

    /// The medians of some rounds.
    pub(crate) fn median(rounds: &[Self]) -> Self {
        let of = |field: fn(&Self) -> f64| median(rounds.iter().map(field));
        Self {
            per_second: of(|m| m.per_second),
            p50: of(|m| m.p50),
            p95: of(|m| m.p95),
            p99: of(|m| m.p99),
            done: of(|m| m.done),
            processor: of(|m| m.processor),
        }
    }
}

/// A count as a number to calculate with.
pub(crate) fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_there() {
        let mut latencies: Latencies = (1..=200).map(|n| n * 1000).collect();
        assert_eq!([50, 99, 100].map(|p| latencies.percentile(p)), [100.0, 198.0, 200.0]);
        assert!(Latencies::default().percentile(99).abs() < f64::EPSILON);
    }

    #[test]
    fn the_median_does_not_follow_an_outlier() {
        assert!((median([3.0, 1000.0, 1.0]) - 3.0).abs() < f64::EPSILON);
        assert!((median([1.0, 2.0]) - 1.5).abs() < f64::EPSILON);
    }
}
