//! Strings from what other parts of a program have.

use std::{borrow::Cow, convert::Infallible, str::FromStr};

use crate::{
    JsStr, JsStrVariant, JsString, StaticJsStrings, header::Writer, limit, names, number, rope,
};

/// A string of Latin-1 units, which are likely to be asked for again where they are short.
#[inline]
fn from_text(units: &[u8]) -> JsString {
    if (2..=names::LONGEST).contains(&units.len()) {
        names::named(units)
    } else {
        from_latin1(units)
    }
}

/// A string of Latin-1 units.
#[inline]
pub(crate) fn from_latin1(units: &[u8]) -> JsString {
    match *units {
        [] => StaticJsStrings::EMPTY_STRING,
        [only] => StaticJsStrings::unit(only),
        _ => {
            let write = |writer: &mut Writer| {
                // SAFETY: as many units as the string is made for, in that width.
                unsafe { writer.put(JsStrVariant::Latin1(units)) };
            };
            // SAFETY: `write` puts that many units.
            unsafe { JsString::inline(limit::checked(units.len()), true, write) }
        }
    }
}

/// A string of a text's units, which are copied.
pub(crate) fn copied(text: JsStr<'_>) -> JsString {
    match text.variant() {
        JsStrVariant::Latin1(units) => from_latin1(units),
        JsStrVariant::Utf16(units) => from_utf16(units),
    }
}

/// A string of UTF-16 units, in one byte each where that is enough.
fn from_utf16(units: &[u16]) -> JsString {
    if units.iter().any(|&unit| unit > 0xFF) {
        return rope::copied(&[JsStr::utf16(units)], limit::checked(units.len()));
    }
    match *units {
        [] => StaticJsStrings::EMPTY_STRING,
        [only] => StaticJsStrings::unit(only.to_le_bytes()[0]),
        _ => {
            let write = |writer: &mut Writer| {
                // SAFETY: as many units as the string is made for; all are Latin-1.
                unsafe { writer.put_narrowed(units) };
            };
            // SAFETY: `write` puts that many units.
            unsafe { JsString::inline(limit::checked(units.len()), true, write) }
        }
    }
}

impl From<JsStr<'_>> for JsString {
    fn from(text: JsStr<'_>) -> Self {
        if let Some(owner) = text.owner() {
            return owner.clone();
        }
        match text.variant() {
            JsStrVariant::Latin1(units) => from_text(units),
            JsStrVariant::Utf16(units) => from_utf16(units),
        }
    }
}

impl<'a> From<&'a JsString> for JsStr<'a> {
    #[inline]
    fn from(string: &'a JsString) -> Self {
        string.as_str()
    }
}

impl From<&[u16]> for JsString {
    fn from(units: &[u16]) -> Self {
        from_utf16(units)
    }
}

impl<const N: usize> From<&[u16; N]> for JsString {
    fn from(units: &[u16; N]) -> Self {
        from_utf16(units)
    }
}

impl From<&str> for JsString {
    fn from(text: &str) -> Self {
        if text.is_ascii() {
            return from_text(text.as_bytes());
        }
        // In UTF-8, what is beyond Latin-1 starts with a byte above 0xC3.
        if text.bytes().all(|byte| byte <= 0xC3) {
            let narrow: Vec<u8> =
                text.chars().map(|character| u8::try_from(character).unwrap_or(b'?')).collect();
            return from_latin1(&narrow);
        }
        let wide: Vec<u16> = text.encode_utf16().collect();
        rope::copied(&[JsStr::utf16(&wide)], limit::checked(wide.len()))
    }
}

impl From<String> for JsString {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl<'a> From<Cow<'a, str>> for JsString {
    fn from(text: Cow<'a, str>) -> Self {
        text.as_ref().into()
    }
}

impl FromStr for JsString {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(text.into())
    }
}

impl From<&[Self]> for JsString {
    fn from(strings: &[Self]) -> Self {
        let texts: Vec<JsStr<'_>> = strings.iter().map(Self::as_str).collect();
        Self::concat_array(&texts)
    }
}

impl<const N: usize> From<&[Self; N]> for JsString {
    fn from(strings: &[Self; N]) -> Self {
        strings.as_slice().into()
    }
}

/// `$magnitude` is its absolute value, `$negative` its sign.
macro_rules! integers {
    ($($integer:ty),+: $value:ident => $magnitude:expr, $negative:expr) => {$(
        impl From<$integer> for JsString {
            fn from($value: $integer) -> Self {
                number::with_digits($magnitude as u128, $negative, from_latin1)
            }
        }
    )+};
}

integers!(i8, i16, i32, i64, i128, isize: value => value.unsigned_abs(), value < 0);
integers!(u8, u16, u32, u64, u128, usize: value => value, false);

impl From<f32> for JsString {
    fn from(value: f32) -> Self {
        from_latin1(ryu_js::Buffer::new().format(value).as_bytes())
    }
}

/// ECMA-262 §6.1.6.1.20 `Number::toString`, radix 10.
impl From<f64> for JsString {
    fn from(value: f64) -> Self {
        from_latin1(ryu_js::Buffer::new().format(value).as_bytes())
    }
}
