//! The names of things in a reactor: handles and requests are small ids with a generation, never
//! pointers. libuv: `uv_handle_t`, `uv_req_t`.

use crate::table::Id;

/// A long-lived thing of a reactor, until its [`Event::Closed`](crate::Event::Closed).
///
/// An id of a handle that is gone stays harmless: it names nothing, even after its place in the
/// reactor's table has been given to another handle.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Handle(pub(crate) Id);

impl Handle {
    /// Returns the place in the reactor's table: small, and reused after the handle is gone.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.index()
    }

    /// Returns one number that differs from that of every other handle of the same reactor.
    #[must_use]
    pub fn to_bits(self) -> u64 {
        self.0.to_bits()
    }

    /// Returns the handle of this number, which [`Handle::to_bits`] made.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        Self(Id::from_bits(bits))
    }
}

/// One operation in flight, until the one event that reports its end.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Request(pub(crate) Id);

impl Request {
    /// Returns the place in the reactor's table: small, and reused after the request ended.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.index()
    }

    /// Returns one number that differs from that of every other request of the same reactor.
    #[must_use]
    pub fn to_bits(self) -> u64 {
        self.0.to_bits()
    }

    /// Returns the request of this number, which [`Request::to_bits`] made.
    #[must_use]
    pub fn from_bits(bits: u64) -> Self {
        Self(Id::from_bits(bits))
    }
}

/// What a handle is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// Runs once a turn, right after the poll.
    Check,
    /// No handle of the reactor any more, or closing.
    Closed,
    /// Watches a descriptor that others read and write.
    Descriptor,
    /// Watches a file or folder for changes.
    FsWatcher,
    /// Runs once a turn, and keeps the poll from blocking.
    Idle,
    /// One end of a pipe, or any descriptor read and written as one.
    Pipe,
    /// Runs once a turn, right before the poll.
    Prepare,
    /// A child process.
    Process,
    /// Watches for one signal of the operating system.
    Signal,
    /// Accepts TCP connections.
    TcpListener,
    /// A TCP connection, made or in the making.
    TcpStream,
    /// Becomes due at a time.
    Timer,
    /// A terminal.
    Tty,
    /// A UDP socket.
    Udp,
    /// Accepts connections on a Unix socket.
    UnixListener,
    /// A connection between Unix sockets.
    UnixStream,
    /// Woken by another thread.
    Wake,
}
