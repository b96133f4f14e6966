//! Child processes, watched through a pidfd: no handler for `SIGCHLD` is needed. libuv:
//! `uv_process_t`, `uv_spawn`; `pidfd_open(2)`.

#![expect(clippy::disallowed_methods, reason = "its programs were granted to the rooms")]

use std::ffi::OsString;
use std::io;
use std::os::fd::{AsFd, OwnedFd, RawFd};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use rustix::process::{Pid, PidfdFlags, WaitId, WaitIdOptions};

use crate::event::{Event, ExitStatus};
use crate::handle::{Handle, Kind};
use crate::reactor::{Reactor, State};
use crate::stream::not_that;
use crate::watcher::Watcher;

/// What a child gets as one of its descriptors.
#[derive(Debug)]
pub enum ChildStdio {
    /// Nothing: `/dev/null` for the first three, no descriptor for the rest.
    Null,
    /// This descriptor: one end of a pipe, or a copy of one of the parent's.
    Descriptor(OwnedFd),
}

/// How to start a child. Node docs: `child_process.spawn`.
#[derive(Debug)]
pub struct SpawnOptions {
    /// The program: a path, or a name to be found along `PATH` of the child's environment.
    pub program: OsString,
    /// The name the child sees as its own, if not the program.
    pub arg0: Option<OsString>,
    /// The arguments after that name.
    pub args: Vec<OsString>,
    /// The whole environment; `None` is the parent's.
    pub env: Option<Vec<(OsString, OsString)>>,
    /// The working folder, if not the parent's.
    pub cwd: Option<PathBuf>,
    /// The descriptors, by number.
    pub stdio: Vec<ChildStdio>,
    /// The user to become.
    pub uid: Option<u32>,
    /// The group to become.
    pub gid: Option<u32>,
    /// Makes it the leader of a session of its own, so that it can outlive the parent.
    pub detached: bool,
}

impl SpawnOptions {
    /// Returns options for a program without arguments, with nothing for stdio.
    #[must_use]
    pub fn new(program: impl Into<OsString>) -> Self {
        Self {
            program: program.into(),
            arg0: None,
            args: Vec::new(),
            env: None,
            cwd: None,
            stdio: Vec::new(),
            uid: None,
            gid: None,
            detached: false,
        }
    }
}

/// The state of one child.
#[derive(Debug)]
pub(crate) struct Process {
    /// The pidfd.
    pub(crate) watcher: Watcher,
    pid: u32,
}

impl Reactor {
    /// Starts a child. [`Event::Exited`] reports its end; the handle is active until then. A
    /// handle closed earlier leaves the child alone, and nobody will read how it ended.
    /// libuv: `uv_spawn`.
    ///
    /// # Errors
    /// Those of `execve(2)` and `fork(2)`: `ENOENT` (also for `cwd`), `EACCES`, `EAGAIN`,
    /// `EPERM` for a user or group one may not become …
    pub fn spawn(&mut self, options: SpawnOptions) -> io::Result<Handle> {
        let mut child = command(options)?.spawn()?;
        let pid = child.id();
        let watched = i32::try_from(pid)
            .ok()
            .and_then(Pid::from_raw)
            .ok_or_else(not_that)
            .and_then(|pid| Ok(rustix::process::pidfd_open(pid, PidfdFlags::NONBLOCK)?))
            .and_then(|pidfd| {
                let state = Process { watcher: Watcher::new(pidfd), pid };
                let handle = self.insert(Kind::Process, State::Process(Box::new(state)));
                let registered = self.register(handle, mio::Interest::READABLE);
                registered.map(|()| handle).inspect_err(|_| self.discard(handle))
            });
        match watched {
            Ok(handle) => {
                self.set_active(handle, true);
                Ok(handle)
            }
            Err(error) => {
                // A child that nobody can wait for must not stay.
                let _ = child.kill();
                let _ = child.wait();
                Err(error)
            }
        }
    }

    /// Returns the number of a child, which stays its own until its end was reported.
    /// libuv: `uv_process_get_pid`.
    #[must_use]
    pub fn process_id(&self, handle: Handle) -> Option<u32> {
        match self.state(handle) {
            Some(State::Process(process)) => Some(process.pid),
            _ => None,
        }
    }

    /// Sends a signal to a child; 0 only asks whether it is there. libuv: `uv_process_kill`.
    ///
    /// # Errors
    /// `ESRCH` after its end; `EINVAL` for a number that is no signal; `EPERM`.
    pub fn process_kill(&mut self, handle: Handle, signal: i32) -> io::Result<()> {
        let Some(State::Process(process)) = self.state(handle) else {
            return Err(rustix::io::Errno::SRCH.into());
        };
        if !self.is_active(handle) {
            return Err(rustix::io::Errno::SRCH.into());
        }
        ouro_sys::signal::send(process.watcher.as_fd(), signal)
    }

    /// Reads how a child ended.
    pub(crate) fn process_turn(&mut self, handle: Handle) -> Option<Event> {
        // The pidfd hangs up once more after the child was waited for.
        if !self.is_active(handle) {
            return None;
        }
        let Some(State::Process(process)) = self.state_mut(handle) else { return None };
        let pidfd = WaitId::PidFd(process.watcher.as_fd());
        let status = loop {
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG;
            match rustix::process::waitid(pidfd.clone(), options) {
                Ok(Some(status)) => {
                    break ExitStatus {
                        code: status.exit_status(),
                        signal: status.terminating_signal(),
                    };
                }
                // The pidfd does not block, so that a child still alive is this error.
                Ok(None) | Err(rustix::io::Errno::AGAIN) => return None,
                Err(rustix::io::Errno::INTR) => {}
                // Someone else has waited for it: how it ended is lost.
                Err(_) => break ExitStatus { code: None, signal: None },
            }
        };
        self.set_active(handle, false);
        Some(Event::Exited(handle, status))
    }
}

fn command(options: SpawnOptions) -> io::Result<Command> {
    let mut command = Command::new(options.program);
    command.args(options.args);
    if let Some(arg0) = options.arg0 {
        command.arg0(arg0);
    }
    if let Some(env) = options.env {
        command.env_clear().envs(env);
    }
    if let Some(cwd) = options.cwd {
        command.current_dir(cwd);
    }
    if let Some(gid) = options.gid {
        command.gid(gid);
    }
    if let Some(uid) = options.uid {
        command.uid(uid);
    }
    let mut extra = Vec::new();
    let mut stdio = options.stdio.into_iter();
    let mut first = || match stdio.next() {
        Some(ChildStdio::Descriptor(descriptor)) => Stdio::from(descriptor),
        Some(ChildStdio::Null) | None => Stdio::null(),
    };
    command.stdin(first()).stdout(first()).stderr(first());
    for (number, given) in (3..).zip(stdio) {
        let number: RawFd = number;
        if let ChildStdio::Descriptor(descriptor) = given {
            extra.push((descriptor, number));
        }
    }
    ouro_sys::spawn::prepare_child(&mut command, extra, options.detached);
    Ok(command)
}
