//! What the program promises, tried from outside: one binary, so that the engine is linked once.

mod cli;
mod node;
mod permission;
mod purity;
mod tidy;
