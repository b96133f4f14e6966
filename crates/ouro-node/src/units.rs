//! Code units of JavaScript strings: lets one algorithm work on Latin-1 and on UTF-16 strings
//! without turning either into the other.

use boa_engine::{
    JsString,
    string::{JsStr, JsStrVariant},
};

/// A code unit: `u8` in Latin-1 strings, `u16` in the others.
pub(crate) trait Unit: Copy + Eq + 'static {
    /// The unit of an ASCII character.
    fn ascii(byte: u8) -> Self;
    /// The code of the unit.
    fn code(self) -> u16;
    /// The unit in lower case, itself where lower case is more than one unit.
    fn lower(self) -> Self;
    /// Makes a string.
    fn string(units: &[Self]) -> JsString;
}

impl Unit for u8 {
    fn ascii(byte: u8) -> Self {
        byte
    }

    fn code(self) -> u16 {
        self.into()
    }

    fn lower(self) -> Self {
        let mut lower = char::from(self).to_lowercase();
        lower.next().and_then(|first| Self::try_from(first).ok()).unwrap_or(self)
    }

    fn string(units: &[Self]) -> JsString {
        JsString::from(JsStr::latin1(units))
    }
}

impl Unit for u16 {
    fn ascii(byte: u8) -> Self {
        byte.into()
    }

    fn code(self) -> u16 {
        self
    }

    fn lower(self) -> Self {
        let Some(character) = char::from_u32(self.into()) else { return self };
        let mut lower = character.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(first), None) => Self::try_from(u32::from(first)).unwrap_or(self),
            _ => self,
        }
    }

    fn string(units: &[Self]) -> JsString {
        JsString::from(JsStr::utf16(units))
    }
}

/// Several strings in one kind of unit: Latin-1 where all are.
#[derive(Debug)]
pub(crate) enum Texts {
    /// All of them are Latin-1.
    Latin1(Vec<Vec<u8>>),
    /// At least one is not.
    Utf16(Vec<Vec<u16>>),
}

impl Texts {
    /// Copies the units of `strings`.
    pub(crate) fn new(strings: &[JsString]) -> Self {
        let latin1: Option<Vec<Vec<u8>>> = strings
            .iter()
            .map(|string| match string.as_str().variant() {
                JsStrVariant::Latin1(units) => Some(units.to_vec()),
                JsStrVariant::Utf16(_) => None,
            })
            .collect();
        match latin1 {
            Some(texts) => Self::Latin1(texts),
            None => Self::Utf16(strings.iter().map(JsString::to_vec).collect()),
        }
    }
}
