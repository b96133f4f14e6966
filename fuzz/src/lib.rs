//! Hostile input for every part of Ouro that reads bytes.
//!
//! A target is a function from bytes to nothing: it panics where what Ouro did with the bytes is
//! wrong. libFuzzer drives it where one has that (`libfuzzer/`); the program of this crate drives
//! it by a seeded loop, in processes of their own, so that an abort or a hang is a finding too.

mod choices;
mod corpus;
mod javascript;
mod mutator;
mod random;
pub mod targets;

pub use choices::Choices;
pub use corpus::{ROOT, seeds};
pub use mutator::Mutator;
pub use random::Random;
pub use targets::{TARGETS, Target};
