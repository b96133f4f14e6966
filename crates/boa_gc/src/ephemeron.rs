//! Ephemerons: a value that is there as long as its key is, and that does not keep the key alive.
//! Barry Hayes, "Ephemerons: a new finalization mechanism" (OOPSLA 1997).

use std::{
    cell::{Cell, UnsafeCell},
    fmt,
    marker::PhantomData,
    ops::Deref,
    ptr::NonNull,
};

use crate::{
    Finalize, Gc, Trace, Tracer,
    header::{self, EPHEMERON, Erased, GcBox, Header, VTable, WEAK},
    heap::{Heap, last_handle_went},
    weak_map::Table,
};

/// What the collector asks of an ephemeron's box.
pub(crate) trait Watch {
    /// Index in the heap's list of ephemerons.
    fn index(&self) -> &Cell<usize>;
    /// The key's box, as long as it is alive.
    fn key(&self) -> Option<Erased>;
    /// The key is dead: from now on there is neither key nor value.
    fn clear_key(&self);
    /// Takes the ephemeron out of the weak map that it is an entry of.
    fn unlink(&self);
    /// # Safety
    /// As [`Trace::trace`]'s.
    unsafe fn trace_value(&self, tracer: &mut Tracer);
    /// # Safety
    /// As [`Trace::trace_non_roots`]'s.
    unsafe fn count_value(&self);
    fn finalize_value(&self);
    /// Drops the value of an ephemeron whose key was cleared.
    fn drop_value(&self);
}

/// The box of a weak map's table.
type Map<K, V> = NonNull<GcBox<Table<K, V>>>;

/// The value of an ephemeron's box.
pub(crate) struct Entry<K: Trace + ?Sized + 'static, V: Trace + 'static> {
    index: Cell<usize>,
    key: Cell<Option<NonNull<GcBox<K>>>>,
    /// The address of the key's box, even after its death.
    address: Cell<usize>,
    /// The weak map that this is an entry of. A map clears this when it lets go of the entry.
    map: Cell<Option<Map<K, V>>>,
    /// Written by `set`, where it is `None`, and cleared by the collector, once the key is dead: not
    /// while an `EphemeronValueRef` borrows it, which keeps the key alive.
    value: UnsafeCell<Option<V>>,
}

impl<K: Trace + ?Sized, V: Trace> Entry<K, V> {
    const VTABLE: &'static VTable = &VTable {
        trace: trace_entry::<K, V>,
        count: header::count::<Self>,
        finalize: header::finalize::<Self>,
        drop: header::drop_value::<Self>,
        type_id: std::any::TypeId::of::<Self>(),
        name: std::any::type_name::<Self>,
        watch: Some(watch_of::<K, V>),
    };

    fn value(&self) -> Option<&V> {
        // SAFETY: see the field. Within the collector, nothing is written while this is used.
        unsafe { &*self.value.get() }.as_ref()
    }
}

impl<K: Trace + ?Sized, V: Trace> Watch for Entry<K, V> {
    fn index(&self) -> &Cell<usize> {
        &self.index
    }

    fn key(&self) -> Option<Erased> {
        self.key.get().map(NonNull::cast)
    }

    fn clear_key(&self) {
        self.key.set(None);
    }

    fn unlink(&self) {
        if let Some(map) = self.map.take() {
            // SAFETY: a map clears the field when it is dropped, and before its box is freed.
            unsafe { Table::remove_dead(map, self.address.get()) };
        }
    }

    unsafe fn trace_value(&self, tracer: &mut Tracer) {
        if let Some(value) = self.value() {
            // SAFETY: by the caller.
            unsafe { value.trace(tracer) };
        }
    }

    unsafe fn count_value(&self) {
        if let Some(value) = self.value() {
            // SAFETY: by the caller.
            unsafe { value.trace_non_roots() };
        }
    }

    fn finalize_value(&self) {
        if let Some(value) = self.value() {
            value.run_finalizer();
        }
    }

    fn drop_value(&self) {
        // SAFETY: the key is cleared, so that nobody borrows the value, nor can anybody begin to. The
        // old value is dropped after the write.
        drop(unsafe { (*self.value.get()).take() });
    }
}

impl<K: Trace + ?Sized, V: Trace> Finalize for Entry<K, V> {}

// SAFETY: `trace_non_roots` counts the handles of the value, which are all there are; `trace` is
// never called, but `trace_entry` instead, as it needs the box.
unsafe impl<K: Trace + ?Sized, V: Trace> Trace for Entry<K, V> {
    unsafe fn trace(&self, _: &mut Tracer) {}

    unsafe fn trace_non_roots(&self) {
        // SAFETY: by the caller.
        unsafe { self.count_value() };
    }

    fn run_finalizer(&self) {
        self.finalize_value();
    }
}

/// Traces the value, now or when its key is reached.
///
/// # Safety
/// The box is a whole `Entry<K, V>`, within a collection.
unsafe fn trace_entry<K: Trace + ?Sized + 'static, V: Trace + 'static>(
    erased: Erased,
    tracer: &mut Tracer,
) {
    // SAFETY: by the caller.
    let entry = unsafe { header::value::<Entry<K, V>>(erased) };
    if let Some(key) = entry.key()
        && tracer.opens(key, erased)
    {
        // SAFETY: by the caller.
        unsafe { entry.trace_value(tracer) };
    }
}

/// # Safety
/// The box is an `Entry<K, V>`, whose value may have been dropped.
unsafe fn watch_of<K: Trace + ?Sized + 'static, V: Trace + 'static>(
    erased: Erased,
) -> NonNull<dyn Watch> {
    let boxed = erased.cast::<GcBox<Entry<K, V>>>().as_ptr();
    // SAFETY: the pointer is in bounds of the box.
    let entry: *mut dyn Watch = unsafe { &raw mut (*boxed).value };
    // SAFETY: a field of a box is not at address 0.
    unsafe { NonNull::new_unchecked(entry) }
}

/// A key and a value, the latter being there as long as the former is alive. Does not keep the key
/// alive.
pub struct Ephemeron<K: Trace + ?Sized + 'static, V: Trace + 'static> {
    entry: NonNull<GcBox<Entry<K, V>>>,
    marker: PhantomData<std::rc::Rc<V>>,
}

impl<K: Trace + ?Sized, V: Trace> Ephemeron<K, V> {
    /// Makes an ephemeron.
    #[must_use]
    pub fn new(key: &Gc<K>, value: V) -> Self {
        let this = Self::empty(Some(value));
        this.watch_key(key);
        this
    }

    /// An ephemeron without a key yet.
    fn empty(value: Option<V>) -> Self {
        let heap = Heap::current();
        let entry = heap.take::<Entry<K, V>>();
        let boxed = GcBox {
            header: Header::new(Entry::<K, V>::VTABLE, EPHEMERON),
            value: Entry {
                index: Cell::new(usize::MAX),
                key: Cell::new(None),
                address: Cell::new(0),
                map: Cell::new(None),
                value: UnsafeCell::new(value),
            },
        };
        // SAFETY: fresh memory for such a box.
        unsafe { entry.write(boxed) };
        heap.note_ephemeron(entry.cast());
        Self { entry, marker: PhantomData }
    }

    fn watch_key(&self, key: &Gc<K>) {
        let entry = self.entry();
        key.header().set(WEAK);
        entry.address.set(key.erased().addr().get());
        entry.key.set(Some(key.ptr()));
    }

    /// An ephemeron without a key, as if it were dead: see [`Self::set`].
    pub(crate) fn unborn() -> Self {
        Self::empty(None)
    }

    /// Gives an unborn ephemeron its key and value.
    pub(crate) fn set(&self, key: &Gc<K>, value: V) {
        debug_assert!(self.entry().value().is_none());
        // SAFETY: there was no value that anybody could borrow.
        unsafe { *self.entry().value.get() = Some(value) };
        self.watch_key(key);
        // The ephemeron may be older than its key.
        Heap::current().note_ephemeron(self.entry.cast());
    }

    /// The key, where it is still alive.
    #[inline]
    #[must_use]
    pub fn key(&self) -> Option<Gc<K>> {
        // SAFETY: a key is cleared before its box is freed or its value dropped.
        self.entry().key.get().map(|key| unsafe { Gc::from_shared(key) })
    }

    /// The value, where the key is still alive. Keeps the key alive while it is borrowed.
    #[must_use]
    pub fn value(&self) -> Option<EphemeronValueRef<'_, K, V>> {
        let key = self.key()?;
        let value = self.entry().value()?;
        Some(EphemeronValueRef { value, _key: key })
    }

    /// Whether the key is still alive.
    #[inline]
    #[must_use]
    pub fn has_value(&self) -> bool {
        self.entry().key.get().is_some()
    }

    /// Whether two handles are to one ephemeron.
    #[must_use]
    pub fn ptr_eq(this: &Self, other: &Self) -> bool {
        this.entry == other.entry
    }

    #[inline]
    fn entry(&self) -> &Entry<K, V> {
        // SAFETY: the handle keeps the box alive.
        unsafe { &(*self.entry.as_ptr()).value }
    }

    #[inline]
    fn header(&self) -> &Header {
        // SAFETY: the handle keeps the box in place, even when its value was dropped.
        unsafe { self.entry.cast::<Header>().as_ref() }
    }

    /// Says of which map this is an entry.
    pub(crate) fn link(&self, map: Option<Map<K, V>>) {
        // SAFETY: the field is plain data in a box that the handle keeps in place. The box may be
        // one whose value was dropped, when a condemned map lets go of its entries: the field is
        // written without a borrow of the rest.
        unsafe { (*self.entry.as_ptr()).value.map.set(map) };
    }

    /// Whether the key is the box at this address.
    pub(crate) fn has_key(&self, address: usize) -> bool {
        self.entry().address.get() == address && self.has_value()
    }
}

impl<K: Trace + ?Sized, V: Trace> Clone for Ephemeron<K, V> {
    fn clone(&self) -> Self {
        self.header().increment();
        Self { entry: self.entry, marker: PhantomData }
    }
}

impl<K: Trace + ?Sized, V: Trace> Drop for Ephemeron<K, V> {
    fn drop(&mut self) {
        if self.header().decrement() {
            // SAFETY: the box is in place, and its count is 0.
            unsafe { last_handle_went(self.entry.cast()) };
        }
    }
}

impl<K: Trace + ?Sized, V: Trace> Finalize for Ephemeron<K, V> {}

// SAFETY: the handle is visited and counted; so are, through its box, those of the value.
unsafe impl<K: Trace + ?Sized, V: Trace> Trace for Ephemeron<K, V> {
    unsafe fn trace(&self, tracer: &mut Tracer) {
        tracer.visit(self.entry.cast());
    }

    unsafe fn trace_non_roots(&self) {
        crate::tracer::count(self.entry.cast());
    }

    fn run_finalizer(&self) {}
}

impl<K: Trace + ?Sized, V: Trace + fmt::Debug> fmt::Debug for Ephemeron<K, V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Ephemeron").field("value", &self.entry().value()).finish()
    }
}

/// A borrowed value of an ephemeron, whose key lives as long.
pub struct EphemeronValueRef<'a, K: Trace + ?Sized + 'static, V> {
    value: &'a V,
    _key: Gc<K>,
}

impl<K: Trace + ?Sized, V> Deref for EphemeronValueRef<'_, K, V> {
    type Target = V;

    fn deref(&self) -> &V {
        self.value
    }
}

impl<K: Trace + ?Sized, V: fmt::Debug> fmt::Debug for EphemeronValueRef<'_, K, V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.value, formatter)
    }
}
