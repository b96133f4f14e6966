//! What the standard library lacks of the operating system. The one crate with `unsafe` code.
#![allow(unsafe_code, reason = "this crate is where the workspace keeps it")]
#![allow(clippy::disallowed_methods, reason = "what the machine tells of itself is read here")]

pub mod descriptor;
#[cfg(feature = "engine")]
pub mod elements;
pub mod errno;
pub mod exit;
pub mod identity;
pub mod interfaces;
#[cfg(feature = "engine")]
pub mod interrupt;
pub mod limit;
pub mod lookup;
pub mod machine;
pub mod memory;
pub mod overflow;
pub mod signal;
#[cfg(feature = "engine")]
pub mod slots;
pub mod spawn;
pub mod usage;
pub mod zone;
