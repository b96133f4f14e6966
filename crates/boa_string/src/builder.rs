//! Strings written unit by unit, into the memory that the string will have.

use std::{
    fmt::{self, Debug, Formatter},
    marker::PhantomData,
    ops::{Add, AddAssign},
    ptr::{self, NonNull},
    slice,
};

use crate::{
    JsStr, JsString, MAX_LENGTH, StaticJsStrings,
    header::{self, Header},
    limit,
};

/// One byte a unit.
#[derive(Debug)]
#[expect(missing_copy_implementations, reason = "has no values")]
pub enum Latin1 {}

/// Two bytes a unit.
#[derive(Debug)]
#[expect(missing_copy_implementations, reason = "has no values")]
pub enum Utf16 {}

mod sealed {
    /// Widths, which are only those of this crate.
    pub trait Width {
        /// A unit.
        type Byte: Copy + Eq + 'static;
        /// Whether a unit is one byte.
        const LATIN1: bool;
    }
}
use sealed::Width;

impl Width for Latin1 {
    type Byte = u8;
    const LATIN1: bool = true;
}

impl Width for Utf16 {
    type Byte = u16;
    const LATIN1: bool = false;
}

/// A string that is being written.
pub struct JsStringBuilder<D: Width> {
    /// Memory for a header and `room` units; none while `room` is 0.
    memory: NonNull<Header>,
    room: usize,
    /// Units written; at most `room`.
    len: usize,
    width: PhantomData<D>,
}

/// Builds texts of Latin-1.
pub type Latin1JsStringBuilder = JsStringBuilder<Latin1>;

/// Builds texts of UTF-16.
pub type Utf16JsStringBuilder = JsStringBuilder<Utf16>;

impl<D: Width> JsStringBuilder<D> {
    /// An empty builder, without memory.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self { memory: NonNull::dangling(), room: 0, len: 0, width: PhantomData }
    }

    /// An empty builder with memory for so many units.
    ///
    /// # Panics
    /// With [`TOO_LONG`](crate::TOO_LONG) beyond [`MAX_LENGTH`].
    #[inline]
    #[must_use]
    pub fn with_capacity(units: usize) -> Self {
        let mut builder = Self::new();
        builder.reserve_exact(units);
        builder
    }

    /// Units written.
    #[inline]
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Units that fit before more memory is needed.
    #[inline]
    #[must_use]
    pub const fn capacity(&self) -> usize {
        self.room
    }

    /// Says how many units are written.
    ///
    /// # Safety
    /// At most [`capacity`](Self::capacity), all of them written.
    #[inline]
    pub const unsafe fn set_len(&mut self, len: usize) {
        debug_assert!(len <= self.room);
        self.len = len;
    }

    /// The first unit. Not to be used without memory.
    #[inline]
    fn data(&self) -> *mut D::Byte {
        if self.room == 0 {
            return NonNull::dangling().as_ptr();
        }
        // SAFETY: the memory has a header, and the units behind it.
        unsafe { self.memory.as_ptr().add(1) }.cast()
    }

    /// Makes room for so many more units, and as many again as there are.
    ///
    /// # Panics
    /// As [`with_capacity`](Self::with_capacity).
    #[inline]
    pub fn reserve(&mut self, more: usize) {
        if more > self.room - self.len {
            let wanted = limit::checked(self.len.saturating_add(more));
            self.resize(wanted.max(self.room * 2).clamp(16, MAX_LENGTH));
        }
    }

    /// Makes room for so many more units.
    ///
    /// # Panics
    /// As [`with_capacity`](Self::with_capacity).
    #[inline]
    pub fn reserve_exact(&mut self, more: usize) {
        if more > self.room - self.len {
            self.resize(limit::checked(self.len.saturating_add(more)));
        }
    }

    /// Moves to memory for so many units, at least those written, and not 0.
    fn resize(&mut self, room: usize) {
        let old = (self.room != 0).then_some((self.memory, self.room));
        // SAFETY: the memory is from here, for `self.room` units of this width, and is replaced.
        self.memory = unsafe { header::reserve(old, room, D::LATIN1) };
        self.room = room;
    }

    /// Appends a unit.
    ///
    /// # Panics
    /// As [`with_capacity`](Self::with_capacity).
    #[inline]
    pub fn push(&mut self, unit: D::Byte) {
        self.reserve(1);
        // SAFETY: just made.
        unsafe { self.push_unchecked(unit) };
    }

    /// Appends a unit.
    ///
    /// # Safety
    /// There is room for it.
    #[inline]
    pub unsafe fn push_unchecked(&mut self, unit: D::Byte) {
        // SAFETY: the caller's promise.
        let at = unsafe { self.data().add(self.len) };
        // SAFETY: as above; units are aligned behind the header.
        unsafe { at.write(unit) };
        self.len += 1;
    }

    /// Appends units.
    ///
    /// # Panics
    /// As [`with_capacity`](Self::with_capacity).
    #[inline]
    pub fn extend_from_slice(&mut self, units: &[D::Byte]) {
        self.reserve(units.len());
        // SAFETY: just made.
        unsafe { self.extend_from_slice_unchecked(units) };
    }

    /// Appends units.
    ///
    /// # Safety
    /// There is room for them.
    #[inline]
    pub unsafe fn extend_from_slice_unchecked(&mut self, units: &[D::Byte]) {
        // SAFETY: the caller's promise.
        let at = unsafe { self.data().add(self.len) };
        // SAFETY: as above. The builder is borrowed mutably, so `units` are not its own.
        unsafe { ptr::copy_nonoverlapping(units.as_ptr(), at, units.len()) };
        self.len += units.len();
    }

    /// The units written.
    #[inline]
    #[must_use]
    pub fn as_slice(&self) -> &[D::Byte] {
        // SAFETY: so many units are written; without memory there are none.
        unsafe { slice::from_raw_parts(self.data(), self.len) }
    }

    /// The units written, to be changed.
    ///
    /// # Safety
    /// What is written is text in the builder's encoding.
    #[inline]
    #[must_use]
    pub unsafe fn as_mut_slice(&mut self) -> &mut [D::Byte] {
        // SAFETY: as in `as_slice`; the builder is borrowed mutably.
        unsafe { slice::from_raw_parts_mut(self.data(), self.len) }
    }

    /// The string; at least one unit is written.
    fn finish(mut self) -> JsString {
        if self.room != self.len {
            self.resize(self.len);
        }
        let builder = std::mem::ManuallyDrop::new(self);
        // SAFETY: the memory is for exactly the units written, and is given up here.
        unsafe { JsString::adopt(builder.memory, builder.len, D::LATIN1) }
    }
}

impl Latin1JsStringBuilder {
    /// Whether all units are ASCII.
    #[inline]
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.as_slice().is_ascii()
    }

    /// The string, if all units are ASCII: others may have been meant as another encoding.
    #[inline]
    #[must_use]
    pub fn build(self) -> Option<JsString> {
        self.is_ascii().then(|| self.latin1())
    }

    /// The string.
    ///
    /// # Safety
    /// The units are meant as Latin-1. (Nothing unsound follows otherwise; the promise is kept from
    /// the API that this crate stands in for.)
    #[inline]
    #[must_use]
    pub unsafe fn build_as_latin1(self) -> JsString {
        self.latin1()
    }

    pub(crate) fn latin1(self) -> JsString {
        match *self.as_slice() {
            [] => StaticJsStrings::EMPTY_STRING,
            [only] => StaticJsStrings::unit(only),
            _ => self.finish(),
        }
    }
}

impl Utf16JsStringBuilder {
    /// Whether all units are ASCII.
    #[inline]
    #[must_use]
    pub fn is_ascii(&self) -> bool {
        self.as_slice().iter().all(|&unit| unit < 0x80)
    }

    /// The string, in one byte a unit where that is enough.
    #[inline]
    #[must_use]
    pub fn build(self) -> JsString {
        if self.as_slice().iter().any(|&unit| unit > 0xFF) {
            self.finish()
        } else {
            JsStr::utf16(self.as_slice()).into()
        }
    }
}

impl<D: Width> Drop for JsStringBuilder<D> {
    fn drop(&mut self) {
        if self.room != 0 {
            // SAFETY: the memory is from `reserve`, for so many units, and is not used again.
            unsafe { header::discard(self.memory, self.room, D::LATIN1) };
        }
    }
}

impl<D: Width> Clone for JsStringBuilder<D> {
    fn clone(&self) -> Self {
        let mut builder = Self::with_capacity(self.room);
        builder.extend_from_slice(self.as_slice());
        builder
    }

    fn clone_from(&mut self, source: &Self) {
        self.len = 0;
        self.extend_from_slice(source.as_slice());
    }
}

impl<D: Width> Debug for JsStringBuilder<D> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsStringBuilder")
            .field("len", &self.len)
            .field("capacity", &self.room)
            .finish()
    }
}

impl<D: Width> Default for JsStringBuilder<D> {
    fn default() -> Self {
        Self::new()
    }
}

impl<D: Width> PartialEq for JsStringBuilder<D> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl<D: Width> Extend<D::Byte> for JsStringBuilder<D> {
    fn extend<I: IntoIterator<Item = D::Byte>>(&mut self, units: I) {
        let units = units.into_iter();
        self.reserve(units.size_hint().0);
        units.for_each(|unit| self.push(unit));
    }
}

impl<D: Width> FromIterator<D::Byte> for JsStringBuilder<D> {
    fn from_iter<I: IntoIterator<Item = D::Byte>>(units: I) -> Self {
        let mut builder = Self::new();
        builder.extend(units);
        builder
    }
}

impl<D: Width> From<&[D::Byte]> for JsStringBuilder<D> {
    fn from(units: &[D::Byte]) -> Self {
        let mut builder = Self::with_capacity(units.len());
        builder.extend_from_slice(units);
        builder
    }
}

impl<D: Width> AddAssign<&Self> for JsStringBuilder<D> {
    fn add_assign(&mut self, other: &Self) {
        self.extend_from_slice(other.as_slice());
    }
}

impl<D: Width> AddAssign<&[D::Byte]> for JsStringBuilder<D> {
    fn add_assign(&mut self, units: &[D::Byte]) {
        self.extend_from_slice(units);
    }
}

impl<D: Width> Add<&Self> for JsStringBuilder<D> {
    type Output = Self;

    fn add(mut self, other: &Self) -> Self {
        self += other;
        self
    }
}

impl<D: Width> Add<&[D::Byte]> for JsStringBuilder<D> {
    type Output = Self;

    fn add(mut self, units: &[D::Byte]) -> Self {
        self += units;
        self
    }
}
