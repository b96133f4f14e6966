//! Borrowed texts: Rust's `&str`, for JavaScript.

use std::{
    fmt::{self, Debug, Formatter},
    marker::PhantomData,
    ptr::{self, NonNull},
    slice,
    string::FromUtf16Error,
};

use crate::{
    CodePoint, Iter, JsString,
    display::JsStrDisplayLossy,
    header::Header,
    index::JsSliceIndex,
    iter::{CodePointsIter, Windows},
    number, rope, search,
};

/// The units of a text, in the width that they are kept in.
///
/// A text in two bytes a unit may still consist of Latin-1 only.
#[derive(Clone, Copy, Debug)]
pub enum JsStrVariant<'a> {
    /// One byte a unit.
    Latin1(&'a [u8]),

    /// Two bytes a unit.
    Utf16(&'a [u16]),
}

/// A borrowed text.
///
/// One that was borrowed from a [`JsString`] knows it: it can be turned back into a string, and be
/// joined to another, without copying, and without a look at the units where those are scattered.
#[derive(Clone, Copy)]
pub struct JsStr<'a> {
    /// The first unit; null where the owner was a rope.
    data: *const u8,
    /// Units, doubled, plus one for Latin-1.
    shape: usize,
    /// The header of the string whose whole text this is.
    owner: Option<NonNull<Header>>,
    text: PhantomData<&'a [u16]>,
}

impl<'a> JsStr<'a> {
    /// The empty text.
    pub const EMPTY: Self = Self::latin1(&[]);

    /// A text in one byte a unit.
    #[inline]
    #[must_use]
    pub const fn latin1(units: &'a [u8]) -> Self {
        let shape = units.len() << 1 | 1;
        Self { data: units.as_ptr(), shape, owner: None, text: PhantomData }
    }

    /// A text in two bytes a unit.
    #[inline]
    #[must_use]
    pub const fn utf16(units: &'a [u16]) -> Self {
        let shape = units.len() << 1;
        Self { data: units.as_ptr().cast(), shape, owner: None, text: PhantomData }
    }

    /// The whole text of a string.
    #[inline]
    pub(crate) fn of(string: &'a JsString) -> Self {
        Self {
            data: string.data(),
            shape: string.units() << 1 | usize::from(string.is_latin1()),
            owner: Some(string.pointer),
            text: PhantomData,
        }
    }

    /// The string whose whole text this is.
    #[inline]
    pub(crate) fn owner(&self) -> Option<&JsString> {
        let owner = self.owner.as_ref()?;
        // SAFETY: a `JsString` is nothing but this pointer (`repr(transparent)`). `of` took it from
        // a string that is borrowed for `'a`, so its count holds while this reference lives. Nothing
        // drops what is behind a reference.
        Some(unsafe { &*ptr::from_ref(owner).cast::<JsString>() })
    }

    /// Code units.
    #[inline]
    #[must_use]
    pub const fn len(&self) -> usize {
        self.shape >> 1
    }

    /// Whether there are none.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it is kept in one byte a unit.
    #[inline]
    #[must_use]
    pub const fn is_latin1(&self) -> bool {
        self.shape & 1 != 0
    }

    /// Bytes that the units take.
    pub(crate) const fn bytes(&self) -> usize {
        if self.is_latin1() { self.len() } else { self.len() * 2 }
    }

    /// The units.
    #[inline]
    #[must_use]
    pub fn variant(self) -> JsStrVariant<'a> {
        if let Some(units) = self.plain() {
            return units;
        }
        let data = self.owner().map_or(ptr::null(), rope::units);
        let flat = Self { data, ..self };
        // A text without units has an owner, and the owner's rope becomes units for good.
        flat.plain().unwrap_or(JsStrVariant::Latin1(&[]))
    }

    /// The units, where they are not scattered.
    #[inline]
    pub(crate) const fn plain(self) -> Option<JsStrVariant<'a>> {
        if self.data.is_null() {
            return None;
        }
        Some(if self.is_latin1() {
            // SAFETY: `data` is the start of so many units: of the slice that `latin1` was given,
            // or of a string borrowed for `'a` (header, invariant 2).
            JsStrVariant::Latin1(unsafe { slice::from_raw_parts(self.data, self.len()) })
        } else {
            // SAFETY: as above, for `utf16`; such units are aligned.
            JsStrVariant::Utf16(unsafe { slice::from_raw_parts(self.data.cast(), self.len()) })
        })
    }

    /// The units of a text kept in one byte each; `None` for others.
    #[inline]
    #[must_use]
    pub fn as_latin1(&self) -> Option<&'a [u8]> {
        if !self.is_latin1() {
            return None;
        }
        match self.variant() {
            JsStrVariant::Latin1(units) => Some(units),
            JsStrVariant::Utf16(_) => None,
        }
    }

    /// The same text for ever.
    ///
    /// # Safety
    /// The units live, and stay where they are, as long as the result is used.
    #[inline]
    #[must_use]
    pub unsafe fn as_static(self) -> JsStr<'static> {
        match self.variant() {
            JsStrVariant::Latin1(units) => {
                // SAFETY: the caller's promise.
                JsStr::latin1(unsafe { slice::from_raw_parts(units.as_ptr(), units.len()) })
            }
            JsStrVariant::Utf16(units) => {
                // SAFETY: the caller's promise.
                JsStr::utf16(unsafe { slice::from_raw_parts(units.as_ptr(), units.len()) })
            }
        }
    }

    /// Iterates over the code units.
    #[inline]
    #[must_use]
    pub fn iter(self) -> Iter<'a> {
        Iter::new(self)
    }

    /// Iterates over the overlapping parts of `size` units.
    ///
    /// # Panics
    /// Where `size` is 0.
    #[inline]
    #[must_use]
    pub fn windows(self, size: usize) -> Windows<'a> {
        Windows::new(self, size)
    }

    /// Iterates over the code points.
    #[inline]
    #[must_use]
    pub fn code_points(&self) -> CodePointsIter<'a> {
        CodePointsIter::new(*self)
    }

    /// Iterates over the characters, with U+FFFD for lone surrogates.
    #[inline]
    pub fn code_points_lossy(self) -> impl Iterator<Item = char> + 'a {
        self.code_points().map(|point| point.as_char().unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// A unit, or a part; `None` outside the text.
    #[inline]
    #[must_use]
    pub fn get<I: JsSliceIndex<'a>>(self, index: I) -> Option<I::Value> {
        JsSliceIndex::get(self, index)
    }

    /// A unit, or a part.
    ///
    /// # Panics
    /// Outside the text.
    #[inline]
    #[must_use]
    #[expect(clippy::expect_used, reason = "what the name promises")]
    pub fn get_expect<I: JsSliceIndex<'a>>(&self, index: I) -> I::Value {
        self.get(index).expect("index within the text")
    }

    /// A unit, or a part, unchecked.
    ///
    /// # Safety
    /// The index is within the text.
    #[inline]
    #[must_use]
    pub unsafe fn get_unchecked<I: JsSliceIndex<'a>>(self, index: I) -> I::Value {
        // SAFETY: the caller's promise.
        unsafe { JsSliceIndex::get_unchecked(self, index) }
    }

    /// The units, widened.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u16> {
        match self.variant() {
            JsStrVariant::Latin1(units) => units.iter().copied().map(u16::from).collect(),
            JsStrVariant::Utf16(units) => units.to_vec(),
        }
    }

    /// Whether it begins with another text.
    #[inline]
    #[must_use]
    pub fn starts_with(&self, needle: JsStr<'_>) -> bool {
        self.get(..needle.len()) == Some(needle)
    }

    /// Whether it ends with another text.
    #[inline]
    #[must_use]
    pub fn ends_with(&self, needle: JsStr<'_>) -> bool {
        let start = self.len().checked_sub(needle.len());
        start.and_then(|start| self.get(start..)) == Some(needle)
    }

    /// The first place of a text at or after `from`, in time linear in both.
    /// ECMA-262 §6.1.4.1 `StringIndexOf`.
    #[inline]
    #[must_use]
    pub fn index_of(&self, needle: JsStr<'_>, from: usize) -> Option<usize> {
        search::find(*self, needle, from)
    }

    /// The code point at a place. ECMA-262 §11.1.4 `CodePointAt`.
    ///
    /// # Panics
    /// Outside the text.
    #[must_use]
    pub fn code_point_at(&self, position: usize) -> CodePoint {
        match self.variant() {
            JsStrVariant::Latin1(units) => CodePoint::Unicode(units[position].into()),
            JsStrVariant::Utf16(units) => {
                let first = units[position];
                let pair = (first, units.get(position + 1).copied());
                if let (0xD800..=0xDBFF, Some(second @ 0xDC00..=0xDFFF)) = pair {
                    let scalar =
                        0x1_0000 + ((u32::from(first) & 0x3FF) << 10 | (u32::from(second) & 0x3FF));
                    if let Some(character) = char::from_u32(scalar) {
                        return CodePoint::Unicode(character);
                    }
                }
                first.into()
            }
        }
    }

    /// Its number. ECMA-262 §7.1.4.1.1 `StringToNumber`.
    #[inline]
    #[must_use]
    pub fn to_number(&self) -> f64 {
        number::parse(*self)
    }

    /// Whether a Latin-1 unit occurs.
    #[inline]
    #[must_use]
    pub fn contains(&self, element: u8) -> bool {
        match self.variant() {
            JsStrVariant::Latin1(units) => memchr::memchr(element, units).is_some(),
            JsStrVariant::Utf16(units) => units.contains(&element.into()),
        }
    }

    /// The text in UTF-8.
    ///
    /// # Errors
    /// Where it has lone surrogates.
    pub fn to_std_string(&self) -> Result<String, FromUtf16Error> {
        match self.variant() {
            JsStrVariant::Latin1(units) => Ok(latin1_to_string(units)),
            JsStrVariant::Utf16(units) => String::from_utf16(units),
        }
    }

    /// The text in UTF-8, with U+FFFD for lone surrogates.
    #[must_use]
    pub fn to_std_string_lossy(&self) -> String {
        match self.variant() {
            JsStrVariant::Latin1(units) => latin1_to_string(units),
            JsStrVariant::Utf16(units) => String::from_utf16_lossy(units),
        }
    }

    /// Displays the text, with U+FFFD for lone surrogates.
    #[inline]
    #[must_use]
    pub fn display_lossy(&self) -> JsStrDisplayLossy<'a> {
        (*self).into()
    }
}

/// Latin-1 in UTF-8.
pub(crate) fn latin1_to_string(units: &[u8]) -> String {
    match str::from_utf8(units) {
        Ok(text) if units.is_ascii() => text.to_owned(),
        _ => units.iter().copied().map(char::from).collect(),
    }
}

impl Debug for JsStr<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsStr").field("len", &self.len()).finish()
    }
}

impl Default for JsStr<'_> {
    fn default() -> Self {
        Self::EMPTY
    }
}
