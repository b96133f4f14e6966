//! A histogram of whole numbers that keeps a number of significant figures at any size.
//! G. Tene's high dynamic range histograms; Node docs: `Class: Histogram`.

/// Counts of values, in buckets that double in width.
#[derive(Clone, Debug)]
pub(super) struct Histogram {
    highest: u64,
    /// Half the steps of a bucket, a power of two, as its exponent.
    half_bits: u32,
    /// Values below 2 to this power are one.
    unit_bits: u32,
    counts: Vec<u64>,
    total: u64,
    min: u64,
    max: u64,
    exceeds: u64,
}

impl Histogram {
    /// An empty histogram of values from `lowest` to `highest`, with 1 to 5 figures.
    pub(super) fn new(lowest: u64, highest: u64, figures: u8) -> Self {
        let steps = 2 * 10_u64.pow(figures.into());
        Self {
            highest,
            half_bits: steps.next_power_of_two().trailing_zeros() - 1,
            unit_bits: lowest.max(1).ilog2(),
            counts: Vec::new(),
            total: 0,
            min: u64::MAX,
            max: 0,
            exceeds: 0,
        }
    }

    /// Which bucket a value is in: the exponent of its width.
    fn bucket(&self, value: u64) -> u32 {
        let smallest = (2_u64 << self.half_bits << self.unit_bits) - 1;
        (value | smallest).ilog2() - self.half_bits - self.unit_bits
    }

    fn index(&self, value: u64) -> usize {
        let bucket = self.bucket(value);
        let step = value >> (bucket + self.unit_bits);
        let index = (u64::from(bucket) << self.half_bits) + step;
        usize::try_from(index).unwrap_or(usize::MAX)
    }

    /// The lowest value that is counted at an index.
    fn value_at(&self, index: usize) -> u64 {
        let index = index as u64;
        let bucket = (index >> self.half_bits).saturating_sub(1);
        let step = index - (bucket << self.half_bits);
        step << bucket << self.unit_bits
    }

    fn width(&self, value: u64) -> u64 {
        1 << (self.bucket(value) + self.unit_bits)
    }

    fn highest_equal(&self, value: u64) -> u64 {
        let width = self.width(value);
        (value / width * width).saturating_add(width - 1)
    }

    /// Counts a value, or that one was too high.
    pub(super) fn record(&mut self, value: u64) {
        self.record_times(value, 1);
    }

    fn record_times(&mut self, value: u64, times: u64) {
        if value > self.highest {
            self.exceeds += times;
            return;
        }
        let index = self.index(value);
        if index >= self.counts.len() {
            self.counts.resize(index + 1, 0);
        }
        if let Some(count) = self.counts.get_mut(index) {
            *count += times;
        }
        self.total += times;
        self.min = self.min.min(value);
        self.max = self.max.max(value);
    }

    /// Counts all that another has counted.
    pub(super) fn add(&mut self, other: &Self) {
        for (value, count) in other.counted() {
            self.record_times(value, count);
        }
        self.exceeds += other.exceeds;
    }

    /// Forgets everything.
    pub(super) fn reset(&mut self) {
        self.counts.clear();
        self.total = 0;
        self.min = u64::MAX;
        self.max = 0;
        self.exceeds = 0;
    }

    /// The values with a count, from the lowest.
    fn counted(&self) -> impl Iterator<Item = (u64, u64)> {
        let counts = self.counts.iter().enumerate().filter(|(_, count)| **count > 0);
        counts.map(|(index, &count)| (self.value_at(index), count))
    }

    /// How many values were counted.
    pub(super) fn count(&self) -> u64 {
        self.total
    }

    /// How many were too high.
    pub(super) fn exceeds(&self) -> u64 {
        self.exceeds
    }

    /// The lowest value, 2⁶³−1 where there is none.
    pub(super) fn min(&self) -> u64 {
        if self.total == 0 { u64::MAX >> 1 } else { self.value_at(self.index(self.min)) }
    }

    /// The highest value, as far as it is known; 0 where there is none.
    pub(super) fn max(&self) -> u64 {
        if self.total == 0 { 0 } else { self.highest_equal(self.max) }
    }

    /// The mean and the standard deviation, `NaN` where there is no value.
    #[expect(clippy::cast_precision_loss, reason = "statistics are floating-point numbers")]
    pub(super) fn mean_and_deviation(&self) -> (f64, f64) {
        let middle = |value: u64| (value + (self.width(value) >> 1)) as f64;
        let total = self.total as f64;
        let sum: f64 = self.counted().map(|(value, count)| middle(value) * count as f64).sum();
        let mean = sum / total;
        let squares: f64 = self
            .counted()
            .map(|(value, count)| (middle(value) - mean).powi(2) * count as f64)
            .sum();
        (mean, (squares / total).sqrt())
    }

    /// The value below or at which this share of the values is.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a share of a count is rounded"
    )]
    pub(super) fn at_percentile(&self, percentile: f64) -> u64 {
        let wanted = (percentile.min(100.0) / 100.0 * self.total as f64 + 0.5) as u64;
        let wanted = wanted.max(1);
        let mut seen = 0;
        for (value, count) in self.counted() {
            seen += count;
            if seen >= wanted {
                return self.highest_equal(value);
            }
        }
        0
    }

    /// Values at percentiles that halve the distance to 100.
    #[expect(clippy::cast_precision_loss, reason = "shares are floating-point numbers")]
    pub(super) fn percentiles(&self) -> Vec<(f64, u64)> {
        let mut found = Vec::new();
        let (mut wanted, mut seen, mut last) = (0.0_f64, 0, 0);
        for (value, count) in self.counted() {
            seen += count;
            last = value;
            let share = 100.0 * seen as f64 / self.total as f64;
            while wanted <= share {
                found.push((wanted, value));
                let halvings = (100.0 / (100.0 - wanted)).log2().floor() + 1.0;
                wanted += 100.0 / halvings.exp2();
                if seen == self.total {
                    break;
                }
            }
        }
        found.push((100.0, last));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Histogram;

    fn of(values: &[u64]) -> Histogram {
        let mut histogram = Histogram::new(1, (1 << 53) - 1, 3);
        values.iter().for_each(|&value| histogram.record(value));
        histogram
    }

    #[test]
    fn three_figures_are_kept() {
        let it = of(&[5, 1_000_000, 3]);
        assert_eq!((it.min(), it.max(), it.count()), (3, 1_000_447, 3));
        assert_eq!(it.at_percentile(50.0), 5);
        let (mean, deviation) = it.mean_and_deviation();
        assert!((mean - 333_400.0).abs() < 1e-6 && (deviation - 471_493.144_841).abs() < 1e-3);
        assert_eq!(it.percentiles(), [(0.0, 3), (50.0, 5), (75.0, 999_936), (100.0, 999_936)]);
    }

    #[test]
    fn an_empty_one_has_no_mean() {
        let it = of(&[]);
        assert!(it.mean_and_deviation().0.is_nan());
        assert_eq!((it.max(), it.percentiles()), (0, vec![(100.0, 0)]));
    }

    #[test]
    fn too_high_values_are_told_apart() {
        let mut it = Histogram::new(1, 1000, 3);
        it.record(1001);
        assert_eq!((it.count(), it.exceeds()), (0, 1));
    }
}
