//! Which characters something can begin with: exact for Latin-1, one bit for all others, so that a
//! look costs next to nothing.

use crate::set::{CodeSet, LAST};

/// A set of units, of which those beyond Latin-1 are all in or all out.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct First {
    latin: [u64; 4],
    high: bool,
}

impl First {
    pub(crate) const ALL: Self = Self { latin: [u64::MAX; 4], high: true };
    pub(crate) const NONE: Self = Self { latin: [0; 4], high: false };

    pub(crate) fn code(code: u32) -> Self {
        let mut first = Self::NONE;
        first.add(code);
        first
    }

    pub(crate) fn set(set: &CodeSet) -> Self {
        let mut first = Self::NONE;
        for &(from, to) in set.ranges() {
            for code in from..=to.min(0xff) {
                first.add(code);
            }
            first.high |= to > 0xff;
        }
        debug_assert!(set.ranges().iter().all(|range| range.1 <= LAST));
        first
    }

    fn add(&mut self, code: u32) {
        match usize::try_from(code / 64).ok().and_then(|word| self.latin.get_mut(word)) {
            Some(word) => *word |= 1 << (code % 64),
            None => self.high = true,
        }
    }

    #[inline]
    pub(crate) fn has(&self, unit: u32) -> bool {
        let word = self.latin.get((unit >> 6) as usize);
        word.map_or(self.high, |word| word >> (unit & 63) & 1 != 0)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        let mut latin = self.latin;
        for (mine, theirs) in latin.iter_mut().zip(other.latin) {
            *mine |= theirs;
        }
        Self { latin, high: self.high || other.high }
    }

    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.high && other.high || self.latin.iter().zip(other.latin).any(|(a, b)| a & b != 0)
    }

    /// The bytes of Latin-1 that are in.
    pub(crate) fn bytes(&self) -> impl Iterator<Item = u8> + '_ {
        (0..=255_u8).filter(|byte| self.has((*byte).into()))
    }

    /// Whether anything beyond Latin-1 is in.
    pub(crate) fn is_high(&self) -> bool {
        self.high
    }
}
