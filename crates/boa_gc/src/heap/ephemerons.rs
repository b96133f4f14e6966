//! The list of all ephemerons of a heap: first those whose keys are old, then the young, among which
//! alone a collection of the young may find a dead key. Each knows its place in the list.

use super::Heap;
use crate::header::{Erased, watch};

impl Heap {
    /// Notes a new ephemeron, or one that was given a young key.
    pub(crate) fn note_ephemeron(&self, erased: Erased) {
        // SAFETY: the caller holds a handle.
        let Some(watch) = (unsafe { watch(erased) }) else { return };
        let index = watch.index().get();
        if self.ephemerons.get(index) != Some(erased) {
            watch.index().set(self.ephemerons.len());
            self.ephemerons.push(erased);
        } else if index < self.young.get() {
            // The last of the old changes places with it, and the young begin one earlier.
            let last = self.young.get() - 1;
            self.place_ephemeron(index, self.ephemerons.get(last));
            self.place_ephemeron(last, Some(erased));
            self.young.set(last);
        }
    }

    /// Puts an ephemeron at a place of the list.
    fn place_ephemeron(&self, index: usize, erased: Option<Erased>) {
        let Some(erased) = erased else { return };
        self.ephemerons.set(index, erased);
        // SAFETY: boxes in the list are in place.
        if let Some(watch) = unsafe { watch(erased) } {
            watch.index().set(index);
        }
    }

    /// Takes an ephemeron out of the list whose box is about to be freed.
    pub(super) fn forget_ephemeron(&self, erased: Erased) {
        // SAFETY: the box is in place yet.
        let Some(watch) = (unsafe { watch(erased) }) else { return };
        let mut hole = watch.index().get();
        if self.ephemerons.get(hole) != Some(erased) {
            return;
        }
        let young = self.young.get();
        if hole < young {
            self.place_ephemeron(hole, self.ephemerons.get(young - 1));
            self.young.set(young - 1);
            hole = young - 1;
        }
        // The hole may be the last place, where the one that was moved still stands.
        let last = self.ephemerons.pop();
        if hole < self.ephemerons.len() {
            self.place_ephemeron(hole, last);
        }
    }
}
