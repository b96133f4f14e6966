//! [`Trace`] for types of other crates, each under the feature that brings the crate in.

#[cfg(any(
    feature = "arrayvec",
    feature = "boa_string",
    feature = "either",
    feature = "icu",
    feature = "thin-vec"
))]
use crate::{Finalize, Trace, custom_trace, empty_trace};

#[cfg(feature = "arrayvec")]
impl<T: Trace, const N: usize> Finalize for arrayvec::ArrayVec<T, N> {}

#[cfg(feature = "arrayvec")]
// SAFETY: each part is visited.
unsafe impl<T: Trace, const N: usize> Trace for arrayvec::ArrayVec<T, N> {
    custom_trace!(this, mark, {
        for part in this {
            mark(part);
        }
    });
}

#[cfg(feature = "boa_string")]
impl Finalize for boa_string::JsString {}

#[cfg(feature = "boa_string")]
// SAFETY: a string holds no handle.
unsafe impl Trace for boa_string::JsString {
    empty_trace!();
}

#[cfg(feature = "either")]
impl<L: Trace, R: Trace> Finalize for either::Either<L, R> {}

#[cfg(feature = "either")]
// SAFETY: its part is visited.
unsafe impl<L: Trace, R: Trace> Trace for either::Either<L, R> {
    custom_trace!(this, mark, {
        match this {
            either::Either::Left(part) => mark(part),
            either::Either::Right(part) => mark(part),
        }
    });
}

#[cfg(feature = "icu")]
impl Finalize for icu_locale_core::LanguageIdentifier {}

#[cfg(feature = "icu")]
// SAFETY: a language holds no handle.
unsafe impl Trace for icu_locale_core::LanguageIdentifier {
    empty_trace!();
}

#[cfg(feature = "icu")]
impl Finalize for icu_locale_core::Locale {}

#[cfg(feature = "icu")]
// SAFETY: a locale holds no handle.
unsafe impl Trace for icu_locale_core::Locale {
    empty_trace!();
}

#[cfg(feature = "thin-vec")]
impl<T: Trace> Finalize for thin_vec::ThinVec<T> {}

#[cfg(feature = "thin-vec")]
// SAFETY: each part is visited.
unsafe impl<T: Trace> Trace for thin_vec::ThinVec<T> {
    custom_trace!(this, mark, {
        for part in this {
            mark(part);
        }
    });
}
