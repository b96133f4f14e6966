//! The string itself, and what can be asked of it. Joining is in `rope`, memory in `header`.

use std::{
    fmt::{self, Debug, Formatter},
    marker::PhantomData,
    mem::ManuallyDrop,
    ptr::NonNull,
    slice,
    string::FromUtf16Error,
};

use crate::{
    CodePoint, Iter, JsStr, JsStrVariant, JsStringSliceIndex, StaticJsStrings, StaticString,
    convert,
    display::{JsStrDisplayEscaped, JsStrDisplayLossy, JsStringDebugInfo},
    header::Header,
    iter::{CodePointsIter, Windows},
    rope,
};

/// Bytes up to which a part is copied rather than shared.
const COPIED: usize = 128;
/// A part is copied also where it is below this many bytes, and a small fraction of what it would
/// keep alive: less than one part in [`FRACTION`].
const SMALL_PART: usize = 4096;
const FRACTION: usize = 256;

/// What the pointer of a string points to, for [`JsString::into_raw`].
#[expect(missing_debug_implementations, reason = "only ever behind a pointer")]
pub struct RawJsString {
    /// Belongs to one thread, as strings do.
    thread: PhantomData<*mut ()>,
}

/// An immutable string of JavaScript. ECMA-262 §6.1.4.
///
/// One pointer wide; cloning counts. Equality, order and hash are those of the code units,
/// whatever width they are kept in.
#[repr(transparent)]
pub struct JsString {
    pub(crate) pointer: NonNull<Header>,
}

const _: () = assert!(size_of::<JsString>() == size_of::<*const ()>());

impl JsString {
    /// The string of a static text. No memory, no count.
    #[inline]
    #[must_use]
    pub const fn from_static(text: &'static StaticString) -> Self {
        Self { pointer: NonNull::from_ref(text).cast() }
    }

    /// Whether it is one of [`JsString::from_static`].
    #[inline]
    #[must_use]
    pub fn is_static(&self) -> bool {
        self.kind() == crate::header::Kind::Static
    }

    /// Strings that share its memory; `None` for a static one.
    #[inline]
    #[must_use]
    pub fn refcount(&self) -> Option<usize> {
        self.shared()
    }

    /// Gives up the string for its pointer, which [`JsString::from_raw`] takes.
    #[inline]
    #[must_use]
    pub fn into_raw(self) -> NonNull<RawJsString> {
        ManuallyDrop::new(self).header().cast()
    }

    /// Takes back what [`JsString::into_raw`] gave.
    ///
    /// # Safety
    /// The pointer is from `into_raw`, and is taken back once.
    #[inline]
    #[must_use]
    pub const unsafe fn from_raw(pointer: NonNull<RawJsString>) -> Self {
        Self { pointer: pointer.cast() }
    }

    /// The text, borrowed. Does not look at the units.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> JsStr<'_> {
        JsStr::of(self)
    }

    /// The units.
    #[inline]
    #[must_use]
    pub fn variant(&self) -> JsStrVariant<'_> {
        let data = rope::units(self);
        if self.is_latin1() {
            // SAFETY: the string has so many units there, while it lives (header, invariant 2).
            JsStrVariant::Latin1(unsafe { slice::from_raw_parts(data, self.len()) })
        } else {
            // SAFETY: as above; such units are aligned.
            JsStrVariant::Utf16(unsafe { slice::from_raw_parts(data.cast(), self.len()) })
        }
    }

    /// Code units.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.units()
    }

    /// Whether there are none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `x` followed by `y`. Long texts are joined lazily.
    ///
    /// # Panics
    /// With [`TOO_LONG`](crate::TOO_LONG) beyond [`MAX_LENGTH`](crate::MAX_LENGTH), unless there is a
    /// [handler](crate::set_too_long_handler).
    #[inline]
    #[must_use]
    pub fn concat(x: JsStr<'_>, y: JsStr<'_>) -> Self {
        rope::concat(x, y)
    }

    /// All texts, one after the other.
    ///
    /// # Panics
    /// As [`JsString::concat`].
    #[inline]
    #[must_use]
    pub fn concat_array(strings: &[JsStr<'_>]) -> Self {
        rope::concat_all(strings)
    }

    /// The part from `start` to `end`, which is cut to the text; empty where there is none.
    #[inline]
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> Self {
        let end = end.min(self.len());
        if start >= end {
            return StaticJsStrings::EMPTY_STRING;
        }
        // SAFETY: just compared.
        unsafe { Self::slice_unchecked(self, start, end) }
    }

    /// The part from `start` to `end`.
    ///
    /// # Safety
    /// `start <= end`, and `end` is at most the length.
    #[must_use]
    pub unsafe fn slice_unchecked(text: &Self, start: usize, end: usize) -> Self {
        let len = end - start;
        if len == text.len() {
            return text.clone();
        }
        let data = rope::units(text);
        let latin1 = text.is_latin1();
        let width = if latin1 { 1 } else { 2 };
        if len * width > COPIED {
            let base = text.base();
            let kept = base.len() * width;
            if len * width >= SMALL_PART || kept / (len * width) < FRACTION {
                // SAFETY: within the text's units, by the caller's promise.
                let data = unsafe { data.add(start * width) };
                // SAFETY: the units are in the base, which is no rope and has the text's width.
                return unsafe { Self::view(base, data, len, latin1) };
            }
        }
        // SAFETY: the caller's promise.
        let part = unsafe { text.as_str().get_unchecked(start..end) };
        convert::copied(part)
    }

    /// A part, which may share memory; `None` outside the text.
    #[inline]
    #[must_use]
    pub fn get<I: JsStringSliceIndex>(&self, index: I) -> Option<Self> {
        index.get(self)
    }

    /// A part, which may share memory.
    ///
    /// # Panics
    /// Outside the text.
    #[inline]
    #[must_use]
    #[expect(clippy::expect_used, reason = "what the name promises")]
    pub fn get_expect<I: JsStringSliceIndex>(&self, index: I) -> Self {
        index.get(self).expect("index within the text")
    }

    /// A code unit; `None` outside the text.
    #[inline]
    #[must_use]
    pub fn code_unit_at(&self, index: usize) -> Option<u16> {
        match self.variant() {
            JsStrVariant::Latin1(units) => units.get(index).copied().map(u16::from),
            JsStrVariant::Utf16(units) => units.get(index).copied(),
        }
    }

    /// See [`JsStr::iter`].
    #[inline]
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        self.as_str().iter()
    }

    /// See [`JsStr::windows`].
    ///
    /// # Panics
    /// Where `size` is 0.
    #[inline]
    #[must_use]
    pub fn windows(&self, size: usize) -> Windows<'_> {
        self.as_str().windows(size)
    }

    /// See [`JsStr::code_points`].
    #[inline]
    #[must_use]
    pub fn code_points(&self) -> CodePointsIter<'_> {
        self.as_str().code_points()
    }

    /// See [`JsStr::code_point_at`].
    ///
    /// # Panics
    /// Outside the text.
    #[inline]
    #[must_use]
    pub fn code_point_at(&self, position: usize) -> CodePoint {
        self.as_str().code_point_at(position)
    }

    /// See [`JsStr::index_of`].
    #[inline]
    #[must_use]
    pub fn index_of(&self, needle: JsStr<'_>, from: usize) -> Option<usize> {
        self.as_str().index_of(needle, from)
    }

    /// See [`JsStr::starts_with`].
    #[inline]
    #[must_use]
    pub fn starts_with(&self, needle: JsStr<'_>) -> bool {
        self.as_str().starts_with(needle)
    }

    /// See [`JsStr::ends_with`].
    #[inline]
    #[must_use]
    pub fn ends_with(&self, needle: JsStr<'_>) -> bool {
        self.as_str().ends_with(needle)
    }

    /// See [`JsStr::contains`].
    #[inline]
    #[must_use]
    pub fn contains(&self, element: u8) -> bool {
        self.as_str().contains(element)
    }

    /// See [`JsStr::to_number`].
    #[inline]
    #[must_use]
    pub fn to_number(&self) -> f64 {
        self.as_str().to_number()
    }

    /// See [`JsStr::to_vec`].
    #[inline]
    #[must_use]
    pub fn to_vec(&self) -> Vec<u16> {
        self.as_str().to_vec()
    }

    /// See [`JsStr::to_std_string`].
    ///
    /// # Errors
    /// Where it has lone surrogates.
    #[inline]
    pub fn to_std_string(&self) -> Result<String, FromUtf16Error> {
        self.as_str().to_std_string()
    }

    /// The text in UTF-8, with U+FFFD for lone surrogates.
    #[inline]
    #[must_use]
    pub fn to_std_string_lossy(&self) -> String {
        self.as_str().to_std_string_lossy()
    }

    /// The text in UTF-8, with lone surrogates as `\uD800`.
    #[must_use]
    pub fn to_std_string_escaped(&self) -> String {
        match self.variant() {
            JsStrVariant::Latin1(units) => crate::str::latin1_to_string(units),
            JsStrVariant::Utf16(units) => {
                String::from_utf16(units).unwrap_or_else(|_| self.display_escaped().to_string())
            }
        }
    }

    /// The stretches without lone surrogates in UTF-8, and between them those surrogates.
    pub fn to_std_string_with_surrogates(
        &self,
    ) -> impl Iterator<Item = Result<String, u16>> + use<'_> {
        let mut points = self.code_points().peekable();
        std::iter::from_fn(move || {
            let first = match points.next()? {
                CodePoint::Unicode(character) => character,
                CodePoint::UnpairedSurrogate(unit) => return Some(Err(unit)),
            };
            let mut stretch = String::from(first);
            while let Some(CodePoint::Unicode(character)) =
                points.next_if(|point| point.as_char().is_some())
            {
                stretch.push(character);
            }
            Some(Ok(stretch))
        })
    }

    /// Maps the stretches without lone surrogates, and leaves those surrogates as they are.
    #[must_use]
    pub fn map_valid_segments<F: FnMut(String) -> String>(&self, mut map: F) -> Self {
        if let JsStrVariant::Latin1(units) = self.variant() {
            return if units.is_empty() {
                Self::default()
            } else {
                map(crate::str::latin1_to_string(units)).into()
            };
        }
        let mut units = Vec::with_capacity(self.len());
        for stretch in self.to_std_string_with_surrogates() {
            match stretch {
                Ok(stretch) => units.extend(map(stretch).encode_utf16()),
                Err(unit) => units.push(unit),
            }
        }
        units.as_slice().into()
    }

    /// Displays the text, with lone surrogates as `\uD800`.
    #[inline]
    #[must_use]
    pub fn display_escaped(&self) -> JsStrDisplayEscaped<'_> {
        self.into()
    }

    /// Displays the text, with U+FFFD for lone surrogates.
    #[inline]
    #[must_use]
    pub fn display_lossy(&self) -> JsStrDisplayLossy<'_> {
        self.as_str().into()
    }

    /// Displays how the string is kept.
    #[inline]
    #[must_use]
    pub fn debug_info(&self) -> JsStringDebugInfo<'_> {
        self.into()
    }
}

impl Debug for JsString {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsString").field(&self.to_std_string_escaped()).finish()
    }
}

impl Default for JsString {
    #[inline]
    fn default() -> Self {
        StaticJsStrings::EMPTY_STRING
    }
}

impl<'a> IntoIterator for &'a JsString {
    type Item = u16;
    type IntoIter = Iter<'a>;

    #[inline]
    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}
