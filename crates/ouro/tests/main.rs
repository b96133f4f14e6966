//! What the program promises, tried from outside: one binary, so that the engine is linked once.

#![allow(clippy::unwrap_used, reason = "a test that cannot be prepared has failed")]
#![allow(clippy::disallowed_methods, reason = "tests read the output of programs on threads")]

mod benches;
mod cli;
mod cli_options;
mod hostile;
mod node;
mod permission;
mod purity;
mod repl;
mod repl_keys;
mod run_script;
mod tidy;
mod watch;
