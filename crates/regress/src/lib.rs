//! JavaScript's regular expressions: patterns are read, compiled, and run by backtracking over UTF-16
//! or Latin-1. ECMA-262 §22.2, §B.1.2 (2025, with the flag `v` and modifiers).
//!
//! The crate stands in for `regress` 0.12 under `[patch.crates-io]`: the part of its API that the
//! engine uses, other insides. What it adds:
//!
//! - **A cache** of patterns, so that a literal in a loop is compiled once.
//! - **No recursion** while it matches: ways back are on a stack of its own, whose size is bounded.
//!   Nesting is counted while a pattern is read.
//! - **It can be ended**: [`Regex::search`] takes a number of steps and a question that is asked once in
//!   a while; [`set_stop`] sets one for the methods that take none.
//! - **Less to come back to**: a choice that the next unit decides leaves nothing behind, a repeated
//!   character one entry for all of its rounds.
//! - **Errors in V8's words.**
//!
//! ```
//! use regress::Regex;
//!
//! let regex = Regex::with_flags(r"(?<word>\w+)\s\k<word>", "i").expect("a pattern");
//! let text: Vec<u16> = "it is Is".encode_utf16().collect();
//! let found = regex.find_from_utf16(&text, 0).next().expect("a match");
//! assert_eq!((found.range(), found.named_group("word")), (3..8, Some(3..5)));
//! ```
#![forbid(unsafe_code)]

mod api;
mod ast;
pub mod backends;
mod cache;
mod compile;
mod compiled;
mod emoji;
mod error;
mod first;
mod flags;
mod fold;
mod found;
mod fuel;
mod input;
mod machine;
mod parse;
mod program;
mod set;
mod unicode;
mod witness;

#[cfg(test)]
mod tests;

pub use crate::{
    api::{Bounds, Matches, Range, Regex, Text},
    error::Error,
    flags::Flags,
    found::{Match, NamedGroups},
    fuel::{Stopped, set_stop},
    witness::copied,
};
