//! Inline caches of the engine that outlive what they remember, and how they are made to forget.
//!
//! A cache of the engine pairs an object's shape, held weakly, with a slot of the object or of its
//! prototype. It asks whether the object still has that shape, and never whether the prototype has
//! its: once a property of a prototype is deleted, or becomes an accessor, the slot is another's or
//! none (a panic). What happens between the look-up that fails and the new entry escapes it as well:
//! a getter that deletes itself.
//!
//! All of it passes through this crate: the entries' cell is a [`GcRefCell`][crate::GcRefCell], their
//! handles are [`WeakGc`][crate::WeakGc]s of shapes, a prototype's properties are in a cell. So an entry
//! carries the number of the *epoch* that it was made in, and is dead in any other; a prototype that
//! an entry may lean on is *watched*: its cell is marked, borrowing it exclusively takes the slow
//! path, and an epoch ends when its shape is no longer the same, nor one that follows from it by
//! adding to it. An entry is born dead where the shape or the epoch is not what it was at the look-up.
//!
//! So is one for a property that was set on an array. The engine would write the slot from then on and
//! nothing else: `a.length = 0` would leave the elements where they are. Whose property was set is told
//! by the last cell of an object that was borrowed exclusively since the look-up.
//!
//! The engine's types are private to it and are told by their names. Under other names nothing
//! of this happens.

use std::{
    any::{TypeId, type_name},
    cell::{Cell, RefCell},
    collections::HashMap,
};

use crate::{
    Gc, Trace,
    cell::State,
    header::{Erased, Header},
    looking::{Look, look_into},
};

/// The epoch of handles that are no cache's.
pub(crate) const ALWAYS: u32 = 0;
/// The epoch of entries born dead.
const NEVER: u32 = 1;
const FIRST: u32 = 2;

/// Look-ups that are remembered at a time, a power of two.
const LOOK_UPS: usize = 64;

/// In place of an address: the object may have been freed.
const GONE: usize = 1;

/// What one thread knows.
struct Caches {
    /// The epoch that is now.
    epoch: Cell<u32>,
    /// Address of the cell of entries that was borrowed last, until its shape is seen; else 0.
    entered: Cell<usize>,
    /// Address of the state of the last cell of an object that was exclusively borrowed since a look-up;
    /// 0 where there was none, and [`GONE`] where the object may be gone.
    written: Cell<usize>,
    /// How far the state of its cell is behind the start of an object's box, once known; else 0.
    state_offset: Cell<usize>,
    /// By the cell of entries: the cell, and shape and epoch at its last look-up.
    look_ups: [Cell<(usize, usize)>; LOOK_UPS],
}

thread_local! {
    static CACHES: Caches = const {
        Caches {
            epoch: Cell::new(FIRST),
            entered: Cell::new(0),
            written: Cell::new(0),
            state_offset: Cell::new(0),
            look_ups: [const { Cell::new((0, 0)) }; LOOK_UPS],
        }
    };

    /// Watched prototypes by the addresses of their cells' states. One that died may stay until
    /// another takes its place: whoever asks holds a cell that is marked, hence alive and entered.
    static WATCHED: RefCell<HashMap<usize, Watched>> = RefCell::new(HashMap::new());
}

/// A prototype that entries lean on.
#[derive(Clone, Copy)]
struct Watched {
    object: Erased,
    shape: usize,
}

/// Whether a cell of this type holds the entries of an inline cache.
#[inline]
pub(crate) fn is_cache<T: ?Sized>() -> bool {
    let name = type_name::<T>();
    name.starts_with("arrayvec::arrayvec::ArrayVec<boa_engine::vm::inline_cache::CacheEntry")
}

/// Whether this is the content of a shape.
#[inline]
pub(crate) fn is_shape<T: ?Sized>() -> bool {
    let name = type_name::<T>();
    name == "boa_engine::object::shape::shared_shape::Inner"
        || name == "boa_engine::object::shape::unique_shape::Inner"
}

/// Whether this holds the shapes that follow from another, which hold nothing.
#[inline]
pub(crate) fn is_transitions<T: ?Sized>() -> bool {
    type_name::<T>() == "boa_engine::object::shape::shared_shape::forward_transition::Inner"
}

/// Whether a cell of this type holds the properties of an object.
#[inline]
pub(crate) fn is_object<T: ?Sized>() -> bool {
    type_name::<T>().starts_with("boa_engine::object::Object<")
}

/// The cell of an object with this state is exclusively borrowed.
#[inline]
pub(crate) fn write(state: &State) {
    CACHES.with(|caches| caches.written.set(std::ptr::from_ref(state).expose_provenance()));
}

/// A box is freed.
#[inline]
pub(crate) fn free() {
    // Not known while the thread is being torn down, when no cache is asked.
    let _ = CACHES.try_with(|caches| {
        if caches.written.get() != 0 {
            caches.written.set(GONE);
        }
    });
}

/// A cell of entries is borrowed: for a look-up, which asks for the address of a shape next, or
/// for a new entry, which makes a weak handle next.
#[inline]
pub(crate) fn enter(cell: usize) {
    CACHES.with(|caches| caches.entered.set(cell));
}

/// What is compared of a look-up: its shape and its epoch, which ends seldom.
#[inline]
fn stamp(shape: usize, epoch: u32) -> usize {
    shape ^ (epoch as usize).rotate_right(16)
}

#[inline]
const fn row(cell: usize) -> usize {
    (cell >> 4 ^ cell >> 10) % LOOK_UPS
}

/// The address of a shape is asked for.
#[inline]
pub(crate) fn look_up(shape: usize) {
    CACHES.with(|caches| {
        let cell = caches.entered.get();
        if cell != 0 {
            caches.entered.set(0);
            caches.written.set(0);
            caches.look_ups[row(cell)].set((cell, stamp(shape, caches.epoch.get())));
        }
    });
}

/// The epoch of a new weak handle to a shape.
#[inline]
pub(crate) fn epoch_of<T: Trace + ?Sized>(shape: &Gc<T>) -> u32 {
    learn(shape.erased());
    let cell = CACHES.with(|caches| caches.entered.replace(0));
    // The transition of one shape to another.
    if cell == 0 {
        return ALWAYS;
    }
    // SAFETY: the handle keeps the shape alive.
    let before = unsafe { watch_prototype(shape.erased()) };
    CACHES.with(|caches| {
        let epoch = caches.epoch.get();
        let address = std::ptr::from_ref(&**shape).cast::<()>().addr();
        let same = caches.look_ups[row(cell)].get() == (cell, stamp(address, epoch));
        if same && before && !was_array_written(caches) { epoch } else { NEVER }
    })
}

/// Whether the object that was written last since the look-up is an array, or may be one.
fn was_array_written(caches: &Caches) -> bool {
    let (state, offset) = (caches.written.get(), caches.state_offset.get());
    if state == 0 || state == GONE || offset == 0 {
        return state != 0;
    }
    let header = std::ptr::with_exposed_provenance::<Header>(state - offset);
    // SAFETY: the state is that of an object's cell, and no box was freed since it was noted. All objects
    // are boxes of one layout, since the engine reads them as one type: the offset holds for each.
    let header = unsafe { &*header };
    (header.vtable().name)()
        == "boa_engine::object::jsobject::VTableObject<boa_engine::builtins::array::Array>"
}

/// Whether an entry of this epoch is alive.
#[inline]
pub(crate) fn is_current(epoch: u32) -> bool {
    epoch == ALWAYS || CACHES.with(|caches| caches.epoch.get()) == epoch
}

/// Watches a shape's prototype. Returns whether it was watched before, or there is none: only
/// then nothing escaped since the look-up.
///
/// # Safety
/// The box holds a shape.
unsafe fn watch_prototype(shape: Erased) -> bool {
    // SAFETY: by the caller.
    let seen = unsafe { look_into(shape, Look::Handles) };
    // The prototype; those that lead to other shapes were left out.
    let Some(prototype) = seen.other else { return true };
    // SAFETY: what a shape holds is alive.
    let seen = unsafe { look_into(prototype, Look::Cell) };
    // None where it is exclusively borrowed.
    let Some(state) = seen.state else { return false };
    let offset = state.addr().get() - prototype.addr().get();
    CACHES.with(|caches| caches.state_offset.set(offset));
    // SAFETY: the cell is in the prototype.
    let state = unsafe { state.as_ref() };
    if state.is_watched() {
        return true;
    }
    // SAFETY: as above.
    let seen = unsafe { look_into(prototype, Look::Handles) };
    let shape = seen.shape.map_or(0, |shape| shape.addr().get());
    let address = std::ptr::from_ref(state).addr();
    WATCHED.with_borrow_mut(|all| all.insert(address, Watched { object: prototype, shape }));
    state.watch();
    false
}

/// An exclusive borrow of a watched prototype has ended.
#[cold]
#[inline(never)]
pub(crate) fn changed(state: &State) {
    let address = std::ptr::from_ref(state).addr();
    let Ok(Some(watched)) = WATCHED.try_with(|all| all.borrow().get(&address).copied()) else {
        return;
    };
    // SAFETY: the cell is alive, hence the object that was entered with it, and it is not
    // exclusively borrowed any more.
    let seen = unsafe { look_into(watched.object, Look::Handles) };
    let Some(shape) = seen.shape else { return };
    let now = shape.addr().get();
    if now == watched.shape {
        return;
    }
    WATCHED.with_borrow_mut(|all| all.insert(address, Watched { shape: now, ..watched }));
    // SAFETY: the object holds its shape.
    let seen = unsafe { look_into(shape, Look::Handles) };
    // A shape that follows from the old one leaves its slots where they were.
    if seen.shape.is_some_and(|before| before.addr().get() == watched.shape) {
        return;
    }
    CACHES.with(|caches| {
        let next = caches.epoch.get().checked_add(1).unwrap_or(FIRST);
        caches.epoch.set(next);
    });
}

thread_local! {
    /// The types of shapes, once there was a weak handle to one.
    static SHAPES: Cell<[Option<TypeId>; 2]> = const { Cell::new([None; 2]) };
}

/// Notes the type of a shape.
fn learn(shape: Erased) {
    // SAFETY: the caller's handle keeps it in place.
    let id = unsafe { shape.as_ref() }.vtable().type_id;
    let [one, two] = SHAPES.get();
    if one != Some(id) && two != Some(id) {
        SHAPES.set([Some(id), one]);
    }
}

/// Whether a box holds a shape, as far as is known.
pub(crate) fn holds_shape(header: &Header) -> bool {
    SHAPES.get().contains(&Some(header.vtable().type_id))
}
