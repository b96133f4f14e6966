//! Refusals: what a script is told when no rule allows what it asks.
//!
//! Node docs: `ERR_ACCESS_DENIED`; Permissions.

use std::error::Error;
use std::fmt::{self, Display};

/// A kind of resource that a policy speaks of.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Permission {
    /// Other processes: starting, signalling, re-prioritising.
    ChildProcess,
    /// Environment variables.
    Environment,
    /// Reading files, and knowing whether they exist.
    FileSystemRead,
    /// Changing files.
    FileSystemWrite,
    /// The network, and Unix sockets.
    Net,
    /// WebAssembly's system interface.
    Wasi,
    /// Worker threads.
    WorkerThreads,
}

impl Permission {
    /// The name errors carry as their `permission`, for instance `FileSystemRead`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ChildProcess => "ChildProcess",
            Self::Environment => "Environment",
            Self::FileSystemRead => "FileSystemRead",
            Self::FileSystemWrite => "FileSystemWrite",
            Self::Net => "Net",
            Self::Wasi => "WASI",
            Self::WorkerThreads => "WorkerThreads",
        }
    }

    /// The scope by which `process.permission.has` and the diagnostics channels
    /// `node:permission-model:SCOPE` know it, for instance `fs.read`.
    pub fn scope(self) -> &'static str {
        match self {
            Self::ChildProcess => "child",
            Self::Environment => "env",
            Self::FileSystemRead => "fs.read",
            Self::FileSystemWrite => "fs.write",
            Self::Net => "net",
            Self::Wasi => "wasi",
            Self::WorkerThreads => "worker",
        }
    }

    /// The permission behind a scope; `fs` is `FileSystem` altogether, told as reading.
    pub fn from_scope(scope: &str) -> Option<Self> {
        Some(match scope {
            "child" => Self::ChildProcess,
            "env" => Self::Environment,
            "fs" | "fs.read" => Self::FileSystemRead,
            "fs.write" => Self::FileSystemWrite,
            "net" => Self::Net,
            "wasi" => Self::Wasi,
            "worker" => Self::WorkerThreads,
            _ => return None,
        })
    }

    /// The flag that grants it.
    pub fn flag(self) -> &'static str {
        match self {
            Self::ChildProcess => "--allow-child-process",
            Self::Environment => "--allow-env",
            Self::FileSystemRead => "--allow-fs-read",
            Self::FileSystemWrite => "--allow-fs-write",
            Self::Net => "--allow-net",
            Self::Wasi => "--allow-wasi",
            Self::WorkerThreads => "--allow-worker",
        }
    }
}

/// A refusal. Rooms turn it into an `Error` with `code` `ERR_ACCESS_DENIED`, the message of its
/// `Display`, and `permission` and `resource` as own properties.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Denied {
    /// What would have had to be granted.
    pub permission: Permission,
    /// What was asked for, as the script wrote it (lossily decoded where it was no UTF-8).
    pub resource: String,
}

impl Denied {
    /// A refusal of `resource`.
    pub fn new(permission: Permission, resource: impl Into<String>) -> Self {
        Self { permission, resource: resource.into() }
    }
}

impl Display for Denied {
    /// Node's message, for instance "Access to this API has been restricted. Use
    /// --allow-fs-read to manage permissions."
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Access to this API has been restricted. Use {} to manage permissions.",
            self.permission.flag()
        )
    }
}

impl Error for Denied {}

/// A flag that makes no policy: the run must not start (exit code 9).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PolicyError(pub(crate) String);

impl Display for PolicyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Error for PolicyError {}
