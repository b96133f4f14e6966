//! Runs the official test suite of the language on the runtime of Ouro.

fn main() {}
