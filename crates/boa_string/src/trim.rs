//! Trimming white space. ECMA-262 §22.1.3.32.1 `TrimString`.

use crate::{JsStrVariant, JsString};

/// White space and line terminators, ECMA-262 §12.2 and §12.3.
pub(crate) const fn is_space(unit: u16) -> bool {
    matches!(
        unit,
        0x09..=0x0D
            | 0x20
            | 0xA0
            | 0x1680
            | 0x2000..=0x200A
            | 0x2028
            | 0x2029
            | 0x202F
            | 0x205F
            | 0x3000
            | 0xFEFF
    )
}

impl JsString {
    /// Without the white space at both ends.
    #[must_use]
    pub fn trim(&self) -> Self {
        let (start, end) = self.bare();
        self.slice(start, end)
    }

    /// Without the white space at the start.
    #[must_use]
    pub fn trim_start(&self) -> Self {
        self.slice(self.bare().0, self.len())
    }

    /// Without the white space at the end.
    #[must_use]
    pub fn trim_end(&self) -> Self {
        self.slice(0, self.bare().1)
    }

    /// Where the text without white space starts and ends; for nothing but space, at the ends.
    fn bare(&self) -> (usize, usize) {
        match self.variant() {
            JsStrVariant::Latin1(units) => bare(units, |&unit| is_space(unit.into())),
            JsStrVariant::Utf16(units) => bare(units, |&unit| is_space(unit)),
        }
    }
}

/// As [`JsString::bare`]: the first unit that is not space, and what follows the last.
pub(crate) fn bare<T>(units: &[T], space: impl Fn(&T) -> bool) -> (usize, usize) {
    let start = units.iter().position(|unit| !space(unit)).unwrap_or(units.len());
    let end = units.iter().rposition(|unit| !space(unit)).map_or(0, |last| last + 1);
    (start, end)
}
