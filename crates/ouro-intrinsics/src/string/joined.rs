//! A text that is written piece by piece, up to V8's longest: what is replaced a hundred million
//! times takes the memory of its result alone.

use boa_engine::{
    JsResult, JsString,
    string::{JsStr, JsStrVariant},
};

use super::{MAX_LENGTH, too_long};

/// The pieces so far, one after the other: a byte a unit until one needs two.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    narrow: Vec<u8>,
    /// All of it, once there is any.
    wide: Vec<u16>,
}

impl Joined {
    fn len(&self) -> usize {
        self.narrow.len() + self.wide.len()
    }

    /// Adds a piece.
    ///
    /// # Errors
    /// `RangeError` where the whole becomes too long.
    pub(crate) fn push(&mut self, piece: JsStr<'_>) -> JsResult<()> {
        if piece.len() > MAX_LENGTH - self.len() {
            return Err(too_long());
        }
        match piece.variant() {
            JsStrVariant::Latin1(units) if self.wide.is_empty() => {
                self.narrow.extend_from_slice(units);
            }
            JsStrVariant::Latin1(units) => {
                self.wide.extend(units.iter().copied().map(u16::from));
            }
            JsStrVariant::Utf16(units) => {
                let narrow = std::mem::take(&mut self.narrow);
                self.wide.extend(narrow.into_iter().map(u16::from));
                self.wide.extend_from_slice(units);
            }
        }
        Ok(())
    }

    /// Adds a part of a text; nothing where it has no such part.
    ///
    /// # Errors
    /// As [`Joined::push`].
    pub(crate) fn push_part(&mut self, text: &JsString, start: usize, end: usize) -> JsResult<()> {
        text.as_str().get(start..end).map_or(Ok(()), |part| self.push(part))
    }

    /// The whole.
    pub(crate) fn into_string(self) -> JsString {
        if self.wide.is_empty() {
            JsString::from(JsStr::latin1(&self.narrow))
        } else {
            JsString::from(self.wide.as_slice())
        }
    }
}
