//! Cells for values on the heap: like `std::cell::RefCell`, and traced.

use std::{
    cell::{Cell, UnsafeCell},
    cmp::Ordering,
    fmt,
    marker::PhantomData,
    ops::{Deref, DerefMut},
    ptr::NonNull,
};

use crate::{Finalize, Trace, Tracer, caches, keys};

/// Number of shared borrows; negative for an exclusive one.
#[derive(Debug)]
pub(crate) struct State(Cell<isize>);

const UNUSED: isize = 0;
const EXCLUSIVE: isize = -1;
/// Added to the number of shared borrows where inline caches want to know of exclusive ones.
const WATCHED: isize = 1 << (isize::BITS - 2);
const EXCLUSIVE_WATCHED: isize = -2;

impl State {
    const fn new() -> Self {
        Self(Cell::new(UNUSED))
    }

    fn is_exclusive(&self) -> bool {
        self.0.get() < UNUSED
    }

    /// Whether [`caches::changed`] hears of exclusive borrows.
    pub(crate) fn is_watched(&self) -> bool {
        self.0.get() & WATCHED != 0
    }

    /// Lets [`caches::changed`] hear of exclusive borrows. There is none now.
    pub(crate) fn watch(&self) {
        debug_assert!(!self.is_exclusive());
        self.0.set(self.0.get() | WATCHED);
    }
}

/// A cell whose borrows are checked at run time, and whose content is traced. While it is exclusively
/// borrowed, the collector neither traces nor counts what is in it, which therefore stays.
pub struct GcRefCell<T: ?Sized + 'static> {
    state: State,
    value: UnsafeCell<T>,
}

impl<T> GcRefCell<T> {
    /// A cell with this content.
    pub const fn new(value: T) -> Self {
        Self { state: State::new(), value: UnsafeCell::new(value) }
    }

    /// Takes the content out of the cell.
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: ?Sized> GcRefCell<T> {
    /// Borrows the content.
    ///
    /// # Panics
    /// Where it is exclusively borrowed.
    #[inline]
    #[track_caller]
    pub fn borrow(&self) -> GcRef<'_, T> {
        match self.try_borrow() {
            Ok(borrow) => borrow,
            Err(error) => refuse(&error),
        }
    }

    /// Borrows the content exclusively.
    ///
    /// # Panics
    /// Where it is borrowed.
    #[inline]
    #[track_caller]
    pub fn borrow_mut(&self) -> GcRefMut<'_, T> {
        match self.try_borrow_mut() {
            Ok(borrow) => borrow,
            Err(error) => refuse(&error),
        }
    }

    /// Borrows the content.
    ///
    /// # Errors
    /// Where it is exclusively borrowed.
    #[inline]
    pub fn try_borrow(&self) -> Result<GcRef<'_, T>, BorrowError> {
        let borrow = Shared::begin(&self.state).ok_or(BorrowError)?;
        // SAFETY: the pointer of a cell is not null.
        let value = unsafe { NonNull::new_unchecked(self.value.get()) };
        Ok(GcRef { value, borrow })
    }

    /// Borrows the content exclusively.
    ///
    /// # Errors
    /// Where it is borrowed.
    #[inline]
    pub fn try_borrow_mut(&self) -> Result<GcRefMut<'_, T>, BorrowMutError> {
        let borrow = Exclusive::begin(&self.state).ok_or(BorrowMutError)?;
        if caches::is_cache::<T>() {
            caches::enter(std::ptr::from_ref(&self.state).addr());
        }
        if caches::is_object::<T>() {
            caches::write(&self.state);
        }
        if keys::are_in::<T>() {
            keys::change();
        }
        // SAFETY: the pointer of a cell is not null.
        let value = unsafe { NonNull::new_unchecked(self.value.get()) };
        Ok(GcRefMut { value, borrow, marker: PhantomData })
    }

    /// The content of a cell that nobody else can see.
    pub(crate) fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }

    /// The content, for the collector, unless it is exclusively borrowed.
    #[inline]
    fn peek(&self) -> Option<&T> {
        // SAFETY: no exclusive borrow exists, and none begins while the collector looks: `Trace`'s
        // contract forbids its methods to borrow anything exclusively.
        (!self.state.is_exclusive()).then(|| unsafe { &*self.value.get() })
    }
}

#[cold]
#[inline(never)]
#[track_caller]
#[expect(clippy::panic, reason = "what the callers' documentation says")]
fn refuse(error: &dyn fmt::Display) -> ! {
    panic!("{error}")
}

/// The content of a cell is exclusively borrowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BorrowError;

impl fmt::Display for BorrowError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the cell is exclusively borrowed already")
    }
}

impl std::error::Error for BorrowError {}

/// The content of a cell is borrowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BorrowMutError;

impl fmt::Display for BorrowMutError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the cell is borrowed already")
    }
}

impl std::error::Error for BorrowMutError {}

/// One shared borrow.
struct Shared<'a>(&'a State);

impl<'a> Shared<'a> {
    #[inline]
    fn begin(state: &'a State) -> Option<Self> {
        // Exclusive is -1 or -2, and so many borrows that the count wraps to negative are refused too.
        let count = state.0.get().wrapping_add(1);
        if count <= UNUSED {
            return None;
        }
        state.0.set(count);
        Some(Self(state))
    }
}

impl Drop for Shared<'_> {
    #[inline]
    fn drop(&mut self) {
        self.0.0.set(self.0.0.get() - 1);
    }
}

/// The one exclusive borrow.
struct Exclusive<'a>(&'a State);

impl<'a> Exclusive<'a> {
    #[inline]
    fn begin(state: &'a State) -> Option<Self> {
        if state.0.get() != UNUSED {
            return Self::begin_watched(state);
        }
        state.0.set(EXCLUSIVE);
        Some(Self(state))
    }

    #[cold]
    fn begin_watched(state: &'a State) -> Option<Self> {
        if state.0.get() != WATCHED {
            return None;
        }
        state.0.set(EXCLUSIVE_WATCHED);
        Some(Self(state))
    }
}

impl Drop for Exclusive<'_> {
    #[inline]
    fn drop(&mut self) {
        if self.0.0.get() == EXCLUSIVE {
            self.0.0.set(UNUSED);
        } else {
            self.0.0.set(WATCHED);
            caches::changed(self.0);
        }
    }
}

/// Borrowed content of a cell, or a part of it.
pub struct GcRef<'a, T: ?Sized + 'static> {
    /// Not a reference, which as an argument would have to be valid until its function returns,
    /// past the end of the borrow.
    value: NonNull<T>,
    borrow: Shared<'a>,
}

impl<'a, T: ?Sized> GcRef<'a, T> {
    /// One more borrow of the same. Not a method, which would hide `Clone` of the content.
    ///
    /// # Panics
    /// Where there are more borrows than fit in memory.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "not a method")]
    pub fn clone(this: &Self) -> Self {
        let borrow = Shared::begin(this.borrow.0);
        Self { value: this.value, borrow: borrow.expect("shared borrows are too many to count") }
    }

    /// The borrowed value as a `U`.
    ///
    /// # Safety
    /// The value may be seen as a `U`.
    #[inline]
    #[must_use]
    pub unsafe fn cast<U>(this: Self) -> GcRef<'a, U> {
        GcRef { value: this.value.cast(), borrow: this.borrow }
    }

    /// A part of what is borrowed.
    #[inline]
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(this: Self, part: F) -> GcRef<'a, U> {
        GcRef { value: NonNull::from(part(&this)), borrow: this.borrow }
    }

    /// A part of what is borrowed, if there is one.
    #[inline]
    pub fn try_map<U: ?Sized, F>(this: Self, part: F) -> Option<GcRef<'a, U>>
    where
        F: FnOnce(&T) -> Option<&U>,
    {
        let value = NonNull::from(part(&this)?);
        Some(GcRef { value, borrow: this.borrow })
    }

    /// Two parts of what is borrowed.
    pub fn map_split<U: ?Sized, V: ?Sized, F>(this: Self, parts: F) -> (GcRef<'a, U>, GcRef<'a, V>)
    where
        F: FnOnce(&T) -> (&U, &V),
    {
        let other = Self::clone(&this);
        let (one, two) = parts(&this);
        let (one, two) = (NonNull::from(one), NonNull::from(two));
        (GcRef { value: one, borrow: this.borrow }, GcRef { value: two, borrow: other.borrow })
    }
}

impl<T: ?Sized> Deref for GcRef<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the value is in the cell, which is borrowed until the guard goes.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for GcRef<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for GcRef<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

/// Exclusively borrowed content of a cell, or a part of it.
pub struct GcRefMut<'a, T: ?Sized> {
    value: NonNull<T>,
    borrow: Exclusive<'a>,
    marker: PhantomData<&'a mut T>,
}

impl<'a, T: ?Sized> GcRefMut<'a, T> {
    /// The borrowed value as a `U`.
    ///
    /// # Safety
    /// The value may be seen as a `U`.
    #[inline]
    #[must_use]
    pub unsafe fn cast<U>(this: Self) -> GcRefMut<'a, U> {
        GcRefMut { value: this.value.cast(), borrow: this.borrow, marker: PhantomData }
    }

    /// A part of what is borrowed.
    #[inline]
    pub fn map<U: ?Sized, F>(mut this: Self, part: F) -> GcRefMut<'a, U>
    where
        F: FnOnce(&mut T) -> &mut U,
    {
        let value = NonNull::from(part(&mut this));
        GcRefMut { value, borrow: this.borrow, marker: PhantomData }
    }

    /// A part of what is borrowed, if there is one.
    #[inline]
    pub fn try_map<U: ?Sized, F>(mut this: Self, part: F) -> Option<GcRefMut<'a, U>>
    where
        F: FnOnce(&mut T) -> Option<&mut U>,
    {
        let value = NonNull::from(part(&mut this)?);
        Some(GcRefMut { value, borrow: this.borrow, marker: PhantomData })
    }
}

impl<T: ?Sized> Deref for GcRefMut<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the value is in the cell, which is borrowed until the guard goes.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized> DerefMut for GcRefMut<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above, exclusively.
        unsafe { self.value.as_mut() }
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for GcRefMut<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for GcRefMut<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: Trace + ?Sized> Finalize for GcRefCell<T> {}

// SAFETY: the content is traced, counted and finalized but while it is exclusively borrowed: then
// none is done, so that its handles, not counted, are roots.
unsafe impl<T: Trace + ?Sized> Trace for GcRefCell<T> {
    #[inline]
    unsafe fn trace(&self, tracer: &mut Tracer) {
        if let Some(value) = self.peek() {
            if let Some(looking) = tracer.looking_for()
                && (caches::is_transitions::<T>() || !looking.enter(&self.state))
            {
                return;
            }
            // SAFETY: by the caller.
            unsafe { value.trace(tracer) };
        }
    }

    #[inline]
    unsafe fn trace_non_roots(&self) {
        if let Some(value) = self.peek() {
            // SAFETY: by the caller.
            unsafe { value.trace_non_roots() };
        }
    }

    #[inline]
    fn run_finalizer(&self) {
        // A finalizer may borrow what it pleases: it must not find this value changed meanwhile.
        if let Ok(value) = self.try_borrow() {
            value.run_finalizer();
        }
    }
}

impl<T: Trace + Clone> Clone for GcRefCell<T> {
    fn clone(&self) -> Self {
        Self::new(self.borrow().clone())
    }
}

impl<T: Default> Default for GcRefCell<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: ?Sized + PartialEq> PartialEq for GcRefCell<T> {
    fn eq(&self, other: &Self) -> bool {
        *self.borrow() == *other.borrow()
    }
}

impl<T: ?Sized + Eq> Eq for GcRefCell<T> {}

impl<T: ?Sized + PartialOrd> PartialOrd for GcRefCell<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (*self.borrow()).partial_cmp(&*other.borrow())
    }
}

impl<T: ?Sized + Ord> Ord for GcRefCell<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (*self.borrow()).cmp(&*other.borrow())
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for GcRefCell<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("GcRefCell");
        match self.try_borrow() {
            Ok(value) => shown.field("value", &value).finish(),
            Err(_) => shown.finish_non_exhaustive(),
        }
    }
}
