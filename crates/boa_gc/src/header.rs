//! What lies before every value on the heap: its counts, its flags, and its type's functions.

use std::{
    any::{TypeId, type_name},
    cell::Cell,
    ptr::{self, NonNull},
};

use crate::{Trace, Tracer, ephemeron::Watch};

/// A box whose type is not known here. Every pointer to a [`GcBox`] may be cast to it, since
/// the header comes first.
pub(crate) type Erased = NonNull<Header>;

/// Of an old box: which of the two colours the last full collection that reached it had. They take
/// turns, so that no mark has to be taken back.
pub(crate) const COLOUR: usize = 1;
/// Reached by a collection, this one or an earlier; a collection of the young passes it by.
pub(crate) const OLD: usize = 2;
/// Is or was the key of an ephemeron: its death must be told, hence is the collector's alone.
pub(crate) const WEAK: usize = 4;
/// Condemned: its value is being dropped, or was.
pub(crate) const DOOMED: usize = 8;
/// Waits among the heap's unreferenced boxes.
pub(crate) const PENDING: usize = 16;
/// The box holds an ephemeron.
pub(crate) const EPHEMERON: usize = 32;
/// All of the above; a [`VTable`]'s alignment leaves these bits free.
const FLAGS: usize = 63;

/// The functions of a type, for those who hold an [`Erased`].
#[repr(align(64))]
pub(crate) struct VTable {
    /// Visits every handle in the value.
    pub(crate) trace: unsafe fn(Erased, &mut Tracer),
    /// Counts every handle in the value at its target.
    pub(crate) count: unsafe fn(Erased),
    /// Runs the finalizers of the value and of what it holds.
    pub(crate) finalize: unsafe fn(Erased),
    /// Drops the value in place.
    pub(crate) drop: unsafe fn(Erased),
    /// The value's type.
    pub(crate) type_id: TypeId,
    /// Its name.
    pub(crate) name: fn() -> &'static str,
    /// Finds the weak half of an ephemeron.
    pub(crate) watch: Option<unsafe fn(Erased) -> NonNull<dyn Watch>>,
}

/// Counts and flags of one box. 16 bytes.
#[repr(C)]
pub(crate) struct Header {
    /// Handles there are, wherever they lie.
    pub(crate) refs: Cell<u32>,
    /// Handles found in the heap by the collection under way; else 0.
    pub(crate) inner: Cell<u32>,
    /// The type's functions, and in the low bits the flags. Null in a free slot.
    tag: Cell<*const VTable>,
}

impl Header {
    /// The header of a new box with one handle.
    #[inline]
    pub(crate) fn new(vtable: &'static VTable, flags: usize) -> Self {
        let tag = ptr::from_ref(vtable).map_addr(|address| address | flags);
        Self { refs: Cell::new(1), inner: Cell::new(0), tag: Cell::new(tag) }
    }

    /// The header of a slot that holds nothing.
    pub(crate) const fn vacant() -> Self {
        Self { refs: Cell::new(0), inner: Cell::new(0), tag: Cell::new(ptr::null()) }
    }

    /// Whether the slot holds nothing.
    #[inline]
    pub(crate) fn is_vacant(&self) -> bool {
        self.tag.get().is_null()
    }

    /// The flags, mixed with the bits of an address: to be masked.
    #[inline]
    pub(crate) fn flags(&self) -> usize {
        self.tag.get().addr()
    }

    /// Whether any of these flags is set.
    #[inline]
    pub(crate) fn has(&self, flags: usize) -> bool {
        self.flags() & flags != 0
    }

    /// Sets these flags.
    #[inline]
    pub(crate) fn set(&self, flags: usize) {
        self.tag.set(self.tag.get().map_addr(|address| address | flags));
    }

    /// Clears these flags.
    #[inline]
    pub(crate) fn clear(&self, flags: usize) {
        self.tag.set(self.tag.get().map_addr(|address| address & !flags));
    }

    /// Notes that a collection of this colour has reached the box, which is in no doom then.
    #[inline]
    pub(crate) fn reach(&self, colour: usize) {
        let reached = |address: usize| address & !(COLOUR | DOOMED) | OLD | colour;
        self.tag.set(self.tag.get().map_addr(reached));
        self.inner.set(0);
    }

    /// The type's functions.
    #[inline]
    pub(crate) fn vtable(&self) -> &'static VTable {
        debug_assert!(!self.is_vacant());
        let vtable = self.tag.get().map_addr(|address| address & !FLAGS);
        // SAFETY: the tag of a box that holds a value was made from a `&'static VTable`, whose
        // low six bits are zero by its alignment; the mask gives back that very address.
        unsafe { &*vtable }
    }

    /// One handle more.
    #[inline]
    pub(crate) fn increment(&self) {
        /// Four thousand million handles to one box take 32 GB.
        #[cold]
        #[inline(never)]
        #[expect(clippy::panic, reason = "a wrapped count would free what is in use")]
        fn overflow() -> ! {
            panic!("too many handles to one garbage-collected value");
        }
        let refs = self.refs.get();
        if refs == u32::MAX {
            overflow();
        }
        self.refs.set(refs + 1);
    }

    /// One handle less. Returns whether it was the last.
    #[inline]
    pub(crate) fn decrement(&self) -> bool {
        let refs = self.refs.get().wrapping_sub(1);
        self.refs.set(refs);
        refs == 0
    }

    /// Whether a handle lies outside the heap. True only once a collection has counted.
    #[inline]
    pub(crate) fn is_root(&self) -> bool {
        self.refs.get() > self.inner.get()
    }
}

/// A value on the heap. Only ever seen behind a pointer.
#[repr(C)]
pub struct GcBox<T: ?Sized + 'static> {
    pub(crate) header: Header,
    pub(crate) value: T,
}

impl<T: ?Sized> std::fmt::Debug for GcBox<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("GcBox").field("refs", &self.header.refs).finish_non_exhaustive()
    }
}

/// The functions of `T`.
pub(crate) trait Typed: Trace + Sized + 'static {
    /// For a box that is not an ephemeron.
    const VTABLE: &'static VTable = &VTable {
        trace: trace::<Self>,
        count: count::<Self>,
        finalize: finalize::<Self>,
        drop: drop_value::<Self>,
        type_id: TypeId::of::<Self>(),
        name: type_name::<Self>,
        watch: None,
    };
}

impl<T: Trace + 'static> Typed for T {}

/// The value of a box.
///
/// # Safety
/// `erased` is a box of `T` whose value was not dropped, and stays so for `'a`.
#[inline]
pub(crate) unsafe fn value<'a, T: 'static>(erased: Erased) -> &'a T {
    // SAFETY: by the caller; a shared borrow of the value excludes nothing, since nobody holds an
    // exclusive one.
    unsafe { &(*erased.cast::<GcBox<T>>().as_ptr()).value }
}

/// # Safety
/// As [`value`]'s, within a collection.
pub(crate) unsafe fn trace<T: Trace + 'static>(erased: Erased, tracer: &mut Tracer) {
    // SAFETY: by the caller.
    let value = unsafe { value::<T>(erased) };
    // SAFETY: by the caller.
    unsafe { value.trace(tracer) }
}

/// # Safety
/// As [`value`]'s, within a collection.
pub(crate) unsafe fn count<T: Trace + 'static>(erased: Erased) {
    // SAFETY: by the caller.
    let value = unsafe { value::<T>(erased) };
    // SAFETY: by the caller.
    unsafe { value.trace_non_roots() }
}

/// # Safety
/// As [`value`]'s.
pub(crate) unsafe fn finalize<T: Trace + 'static>(erased: Erased) {
    // SAFETY: by the caller.
    unsafe { value::<T>(erased) }.run_finalizer();
}

/// # Safety
/// As [`value`]'s, and nobody borrows the value, now or later.
pub(crate) unsafe fn drop_value<T: 'static>(erased: Erased) {
    let boxed = erased.cast::<GcBox<T>>().as_ptr();
    // SAFETY: by the caller it is such a box.
    let value = unsafe { &raw mut (*boxed).value };
    // SAFETY: by the caller the value is whole and no longer borrowed; the header is left alone.
    unsafe { ptr::drop_in_place(value) }
}

/// The weak half of an ephemeron's box; nothing of another box.
///
/// # Safety
/// The box is in place, and stays so for `'a`. Where its value was dropped, only
/// [`Watch::index`] is asked.
pub(crate) unsafe fn watch<'a>(erased: Erased) -> Option<&'a dyn Watch> {
    // SAFETY: by the caller.
    let watch = unsafe { erased.as_ref() }.vtable().watch?;
    // SAFETY: the function is the box's own.
    let watch = unsafe { watch(erased) };
    // SAFETY: by the caller; the fields of an ephemeron are cells of plain data but for the value.
    Some(unsafe { watch.as_ref() })
}
