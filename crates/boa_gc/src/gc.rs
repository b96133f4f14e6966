//! Strong handles to values on the heap.

use std::{
    any::TypeId,
    borrow::Borrow,
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
    mem::ManuallyDrop,
    ops::Deref,
    ptr::NonNull,
    rc::Rc,
};

use crate::{
    Ephemeron, Finalize, Trace, Tracer, WeakGc, caches,
    header::{Erased, GcBox, Header, Typed},
    heap::{Heap, last_handle_went},
    tracer::count,
};

/// A handle to a garbage-collected value. The value does not move, and is there while the handle
/// is. Handles that the collector does not find by [`Trace`] keep their values alive for good.
pub struct Gc<T: Trace + ?Sized + 'static> {
    ptr: NonNull<GcBox<T>>,
    marker: PhantomData<Rc<T>>,
}

impl<T: Trace> Gc<T> {
    /// Moves a value to the heap. Others may be finalized and dropped meanwhile, but not where it is the
    /// shape of an object: the engine borrows that object while it makes one.
    #[inline]
    #[must_use]
    pub fn new(value: T) -> Self {
        let heap = Heap::current();
        let ptr = if caches::is_shape::<T>() { heap.take::<T>() } else { heap.allocate::<T>() };
        // SAFETY: fresh memory for such a box.
        unsafe { ptr.write(GcBox { header: Header::new(T::VTABLE, 0), value }) };
        Self { ptr, marker: PhantomData }
    }

    /// Moves to the heap a value that may hold a weak handle to itself. Before this returns the
    /// weak handle leads nowhere.
    #[must_use]
    pub fn new_cyclic<F: FnOnce(&WeakGc<T>) -> T>(make: F) -> Self {
        let weak = Ephemeron::unborn();
        let weak = WeakGc::from(weak);
        let this = Self::new(make(&weak));
        weak.ephemeron().set(&this, ());
        this
    }
}

impl<T: Trace + ?Sized> Gc<T> {
    /// Turns the handle into a pointer, which stands for it: [`Gc::from_raw`] takes it back.
    #[inline]
    #[must_use]
    pub fn into_raw(this: Self) -> NonNull<GcBox<T>> {
        ManuallyDrop::new(this).ptr
    }

    /// Makes a handle of a pointer that stands for one.
    ///
    /// # Safety
    /// The pointer comes from [`Gc::into_raw`], where it may have been cast or coerced to the type of
    /// a box of the same layout that is a view of the same value; and each such pointer is used
    /// once, or the handles that are too many are never dropped.
    #[inline]
    #[must_use]
    pub const unsafe fn from_raw(ptr: NonNull<GcBox<T>>) -> Self {
        Self { ptr, marker: PhantomData }
    }

    /// Makes one more handle to a box.
    ///
    /// # Safety
    /// The box holds a value of this type, and the pointer came from a handle's.
    #[inline]
    pub(crate) unsafe fn from_shared(ptr: NonNull<GcBox<T>>) -> Self {
        let this = Self { ptr, marker: PhantomData };
        this.header().increment();
        this
    }

    /// Whether two handles are to one value.
    #[inline]
    #[must_use]
    pub fn ptr_eq<U: Trace + ?Sized>(this: &Self, other: &Gc<U>) -> bool {
        this.erased() == other.erased()
    }

    /// The type that the value had when it was moved to the heap.
    #[inline]
    #[must_use]
    pub fn type_id(this: &Self) -> TypeId {
        this.header().vtable().type_id
    }

    /// Whether the value was a `U` when it was moved to the heap.
    #[inline]
    #[must_use]
    pub fn is<U: Trace + 'static>(this: &Self) -> bool {
        Self::type_id(this) == TypeId::of::<U>()
    }

    /// The handle as one to a `U`, where the value was a `U` when it was moved to the heap.
    #[inline]
    #[must_use]
    pub fn downcast<U: Trace + 'static>(this: Self) -> Option<Gc<U>> {
        // SAFETY: it is a box of `U`.
        Self::is::<U>(&this).then(|| unsafe { Self::cast_unchecked(this) })
    }

    /// The handle as one to a `U`. The collector goes on to see the value as what it was made.
    ///
    /// # Safety
    /// The value may be seen as a `U`.
    #[inline]
    #[must_use]
    pub unsafe fn cast_unchecked<U: Trace + 'static>(this: Self) -> Gc<U> {
        Gc { ptr: Self::into_raw(this).cast(), marker: PhantomData }
    }

    /// The handle as one to a `U`. The collector goes on to see the value as what it was made.
    ///
    /// # Safety
    /// The value may be seen as a `U`.
    #[inline]
    #[must_use]
    pub unsafe fn cast_ref_unchecked<U: Trace + 'static>(this: &Self) -> &Gc<U> {
        // SAFETY: both are a pointer (of a wide one the first half, the address, comes first on every
        // target; what follows is not read), and the value may be seen as a `U` by the caller.
        unsafe { &*std::ptr::from_ref(this).cast() }
    }

    #[inline]
    pub(crate) fn ptr(&self) -> NonNull<GcBox<T>> {
        self.ptr
    }

    #[inline]
    pub(crate) fn erased(&self) -> Erased {
        self.ptr.cast()
    }

    #[inline]
    pub(crate) fn header(&self) -> &Header {
        // SAFETY: the handle keeps the box in place, even when its value was dropped.
        unsafe { self.ptr.cast::<Header>().as_ref() }
    }
}

impl<T: Trace + ?Sized> Clone for Gc<T> {
    #[inline]
    fn clone(&self) -> Self {
        self.header().increment();
        Self { ptr: self.ptr, marker: PhantomData }
    }
}

impl<T: Trace + ?Sized> Drop for Gc<T> {
    #[inline]
    fn drop(&mut self) {
        if self.header().decrement() {
            // SAFETY: the box is in place, and its count is 0.
            unsafe { last_handle_went(self.erased()) };
        }
    }
}

impl<T: Trace + ?Sized> Deref for Gc<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the handle keeps the value alive. The one exception are handles in condemned
        // values, whose destructors do not look through them, by `Trace`'s contract.
        unsafe { &(*self.ptr.as_ptr()).value }
    }
}

impl<T: Trace + ?Sized> Finalize for Gc<T> {}

// SAFETY: the handle is visited and counted, and is no finalizer's business.
unsafe impl<T: Trace + ?Sized> Trace for Gc<T> {
    #[inline]
    unsafe fn trace(&self, tracer: &mut Tracer) {
        tracer.visit(self.erased());
    }

    #[inline]
    unsafe fn trace_non_roots(&self) {
        count(self.erased());
    }

    #[inline]
    fn run_finalizer(&self) {}
}

impl<T: Trace + Default> Default for Gc<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Trace + ?Sized + PartialEq> PartialEq for Gc<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Trace + ?Sized + Eq> Eq for Gc<T> {}

impl<T: Trace + ?Sized + PartialOrd> PartialOrd for Gc<T> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: Trace + ?Sized + Ord> Ord for Gc<T> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: Trace + ?Sized + Hash> Hash for Gc<T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: Trace + ?Sized + fmt::Display> fmt::Display for Gc<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: Trace + ?Sized + fmt::Debug> fmt::Debug for Gc<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: Trace + ?Sized> fmt::Pointer for Gc<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ptr.fmt(formatter)
    }
}

impl<T: Trace + ?Sized> Borrow<T> for Gc<T> {
    fn borrow(&self) -> &T {
        self
    }
}

impl<T: Trace + ?Sized> AsRef<T> for Gc<T> {
    #[inline]
    fn as_ref(&self) -> &T {
        if caches::is_shape::<T>() {
            caches::look_up(std::ptr::from_ref(&**self).cast::<()>().addr());
        }
        self
    }
}
