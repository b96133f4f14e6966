//! The longest string, and what happens beyond it.
//!
//! None of the functions that make strings can return an error: Boa's `+` calls
//! [`JsString::concat`](crate::JsString::concat) and takes what it gives. A text that would be too
//! long therefore panics, before anything is allocated. The payload is the `&'static str`
//! [`TOO_LONG`]; an embedder that finds it in `catch_unwind` throws a `RangeError` with that message,
//! which is what V8 does. Whatever can tell the length beforehand (`repeat`, `padStart`, `join`)
//! should compare it with [`MAX_LENGTH`] and throw by itself.

/// Code units in the longest string: V8's limit on 64 bit machines, 2²⁹ − 24.
pub const MAX_LENGTH: usize = (1 << 29) - 24;

/// The payload of the panic that refuses a longer string; V8's message.
pub const TOO_LONG: &str = "Invalid string length";

/// Refuses a string that would be too long.
#[cold]
#[expect(clippy::panic, reason = "no caller can take an error; the payload tells it from a fault")]
pub(crate) fn too_long() -> ! {
    panic!("Invalid string length")
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
pub(crate) fn sum(left: usize, right: usize) -> usize {
    checked(left.saturating_add(right))
}
