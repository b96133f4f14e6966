//! A global allocator that counts, so that the runtime knows what the engine's collector does not.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

thread_local! {
    /// Bytes allocated less bytes freed by this thread. A block freed by another thread than its
    /// maker shifts the two counts against each other; a runtime keeps its memory to its thread.
    static ALLOCATED: Cell<isize> = const { Cell::new(0) };
}

/// The system's allocator, with a count for each thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counting;

/// Adds to this thread's count; silent while the thread is being torn down.
fn count(bytes: isize) {
    let _ = ALLOCATED.try_with(|allocated| allocated.set(allocated.get().wrapping_add(bytes)));
}

/// Bytes that this thread allocated and did not free.
#[must_use]
pub fn allocated() -> usize {
    usize::try_from(ALLOCATED.with(Cell::get)).unwrap_or(0)
}

/// A layout's size; layouts are at most `isize::MAX`, so nothing wraps.
fn size(layout: Layout) -> isize {
    layout.size().cast_signed()
}

// SAFETY: every method hands its arguments unchanged to `System`, which upholds the contract; the
// counting neither allocates (the thread-local is const-initialised and needs no destructor) nor
// unwinds.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(size(layout));
        // SAFETY: the caller keeps `alloc`'s contract, which is System's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(size(layout));
        // SAFETY: the caller keeps `alloc_zeroed`'s contract, which is System's.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-size(layout));
        // SAFETY: the block came from this allocator, hence from System, with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        count(new_size.cast_signed() - size(layout));
        // SAFETY: the block came from this allocator, hence from System, with this layout.
        unsafe { System.realloc(pointer, layout, new_size) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[global_allocator]
    static ALLOCATOR: Counting = Counting;

    #[test]
    fn what_is_alive_is_counted() {
        let before = allocated();
        let block = vec![0u8; 1 << 20];
        assert!(allocated() >= before + (1 << 20));
        drop(block);
        assert!(allocated() < before + (1 << 20));
    }
}
