//! The longest string, and what happens beyond it.
//!
//! None of the functions that make strings can return an error: Boa's `+` calls
//! [`JsString::concat`] and takes what it gives. There are two ways out.
//!
//! - **A handler** ([`set_too_long_handler`]) is told of a join that would be too long, and the join
//!   gives its first text, so that `s += t` leaves `s` as it was. The handler must see to it that the
//!   script gets no further: it sets the engine's limits to nothing, so that the next turn of a loop
//!   and the next call fail, and whoever began the script turns that into a `RangeError`.
//! - **Without one**, and in all functions but the joins, a panic refuses the text before anything is
//!   allocated. The payload is the `&'static str` [`TOO_LONG`].
//!
//! Whatever can tell the length beforehand (`repeat`, `padStart`, `join`) should compare it with
//! [`MAX_LENGTH`] and throw by itself.

use std::cell::Cell;

use crate::{JsStr, JsString};

/// Code units in the longest string: V8's limit on 64 bit machines, 2²⁹ − 24.
pub const MAX_LENGTH: usize = (1 << 29) - 24;

/// The payload of the panic that refuses a longer string; V8's message.
pub const TOO_LONG: &str = "Invalid string length";

thread_local! {
    static HANDLER: Cell<Option<fn()>> = const { Cell::new(None) };
}

/// Says what this thread is told of a join that would be too long, and returns what was told before.
/// The handler is called while the engine works: it may not use the engine.
pub fn set_too_long_handler(handler: Option<fn()>) -> Option<fn()> {
    HANDLER.replace(handler)
}

/// Refuses a string that would be too long.
#[cold]
#[expect(clippy::panic, reason = "no caller can take an error; the payload tells it from a fault")]
pub(crate) fn too_long() -> ! {
    panic!("Invalid string length")
}

/// Refuses a join that would be too long, and gives its first text instead.
#[cold]
pub(crate) fn refuse(first: JsStr<'_>) -> JsString {
    let Some(handler) = HANDLER.get() else { too_long() };
    handler();
    first.into()
}

/// A length that a string may have.
#[inline]
pub(crate) fn checked(units: usize) -> usize {
    if units > MAX_LENGTH {
        too_long();
    }
    units
}

/// The sum of two lengths, if a string may have it.
#[inline]
pub(crate) fn sum(left: usize, right: usize) -> Option<usize> {
    left.checked_add(right).filter(|units| *units <= MAX_LENGTH)
}
