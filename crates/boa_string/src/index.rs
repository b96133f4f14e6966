//! Units and parts of texts by index.

use std::ops::{
    Bound, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive,
};

use crate::{JsStr, JsStrVariant, JsString};

/// What a [`JsStr`] can be indexed with.
pub trait JsSliceIndex<'a>: Sized {
    /// A unit for a number, a part for a range.
    type Value;

    /// The value; `None` outside the text.
    fn get(text: JsStr<'a>, index: Self) -> Option<Self::Value>;

    /// The value, unchecked.
    ///
    /// # Safety
    /// The index is within the text.
    unsafe fn get_unchecked(text: JsStr<'a>, index: Self) -> Self::Value;
}

impl<'a> JsSliceIndex<'a> for usize {
    type Value = u16;

    #[inline]
    fn get(text: JsStr<'a>, index: Self) -> Option<u16> {
        match text.variant() {
            JsStrVariant::Latin1(units) => units.get(index).copied().map(u16::from),
            JsStrVariant::Utf16(units) => units.get(index).copied(),
        }
    }

    #[inline]
    unsafe fn get_unchecked(text: JsStr<'a>, index: Self) -> u16 {
        match text.variant() {
            // SAFETY: the caller's promise.
            JsStrVariant::Latin1(units) => u16::from(*unsafe { units.get_unchecked(index) }),
            // SAFETY: the caller's promise.
            JsStrVariant::Utf16(units) => *unsafe { units.get_unchecked(index) },
        }
    }
}

impl<'a> JsSliceIndex<'a> for RangeFull {
    type Value = JsStr<'a>;

    #[inline]
    fn get(text: JsStr<'a>, _: Self) -> Option<JsStr<'a>> {
        Some(text)
    }

    #[inline]
    unsafe fn get_unchecked(text: JsStr<'a>, _: Self) -> JsStr<'a> {
        text
    }
}

/// Where a range starts and ends in a text of some length; `None` where it does not fit.
fn bounds(range: &impl RangeBounds<usize>, length: usize) -> Option<(usize, usize)> {
    let start = match range.start_bound() {
        Bound::Included(&start) => start,
        Bound::Excluded(&start) => start.checked_add(1)?,
        Bound::Unbounded => 0,
    };
    let end = match range.end_bound() {
        Bound::Included(&end) => end.checked_add(1)?,
        Bound::Excluded(&end) => end,
        Bound::Unbounded => length,
    };
    (start <= end && end <= length).then_some((start, end))
}

macro_rules! parts {
    ($($range:ty),+) => {$(
        impl<'a> JsSliceIndex<'a> for $range {
            type Value = JsStr<'a>;

            #[inline]
            fn get(text: JsStr<'a>, index: Self) -> Option<JsStr<'a>> {
                match text.variant() {
                    JsStrVariant::Latin1(units) => units.get(index).map(JsStr::latin1),
                    JsStrVariant::Utf16(units) => units.get(index).map(JsStr::utf16),
                }
            }

            #[inline]
            unsafe fn get_unchecked(text: JsStr<'a>, index: Self) -> JsStr<'a> {
                match text.variant() {
                    JsStrVariant::Latin1(units) => {
                        // SAFETY: the caller's promise.
                        JsStr::latin1(unsafe { units.get_unchecked(index) })
                    }
                    JsStrVariant::Utf16(units) => {
                        // SAFETY: the caller's promise.
                        JsStr::utf16(unsafe { units.get_unchecked(index) })
                    }
                }
            }
        }
    )+};
}

parts!(
    Range<usize>,
    RangeFrom<usize>,
    RangeInclusive<usize>,
    RangeTo<usize>,
    RangeToInclusive<usize>
);

/// What a [`JsString`] can be indexed with: ranges, which give strings that may share its memory.
pub trait JsStringSliceIndex {
    /// The part; `None` outside the text.
    fn get(self, text: &JsString) -> Option<JsString>;
}

macro_rules! slices {
    ($($range:ty),+) => {$(
        impl JsStringSliceIndex for $range {
            fn get(self, text: &JsString) -> Option<JsString> {
                let (start, end) = bounds(&self, text.len())?;
                Some(text.slice(start, end))
            }
        }
    )+};
}

slices!(
    Range<usize>,
    RangeFrom<usize>,
    RangeFull,
    RangeInclusive<usize>,
    RangeTo<usize>,
    RangeToInclusive<usize>
);
