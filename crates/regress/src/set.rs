//! Sets of code points, as sorted ranges. ECMA-262 §22.2.2.1 `CharSet`.

/// The last code point.
pub(crate) const LAST: u32 = 0x10_ffff;

/// A set of code points: ranges that are sorted, apart, and include both ends.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct CodeSet(Vec<(u32, u32)>);

impl CodeSet {
    pub(crate) fn all() -> Self {
        Self(vec![(0, LAST)])
    }

    pub(crate) fn single(code: u32) -> Self {
        Self(vec![(code, code)])
    }

    /// The set of all that ranges in any order hold.
    pub(crate) fn of(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (from, to) in ranges {
            match merged.last_mut() {
                Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        Self(merged)
    }

    pub(crate) fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn contains(&self, code: u32) -> bool {
        let at = self.0.partition_point(|range| range.1 < code);
        self.0.get(at).is_some_and(|range| range.0 <= code)
    }

    /// Its one code point, if it has one alone.
    pub(crate) fn only(&self) -> Option<u32> {
        match self.0.as_slice() {
            [(from, to)] if from == to => Some(*from),
            _ => None,
        }
    }

    /// Every code point of it, in order.
    pub(crate) fn codes(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().flat_map(|&(from, to)| from..=to)
    }

    pub(crate) fn union(&self, other: &Self) -> Self {
        if other.is_empty() {
            return self.clone();
        }
        let mut ranges = self.0.clone();
        ranges.extend_from_slice(&other.0);
        Self::of(ranges)
    }

    pub(crate) fn inverted(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for &(from, to) in &self.0 {
            if from > next {
                ranges.push((next, from - 1));
            }
            next = to + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self(ranges)
    }

    pub(crate) fn intersection(&self, other: &Self) -> Self {
        let mut ranges = Vec::new();
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(&&(a, b)), Some(&&(c, d))) = (mine.peek(), theirs.peek()) {
            let (from, to) = (a.max(c), b.min(d));
            if from <= to {
                ranges.push((from, to));
            }
            if b < d {
                mine.next();
            } else {
                theirs.next();
            }
        }
        Self(ranges)
    }

    pub(crate) fn without(&self, other: &Self) -> Self {
        self.intersection(&other.inverted())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_merge_and_stay_sorted() {
        let set = CodeSet::of(vec![(5, 9), (1, 2), (3, 4), (20, 30), (25, 26)]);
        assert_eq!(set.ranges(), [(1, 9), (20, 30)]);
        assert!(set.contains(9) && !set.contains(10) && set.contains(20) && !set.contains(0));
    }

    #[test]
    fn operations_are_those_of_sets() {
        let (a, b) = (CodeSet::of(vec![(1, 9), (20, 30)]), CodeSet::of(vec![(5, 22), (30, 40)]));
        assert_eq!(a.intersection(&b).ranges(), [(5, 9), (20, 22), (30, 30)]);
        assert_eq!(a.without(&b).ranges(), [(1, 4), (23, 29)]);
        assert_eq!(a.union(&b).ranges(), [(1, 40)]);
        assert_eq!(a.inverted().inverted(), a);
        assert_eq!(CodeSet::default().inverted(), CodeSet::all());
    }
}
