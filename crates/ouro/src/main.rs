//! The `ouro` program.
fn main() {}
