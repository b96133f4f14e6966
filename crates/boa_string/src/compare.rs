//! Equality, order and hash: those of the code units, in either width. ECMA-262 §7.2.13.

use std::{
    cmp::Ordering,
    hash::{Hash, Hasher},
};

use crate::{JsStr, JsStrVariant, JsString, hash};

/// Whether units are the same in both widths.
fn same(narrow: &[u8], wide: &[u16]) -> bool {
    narrow.len() == wide.len()
        && narrow.iter().zip(wide).all(|(&narrow, &wide)| u16::from(narrow) == wide)
}

/// The hash of a text, kept by its string.
fn hash_of(text: JsStr<'_>) -> u32 {
    let owner = text.owner();
    if let Some(owner) = owner
        && owner.kept_hash() != 0
    {
        return owner.kept_hash();
    }
    let hash = match text.variant() {
        JsStrVariant::Latin1(units) => hash::latin1(units),
        JsStrVariant::Utf16(units) => hash::utf16(units),
    };
    if let Some(owner) = owner {
        owner.keep_hash(hash);
    }
    hash
}

impl Hash for JsStr<'_> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u32(hash_of(*self));
    }
}

impl Hash for JsString {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        let kept = self.kept_hash();
        state.write_u32(if kept == 0 { hash_of(self.as_str()) } else { kept });
    }
}

impl Eq for JsStr<'_> {}

/// Whether units are the same.
#[inline]
fn equal(x: JsStrVariant<'_>, y: JsStrVariant<'_>) -> bool {
    match (x, y) {
        (JsStrVariant::Latin1(x), JsStrVariant::Latin1(y)) => x == y,
        (JsStrVariant::Utf16(x), JsStrVariant::Utf16(y)) => x == y,
        (JsStrVariant::Latin1(x), JsStrVariant::Utf16(y))
        | (JsStrVariant::Utf16(y), JsStrVariant::Latin1(x)) => same(x, y),
    }
}

/// The order of units.
#[inline]
fn order(x: JsStrVariant<'_>, y: JsStrVariant<'_>) -> Ordering {
    match (x, y) {
        (JsStrVariant::Latin1(x), JsStrVariant::Latin1(y)) => x.cmp(y),
        (JsStrVariant::Utf16(x), JsStrVariant::Utf16(y)) => x.cmp(y),
        (JsStrVariant::Latin1(x), JsStrVariant::Utf16(y)) => {
            x.iter().copied().map(u16::from).cmp(y.iter().copied())
        }
        (JsStrVariant::Utf16(x), JsStrVariant::Latin1(y)) => {
            x.iter().copied().cmp(y.iter().copied().map(u16::from))
        }
    }
}

impl PartialEq for JsStr<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && equal(self.variant(), other.variant())
    }
}

impl Eq for JsString {}

impl PartialEq for JsString {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        !self.differs(other) && (self.is_same(other) || same_text(self, other))
    }
}

/// Whether two strings that are not the same memory have the same text.
#[inline(never)]
fn same_text(one: &JsString, two: &JsString) -> bool {
    if one.len() != two.len() {
        return false;
    }
    let hashes = (one.kept_hash(), two.kept_hash());
    if hashes.0 != hashes.1 && hashes.0 != 0 && hashes.1 != 0 {
        return false;
    }
    equal(one.variant(), two.variant())
}

impl Ord for JsStr<'_> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        order(self.variant(), other.variant())
    }
}

impl PartialOrd for JsStr<'_> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for JsString {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if self.is_same(other) {
            return Ordering::Equal;
        }
        order(self.variant(), other.variant())
    }
}

impl PartialOrd for JsString {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq<str> for JsStr<'_> {
    fn eq(&self, other: &str) -> bool {
        match self.variant() {
            JsStrVariant::Latin1(units) if units.is_ascii() => units == other.as_bytes(),
            _ => self.iter().eq(other.encode_utf16()),
        }
    }
}

impl PartialEq<[u16]> for JsStr<'_> {
    fn eq(&self, other: &[u16]) -> bool {
        *self == JsStr::utf16(other)
    }
}

/// Equality with another type, by way of the borrowed text, and the other way round.
macro_rules! equal {
    ($([$($parameter:tt)*] $left:ty, $right:ty: $x:ident, $y:ident => $equal:expr;)+) => {$(
        impl<$($parameter)*> PartialEq<$right> for $left {
            #[inline]
            fn eq(&self, other: &$right) -> bool {
                let ($x, $y) = (self, other);
                $equal
            }
        }
    )+};
}

equal! {
    [] JsStr<'_>, &str: x, y => *x == **y;
    [] JsStr<'_>, JsString: x, y => *x == y.as_str();
    [] JsString, JsStr<'_>: x, y => x.as_str() == *y;
    [] JsString, str: x, y => x.as_str() == *y;
    [] JsString, &str: x, y => x.as_str() == **y;
    [] str, JsString: x, y => y.as_str() == *x;
    [] JsString, [u16]: x, y => x.as_str() == *y;
    [] [u16], JsString: x, y => y.as_str() == *x;
    ['a] [u16], JsStr<'a>: x, y => *y == *x;
    [const N: usize] JsString, [u16; N]: x, y => x.as_str() == y[..];
    [const N: usize] [u16; N], JsString: x, y => y.as_str() == x[..];
}
