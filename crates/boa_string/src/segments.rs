//! Strings put together from pieces of several kinds.

use std::ops::{Add, AddAssign};

use crate::{JsStr, JsStrVariant, JsString, Latin1JsStringBuilder, Utf16JsStringBuilder, limit};

/// A piece.
#[derive(Clone, Debug)]
pub enum Segment<'a> {
    /// A string.
    String(JsString),

    /// A borrowed text.
    Str(JsStr<'a>),

    /// A Latin-1 unit.
    Latin1(u8),

    /// A character.
    CodePoint(char),
}

impl Segment<'_> {
    fn can_be_latin1(&self) -> bool {
        match self {
            Self::String(string) => string.is_latin1(),
            Self::Str(text) => text.is_latin1(),
            Self::Latin1(_) => true,
            Self::CodePoint(character) => u8::try_from(*character).is_ok(),
        }
    }

    fn units(&self) -> usize {
        match self {
            Self::String(string) => string.len(),
            Self::Str(text) => text.len(),
            Self::Latin1(_) => 1,
            Self::CodePoint(character) => character.len_utf16(),
        }
    }

    /// The text of the first two kinds.
    fn text(&self) -> Option<JsStr<'_>> {
        match self {
            Self::String(string) => Some(string.as_str()),
            Self::Str(text) => Some(*text),
            _ => None,
        }
    }
}

impl From<JsString> for Segment<'_> {
    fn from(string: JsString) -> Self {
        Self::String(string)
    }
}

impl<'a, 'b: 'a> From<JsStr<'b>> for Segment<'a> {
    fn from(text: JsStr<'b>) -> Self {
        Self::Str(text)
    }
}

impl From<String> for Segment<'_> {
    fn from(text: String) -> Self {
        Self::String(text.into())
    }
}

impl From<&str> for Segment<'_> {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<&[u16]> for Segment<'_> {
    fn from(units: &[u16]) -> Self {
        Self::String(units.into())
    }
}

impl From<u8> for Segment<'_> {
    fn from(unit: u8) -> Self {
        Self::Latin1(unit)
    }
}

impl From<char> for Segment<'_> {
    fn from(character: char) -> Self {
        Self::CodePoint(character)
    }
}

/// Builds texts of pieces of any width; what the width must be is found at the end.
#[derive(Clone, Debug, Default)]
pub struct CommonJsStringBuilder<'a> {
    segments: Vec<Segment<'a>>,
}

impl<'a> CommonJsStringBuilder<'a> {
    /// A builder without pieces.
    #[must_use]
    pub const fn new() -> Self {
        Self { segments: Vec::new() }
    }

    /// A builder with room for so many pieces.
    #[must_use]
    pub fn with_capacity(pieces: usize) -> Self {
        Self { segments: Vec::with_capacity(pieces) }
    }

    /// Makes room for so many more pieces, and some.
    pub fn reserve(&mut self, pieces: usize) {
        self.segments.reserve(pieces);
    }

    /// Makes room for so many more pieces.
    pub fn reserve_exact(&mut self, pieces: usize) {
        self.segments.reserve_exact(pieces);
    }

    /// Appends a piece.
    #[inline]
    pub fn push<T: Into<Segment<'a>>>(&mut self, piece: T) {
        self.segments.push(piece.into());
    }

    /// Pieces.
    #[must_use]
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Whether all pieces are kept in, or are, Latin-1.
    #[must_use]
    pub fn can_be_latin1(&self) -> bool {
        self.segments.iter().all(Segment::can_be_latin1)
    }

    /// Units of all pieces.
    fn units(&self) -> usize {
        limit::checked(self.segments.iter().map(Segment::units).sum())
    }

    /// The string, if all of it is ASCII in pieces of Latin-1.
    #[must_use]
    pub fn build_from_latin1(&self) -> Option<JsString> {
        self.narrow()?.build()
    }

    /// The Latin-1 of all pieces, if they are.
    fn narrow(&self) -> Option<Latin1JsStringBuilder> {
        let mut builder = Latin1JsStringBuilder::with_capacity(self.units());
        for piece in &self.segments {
            match piece {
                Segment::Latin1(unit) => builder.push(*unit),
                Segment::CodePoint(character) => builder.push(u8::try_from(*character).ok()?),
                other => builder.extend_from_slice(other.text()?.as_latin1()?),
            }
        }
        Some(builder)
    }

    /// The string.
    ///
    /// # Panics
    /// With [`TOO_LONG`](crate::TOO_LONG) beyond [`MAX_LENGTH`](crate::MAX_LENGTH); so do the other
    /// `build` functions.
    #[must_use]
    pub fn build_from_utf16(self) -> JsString {
        let mut builder = Utf16JsStringBuilder::with_capacity(self.units());
        for piece in &self.segments {
            match piece {
                Segment::Latin1(unit) => builder.push(u16::from(*unit)),
                Segment::CodePoint(character) => {
                    builder.extend_from_slice(character.encode_utf16(&mut [0; 2]));
                }
                other => match other.text().unwrap_or_default().variant() {
                    JsStrVariant::Latin1(units) => {
                        builder.extend(units.iter().copied().map(u16::from));
                    }
                    JsStrVariant::Utf16(units) => builder.extend_from_slice(units),
                },
            }
        }
        builder.build()
    }

    /// The string, in one byte a unit if all pieces are Latin-1.
    #[must_use]
    pub fn build(self) -> JsString {
        if self.can_be_latin1()
            && let Some(builder) = self.narrow()
        {
            return builder.latin1();
        }
        self.build_from_utf16()
    }

    /// The string, of pieces of Latin-1.
    ///
    /// # Safety
    /// All pieces are Latin-1. (Others are taken too; the promise is kept from the API that this
    /// crate stands in for.)
    #[must_use]
    pub unsafe fn build_as_latin1(self) -> JsString {
        self.build()
    }
}

impl<'a, T: Into<Segment<'a>>> AddAssign<T> for CommonJsStringBuilder<'a> {
    fn add_assign(&mut self, piece: T) {
        self.push(piece);
    }
}

impl<'a, T: Into<Segment<'a>>> Add<T> for CommonJsStringBuilder<'a> {
    type Output = Self;

    fn add(mut self, piece: T) -> Self {
        self.push(piece);
        self
    }
}
