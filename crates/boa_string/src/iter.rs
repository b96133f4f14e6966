//! Iterators over units, windows and code points.

use std::{
    char::DecodeUtf16,
    iter::{Copied, FusedIterator},
    slice,
};

use crate::{CodePoint, JsStr, JsStrVariant};

/// The code units of a text. Made by [`JsStr::iter`].
#[derive(Clone, Debug)]
pub struct Iter<'a>(Units<'a>);

#[derive(Clone, Debug)]
enum Units<'a> {
    Latin1(Copied<slice::Iter<'a, u8>>),
    Utf16(Copied<slice::Iter<'a, u16>>),
}

impl<'a> Iter<'a> {
    #[inline]
    pub(crate) fn new(text: JsStr<'a>) -> Self {
        Self(match text.variant() {
            JsStrVariant::Latin1(units) => Units::Latin1(units.iter().copied()),
            JsStrVariant::Utf16(units) => Units::Utf16(units.iter().copied()),
        })
    }
}

impl Iterator for Iter<'_> {
    type Item = u16;

    #[inline]
    fn next(&mut self) -> Option<u16> {
        match &mut self.0 {
            Units::Latin1(units) => units.next().map(u16::from),
            Units::Utf16(units) => units.next(),
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let length = self.len();
        (length, Some(length))
    }

    #[inline]
    fn nth(&mut self, index: usize) -> Option<u16> {
        match &mut self.0 {
            Units::Latin1(units) => units.nth(index).map(u16::from),
            Units::Utf16(units) => units.nth(index),
        }
    }
}

impl DoubleEndedIterator for Iter<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u16> {
        match &mut self.0 {
            Units::Latin1(units) => units.next_back().map(u16::from),
            Units::Utf16(units) => units.next_back(),
        }
    }
}

impl ExactSizeIterator for Iter<'_> {
    #[inline]
    fn len(&self) -> usize {
        match &self.0 {
            Units::Latin1(units) => units.len(),
            Units::Utf16(units) => units.len(),
        }
    }
}

impl FusedIterator for Iter<'_> {}

/// The overlapping parts of one length. Made by [`JsStr::windows`].
#[derive(Clone, Debug)]
pub struct Windows<'a>(Parts<'a>);

#[derive(Clone, Debug)]
enum Parts<'a> {
    Latin1(slice::Windows<'a, u8>),
    Utf16(slice::Windows<'a, u16>),
}

impl<'a> Windows<'a> {
    /// `size` is not 0, as for slices.
    #[inline]
    pub(crate) fn new(text: JsStr<'a>, size: usize) -> Self {
        Self(match text.variant() {
            JsStrVariant::Latin1(units) => Parts::Latin1(units.windows(size)),
            JsStrVariant::Utf16(units) => Parts::Utf16(units.windows(size)),
        })
    }
}

impl<'a> Iterator for Windows<'a> {
    type Item = JsStr<'a>;

    #[inline]
    fn next(&mut self) -> Option<JsStr<'a>> {
        self.nth(0)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let length = self.len();
        (length, Some(length))
    }

    #[inline]
    fn nth(&mut self, index: usize) -> Option<JsStr<'a>> {
        match &mut self.0 {
            Parts::Latin1(parts) => parts.nth(index).map(JsStr::latin1),
            Parts::Utf16(parts) => parts.nth(index).map(JsStr::utf16),
        }
    }
}

impl ExactSizeIterator for Windows<'_> {
    #[inline]
    fn len(&self) -> usize {
        match &self.0 {
            Parts::Latin1(parts) => parts.len(),
            Parts::Utf16(parts) => parts.len(),
        }
    }
}

impl FusedIterator for Windows<'_> {}

/// The code points of a text. Made by [`JsStr::code_points`].
#[derive(Clone, Debug)]
pub struct CodePointsIter<'a>(Points<'a>);

#[derive(Clone, Debug)]
enum Points<'a> {
    Latin1(Copied<slice::Iter<'a, u8>>),
    Utf16(DecodeUtf16<Copied<slice::Iter<'a, u16>>>),
}

impl<'a> CodePointsIter<'a> {
    #[inline]
    pub(crate) fn new(text: JsStr<'a>) -> Self {
        Self(match text.variant() {
            JsStrVariant::Latin1(units) => Points::Latin1(units.iter().copied()),
            JsStrVariant::Utf16(units) => Points::Utf16(char::decode_utf16(units.iter().copied())),
        })
    }
}

impl Iterator for CodePointsIter<'_> {
    type Item = CodePoint;

    #[inline]
    fn next(&mut self) -> Option<CodePoint> {
        match &mut self.0 {
            Points::Latin1(units) => units.next().map(|unit| CodePoint::Unicode(unit.into())),
            Points::Utf16(points) => points.next().map(|point| match point {
                Ok(character) => CodePoint::Unicode(character),
                Err(error) => CodePoint::UnpairedSurrogate(error.unpaired_surrogate()),
            }),
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            Points::Latin1(units) => units.size_hint(),
            Points::Utf16(points) => points.size_hint(),
        }
    }
}

impl FusedIterator for CodePointsIter<'_> {}
