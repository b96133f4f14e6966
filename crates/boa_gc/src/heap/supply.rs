//! Where slots come from when the current block of their size is full.

use std::{
    alloc::{Layout, alloc, handle_alloc_error},
    cell::Cell,
    ptr::NonNull,
};

use super::{
    Heap, State,
    block::{BLOCK, Block, Chunk, FIRST, LARGE, SIZES},
};
use crate::header::Header;

impl Heap {
    /// A slot where the current block has no freed one.
    #[cold]
    #[inline(never)]
    pub(super) fn take_slowly(&self, class: usize) -> NonNull<u8> {
        let place = &self.classes[class];
        loop {
            let bump = place.bump.get();
            if bump < place.end.get() {
                // SAFETY: the slots between the two lie in the current block, and the size divides
                // their distance.
                place.bump.set(unsafe { bump.add(SIZES[class]) });
                // SAFETY: it lies in a block, none of which is at address 0.
                return unsafe { NonNull::new_unchecked(bump) };
            }
            if let Some(slot) = place.free.get() {
                // SAFETY: as in `allocate`.
                place.free.set(unsafe { slot.as_ref() }.next);
                return slot.cast();
            }
            if self.state.get() == State::Idle
                && let Some(collect) = self.policy.due()
            {
                // May free slots of this very class.
                self.collect(collect);
                continue;
            }
            self.refill(class);
        }
    }

    /// Gives a class another block with free slots.
    fn refill(&self, class: usize) {
        let place = &self.classes[class];
        if let Some(full) = place.current.take() {
            // SAFETY: blocks in use are in place.
            unsafe { full.as_ref() }.current.set(false);
        }
        while let Some(candidate) = place.available.pop() {
            // SAFETY: memory of blocks goes back to the system only in `release`, which clears
            // these lists of it; a block in the pool keeps its fields.
            let block = unsafe { candidate.as_ref() };
            if !block.available.get() || block.class.get() != class {
                continue;
            }
            block.available.set(false);
            block.current.set(true);
            self.touch(candidate);
            self.policy.grow(block.size.get() * block.free_count.replace(0));
            place.free.set(block.free.take());
            // All of its slots were used before.
            // SAFETY: so many slots lie behind the block's fields.
            let end =
                unsafe { Block::first(candidate).add(block.size.get() * block.capacity.get()) };
            place.bump.set(end.as_ptr());
            place.end.set(end.as_ptr());
            place.current.set(Some(candidate));
            return;
        }
        let block = self.fresh_block();
        let size = SIZES[class];
        let capacity = (BLOCK - FIRST) / size;
        // SAFETY: a block of the pool has its fields in place.
        let fields = unsafe { block.as_ref() };
        fields.free.set(None);
        fields.free_count.set(0);
        fields.size.set(size);
        fields.capacity.set(capacity);
        fields.class.set(class);
        fields.current.set(true);
        fields.available.set(false);
        fields.index.set(self.blocks.len());
        self.blocks.push(block);
        self.touch(block);
        self.policy.grow(size * capacity);
        let first = Block::first(block).as_ptr();
        place.bump.set(first);
        // SAFETY: so many slots fit behind the block's fields.
        place.end.set(unsafe { first.add(size * capacity) });
        place.current.set(Some(block));
    }

    /// A block without slots in use, from the pool or the system.
    fn fresh_block(&self) -> NonNull<Block> {
        if let Some(block) = self.pool.pop() {
            return block;
        }
        // A quarter of a megabyte, later more: fewer calls, and no small program pays for it.
        let chunk = Chunk::new((self.blocks.len() / 8).clamp(16, 128));
        let mut chunks = self.chunks.borrow_mut();
        let place = chunks.iter().position(Option::is_none).unwrap_or(chunks.len());
        // The lowest is taken first.
        for index in (0..chunk.blocks()).rev() {
            let block = chunk.block(index);
            // SAFETY: fresh memory of at least BLOCK bytes, aligned to that.
            unsafe { block.write(self.block(place)) };
            self.pool.push(block);
        }
        self.policy.reserve(chunk.size());
        if place < chunks.len() {
            chunks[place] = Some(chunk);
        } else {
            chunks.push(Some(chunk));
        }
        drop(chunks);
        self.pool.pop().expect("a chunk has at least one block")
    }

    /// The fields of a new block.
    fn block(&self, chunk: usize) -> Block {
        Block {
            heap: NonNull::from(self),
            free: Cell::new(None),
            free_count: Cell::new(0),
            size: Cell::new(0),
            capacity: Cell::new(0),
            class: Cell::new(LARGE),
            index: Cell::new(0),
            chunk,
            current: Cell::new(false),
            available: Cell::new(false),
            touched: Cell::new(false),
            reached: Cell::new(0),
        }
    }

    /// A block of its own for one large box.
    #[cold]
    pub(super) fn take_large(&self, layout: Layout) -> NonNull<u8> {
        if self.state.get() == State::Idle
            && let Some(collect) = self.policy.due()
        {
            self.collect(collect);
        }
        let (whole, offset) = Block::large_layout(layout);
        // SAFETY: the layout is not of size 0.
        let memory = unsafe { alloc(whole) };
        let Some(memory) = NonNull::new(memory) else { handle_alloc_error(whole) };
        let block = memory.cast::<Block>();
        let mut fields = self.block(0);
        fields.size.set(layout.size());
        fields.capacity.set(layout.align());
        fields.index = Cell::new(self.blocks.len());
        // SAFETY: fresh memory, large and aligned enough.
        unsafe { block.write(fields) };
        self.blocks.push(block);
        self.touch(block);
        self.policy.grow(layout.size());
        self.policy.reserve(whole.size());
        // SAFETY: the offset lies in the memory, whose rest is of the box's size.
        let slot = unsafe { memory.add(offset) };
        // SAFETY: the slot holds at least a header. Until the caller writes it, it holds nothing.
        unsafe { slot.cast::<Header>().write(Header::vacant()) };
        slot
    }
}
