//! Keys of the engine's tables that are to keep nothing alive, though they are plain handles.
//!
//! A shape knows those that follow from it when an object gets another prototype: a map from the
//! prototype to a weak handle. Where the prototype leads to an object that has it, as a realm's classes
//! do, and a class that holds an instance, the key would keep alive what its own row waits to see die.
//! So a collection counts such keys as handles in the heap, and does not follow them. What dies that
//! way is finalized and dropped like any garbage, but its slot stays, as no one's, until the map lets
//! go of the key: maps compare keys by their addresses, and never look into them.
//!
//! The engine's types are private to it and are told by their names. Under other names nothing
//! of this happens.

use std::{
    any::type_name,
    cell::{Cell, RefCell},
    collections::HashMap,
};

use crate::{
    Trace,
    caches::is_transitions,
    header::{DOOMED, Erased, Header},
    heap::Heap,
    looking::target_of,
    tracer::{count, counts_doomed},
};

/// In place of the count of inner handles: dropped, and kept for keys.
const LEFT: u32 = u32::MAX;

/// How many keys lead to a box, by its address, of those that the last collection counted.
pub(crate) type Counted = RefCell<HashMap<usize, u32>>;

thread_local! {
    /// How often any such map may have changed; and how often it had when keys were counted.
    static CHANGES: Cell<(u64, u64)> = const { Cell::new((0, 0)) };
}

/// Whether the keys of such a map are to keep nothing alive.
#[inline]
pub(crate) fn are_weak<K, V>() -> bool {
    let (key, value) = (type_name::<K>(), type_name::<V>());
    key == "core::option::Option<boa_engine::object::jsobject::JsObject>"
        && value == "boa_gc::weak::WeakGc<boa_engine::object::shape::shared_shape::Inner>"
        || cfg!(test) && key.ends_with("tests::keys::Key")
}

/// A map with such keys may change.
#[inline]
pub(crate) fn change() {
    CHANGES.with(|changes| {
        let (now, counted) = changes.get();
        changes.set((now.wrapping_add(1), counted));
    });
}

/// A collection begins to count.
pub(crate) fn begin() {
    Heap::current().counted_keys().borrow_mut().clear();
    CHANGES.with(|changes| changes.set((changes.get().0, changes.get().0)));
}

/// Counts a key.
pub(crate) fn count_key<K: Trace>(key: &K) {
    let Some(target) = target_of(key) else { return };
    // SAFETY: the key is a handle, which keeps its target's header in place.
    let header = unsafe { target.as_ref() };
    // Those that were counted before are all that count among the condemned.
    if is_left(header) || counts_doomed() {
        return;
    }
    count(target);
    let mut counted = Heap::current().counted_keys().borrow_mut();
    *counted.entry(target.addr().get()).or_default() += 1;
}

/// How many keys lead to a box; none where that may have changed since they were counted.
pub(crate) fn to(target: Erased) -> u32 {
    let (now, counted) = CHANGES.get();
    if now == counted { counted_to(target) } else { 0 }
}

/// How many keys led to a box when they were counted.
pub(crate) fn counted_to(target: Erased) -> u32 {
    let counted = Heap::current().counted_keys().borrow();
    counted.get(&target.addr().get()).copied().unwrap_or(0)
}

/// Leaves the slot of a box that was dropped to the keys that lead to it.
pub(crate) fn leave(header: &Header) {
    header.inner.set(LEFT);
}

/// Whether a box was dropped, and its slot left to keys.
#[inline]
pub(crate) fn is_left(header: &Header) -> bool {
    header.inner.get() == LEFT && header.has(DOOMED)
}

/// Whether this is the content of a cell that maps with such keys lie in.
#[inline]
pub(crate) fn are_in<T: ?Sized>() -> bool {
    is_transitions::<T>() || cfg!(test) && type_name::<T>().contains("tests::keys::Key")
}
