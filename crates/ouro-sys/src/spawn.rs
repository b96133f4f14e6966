//! What `std::process::Command` cannot do safely by itself: give a child descriptors beyond the
//! first three, and a session of its own. libuv: `uv_spawn`, `uv__process_child_init`.

use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Gives the child each of these descriptors under its number, which must be three or more, and
/// with `own_session` makes it the leader of a new session (`setsid(2)`).
pub fn prepare_child(command: &mut Command, descriptors: Vec<(OwnedFd, RawFd)>, own_session: bool) {
    if descriptors.is_empty() && !own_session {
        return;
    }
    let mut held: Vec<(OwnedFd, RawFd)> = descriptors;
    let mut moved: Vec<RawFd> = vec![-1; held.len()];
    let top = held.iter().map(|(_, number)| *number).max().unwrap_or_default() + 1;
    let setup = move || {
        if own_session {
            // SAFETY: setsid takes nothing and is async-signal-safe.
            let _ = unsafe { libc::setsid() };
        }
        // First all above the numbers wanted, so that none is overwritten before it was moved.
        for ((descriptor, _), place) in held.iter_mut().zip(&mut moved) {
            // SAFETY: the descriptor is open, the command is an integer one.
            let copy = unsafe { libc::fcntl(descriptor.as_raw_fd(), libc::F_DUPFD_CLOEXEC, top) };
            if copy < 0 {
                return Err(io::Error::last_os_error());
            }
            *place = copy;
        }
        for ((_, number), place) in held.iter().zip(&moved) {
            // dup2 leaves the new descriptor open across exec, and here the two differ always.
            // SAFETY: both are plain numbers; the first is open.
            if unsafe { libc::dup2(*place, *number) } < 0 {
                return Err(io::Error::last_os_error());
            }
        }
        Ok(())
    };
    // SAFETY: the closure calls only setsid, fcntl and dup2, which are async-signal-safe, and
    // neither allocates nor locks: its lists were made before the fork.
    unsafe { command.pre_exec(setup) };
}
