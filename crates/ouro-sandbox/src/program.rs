//! Programs a script may start.
//!
//! Node docs: `--allow-child-process`; child_process.

use std::ffi::{OsStr, OsString};

use crate::Permissions;
use crate::denied::{Denied, Permission};

/// Leave to start one program. What may be started is all or nothing until `--allow-run`.
#[derive(Clone, Debug)]
pub struct Spawnable {
    program: OsString,
}

impl Spawnable {
    /// Asks to start `program`, a path or a name to be looked up on `PATH`.
    ///
    /// # Errors
    /// `Denied` without `--allow-child-process`.
    pub fn grant(program: impl Into<OsString>, permissions: &Permissions) -> Result<Self, Denied> {
        let program = program.into();
        if permissions.has("child", None) {
            return Ok(Self { program });
        }
        Err(Denied::new(Permission::ChildProcess, program.to_string_lossy()))
    }

    /// The program as it was asked for.
    pub fn program(&self) -> &OsStr {
        &self.program
    }
}
