//! What a reactor reports: one value a completion, each saying in which phase it comes.

use std::any::Any;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::net::SocketAddr;

use crate::descriptor::Interest;
use crate::handle::{Handle, Request};

/// What happened. Errors are those of the operating system; an operation whose handle was closed
/// under it ends with `ECANCELED`.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event {
    /// A check handle's turn has come (check phase). libuv: `uv_check_cb`.
    Check(Handle),
    /// The handle is gone and its id names nothing any more (closing phase). Its requests have
    /// all been reported before. libuv: `uv_close_cb`.
    Closed(Handle),
    /// A connection attempt ended (poll phase, or pending phase if the end was known at once).
    /// libuv: `uv_connect_cb`.
    Connected(Request, io::Result<()>),
    /// A listener has a new connection, as a handle of its own that is not read yet (poll
    /// phase). An error leaves the listener listening. libuv: `uv_connection_cb`.
    Connection(Handle, io::Result<Handle>),
    /// A datagram came, and where from (poll phase). libuv: `uv_udp_recv_cb`.
    Datagram(Handle, io::Result<(Vec<u8>, SocketAddr)>),
    /// A child process has ended (poll phase); the handle is inactive now. libuv: `uv_exit_cb`.
    Exited(Handle, ExitStatus),
    /// A watched file or folder changed (poll phase). libuv: `uv_fs_event_cb`.
    FileChanged(Handle, io::Result<FileChange>),
    /// An idle handle's turn has come (idle phase). libuv: `uv_idle_cb`.
    Idle(Handle),
    /// A prepare handle's turn has come (prepare phase). libuv: `uv_prepare_cb`.
    Prepare(Handle),
    /// A stream was read (poll phase). After the end or an error reading has stopped.
    /// libuv: `uv_read_cb`.
    Read(Handle, io::Result<ReadOutcome>),
    /// A raw poll's descriptor is ready (poll phase). libuv: `uv_poll_cb`.
    Ready(Handle, Interest),
    /// A datagram was sent, or could not be (poll or pending phase). libuv: `uv_udp_send_cb`.
    Sent(Request, io::Result<()>),
    /// The writing side of a stream was ended (poll or pending phase). libuv: `uv_shutdown_cb`.
    Shutdown(Request, io::Result<()>),
    /// A signal of this number came (poll phase). libuv: `uv_signal_cb`.
    Signal(Handle, i32),
    /// A timer was due (timers phase). libuv: `uv_timer_cb`.
    Timer(Handle),
    /// A [`Waker`](crate::Waker) was used since the last such event (poll phase); wakes in
    /// between are one event. libuv: `uv_async_cb`.
    Wake(Handle),
    /// Work on the pool ended (poll phase). libuv: `uv_after_work_cb`.
    Work(Request, WorkResult),
    /// A write ended (poll or pending phase). libuv: `uv_write_cb`.
    Written(Request, io::Result<()>),
}

/// How a child process ended: by itself, with a code, or by a signal. Neither is known if someone
/// else has waited for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ExitStatus {
    /// The code it exited with.
    pub code: Option<i32>,
    /// The number of the signal that ended it.
    pub signal: Option<i32>,
}

/// What happened to a watched file, or to one in a watched folder.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileChange {
    /// The name of the file, without its folder.
    pub name: OsString,
    /// Its content or attributes changed (`'change'`). libuv: `UV_CHANGE`.
    pub content: bool,
    /// It came, went or has another name (`'rename'`). libuv: `UV_RENAME`.
    pub name_changed: bool,
}

impl Event {
    /// The handle that the event is about, unless it ends a request.
    #[must_use]
    pub fn handle(&self) -> Option<Handle> {
        match *self {
            Self::Check(handle)
            | Self::Closed(handle)
            | Self::Connection(handle, _)
            | Self::Datagram(handle, _)
            | Self::Exited(handle, _)
            | Self::FileChanged(handle, _)
            | Self::Idle(handle)
            | Self::Prepare(handle)
            | Self::Read(handle, _)
            | Self::Ready(handle, _)
            | Self::Signal(handle, _)
            | Self::Timer(handle)
            | Self::Wake(handle) => Some(handle),
            _ => None,
        }
    }

    /// The request that the event ends, if it ends one.
    #[must_use]
    pub fn request(&self) -> Option<Request> {
        match *self {
            Self::Connected(request, _)
            | Self::Sent(request, _)
            | Self::Shutdown(request, _)
            | Self::Work(request, _)
            | Self::Written(request, _) => Some(request),
            _ => None,
        }
    }
}

/// What one read of a stream found.
#[derive(Debug, Eq, PartialEq)]
pub enum ReadOutcome {
    /// Some bytes, at least one.
    Data(Vec<u8>),
    /// The other side will send no more. Reading has stopped.
    End,
}

/// What work on the pool left behind: its value, or why there is none.
pub type WorkResult = Result<Box<dyn Any + Send>, WorkError>;

/// Why work on the pool left no value.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum WorkError {
    /// It was cancelled before it began.
    Cancelled,
    /// It panicked, with this message: a bug in whoever wrote the work.
    Panicked(String),
}

impl fmt::Display for WorkError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => formatter.write_str("operation canceled"),
            Self::Panicked(message) => write!(formatter, "work on the pool panicked: {message}"),
        }
    }
}

impl std::error::Error for WorkError {}

/// Events are equal when they name the same thing and outcome: errors are compared by errno, and
/// of the values of work only that there is one.
impl PartialEq for Event {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Check(one), Self::Check(two))
            | (Self::Closed(one), Self::Closed(two))
            | (Self::Idle(one), Self::Idle(two))
            | (Self::Prepare(one), Self::Prepare(two))
            | (Self::Timer(one), Self::Timer(two))
            | (Self::Wake(one), Self::Wake(two)) => one == two,
            (Self::Connected(one, result), Self::Connected(two, other))
            | (Self::Sent(one, result), Self::Sent(two, other))
            | (Self::Shutdown(one, result), Self::Shutdown(two, other))
            | (Self::Written(one, result), Self::Written(two, other)) => {
                one == two && same(result, other)
            }
            (Self::Connection(one, result), Self::Connection(two, other)) => {
                one == two && same(result, other)
            }
            (Self::Datagram(one, result), Self::Datagram(two, other)) => {
                one == two && same(result, other)
            }
            (Self::Exited(one, status), Self::Exited(two, other)) => one == two && status == other,
            (Self::FileChanged(one, result), Self::FileChanged(two, other)) => {
                one == two && same(result, other)
            }
            (Self::Read(one, result), Self::Read(two, other)) => one == two && same(result, other),
            (Self::Ready(one, found), Self::Ready(two, other)) => one == two && found == other,
            (Self::Signal(one, signal), Self::Signal(two, other)) => one == two && signal == other,
            (Self::Work(one, result), Self::Work(two, other)) => {
                one == two && result.as_ref().err() == other.as_ref().err()
            }
            _ => false,
        }
    }
}

/// Compares results whose errors come from the operating system.
fn same<T: PartialEq>(one: &io::Result<T>, two: &io::Result<T>) -> bool {
    match (one, two) {
        (Ok(one), Ok(two)) => one == two,
        (Err(one), Err(two)) => {
            one.raw_os_error() == two.raw_os_error() && one.kind() == two.kind()
        }
        _ => false,
    }
}
