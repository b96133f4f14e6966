//! Strong handles whose type is known at run time only.

use std::{any::TypeId, fmt};

use crate::{Finalize, Gc, Trace, Tracer};

/// Stands for a value of any type; nothing is ever read through it.
pub(crate) struct Opaque(());

impl Finalize for Opaque {}

// SAFETY: it holds no handle. The collector does not come here: it calls the functions in a box's
// header, which are those of the type that the value was made as.
unsafe impl Trace for Opaque {
    crate::empty_trace!();
}

/// A [`Gc`] of any type.
#[derive(Clone)]
#[repr(transparent)]
pub struct GcErased {
    handle: Gc<Opaque>,
}

impl GcErased {
    /// Forgets a handle's type.
    #[inline]
    #[must_use]
    pub fn new<T: Trace>(gc: Gc<T>) -> Self {
        // SAFETY: as an `Opaque`, which has no bytes, any value may be seen.
        Self { handle: unsafe { Gc::cast_unchecked(gc) } }
    }

    /// Whether two handles are to one value.
    #[must_use]
    pub fn ptr_eq(this: &Self, other: &Self) -> bool {
        Gc::ptr_eq(&this.handle, &other.handle)
    }

    /// The value's type.
    #[inline]
    #[must_use]
    pub fn type_id(&self) -> TypeId {
        Gc::type_id(&self.handle)
    }

    /// Whether the value is a `T`.
    #[inline]
    #[must_use]
    pub fn is<T: Trace + 'static>(&self) -> bool {
        Gc::is::<T>(&self.handle)
    }

    /// The handle with its type, where that is `T`.
    #[inline]
    #[must_use]
    pub fn downcast<T: Trace + 'static>(self) -> Option<Gc<T>> {
        Gc::downcast(self.handle)
    }

    /// The handle with a type.
    ///
    /// # Safety
    /// The value may be seen as a `T`.
    #[inline]
    #[must_use]
    pub unsafe fn downcast_unchecked<T: Trace + 'static>(self) -> Gc<T> {
        // SAFETY: by the caller.
        unsafe { Gc::cast_unchecked(self.handle) }
    }

    /// The handle with a type.
    ///
    /// # Safety
    /// The value may be seen as a `T`.
    #[inline]
    #[must_use]
    pub unsafe fn downcast_ref_unchecked<T: Trace + 'static>(&self) -> &Gc<T> {
        // SAFETY: by the caller.
        unsafe { Gc::cast_ref_unchecked(&self.handle) }
    }
}

impl fmt::Debug for GcErased {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("GcErased").field(&self.handle.ptr()).finish()
    }
}

impl Finalize for GcErased {}

// SAFETY: it is a handle, and traced as one.
unsafe impl Trace for GcErased {
    #[inline]
    unsafe fn trace(&self, tracer: &mut Tracer) {
        // SAFETY: by the caller.
        unsafe { self.handle.trace(tracer) };
    }

    #[inline]
    unsafe fn trace_non_roots(&self) {
        // SAFETY: by the caller.
        unsafe { self.handle.trace_non_roots() };
    }

    fn run_finalizer(&self) {}
}
