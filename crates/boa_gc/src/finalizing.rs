//! Whether finalizers may run: not while the collector drops what they have seen already.

use std::cell::Cell;

thread_local! {
    static DROPPING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a value that is dropped now should run [`Finalize::finalize`][crate::Finalize::finalize].
/// Not while the collector drops garbage, whose finalizers it has run before.
#[inline]
#[must_use]
pub fn finalizer_safe() -> bool {
    !DROPPING.get()
}

/// While it lives, values drop without their finalizers.
pub(crate) struct Dropping(bool);

impl Dropping {
    pub(crate) fn begin() -> Self {
        Self(DROPPING.replace(true))
    }
}

impl Drop for Dropping {
    fn drop(&mut self) {
        DROPPING.set(self.0);
    }
}
