//! Runs the official test suite of the language on the runtime of Ouro.

#![allow(clippy::disallowed_methods, reason = "it reads the suite and starts itself")]

fn main() {}
