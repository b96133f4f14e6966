//! A list inside shared structures, for the heap's own bookkeeping.

use std::cell::UnsafeCell;

/// A list of plain values. No method runs foreign code while the list is borrowed, and none hands
/// out a borrow, so that shared access is enough.
pub(super) struct Bag<T: Copy>(UnsafeCell<Vec<T>>);

impl<T: Copy> Bag<T> {
    pub(super) const fn new() -> Self {
        Self(UnsafeCell::new(Vec::new()))
    }

    #[inline]
    #[expect(clippy::mut_from_ref, reason = "private, and each use ends within its method")]
    fn content(&self) -> &mut Vec<T> {
        // SAFETY: `Bag` is not `Sync`, and each method below is done with the list when it returns;
        // none calls foreign code in between, as `T: Copy` has neither `Drop` nor `Clone` of its
        // own. (The allocator may be the embedder's: a global allocator must not use its own heap
        // users.)
        unsafe { &mut *self.0.get() }
    }

    #[inline]
    pub(super) fn push(&self, value: T) {
        self.content().push(value);
    }

    #[inline]
    pub(super) fn pop(&self) -> Option<T> {
        self.content().pop()
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.content().len()
    }

    pub(super) fn get(&self, index: usize) -> Option<T> {
        self.content().get(index).copied()
    }

    pub(super) fn set(&self, index: usize, value: T) {
        if let Some(place) = self.content().get_mut(index) {
            *place = value;
        }
    }

    /// Removes by putting the last in its place. Returns what was last, now at `index`, unless
    /// that was the removed one itself.
    pub(super) fn swap_remove(&self, index: usize) -> Option<T> {
        let list = self.content();
        if index >= list.len() {
            return None;
        }
        list.swap_remove(index);
        list.get(index).copied()
    }

    /// What the list holds now.
    pub(super) fn list(&self) -> Vec<T> {
        self.content().clone()
    }

    /// Empties the list and hands its content over.
    pub(super) fn take(&self) -> Vec<T> {
        std::mem::take(self.content())
    }

    /// Gives back memory that a peak of the past has left.
    pub(super) fn trim(&self) {
        let list = self.content();
        if list.capacity() > 4096 && list.len() < list.capacity() / 4 {
            list.shrink_to(list.len() * 2);
        }
    }
}
