//! A global allocator that counts, so that the runtime knows what the engine's collector does not.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    sync::atomic::{AtomicIsize, Ordering},
};

thread_local! {
    /// Bytes allocated less bytes freed by this thread. A block freed by another thread than its
    /// maker shifts the two counts against each other; a runtime keeps its memory to its thread.
    static ALLOCATED: Cell<isize> = const { Cell::new(0) };
}

/// The system's allocator, with a count for each thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counting;

/// Tells the system's allocator how this program uses memory: one thread does nearly all of it. With
/// an arena of its own that thread would ask the kernel for every few pages, hundreds of times
/// before a program is loaded. `mallopt(3)`; nothing where the allocator is not glibc's.
pub fn prepare() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        // SAFETY: mallopt only stores a number, and answers 0 for a parameter it does not know.
        unsafe { libc::mallopt(libc::M_ARENA_MAX, 1) };
        // SAFETY: as above. Bytes asked of the kernel at a time.
        unsafe { libc::mallopt(libc::M_TOP_PAD, TOP_PAD) };
        // SAFETY: as above. Free bytes kept at the top before any are given back.
        unsafe { libc::mallopt(libc::M_TRIM_THRESHOLD, TRIM_THRESHOLD) };
        // SAFETY: as above. Bytes from which on a block is asked of the kernel, and given back, by
        // itself: clean pages each time. Left alone it would grow as such blocks are freed, but
        // setting any of these stops that.
        unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, 4 << 20) };
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
const TOP_PAD: libc::c_int = 512 << 10;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const TRIM_THRESHOLD: libc::c_int = 4 << 20;

/// While it lives, much memory is about to be used: see [`foresee`]. When it goes, what of it is free
/// again, wherever it lies, is given back to the kernel. `malloc_trim(3)`.
#[derive(Debug)]
#[must_use]
pub struct Foreseen(());

/// Prepares for so many bytes, in small blocks, to be allocated soon: address space for all of them,
/// which the kernel may fill with large pages (`madvise(2)`, `MADV_HUGEPAGE`) rather than tens of
/// thousands of small ones, one fault each. No memory is used before it is written.
pub fn foresee(bytes: usize) -> Foreseen {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    if remaining() > bytes {
        const LARGE_PAGE: usize = 2 << 20;
        let wanted = libc::c_int::try_from(bytes).unwrap_or(libc::c_int::MAX);
        // SAFETY: mallopt only stores a number. What is free at the top is not given back meanwhile.
        unsafe { libc::mallopt(libc::M_TRIM_THRESHOLD, libc::c_int::MAX) };
        // SAFETY: as above. The next time that memory is asked of the kernel, it is this much.
        unsafe { libc::mallopt(libc::M_TOP_PAD, wanted) };
        // SAFETY: an increment of 0 changes nothing and tells where the heap ends.
        let end = || unsafe { libc::sbrk(0) }.addr();
        let before = end();
        // Below the size that is mapped by itself; none is written.
        let mut blocks: Vec<Vec<u8>> = Vec::new();
        while end() == before && blocks.len() < 16 {
            blocks.push(Vec::with_capacity(3 << 20));
        }
        // SAFETY: mallopt only stores a number.
        unsafe { libc::mallopt(libc::M_TOP_PAD, TOP_PAD) };
        drop(blocks);
        let start = before.next_multiple_of(LARGE_PAGE);
        let length = (end() / LARGE_PAGE * LARGE_PAGE).saturating_sub(start);
        let place = std::ptr::without_provenance_mut(start);
        if length > 0 {
            // SAFETY: advice, which changes nothing that a program can see; the range is the heap's,
            // and an error (no such pages here) is as good.
            unsafe { libc::madvise(place, length, libc::MADV_HUGEPAGE) };
        }
    }
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    let _ = bytes;
    Foreseen(())
}

impl Drop for Foreseen {
    fn drop(&mut self) {
        #[cfg(all(target_os = "linux", target_env = "gnu"))]
        {
            // SAFETY: mallopt only stores a number.
            unsafe { libc::mallopt(libc::M_TRIM_THRESHOLD, TRIM_THRESHOLD) };
            // SAFETY: pages that hold free blocks only are given back; no block in use is touched.
            unsafe { libc::malloc_trim(0) };
        }
    }
}

/// Bytes that one thread may hold before the process is ended.
static LIMIT: AtomicIsize = AtomicIsize::new(isize::MAX);

/// What a shell shows of V8's end for want of memory, by `SIGABRT`.
const EXIT_CODE: i32 = 134;

/// Ends the process, when a thread comes to hold more than so many bytes, with V8's message and with
/// the code that a shell shows of V8's end, though by no signal: nothing went wrong in here.
pub fn set_limit(bytes: usize) {
    LIMIT.store(isize::try_from(bytes).unwrap_or(isize::MAX), Ordering::Relaxed);
}

/// The bytes of [`set_limit`].
#[must_use]
pub fn limit() -> usize {
    usize::try_from(LIMIT.load(Ordering::Relaxed)).unwrap_or(0)
}

/// Bytes that this thread may still allocate before [`set_limit`]'s end, for those that ask for
/// much at once and can do without.
#[must_use]
pub fn remaining() -> usize {
    limit().saturating_sub(allocated())
}

/// Adds to this thread's count; silent while the thread is being torn down.
fn count(bytes: isize) {
    let _ = ALLOCATED.try_with(|allocated| {
        let now = allocated.get().wrapping_add(bytes);
        allocated.set(now);
        if bytes > 0 && now > LIMIT.load(Ordering::Relaxed) {
            exhausted(bytes);
        }
    });
}

/// Ends the process for want of so many bytes. Nothing here allocates.
#[cold]
fn exhausted(bytes: isize) -> ! {
    // More than all there may be, at once: no program ran out of memory, but a length is wrong.
    if bytes > LIMIT.load(Ordering::Relaxed) {
        end(b"\nUncaught RangeError: Invalid array length\n", 1);
    }
    const MESSAGE: &[u8] = b"\nFATAL ERROR: Reached heap limit Allocation failed - \
        JavaScript heap out of memory\n";
    end(MESSAGE, EXIT_CODE)
}

/// Ends the process with a message. Nothing here allocates.
#[cold]
fn end(message: &[u8], code: i32) -> ! {
    // SAFETY: the message is valid for its length, and descriptor 2 may be any, even a closed one.
    let _ = unsafe { libc::write(2, message.as_ptr().cast(), message.len()) };
    // SAFETY: the call takes a number, touches no memory of ours and does not return.
    unsafe { libc::_exit(code) }
}

/// Hands on what the system gave; where it gave nothing, ends the process with V8's message rather
/// than the standard library's.
fn given(pointer: *mut u8) -> *mut u8 {
    if pointer.is_null() {
        exhausted(0);
    }
    pointer
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
        given(unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(size(layout));
        // SAFETY: the caller keeps `alloc_zeroed`'s contract, which is System's.
        given(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-size(layout));
        // SAFETY: the block came from this allocator, hence from System, with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        count(new_size.cast_signed() - size(layout));
        // SAFETY: the block came from this allocator, hence from System, with this layout.
        given(unsafe { System.realloc(pointer, layout, new_size) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[global_allocator]
    static ALLOCATOR: Counting = Counting;

    #[test]
    fn what_is_alive_is_counted() {
        // Much more than the tests on other threads allocate and free meanwhile.
        let before = allocated();
        let block = vec![0u8; 64 << 20];
        assert!(allocated() > before + (32 << 20));
        drop(block);
        assert!(allocated() < before + (32 << 20));
    }
}
