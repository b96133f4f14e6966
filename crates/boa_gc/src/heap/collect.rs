//! Collections: of the young, or of everything.
//!
//! A handle does not know where it lies, but the heap can count: each box in scope counts its
//! handles at their targets, and a target with more handles than were so found has one elsewhere,
//! on a stack or in memory that is not traced: a root. What roots do not reach is garbage. For
//! the young this needs no look at the old, and no write barrier: a handle in an old box is, like
//! one on a stack, one that was not counted.
//!
//! The order of a collection: count; mark; clear ephemerons whose keys are dead; condemn what was
//! not reached; run finalizers; count among the condemned, and give back those that a finalizer
//! took; drop all others, and only then free them, so that a destructor may still let go of handles
//! to what was dropped before it.

use std::{ptr::NonNull, time::Instant};

use super::{Block, Collect, Heap, LARGE, State};
use crate::{
    finalizing::Dropping,
    header::{COLOUR, DOOMED, Erased, Header, OLD, watch},
    keys,
    tracer::{Scope, Tracer},
};

impl Heap {
    /// Collects. The heap is idle.
    #[cold]
    #[inline(never)]
    pub(super) fn collect(&self, collect: Collect) {
        debug_assert_eq!(self.state.get(), State::Idle);
        // What nobody refers to would only be in the way. (Where a finalizer makes ever more of it, the
        // rest waits: it is in no scope.)
        self.free_unreferenced(self.all());
        let begin = Instant::now();
        {
            let _busy = self.enter(State::Collecting);
            let scope = match collect {
                Collect::Young => Scope::Young,
                Collect::Full => Scope::Full,
            };
            let unmark = Unmark(self);
            let cleared = self.mark(scope);
            std::mem::forget(unmark);
            let condemned = self.condemn(scope);
            if !condemned.is_empty() || !cleared.is_empty() {
                self.dispose(condemned, &cleared);
            }
        }
        if collect == Collect::Full {
            self.release();
        }
        self.policy.collected(collect, begin.elapsed());
        self.attention.set(self.unreferenced.len() > 0 || self.policy.is_wanted());
    }

    /// Marks what is alive. Returns the ephemerons that are, with keys that are not.
    fn mark(&self, scope: Scope) -> Vec<Erased> {
        if scope == Scope::Full {
            self.colour.set(self.colour.get() ^ COLOUR);
        }
        let mut tracer = Tracer::new(scope, self.colour.get());
        keys::begin();
        for block in self.blocks_of(scope) {
            // SAFETY: blocks in use are in place.
            unsafe { block.as_ref() }.reached.set(0);
            self.each(block, scope, |erased, header| {
                // SAFETY: the box holds a value, and the function is its type's; no value is
                // exclusively borrowed but through cells that know.
                unsafe { (header.vtable().count)(erased) };
            });
        }
        // Most roots refer to what was made lately, or ever since; and from few of them nearly
        // everything is reached, so that most blocks need no look at all.
        let young = self.blocks_of(Scope::Young);
        let others = if scope == Scope::Full { self.blocks_of(scope) } else { Vec::new() };
        for block in young.into_iter().chain(others) {
            if self.is_reached(block, scope) {
                continue;
            }
            self.each(block, scope, |erased, header| {
                if header.is_root() && !tracer.is_reached(header) {
                    tracer.visit(erased);
                    // SAFETY: as above.
                    unsafe { tracer.run() };
                }
            });
        }
        let first = if scope == Scope::Young { self.young.get() } else { 0 };
        let mut cleared = Vec::new();
        for index in first..self.ephemerons.len() {
            let Some(erased) = self.ephemerons.get(index) else { break };
            // SAFETY: boxes in this list are in place.
            let header = unsafe { erased.as_ref() };
            if header.has(DOOMED) || !tracer.is_reached(header) {
                continue;
            }
            // SAFETY: the box is whole.
            let Some(watch) = (unsafe { watch(erased) }) else { continue };
            // SAFETY: a key that was not cleared yet is in place.
            if watch.key().is_some_and(|key| !tracer.is_reached(unsafe { key.as_ref() })) {
                watch.clear_key();
                cleared.push(erased);
            }
        }
        cleared
    }

    /// Whether a full collection has reached all boxes of a block.
    fn is_reached(&self, block: NonNull<Block>, scope: Scope) -> bool {
        // SAFETY: blocks in use are in place.
        scope == Scope::Full && unsafe { block.as_ref() }.reached.get() == self.used(block)
    }

    /// Condemns the boxes in scope that were not reached, and returns them.
    fn condemn(&self, scope: Scope) -> Vec<Erased> {
        let colour = self.colour.get();
        let mut condemned = Vec::new();
        for block in self.blocks_of(scope) {
            if self.is_reached(block, scope) {
                continue;
            }
            self.each(block, scope, |erased, header| {
                if header.flags() & (OLD | COLOUR) != OLD | colour {
                    header.inner.set(0);
                    header.set(DOOMED);
                    condemned.push(erased);
                }
            });
        }
        // From here on boxes may be made again: they are young, and these are not.
        for block in self.touched.take() {
            // SAFETY: blocks in this list are in place.
            unsafe { block.as_ref() }.touched.set(false);
        }
        for place in &self.classes {
            if let Some(block) = place.current.get() {
                self.touch(block);
            }
        }
        self.young.set(self.ephemerons.len());
        condemned
    }

    /// Finalizes, drops and frees the condemned, and the values of cleared ephemerons.
    fn dispose(&self, mut condemned: Vec<Erased>, cleared: &[Erased]) {
        for &erased in cleared {
            // SAFETY: the box is alive, hence whole.
            if let Some(watch) = unsafe { watch(erased) } {
                watch.finalize_value();
            }
        }
        for &erased in &condemned {
            // SAFETY: nothing was dropped yet.
            let vtable = unsafe { erased.as_ref() }.vtable();
            // SAFETY: the box holds a value, and the function is its type's.
            unsafe { (vtable.finalize)(erased) };
        }
        rescue(&condemned, cleared, self.colour.get());
        // SAFETY: nothing was freed yet.
        condemned.retain(|erased| unsafe { erased.as_ref() }.has(DOOMED));

        let dropping = Dropping::begin();
        for &erased in cleared {
            // SAFETY: the box is alive, hence whole. (Its handles may just have gone; then it waits
            // in the list of the unreferenced.)
            if let Some(watch) = unsafe { watch(erased) } {
                watch.unlink();
                watch.drop_value();
            }
        }
        for &erased in &condemned {
            // SAFETY: its header is in place until it is freed below.
            let vtable = unsafe { erased.as_ref() }.vtable();
            // SAFETY: the value was not dropped before: a condemned box is dropped here only, and
            // should a destructor unwind, the rest stay doomed, which collections pass over. No
            // handle to it is in reach but in other condemned boxes: `rescue` found none elsewhere;
            // their destructors do not look through it, by `Trace`'s contract.
            unsafe { (vtable.drop)(erased) };
        }
        drop(dropping);
        for &erased in &condemned {
            // A destructor that leaked a handle leaves the box behind, as memory that nobody uses.
            // SAFETY: as above.
            let header = unsafe { erased.as_ref() };
            if header.refs.get() == 0 {
                // SAFETY: the value was dropped, no handle exists, and the list of the unreferenced
                // takes no doomed box.
                unsafe { self.free(erased) };
            } else if keys::counted_to(erased) > 0 {
                keys::leave(header);
            }
        }
    }

    /// The blocks with boxes in scope.
    fn blocks_of(&self, scope: Scope) -> Vec<NonNull<Block>> {
        if scope == Scope::Young { self.touched.list() } else { self.blocks.list() }
    }

    /// Calls `action` with every box in scope of a block.
    #[inline]
    fn each(&self, block: NonNull<Block>, scope: Scope, mut action: impl FnMut(Erased, &Header)) {
        let excluded = scope.excluded();
        // SAFETY: blocks in use, or that were, are in place.
        let fields = unsafe { block.as_ref() };
        let (mut slot, size, used) = if fields.class.get() == LARGE {
            (fields.large_slot(block), 1, 1)
        } else {
            let size = fields.size.get();
            let first = Block::first(block);
            let used = if fields.current.get() {
                let place = &self.classes[fields.class.get()];
                place.bump.get().addr() - first.addr().get()
            } else if fields.free_count.get() == fields.capacity.get() {
                // In the pool.
                0
            } else {
                fields.capacity.get() * size
            };
            (first, size, used)
        };
        let mut offset = 0;
        while offset < used {
            let erased = slot.cast::<Header>();
            // SAFETY: each slot starts with a header, written when it was first used.
            let header = unsafe { erased.as_ref() };
            if !header.is_vacant() && !header.has(excluded) {
                action(erased, header);
            }
            offset += size;
            // SAFETY: the used part of a block, or its end.
            slot = unsafe { slot.add(size) };
        }
    }

    /// Gives memory back to the system that has no box in it, but keeps some.
    fn release(&self) {
        let pool = self.pool.take();
        let mut spare = self.blocks.len() / 4 + 16;
        let mut chunks = self.chunks.borrow_mut();
        let mut unused = vec![0; chunks.len()];
        for block in &pool {
            // SAFETY: blocks of the pool keep their fields.
            unused[unsafe { block.as_ref() }.chunk] += 1;
        }
        let mut going = vec![false; chunks.len()];
        for (index, chunk) in chunks.iter().enumerate() {
            let Some(chunk) = chunk else { continue };
            if unused[index] < chunk.blocks() {
                continue;
            }
            if spare >= chunk.blocks() {
                spare -= chunk.blocks();
            } else {
                going[index] = true;
            }
        }
        // SAFETY: no chunk has gone yet.
        let stays = |block: &NonNull<Block>| !going[unsafe { block.as_ref() }.chunk];
        for block in pool.into_iter().filter(|block| stays(block)) {
            self.pool.push(block);
        }
        for block in self.touched.take() {
            // Large blocks are of no chunk.
            // SAFETY: no chunk has gone yet, and a large block leaves the list before it goes.
            let large = unsafe { block.as_ref() }.class.get() == LARGE;
            if large || stays(&block) {
                self.touched.push(block);
            }
        }
        for place in &self.classes {
            for block in place.available.take() {
                if stays(&block) {
                    place.available.push(block);
                }
            }
        }
        for (index, chunk) in chunks.iter_mut().enumerate() {
            if going[index] {
                self.policy.release(chunk.as_ref().map_or(0, super::Chunk::size));
                *chunk = None;
            }
        }
    }
}

/// Frees from doom what finalizers have brought within reach again, and all that it reaches.
fn rescue(condemned: &[Erased], cleared: &[Erased], colour: usize) {
    let mut tracer = Tracer::new(Scope::Rescue, colour);
    for &erased in condemned {
        // SAFETY: nothing was dropped yet.
        let vtable = unsafe { erased.as_ref() }.vtable();
        // SAFETY: the box holds a value, and the function is its type's.
        unsafe { (vtable.count)(erased) };
    }
    for &erased in cleared {
        // SAFETY: the box is alive, hence whole.
        if let Some(watch) = unsafe { watch(erased) } {
            // SAFETY: within a collection.
            unsafe { watch.count_value() };
        }
    }
    for &erased in condemned {
        // SAFETY: nothing was dropped yet.
        let header = unsafe { erased.as_ref() };
        let is_root = header.refs.get() > header.inner.get().saturating_add(keys::to(erased));
        if header.has(DOOMED) && is_root {
            tracer.visit(erased);
            // SAFETY: within a collection; nothing was dropped yet.
            unsafe { tracer.run() };
        }
        header.inner.set(0);
    }
}

/// Clears all counts, and gives all boxes one colour, when a panic cuts marking short.
struct Unmark<'a>(&'a Heap);

impl Drop for Unmark<'_> {
    fn drop(&mut self) {
        for block in self.0.blocks_of(Scope::Full) {
            // As if they had been reached: the next full collection is of the other colour.
            self.0.each(block, Scope::Full, |_, header| header.reach(self.0.colour.get()));
        }
    }
}
