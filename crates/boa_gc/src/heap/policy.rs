//! When to collect, and what is known about the heap.

use std::{cell::Cell, ptr::NonNull, time::Duration};

use super::{Block, Heap, block::LARGE};

/// Bytes of boxes that may be added before the young are looked through.
const NURSERY: usize = 1 << 20;

/// Below so many bytes no full collection is worth its while.
const MINIMUM: usize = 8 << 20;

/// External bytes that may be added before the heap considers a collection at the next box.
const EXTERNAL_STEP: usize = 16 << 20;

/// What to collect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Collect {
    /// The boxes made since the last collection. Cheap: the others are not looked at.
    Young,
    /// Everything.
    Full,
}

/// What a hook that decides about collections is told. Bytes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Pressure {
    /// Added to the heap since the last collection.
    pub young: usize,
    /// In use: boxes and external bytes, or what the gauge says where that is more.
    pub used: usize,
    /// In use after the last full collection, likewise.
    pub kept: usize,
}

impl Pressure {
    /// What the heap decides without a hook: the young, but everything once twice as much is in use
    /// as the last full collection left.
    #[must_use]
    pub fn usual(&self) -> Collect {
        if self.used > MINIMUM.max(self.kept.saturating_mul(2)) {
            Collect::Full
        } else {
            Collect::Young
        }
    }
}

/// What is known about a thread's heap.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Statistics {
    /// Bytes of boxes in use, their slots' rounding included.
    pub live_bytes: usize,
    /// Boxes in use.
    pub live_objects: usize,
    /// Bytes taken from the system.
    pub reserved_bytes: usize,
    /// Bytes told to [`external`][crate::external] and not taken back.
    pub external_bytes: usize,
    /// Collections of the young.
    pub young_collections: u64,
    /// Collections of everything.
    pub full_collections: u64,
    /// Time spent in both.
    pub time: Duration,
    /// The longest of them.
    pub longest: Duration,
}

/// Decides about a collection, in place of [`Pressure::usual`].
pub(crate) type Hook = fn(&Pressure) -> Option<Collect>;

/// Counters and decisions of a heap.
pub(crate) struct Policy {
    /// Bytes of slots in use, or in the current blocks' free slots.
    granted: Cell<usize>,
    /// The same after the last collection.
    granted_before: Cell<usize>,
    reserved: Cell<usize>,
    external: Cell<usize>,
    /// External bytes added less removed since the last collection.
    external_grown: Cell<usize>,
    /// Bytes in use after the last full collection.
    kept: Cell<usize>,
    /// Bytes in use after the last collection.
    used_before: Cell<usize>,
    wanted: Cell<Option<Collect>>,
    gauge: Cell<Option<fn() -> usize>>,
    hook: Cell<Option<Hook>>,
    young_collections: Cell<u64>,
    full_collections: Cell<u64>,
    time: Cell<Duration>,
    longest: Cell<Duration>,
}

impl Policy {
    pub(super) const fn new() -> Self {
        Self {
            granted: Cell::new(0),
            granted_before: Cell::new(0),
            reserved: Cell::new(0),
            external: Cell::new(0),
            external_grown: Cell::new(0),
            kept: Cell::new(0),
            used_before: Cell::new(0),
            wanted: Cell::new(None),
            gauge: Cell::new(None),
            hook: Cell::new(None),
            young_collections: Cell::new(0),
            full_collections: Cell::new(0),
            time: Cell::new(Duration::ZERO),
            longest: Cell::new(Duration::ZERO),
        }
    }

    #[inline]
    pub(super) fn grow(&self, bytes: usize) {
        self.granted.set(self.granted.get() + bytes);
    }

    #[inline]
    pub(super) fn shrink(&self, bytes: usize) {
        let granted = self.granted.get() - bytes;
        self.granted.set(granted);
        // What grows from here on is new.
        if granted < self.granted_before.get() {
            self.granted_before.set(granted);
        }
    }

    pub(super) fn granted(&self) -> usize {
        self.granted.get()
    }

    pub(super) fn reserve(&self, bytes: usize) {
        self.reserved.set(self.reserved.get() + bytes);
    }

    pub(super) fn release(&self, bytes: usize) {
        self.reserved.set(self.reserved.get() - bytes);
    }

    /// Returns whether that is reason to think of collecting at once.
    pub(super) fn add_external(&self, bytes: usize) -> bool {
        self.external.set(self.external.get().saturating_add(bytes));
        let grown = self.external_grown.get().saturating_add(bytes);
        self.external_grown.set(grown);
        if grown > EXTERNAL_STEP && self.wanted.get().is_none() {
            self.wanted.set(Some(Collect::Young));
        }
        self.is_wanted()
    }

    pub(crate) fn remove_external(&self, bytes: usize) {
        self.external.set(self.external.get().saturating_sub(bytes));
        self.external_grown.set(self.external_grown.get().saturating_sub(bytes));
    }

    pub(crate) fn set_gauge(&self, gauge: Option<fn() -> usize>) {
        self.gauge.set(gauge);
        self.kept.set(self.used());
        self.used_before.set(self.used());
    }

    pub(crate) fn set_hook(&self, hook: Option<Hook>) {
        self.hook.set(hook);
    }

    /// Asks for a collection at the next box.
    pub(super) fn want(&self, collect: Collect) {
        self.wanted.set(Some(collect));
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.wanted.get().is_some()
    }

    /// Bytes in use. A gauge that does not measure (an allocator that was not installed) does no harm.
    fn used(&self) -> usize {
        let known = self.granted.get().saturating_add(self.external.get());
        self.gauge.get().map_or(known, |gauge| known.max(gauge()))
    }

    /// Asks for a collection where so much was added since the last one, of whatever kind, that one
    /// is due though few boxes were made.
    pub(super) fn consider(&self) {
        let used = self.used();
        if used > self.used_before.get().saturating_add(EXTERNAL_STEP) {
            if self.wanted.get().is_none() {
                self.wanted.set(Some(Collect::Young));
            }
        } else if used < self.used_before.get() {
            // What grows from here on is new.
            self.used_before.set(used);
        }
    }

    /// Which collection is due now, if any.
    pub(super) fn due(&self) -> Option<Collect> {
        let wanted = self.wanted.take();
        let young = self.granted.get().saturating_sub(self.granted_before.get());
        if wanted == Some(Collect::Full) || (wanted.is_none() && young < NURSERY) {
            return wanted;
        }
        let pressure = Pressure { young, used: self.used(), kept: self.kept.get() };
        let decided = match self.hook.get() {
            Some(hook) => hook(&pressure),
            None => Some(pressure.usual()),
        };
        if decided.is_none() {
            // Ask again after as much as this.
            self.granted_before.set(self.granted.get());
            self.external_grown.set(0);
            self.used_before.set(self.used());
        }
        decided
    }

    /// Notes a collection that is over.
    pub(super) fn collected(&self, collect: Collect, took: Duration) {
        self.granted_before.set(self.granted.get());
        self.external_grown.set(0);
        self.used_before.set(self.used());
        let count = match collect {
            Collect::Young => &self.young_collections,
            Collect::Full => {
                self.kept.set(self.used());
                &self.full_collections
            }
        };
        count.set(count.get() + 1);
        self.time.set(self.time.get() + took);
        self.longest.set(self.longest.get().max(took));
    }
}

impl Heap {
    /// What is known about this heap. Looks at every block.
    pub(crate) fn statistics(&self) -> Statistics {
        let policy = &self.policy;
        let mut statistics = Statistics {
            live_bytes: policy.granted.get(),
            live_objects: 0,
            reserved_bytes: policy.reserved.get(),
            external_bytes: policy.external.get(),
            young_collections: policy.young_collections.get(),
            full_collections: policy.full_collections.get(),
            time: policy.time.get(),
            longest: policy.longest.get(),
        };
        for index in 0..self.blocks.len() {
            if let Some(block) = self.blocks.get(index) {
                statistics.live_objects += self.used(block);
            }
        }
        for place in &self.classes {
            let Some(block) = place.current.get() else { continue };
            // SAFETY: blocks in use are in place.
            let block = unsafe { block.as_ref() };
            let free = block.capacity.get() - self.used(NonNull::from(block));
            statistics.live_bytes -= free * block.size.get();
        }
        statistics
    }

    /// How many boxes there are in a block.
    pub(super) fn used(&self, block: NonNull<Block>) -> usize {
        // SAFETY: blocks in use are in place.
        let fields = unsafe { block.as_ref() };
        let class = fields.class.get();
        if class == LARGE {
            return 1;
        }
        if !fields.current.get() {
            return fields.capacity.get() - fields.free_count.get();
        }
        // What is free is not known here but by counting.
        let place = &self.classes[class];
        let first = Block::first(block).addr().get();
        let mut used = (place.bump.get().addr() - first) / fields.size.get();
        let mut next = place.free.get();
        while let Some(slot) = next {
            used -= 1;
            // SAFETY: a list of free slots holds free slots.
            next = unsafe { slot.as_ref() }.next;
        }
        used
    }
}
