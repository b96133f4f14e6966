//! What a reactor reports: one value a completion, each saying in which phase it comes.

use std::any::Any;
use std::fmt;
use std::io;

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
    /// An idle handle's turn has come (idle phase). libuv: `uv_idle_cb`.
    Idle(Handle),
    /// A prepare handle's turn has come (prepare phase). libuv: `uv_prepare_cb`.
    Prepare(Handle),
    /// A timer was due (timers phase). libuv: `uv_timer_cb`.
    Timer(Handle),
    /// A [`Waker`](crate::Waker) was used since the last such event (poll phase); wakes in
    /// between are one event. libuv: `uv_async_cb`.
    Wake(Handle),
    /// Work on the pool ended (poll phase). libuv: `uv_after_work_cb`.
    Work(Request, WorkResult),
}

impl Event {
    /// The handle that the event is about, unless it ends a request.
    #[must_use]
    pub fn handle(&self) -> Option<Handle> {
        match *self {
            Self::Check(handle)
            | Self::Closed(handle)
            | Self::Idle(handle)
            | Self::Prepare(handle)
            | Self::Timer(handle)
            | Self::Wake(handle) => Some(handle),
            Self::Work(..) => None,
        }
    }

    /// The request that the event ends, if it ends one.
    #[must_use]
    pub fn request(&self) -> Option<Request> {
        match *self {
            Self::Work(request, _) => Some(request),
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
            (Self::Work(one, result), Self::Work(two, other)) => {
                one == two && result.as_ref().err() == other.as_ref().err()
            }
            _ => false,
        }
    }
}

/// Compares results whose errors come from the operating system.
pub(crate) fn same<T: PartialEq>(one: &io::Result<T>, two: &io::Result<T>) -> bool {
    match (one, two) {
        (Ok(one), Ok(two)) => one == two,
        (Err(one), Err(two)) => {
            one.raw_os_error() == two.raw_os_error() && one.kind() == two.kind()
        }
        _ => false,
    }
}
