//! Blocks of memory, each cut into slots of one size. A slot's block is found by its address alone.

use std::{
    alloc::{Layout, alloc, dealloc, handle_alloc_error},
    cell::Cell,
    ptr::NonNull,
};

use super::Heap;
use crate::header::{Erased, Header};

/// Bytes of a block, and its alignment.
pub(super) const BLOCK: usize = 16 << 10;

/// Where the first slot of a block lies: behind the block's own fields.
pub(super) const FIRST: usize = 128;

/// Bytes of a slot, by class. A box of more than the last has a block of its own.
pub(super) const SIZES: [usize; 27] = [
    32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 384, 448, 512,
    640, 768, 896, 1152, 1616, 2704, 4064,
];

/// The class of blocks with one box.
pub(super) const LARGE: usize = SIZES.len();

/// Every slot is aligned to this.
const ALIGN: usize = 16;

/// The class of the smallest slots that hold this layout; [`LARGE`] where none does.
pub(super) const fn class_of(layout: Layout) -> usize {
    if layout.align() > ALIGN {
        return LARGE;
    }
    let mut class = 0;
    while class < LARGE && SIZES[class] < layout.size() {
        class += 1;
    }
    class
}

/// A slot that holds nothing, in a list of such.
#[repr(C)]
pub(super) struct Free {
    pub(super) header: Header,
    pub(super) next: Option<NonNull<Self>>,
}

/// What stands at the start of each block.
pub(super) struct Block {
    /// The heap that the block belongs to. It outlives its blocks.
    pub(super) heap: NonNull<Heap>,
    /// Slots that were freed since the block was the current one of its class.
    pub(super) free: Cell<Option<NonNull<Free>>>,
    /// How many those are.
    pub(super) free_count: Cell<usize>,
    /// Bytes of a slot.
    pub(super) size: Cell<usize>,
    /// How many slots there are; in a large block the alignment of its box.
    pub(super) capacity: Cell<usize>,
    /// Index of the size in [`SIZES`], or [`LARGE`].
    pub(super) class: Cell<usize>,
    /// Index in the heap's list of blocks.
    pub(super) index: Cell<usize>,
    /// Index of the chunk that the block is part of; 0 in a large block.
    pub(super) chunk: usize,
    /// Whether new boxes of the class come from here.
    pub(super) current: Cell<bool>,
    /// Whether the block stands in its class's list of those with free slots.
    pub(super) available: Cell<bool>,
    /// Whether boxes were made here since the last collection.
    pub(super) touched: Cell<bool>,
    /// Boxes here that the full collection under way has reached.
    pub(super) reached: Cell<usize>,
}

const _: () = assert!(size_of::<Block>() <= FIRST && FIRST.is_multiple_of(ALIGN));
const _: () = assert!(size_of::<Free>() <= SIZES[0]);

impl Block {
    /// Bytes and alignment of a block for one box, and where in it the box lies.
    pub(super) fn large_layout(layout: Layout) -> (Layout, usize) {
        let offset = FIRST.next_multiple_of(layout.align());
        // Else the block would not be found by the box's address.
        assert!(offset < BLOCK, "a garbage-collected value cannot be aligned to pages");
        let whole = Layout::from_size_align(offset + layout.size(), BLOCK);
        (whole.expect("a value that exists is not larger than the address space"), offset)
    }

    /// Where the box of a large block lies.
    pub(super) fn large_slot(&self, block: NonNull<Self>) -> NonNull<u8> {
        // The field holds the alignment there.
        let offset = FIRST.next_multiple_of(self.capacity.get());
        // SAFETY: `large_layout` made room for the box at this offset.
        unsafe { block.cast::<u8>().add(offset) }
    }

    /// Where the slots begin, for classes other than [`LARGE`].
    pub(super) fn first(block: NonNull<Self>) -> NonNull<u8> {
        // SAFETY: a block has BLOCK bytes, FIRST of which are its own.
        unsafe { block.cast::<u8>().add(FIRST) }
    }

    /// The block of a box.
    ///
    /// # Safety
    /// The box lies in memory of a heap, and the pointer may be used for all of its block: it
    /// was never narrowed to a reference's extent.
    #[inline]
    pub(super) unsafe fn of(erased: Erased) -> NonNull<Self> {
        let block = erased.as_ptr().map_addr(|address| address & !(BLOCK - 1));
        // SAFETY: a block starts at a multiple of its size that is not 0, and its first slot lies
        // within BLOCK bytes of that; by the caller.
        unsafe { NonNull::new_unchecked(block.cast()) }
    }
}

/// Counts a reached box at its block.
///
/// # Safety
/// As [`Block::of`]'s.
#[inline]
pub(crate) unsafe fn count_reached(erased: Erased) {
    // SAFETY: by the caller.
    let block = unsafe { Block::of(erased) };
    // SAFETY: a block with a box in it is in place.
    let reached = &unsafe { block.as_ref() }.reached;
    reached.set(reached.get() + 1);
}

/// Memory from the system, for several blocks.
pub(super) struct Chunk {
    memory: NonNull<u8>,
    layout: Layout,
}

impl Chunk {
    /// Takes memory for so many blocks.
    pub(super) fn new(blocks: usize) -> Self {
        let layout =
            Layout::from_size_align(blocks * BLOCK, BLOCK).expect("a chunk is of a few megabytes");
        // SAFETY: the layout is not of size 0.
        let memory = unsafe { alloc(layout) };
        let Some(memory) = NonNull::new(memory) else { handle_alloc_error(layout) };
        Self { memory, layout }
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.layout.size() / BLOCK
    }

    /// Bytes.
    pub(super) fn size(&self) -> usize {
        self.layout.size()
    }

    /// The memory of one block.
    pub(super) fn block(&self, index: usize) -> NonNull<Block> {
        debug_assert!(index < self.blocks());
        // SAFETY: the memory is of `blocks()` blocks.
        unsafe { self.memory.add(index * BLOCK) }.cast()
    }
}

impl Drop for Chunk {
    fn drop(&mut self) {
        // SAFETY: the memory came from `alloc` with this layout. Whoever drops a chunk has made sure
        // that no box lives in it.
        unsafe { dealloc(self.memory.as_ptr(), self.layout) };
    }
}
