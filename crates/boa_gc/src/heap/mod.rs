//! A thread's heap: where boxes come from and where they go.
//!
//! Boxes are freed in two ways. One whose last handle goes is noted, and freed when the next box is
//! made (never earlier: an engine that borrows a cell and drops a value in it must not find a
//! finalizer running). Cycles are left to the collector (`collect.rs`).

mod bag;
mod block;
mod collect;
mod ephemerons;
mod freeing;
mod policy;
mod supply;

use std::{
    alloc::Layout,
    cell::{Cell, RefCell},
    ptr::{self, NonNull},
};

use self::{
    bag::Bag,
    block::{Block, Chunk, Free, LARGE, SIZES, class_of},
    policy::Policy,
};
use crate::{
    header::{Erased, GcBox},
    keys::Counted,
};
pub(crate) use block::count_reached;
pub(crate) use freeing::last_handle_went;
pub use policy::{Collect, Pressure, Statistics};

/// Unreferenced boxes freed when one is made. More than one, so that the list shrinks; few, so that
/// dropping a large structure is no pause.
const BUDGET: usize = 64;

/// What the heap is doing. Only an idle one frees or collects, so that finalizers and destructors
/// may make boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Idle,
    Freeing,
    Collecting,
}

/// Slots of one size.
struct Class {
    /// Free slots of the current block.
    free: Cell<Option<NonNull<Free>>>,
    /// The current block's slots from here on were never used.
    bump: Cell<*mut u8>,
    /// Where they end.
    end: Cell<*mut u8>,
    current: Cell<Option<NonNull<Block>>>,
    /// Blocks with free slots. May name blocks that have gone elsewhere: see [`Block::available`].
    available: Bag<NonNull<Block>>,
}

impl Class {
    const fn new() -> Self {
        Self {
            free: Cell::new(None),
            bump: Cell::new(ptr::null_mut()),
            end: Cell::new(ptr::null_mut()),
            current: Cell::new(None),
            available: Bag::new(),
        }
    }
}

/// See the module.
pub(crate) struct Heap {
    /// Whether [`Heap::attend`] has something to do.
    attention: Cell<bool>,
    state: Cell<State>,
    classes: [Class; LARGE],
    /// Boxes whose last handle went.
    unreferenced: Bag<Erased>,
    /// Blocks with slots in use, large ones included.
    blocks: Bag<NonNull<Block>>,
    /// Blocks without.
    pool: Bag<NonNull<Block>>,
    /// Blocks where boxes were made since the last collection.
    touched: Bag<NonNull<Block>>,
    /// The memory of blocks. Emptied places are used again.
    chunks: RefCell<Vec<Option<Chunk>>>,
    /// Boxes of ephemerons: first those whose keys are old.
    ephemerons: Bag<Erased>,
    /// Where in that list the young begin.
    young: Cell<usize>,
    /// The colour of the last full collection: `COLOUR` or 0.
    colour: Cell<usize>,
    /// What the last collection counted of keys that keep nothing alive.
    keys: Counted,
    policy: Policy,
}

thread_local! {
    static HEAP: Cell<Option<NonNull<Heap>>> = const { Cell::new(None) };
    static TEARDOWN: Teardown = const { Teardown };
}

/// Frees the thread's heap when the thread ends.
struct Teardown;

impl Drop for Teardown {
    fn drop(&mut self) {
        let Some(heap) = HEAP.get() else { return };
        // SAFETY: a heap is freed below and nowhere else.
        let empty = unsafe { heap.as_ref() }.tear_down();
        if empty {
            HEAP.set(None);
            // SAFETY: it came from `Box::leak`; no box is left whose block could name it, and the
            // thread's pointer to it was just cleared.
            drop(unsafe { Box::from_raw(heap.as_ptr()) });
        }
        // Else handles exist that other destructors of the thread will drop yet, or that leaked:
        // their boxes stay, and the heap with them.
    }
}

impl Heap {
    /// The thread's heap, made when it is first asked for.
    #[inline]
    pub(crate) fn current() -> &'static Self {
        let heap = HEAP.get().unwrap_or_else(Self::create);
        // SAFETY: the thread's heap is freed only when the thread ends, by a destructor after which
        // the pointer is cleared. `'static` is longer than the truth; no caller keeps it.
        unsafe { heap.as_ref() }
    }

    #[cold]
    fn create() -> NonNull<Self> {
        let heap = NonNull::from(Box::leak(Box::new(Self {
            attention: Cell::new(false),
            state: Cell::new(State::Idle),
            classes: [const { Class::new() }; LARGE],
            unreferenced: Bag::new(),
            blocks: Bag::new(),
            pool: Bag::new(),
            touched: Bag::new(),
            chunks: RefCell::new(Vec::new()),
            ephemerons: Bag::new(),
            young: Cell::new(0),
            colour: Cell::new(0),
            keys: Counted::default(),
            policy: Policy::new(),
        })));
        HEAP.set(Some(heap));
        // While the thread is being torn down this fails: such a late heap is left to the system.
        let _ = TEARDOWN.try_with(|_| ());
        heap
    }

    /// Memory for a box, not yet written. The caller writes it before it makes another.
    #[inline]
    pub(crate) fn allocate<T>(&self) -> NonNull<GcBox<T>> {
        if self.attention.get() {
            self.attend();
        }
        self.take()
    }

    /// The same, and no finalizer runs.
    ///
    /// Ephemerons and shapes are made so: the engine makes the weak handles of its inline caches, and the
    /// next shape of an object, while it borrows the object, which the finalizer of an iterator over it
    /// would borrow as well.
    #[inline]
    pub(crate) fn take<T>(&self) -> NonNull<GcBox<T>> {
        let class = const { class_of(Layout::new::<GcBox<T>>()) };
        if class == LARGE {
            return self.take_large(Layout::new::<GcBox<T>>()).cast();
        }
        let place = &self.classes[class];
        if let Some(slot) = place.free.get() {
            // SAFETY: a list of free slots holds free slots, which nobody else uses.
            place.free.set(unsafe { slot.as_ref() }.next);
            return slot.cast();
        }
        self.take_slowly(class).cast()
    }

    /// Notes that boxes were made in a block.
    fn touch(&self, block: NonNull<Block>) {
        // SAFETY: blocks in use are in place.
        if !unsafe { block.as_ref() }.touched.replace(true) {
            self.touched.push(block);
        }
    }

    /// Does what piled up: frees unreferenced boxes, collects where that was asked for.
    #[inline(never)]
    fn attend(&self) {
        if self.state.get() != State::Idle {
            return;
        }
        self.free_unreferenced(BUDGET);
        if self.policy.is_wanted()
            && let Some(collect) = self.policy.due()
        {
            self.collect(collect);
        }
        self.attention.set(self.unreferenced.len() > 0);
    }

    /// Changes the state until the guard goes.
    fn enter(&self, state: State) -> Busy<'_> {
        Busy { heap: self, before: self.state.replace(state) }
    }

    /// Collects everything now; where the heap is busy (a destructor asks), soon.
    pub(crate) fn collect_now(&self, collect: Collect) {
        if self.state.get() != State::Idle {
            self.policy.want(collect);
            self.attention.set(true);
            return;
        }
        self.collect(collect);
        self.free_unreferenced(self.all());
        self.attention.set(self.unreferenced.len() > 0);
    }

    /// Frees what nothing refers to, and collects where that is due.
    pub(crate) fn collect_if_due(&self) {
        if self.state.get() != State::Idle {
            return;
        }
        self.free_unreferenced(self.all());
        self.policy.consider();
        if let Some(collect) = self.policy.due() {
            self.collect(collect);
            self.free_unreferenced(self.all());
        }
        self.attention.set(self.unreferenced.len() > 0);
    }

    /// More boxes than there can be now.
    fn all(&self) -> usize {
        self.policy.granted() / SIZES[0] + 1
    }

    /// Frees all that can be. Returns whether nothing is left, in which case the memory is gone.
    fn tear_down(&self) -> bool {
        if self.state.get() != State::Idle {
            return false;
        }
        loop {
            let before = self.policy.granted();
            self.collect_now(Collect::Full);
            if self.policy.granted() == before {
                break;
            }
        }
        self.statistics().live_objects == 0
    }

    /// Tells the heap of bytes that its boxes hold elsewhere.
    pub(crate) fn add_external(&self, bytes: usize) {
        if self.policy.add_external(bytes) {
            self.attention.set(true);
        }
    }

    pub(crate) fn counted_keys(&self) -> &Counted {
        &self.keys
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }
}

/// Puts the heap's state back, on a panic too.
struct Busy<'a> {
    heap: &'a Heap,
    before: State,
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.heap.state.set(self.before);
    }
}
