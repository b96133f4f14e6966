//! Which regular expression is copied: the engine keeps its own out of sight, but lets its embedder
//! copy the object around it.

use std::cell::{Cell, RefCell};

use crate::api::Regex;

thread_local! {
    static WATCHING: Cell<bool> = const { Cell::new(false) };
    static SEEN: RefCell<Option<Regex>> = const { RefCell::new(None) };
}

/// The last regular expression that is copied while `copies` runs.
pub fn copied<R>(copies: impl FnOnce() -> R) -> Option<Regex> {
    WATCHING.set(true);
    let result = copies();
    WATCHING.set(false);
    drop(result);
    SEEN.take()
}

#[inline]
pub(crate) fn note(copy: &Regex) {
    if WATCHING.replace(false) {
        SEEN.replace(Some(copy.clone()));
        WATCHING.set(true);
    }
}
