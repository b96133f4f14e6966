//! Terminals. libuv: `uv_tty_t`, `src/unix/tty.c`; `termios(3)`.

#![expect(clippy::disallowed_methods, reason = "a terminal that is already open is opened anew")]

use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

use rustix::fs::{Mode, OFlags};
use rustix::termios::{
    ControlModes, InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios,
};

use crate::handle::{Handle, Kind};
use crate::reactor::{Reactor, State};
use crate::stream::{Stream, set_nonblocking};

/// What a terminal was set to before.
#[derive(Debug)]
pub(crate) struct RawMode {
    before: Termios,
}

/// How a terminal hands over what is typed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TtyMode {
    /// By lines, edited and echoed by the system.
    Normal,
    /// Each key at once, unchanged; no signals from keys.
    Raw,
}

impl Reactor {
    /// Takes over a descriptor of a terminal as a stream. If possible the terminal is opened anew,
    /// so that others who share the descriptor do not find it non-blocking. libuv: `uv_tty_init`.
    ///
    /// # Errors
    /// `EINVAL` if it is no terminal; those of `fcntl(2)`.
    pub fn tty_open(&mut self, descriptor: OwnedFd) -> io::Result<Handle> {
        if !rustix::termios::isatty(&descriptor) {
            return Err(rustix::io::Errno::INVAL.into());
        }
        let access = rustix::fs::fcntl_getfl(&descriptor)? & OFlags::RWMODE;
        let flags = access | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let path = format!("/proc/self/fd/{}", descriptor.as_raw_fd());
        let mut stream = match rustix::fs::open(path, flags, Mode::empty()) {
            Ok(own) => Stream::new(own),
            Err(_) => {
                set_nonblocking(descriptor.as_fd())?;
                Stream::new(descriptor)
            }
        };
        stream.short_reads = true;
        stream.blocking_writes = true;
        Ok(self.insert_stream(Kind::Tty, stream))
    }

    /// Sets how a terminal hands over what is typed. Closing the handle sets it back.
    /// libuv: `uv_tty_set_mode`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream; `ENOTTY`; those of `tcsetattr(3)`.
    pub fn tty_set_mode(&mut self, handle: Handle, mode: TtyMode) -> io::Result<()> {
        let stream = self.stream_mut(handle)?;
        match (mode, stream.raw_mode.take()) {
            (TtyMode::Normal, None) => {}
            (TtyMode::Normal, Some(raw)) => restore(stream.watcher.as_fd(), &raw)?,
            (TtyMode::Raw, Some(raw)) => stream.raw_mode = Some(raw),
            (TtyMode::Raw, None) => {
                let before = rustix::termios::tcgetattr(&stream.watcher)?;
                let raw = made_raw(before.clone());
                rustix::termios::tcsetattr(&stream.watcher, OptionalActions::Drain, &raw)?;
                stream.raw_mode = Some(Box::new(RawMode { before }));
            }
        }
        Ok(())
    }

    /// Returns the size of a terminal in characters: columns, then rows.
    /// libuv: `uv_tty_get_winsize`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream; `ENOTTY`.
    pub fn tty_size(&self, handle: Handle) -> io::Result<(u16, u16)> {
        let descriptor = self.descriptor(handle).ok_or_else(crate::stream::not_that)?;
        let size = rustix::termios::tcgetwinsize(descriptor)?;
        Ok((size.ws_col, size.ws_row))
    }

    /// Sets all terminals back to how they were found, for the end of a process.
    /// libuv: `uv_tty_reset_mode`.
    pub fn tty_reset(&mut self) {
        for row in self.handles.values_mut() {
            if let State::Stream(stream) = &mut row.state {
                stream.leave_raw_mode();
            }
        }
    }
}

impl Stream {
    /// Sets a terminal back to how it was found.
    pub(crate) fn leave_raw_mode(&mut self) {
        if let Some(raw) = self.raw_mode.take() {
            // Whoever took the terminal away meanwhile cares for its mode.
            let _ = restore(self.watcher.as_fd(), &raw);
        }
    }
}

fn restore(terminal: std::os::fd::BorrowedFd<'_>, raw: &RawMode) -> io::Result<()> {
    Ok(rustix::termios::tcsetattr(terminal, OptionalActions::Drain, &raw.before)?)
}

/// libuv's raw mode, which is not `cfmakeraw(3)`: output is still translated.
fn made_raw(mut mode: Termios) -> Termios {
    mode.input_modes &= !(InputModes::BRKINT
        | InputModes::ICRNL
        | InputModes::INPCK
        | InputModes::ISTRIP
        | InputModes::IXON);
    mode.control_modes |= ControlModes::CS8;
    mode.local_modes &=
        !(LocalModes::ECHO | LocalModes::ICANON | LocalModes::IEXTEN | LocalModes::ISIG);
    mode.special_codes[SpecialCodeIndex::VMIN] = 1;
    mode.special_codes[SpecialCodeIndex::VTIME] = 0;
    mode
}
