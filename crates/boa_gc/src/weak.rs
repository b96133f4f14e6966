//! Weak handles: ephemerons without a value.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

use crate::{
    Ephemeron, Finalize, Gc, Trace, Tracer,
    caches::{self, ALWAYS},
};

/// A handle that does not keep its value alive.
pub struct WeakGc<T: Trace + ?Sized + 'static> {
    ephemeron: Ephemeron<T, ()>,
    /// In an entry of an inline cache: the only epoch in which it leads anywhere.
    epoch: u32,
}

impl<T: Trace + ?Sized> WeakGc<T> {
    /// A weak handle to a value.
    #[inline]
    #[must_use]
    pub fn new(value: &Gc<T>) -> Self {
        let epoch = if caches::is_shape::<T>() { caches::epoch_of(value) } else { ALWAYS };
        Self { ephemeron: Ephemeron::new(value, ()), epoch }
    }

    /// A strong handle, where the value is still there.
    #[inline]
    #[must_use]
    pub fn upgrade(&self) -> Option<Gc<T>> {
        if caches::is_shape::<T>() && !caches::is_current(self.epoch) {
            return None;
        }
        self.ephemeron.key()
    }

    /// Whether the value is still there.
    #[inline]
    #[must_use]
    pub fn is_upgradable(&self) -> bool {
        self.ephemeron.has_value()
    }

    pub(crate) const fn ephemeron(&self) -> &Ephemeron<T, ()> {
        &self.ephemeron
    }
}

impl<T: Trace + ?Sized> Clone for WeakGc<T> {
    fn clone(&self) -> Self {
        Self { ephemeron: self.ephemeron.clone(), epoch: self.epoch }
    }
}

impl<T: Trace + ?Sized> From<Ephemeron<T, ()>> for WeakGc<T> {
    fn from(ephemeron: Ephemeron<T, ()>) -> Self {
        Self { ephemeron, epoch: ALWAYS }
    }
}

/// Weak handles are equal whose values are the same one and still there.
impl<T: Trace + ?Sized> PartialEq for WeakGc<T> {
    fn eq(&self, other: &Self) -> bool {
        match (self.upgrade(), other.upgrade()) {
            (Some(one), Some(two)) => Gc::ptr_eq(&one, &two),
            _ => false,
        }
    }
}

impl<T: Trace + ?Sized> Eq for WeakGc<T> {}

impl<T: Trace + ?Sized> Hash for WeakGc<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.upgrade() {
            Some(value) => std::ptr::from_ref(&*value).hash(state),
            None => std::ptr::from_ref(self).hash(state),
        }
    }
}

impl<T: Trace + ?Sized> fmt::Debug for WeakGc<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("WeakGc").field("alive", &self.is_upgradable()).finish()
    }
}

impl<T: Trace + ?Sized> Finalize for WeakGc<T> {}

// SAFETY: it is a handle to an ephemeron, and traced as one.
unsafe impl<T: Trace + ?Sized> Trace for WeakGc<T> {
    #[inline]
    unsafe fn trace(&self, tracer: &mut Tracer) {
        // SAFETY: by the caller.
        unsafe { self.ephemeron.trace(tracer) };
    }

    #[inline]
    unsafe fn trace_non_roots(&self) {
        // SAFETY: by the caller.
        unsafe { self.ephemeron.trace_non_roots() };
    }

    fn run_finalizer(&self) {}
}
