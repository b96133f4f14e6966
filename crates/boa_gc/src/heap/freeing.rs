//! How boxes are freed whose last handle went, and where their slots go.

use std::{
    alloc::{Layout, dealloc},
    ptr::NonNull,
};

use super::{
    Heap, State,
    block::{Block, Free, LARGE},
};
use crate::{
    caches,
    finalizing::Dropping,
    header::{DOOMED, EPHEMERON, Erased, Header, PENDING, WEAK},
    keys,
};

impl Heap {
    /// Frees boxes whose last handle went, and then those that they held: at most `budget`.
    pub(super) fn free_unreferenced(&self, mut budget: usize) {
        let _busy = self.enter(State::Freeing);
        while budget > 0
            && let Some(erased) = self.unreferenced.pop()
        {
            budget -= 1;
            // SAFETY: a box in this list is freed here only: it is in no collection's scope.
            let header = unsafe { erased.as_ref() };
            header.clear(PENDING);
            if header.refs.get() != 0 {
                continue;
            }
            let vtable = header.vtable();
            // SAFETY: the box holds a value, of the type of its functions.
            unsafe { (vtable.finalize)(erased) };
            if header.refs.get() != 0 || header.has(WEAK | PENDING) {
                // The finalizer has given it away.
                continue;
            }
            // Should the destructor panic, the box is left as it is for good: collections pass
            // over what is doomed.
            header.set(DOOMED);
            let dropping = Dropping::begin();
            // SAFETY: no handle exists, hence no borrow of the value; and it is dropped once, since
            // a doomed box is in no list and in no collection.
            unsafe { (vtable.drop)(erased) };
            drop(dropping);
            // SAFETY: the value is gone, and with it every use of the slot.
            unsafe { self.free(erased) };
        }
        self.unreferenced.trim();
    }

    /// Gives a slot back.
    ///
    /// # Safety
    /// The box is of this heap, its value was dropped, no handle to it exists, and it stands in no
    /// list but that of ephemerons.
    pub(super) unsafe fn free(&self, erased: Erased) {
        caches::free();
        // SAFETY: by the caller.
        let header = unsafe { erased.as_ref() };
        if header.has(EPHEMERON) {
            self.forget_ephemeron(erased);
        }
        // SAFETY: handles are made of `allocate`'s pointers, which reach over the block.
        let block = unsafe { Block::of(erased) };
        // SAFETY: a block with a box in it is in place.
        let fields = unsafe { block.as_ref() };
        let (size, class) = (fields.size.get(), fields.class.get());
        if class == LARGE {
            self.policy.shrink(size);
            self.free_large(block);
            return;
        }
        let place = &self.classes[class];
        let list = if fields.current.get() { &place.free } else { &fields.free };
        let slot = erased.cast::<Free>();
        #[cfg(debug_assertions)]
        // SAFETY: the slot is of `size` bytes, and nobody uses it.
        unsafe {
            slot.cast::<u8>().write_bytes(0xDD, size);
        }
        // SAFETY: a slot is at least of this size, and nobody uses it.
        unsafe { slot.write(Free { header: Header::vacant(), next: list.get() }) };
        list.set(Some(slot));
        if fields.current.get() {
            // Counted as granted as long as the block is the current one.
            return;
        }
        self.policy.shrink(size);
        let count = fields.free_count.get() + 1;
        fields.free_count.set(count);
        if count == fields.capacity.get() {
            self.retire(block);
        } else if !fields.available.replace(true) {
            place.available.push(block);
        }
    }

    /// Puts a block without boxes into the pool.
    fn retire(&self, block: NonNull<Block>) {
        // SAFETY: a block in use is in place.
        let fields = unsafe { block.as_ref() };
        fields.available.set(false);
        self.unlist(fields.index.get());
        self.pool.push(block);
    }

    /// Takes a block out of the list of those in use.
    fn unlist(&self, index: usize) {
        if let Some(moved) = self.blocks.swap_remove(index) {
            // SAFETY: a block in use is in place.
            unsafe { moved.as_ref() }.index.set(index);
        }
    }

    /// Gives the memory of a large box back.
    #[cold]
    fn free_large(&self, block: NonNull<Block>) {
        // SAFETY: the block is in place until the end of this function.
        let fields = unsafe { block.as_ref() };
        let layout = Layout::from_size_align(fields.size.get(), fields.capacity.get());
        let layout = layout.expect("the layout of a value, as it was stored");
        self.unlist(fields.index.get());
        if fields.touched.get() {
            let touched = self.touched.take();
            touched.into_iter().filter(|&other| other != block).for_each(|b| self.touched.push(b));
        }
        let (whole, _) = Block::large_layout(layout);
        self.policy.release(whole.size());
        // SAFETY: it was allocated with this layout, and no list names it any more.
        unsafe { dealloc(block.cast().as_ptr(), whole) };
    }
}

/// Notes that the last handle to a box went.
///
/// # Safety
/// The box is in place, with a count of 0.
// Most handles that go are not the last: the call is to be out of their way.
#[cold]
#[inline(never)]
pub(crate) unsafe fn last_handle_went(erased: Erased) {
    // SAFETY: by the caller.
    let header = unsafe { erased.as_ref() };
    // The collector's own business, or noted already.
    if header.has(WEAK | DOOMED | PENDING) {
        if keys::is_left(header) {
            // SAFETY: handles are made of `allocate`'s pointers, which reach over the block.
            let block = unsafe { Block::of(erased) };
            // SAFETY: a block with a box in it is in place.
            let heap = unsafe { block.as_ref() }.heap;
            // SAFETY: a heap outlives its blocks.
            let heap = unsafe { heap.as_ref() };
            // SAFETY: the value was dropped when the slot was left to its keys, and the last of those
            // went just now; what is doomed stands in no list.
            unsafe { heap.free(erased) };
        }
        return;
    }
    header.set(PENDING);
    // SAFETY: handles are made of `allocate`'s pointers, which reach over the block.
    let block = unsafe { Block::of(erased) };
    // SAFETY: a block with a box in it is in place.
    let heap = unsafe { block.as_ref() }.heap;
    // SAFETY: a heap outlives its blocks.
    let heap = unsafe { heap.as_ref() };
    heap.unreferenced.push(erased);
    heap.attention.set(true);
}
