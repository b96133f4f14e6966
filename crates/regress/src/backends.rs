//! What the engine's parser asks: whether a literal is a regular expression at all.

use std::sync::Arc;

use crate::{cache, compiled::Compiled, error::Error, flags::Flags};

/// A pattern that was read; its program is made when an expression of it is first used.
pub struct Parsed(#[expect(dead_code, reason = "kept for its owner")] Arc<Compiled>);

impl std::fmt::Debug for Parsed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Parsed")
    }
}

/// Reads a pattern, and makes no program of it.
///
/// # Errors
/// What is wrong with it.
pub fn try_parse<I>(pattern: I, flags: Flags) -> Result<Parsed, Error>
where
    I: Iterator<Item = u32> + Clone,
{
    cache::compiled(pattern, flags).map(Parsed)
}
