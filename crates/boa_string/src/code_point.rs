//! Code points as JavaScript reads them: scalar values, and surrogates that stand alone.
//! ECMA-262 §6.1.4.

use std::fmt::{self, Display, Formatter};

/// One code point of a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CodePoint {
    /// A Unicode scalar value.
    Unicode(char),

    /// A surrogate without its partner.
    UnpairedSurrogate(u16),
}

impl CodePoint {
    /// Code units that it takes in UTF-16: 1 or 2.
    #[inline]
    #[must_use]
    pub const fn code_unit_count(self) -> usize {
        match self {
            Self::Unicode(character) => character.len_utf16(),
            Self::UnpairedSurrogate(_) => 1,
        }
    }

    /// Its number.
    #[inline]
    #[must_use]
    pub fn as_u32(self) -> u32 {
        match self {
            Self::Unicode(character) => character.into(),
            Self::UnpairedSurrogate(unit) => unit.into(),
        }
    }

    /// Its character; `None` for a lone surrogate.
    #[inline]
    #[must_use]
    pub const fn as_char(self) -> Option<char> {
        match self {
            Self::Unicode(character) => Some(character),
            Self::UnpairedSurrogate(_) => None,
        }
    }

    /// Writes its units to the start of `units`, and returns that part.
    ///
    /// # Panics
    /// Where `units` is too short; two are always enough.
    #[inline]
    #[must_use]
    pub fn encode_utf16(self, units: &mut [u16]) -> &mut [u16] {
        match self {
            Self::Unicode(character) => character.encode_utf16(units),
            Self::UnpairedSurrogate(unit) => {
                units[0] = unit;
                &mut units[..1]
            }
        }
    }
}

/// A character as itself, a lone surrogate as `\uD800`.
impl Display for CodePoint {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unicode(character) => character.fmt(f),
            Self::UnpairedSurrogate(unit) => write!(f, "\\u{unit:04X}"),
        }
    }
}

impl From<char> for CodePoint {
    fn from(character: char) -> Self {
        Self::Unicode(character)
    }
}

impl From<u16> for CodePoint {
    fn from(unit: u16) -> Self {
        char::from_u32(unit.into()).map_or(Self::UnpairedSurrogate(unit), Self::Unicode)
    }
}
