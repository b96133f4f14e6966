//! Texts to search, in one byte a unit or two, by unit or by code point. ECMA-262 §6.1.4; a lone
//! half of a pair is a code point of its own.

use memchr::{memchr, memchr2, memchr3, memmem};

use crate::program::{Class, Start};

/// A text, and how it falls into characters. Positions count units.
pub(crate) trait Input: Copy {
    /// Whether every character is one unit.
    const FIXED: bool;

    fn len(self) -> usize;

    fn unit(self, at: usize) -> Option<u32>;

    /// The character at a position, and where it ends. As it is for fixed widths.
    #[inline]
    fn next(self, at: usize) -> Option<(u32, usize)> {
        Some((self.unit(at)?, at + 1))
    }

    /// The character before a position, and where it begins. As it is for fixed widths.
    #[inline]
    fn before(self, at: usize) -> Option<(u32, usize)> {
        let at = at.checked_sub(1)?;
        Some((self.unit(at)?, at))
    }

    /// Where the units from `at` on, up to `most`, leave a class. For fixed widths.
    fn span(self, class: &Class, at: usize, most: usize) -> usize;

    /// Where units of a set, or bytes, are next.
    fn find(self, start: &Start, at: usize) -> Option<usize>;

    /// The next place where a match may begin.
    fn begin(self, start: &Start, at: usize) -> Option<usize> {
        match start {
            Start::Any => Some(at),
            Start::Anchored => (at == 0).then_some(0),
            _ => self.find(start, at),
        }
    }

    /// Whether a match may begin here.
    fn may_begin(self, start: &Start, at: usize) -> bool {
        let unit = || self.unit(at);
        match start {
            Start::Any => true,
            Start::Anchored => at == 0,
            Start::Bytes(bytes) => {
                unit().is_some_and(|unit| bytes.iter().any(|byte| u32::from(*byte) == unit))
            }
            Start::Literal(text) => unit() == text.first().map(|byte| u32::from(*byte)),
            Start::First(first) => unit().is_some_and(|unit| first.has(unit)),
        }
    }
}

/// One byte a unit.
#[derive(Clone, Copy)]
pub(crate) struct Latin1<'t>(pub(crate) &'t [u8]);

/// Two bytes a unit, each a character.
#[derive(Clone, Copy)]
pub(crate) struct Ucs2<'t>(pub(crate) &'t [u16]);

/// Two bytes a unit; pairs are one character.
#[derive(Clone, Copy)]
pub(crate) struct Utf16<'t>(pub(crate) &'t [u16]);

impl Input for Latin1<'_> {
    const FIXED: bool = true;

    #[inline]
    fn len(self) -> usize {
        self.0.len()
    }

    #[inline]
    fn unit(self, at: usize) -> Option<u32> {
        self.0.get(at).map(|unit| u32::from(*unit))
    }

    #[inline]
    fn span(self, class: &Class, at: usize, most: usize) -> usize {
        span(self.0, class, at, most)
    }

    fn find(self, start: &Start, at: usize) -> Option<usize> {
        let rest = self.0.get(at..)?;
        let found = match start {
            Start::Bytes(bytes) => match bytes.as_slice() {
                [a] => memchr(*a, rest),
                [a, b] => memchr2(*a, *b, rest),
                [a, b, c] => memchr3(*a, *b, *c, rest),
                _ => None,
            },
            Start::Literal(text) => memmem::find(rest, text),
            Start::First(first) => rest.iter().position(|unit| first.has((*unit).into())),
            Start::Any | Start::Anchored => Some(0),
        };
        found.map(|found| at + found)
    }
}

/// Where units from `at` on, up to `most`, leave a class.
#[inline]
fn span<U: Copy + Into<u32>>(units: &[U], class: &Class, at: usize, most: usize) -> usize {
    let rest = units.get(at..).unwrap_or_default();
    let rest = rest.get(..most).unwrap_or(rest);
    at + rest.iter().position(|unit| !class.has((*unit).into())).unwrap_or(rest.len())
}

fn find_wide(units: &[u16], start: &Start, at: usize) -> Option<usize> {
    let rest = units.get(at..)?;
    let found = match start {
        Start::Bytes(bytes) => match bytes.as_slice() {
            [a] => rest.iter().position(|unit| *unit == u16::from(*a)),
            bytes => rest.iter().position(|unit| bytes.iter().any(|b| u16::from(*b) == *unit)),
        },
        Start::Literal(text) => {
            let first = text.first().copied().map(u16::from);
            rest.iter().enumerate().position(|(at, unit)| {
                Some(*unit) == first
                    && rest.get(at..at + text.len()).is_some_and(|here| {
                        here.iter().zip(text).all(|(unit, byte)| *unit == u16::from(*byte))
                    })
            })
        }
        Start::First(first) => rest.iter().position(|unit| first.has((*unit).into())),
        Start::Any | Start::Anchored => Some(0),
    };
    found.map(|found| at + found)
}

impl Input for Ucs2<'_> {
    const FIXED: bool = true;

    #[inline]
    fn len(self) -> usize {
        self.0.len()
    }

    #[inline]
    fn unit(self, at: usize) -> Option<u32> {
        self.0.get(at).map(|unit| u32::from(*unit))
    }

    #[inline]
    fn span(self, class: &Class, at: usize, most: usize) -> usize {
        span(self.0, class, at, most)
    }

    fn find(self, start: &Start, at: usize) -> Option<usize> {
        find_wide(self.0, start, at)
    }
}

impl Input for Utf16<'_> {
    const FIXED: bool = false;

    #[inline]
    fn len(self) -> usize {
        self.0.len()
    }

    #[inline]
    fn unit(self, at: usize) -> Option<u32> {
        self.0.get(at).map(|unit| u32::from(*unit))
    }

    #[inline]
    fn next(self, at: usize) -> Option<(u32, usize)> {
        let unit = self.unit(at)?;
        if (0xd800..0xdc00).contains(&unit)
            && let Some(low @ 0xdc00..=0xdfff) = self.unit(at + 1)
        {
            return Some((0x1_0000 + ((unit & 0x3ff) << 10 | low & 0x3ff), at + 2));
        }
        Some((unit, at + 1))
    }

    #[inline]
    fn before(self, at: usize) -> Option<(u32, usize)> {
        let at = at.checked_sub(1)?;
        let unit = self.unit(at)?;
        if (0xdc00..0xe000).contains(&unit)
            && let Some(before) = at.checked_sub(1)
            && let Some(high @ 0xd800..=0xdbff) = self.unit(before)
        {
            return Some((0x1_0000 + ((high & 0x3ff) << 10 | unit & 0x3ff), before));
        }
        Some((unit, at))
    }

    fn span(self, _: &Class, at: usize, _: usize) -> usize {
        at
    }

    fn find(self, start: &Start, at: usize) -> Option<usize> {
        let found = find_wide(self.0, start, at)?;
        // The second half of a pair is no place to begin.
        let inside = found > at
            && matches!(self.unit(found), Some(0xdc00..=0xdfff))
            && matches!(self.unit(found - 1), Some(0xd800..=0xdbff));
        if inside { self.find(start, found + 1) } else { Some(found) }
    }
}
