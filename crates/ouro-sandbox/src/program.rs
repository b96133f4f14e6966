//! Programs a script may start.
//!
//! Node docs: `--allow-child-process`; child_process.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

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

    /// Becomes the program, with the arguments given (its own name first) and no variables but
    /// these; comes back only with what execve(2) says stopped it.
    pub fn replace<'a>(
        &self,
        args: &[String],
        variables: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> io::Error {
        let mut command = Command::new(&self.program);
        command.env_clear().envs(variables);
        if let Some((first, rest)) = args.split_first() {
            command.arg0(first).args(rest);
        }
        command.exec()
    }
    /// Becomes the program in a folder, with the arguments given after its own name and no variables
    /// but these; comes back only with what chdir(2) or execve(2) says stopped it. Signals that this
    /// process ignores stay ignored.
    pub fn replace_in(
        &self,
        folder: &Path,
        args: &[OsString],
        variables: impl Iterator<Item = (OsString, OsString)>,
    ) -> io::Error {
        Command::new(&self.program)
            .current_dir(folder)
            .args(args)
            .env_clear()
            .envs(variables)
            .exec()
    }
}
