//! Wall 1: permissions, and the types without which no room can open anything.
//!
//! A room that wants a file, an address or a program asks a [`Permissions`] set for a token:
//! [`Readable`], [`Writable`], [`Opening`], [`Reachable`] or [`Spawnable`]. Only this crate can
//! make one, and the operations (those on files are in [`mod@file`]) accept nothing else.
//!
//! ```
//! use ouro_sandbox::{Permissions, Readable};
//!
//! let mut permissions = Permissions::restricted();
//! permissions.allow("--allow-fs-read", Some("/srv/data")).expect("a path makes a rule");
//!
//! assert!(Readable::grant("/srv/data/a.json", &permissions).is_ok());
//! let refusal = Readable::grant("/srv/data-secret", &permissions).unwrap_err();
//! assert_eq!(refusal.permission.name(), "FileSystemRead");
//! ```
//!
//! Without `--permission` a token is the path and no more: making and using it costs no system
//! call beyond the operation's own.
//!
//! Node docs: Permissions; process.permission.

#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "with ouro-sys, the one place that opens anything")]

mod denied;
mod descriptors;
pub mod file;
mod hand_down;
mod lexical;
mod net;
mod paths;
mod permissions;
mod program;
mod token;

pub use denied::{Denied, Permission, PolicyError};
pub use descriptors::{Descriptor, Descriptors};
pub use file::FileError;
pub use hand_down::hand_down;
pub use lexical::normalise;
pub use net::{BoundPath, Destination, Reachable};
pub use permissions::Permissions;
pub use program::Spawnable;
pub use token::{Opening, Readable, Writable};
