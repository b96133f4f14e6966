//! Texts for `Display` and `Debug`.

use std::fmt::{self, Debug, Display, Formatter, Write};

use crate::{JsStr, JsStrVariant, JsString};

/// Latin-1, with stretches of ASCII in one piece.
fn latin1(units: &[u8], f: &mut Formatter<'_>) -> fmt::Result {
    match str::from_utf8(units) {
        Ok(text) if units.is_ascii() => f.write_str(text),
        _ => units.iter().try_for_each(|&unit| f.write_char(unit.into())),
    }
}

/// See [`JsString::display_escaped`].
#[expect(missing_debug_implementations, reason = "made to be displayed")]
pub struct JsStrDisplayEscaped<'a>(&'a JsString);

impl Display for JsStrDisplayEscaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.variant() {
            JsStrVariant::Latin1(units) => latin1(units, f),
            JsStrVariant::Utf16(_) => {
                self.0.code_points().try_for_each(|point| write!(f, "{point}"))
            }
        }
    }
}

impl<'a> From<&'a JsString> for JsStrDisplayEscaped<'a> {
    fn from(string: &'a JsString) -> Self {
        Self(string)
    }
}

/// See [`JsStr::display_lossy`].
#[expect(missing_debug_implementations, reason = "made to be displayed")]
pub struct JsStrDisplayLossy<'a>(JsStr<'a>);

impl Display for JsStrDisplayLossy<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.variant() {
            JsStrVariant::Latin1(units) => latin1(units, f),
            JsStrVariant::Utf16(_) => {
                self.0.code_points_lossy().try_for_each(|character| f.write_char(character))
            }
        }
    }
}

impl<'a> From<JsStr<'a>> for JsStrDisplayLossy<'a> {
    fn from(text: JsStr<'a>) -> Self {
        Self(text)
    }
}

/// See [`JsString::debug_info`].
pub struct JsStringDebugInfo<'a>(&'a JsString);

impl Debug for JsStringDebugInfo<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // Asked first: looking at the text would change it.
        let kind = self.0.kind();
        let shown: String = self.0.as_str().code_points_lossy().take(30).collect();
        f.debug_struct("JsString")
            .field("kind", &kind)
            .field("latin1", &self.0.is_latin1())
            .field("length", &self.0.len())
            .field("content", &shown)
            .field("refcount", &self.0.refcount())
            .finish()
    }
}

impl<'a> From<&'a JsString> for JsStringDebugInfo<'a> {
    fn from(string: &'a JsString) -> Self {
        Self(string)
    }
}
