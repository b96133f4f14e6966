//! A descriptor with its readiness. libuv: `uv__io_t`.
//!
//! mio reports edges: that a descriptor *became* ready. So readiness is remembered here until an
//! operation says `EAGAIN`, and a handle that could go on is kept in the reactor's queue.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};

use mio::unix::SourceFd;

use crate::handle::Handle;
use crate::reactor::Poller;

/// A descriptor, and what is known of it.
#[derive(Debug)]
pub(crate) struct Watcher {
    pub(crate) descriptor: OwnedFd,
    /// Perhaps there is something to read.
    pub(crate) readable: bool,
    /// The other side is known to have ended: reading goes on until the end is seen.
    pub(crate) read_closed: bool,
    /// Perhaps there is room to write.
    pub(crate) writable: bool,
    /// The handle is in the reactor's queue.
    pub(crate) queued: bool,
    registered: bool,
}

impl Watcher {
    pub(crate) fn new(descriptor: OwnedFd) -> Self {
        Self {
            descriptor,
            readable: false,
            read_closed: false,
            writable: false,
            queued: false,
            registered: false,
        }
    }

    /// Makes sure that mio reports on the descriptor.
    pub(crate) fn register(
        &mut self,
        poller: &Poller,
        handle: Handle,
        interest: mio::Interest,
    ) -> io::Result<()> {
        if !self.registered {
            let mut source = SourceFd(&self.descriptor.as_raw_fd());
            poller.registry().register(&mut source, mio::Token(handle.index()), interest)?;
            self.registered = true;
        }
        Ok(())
    }

    /// Ends the reports, also where a copy of the descriptor lives on in a child.
    pub(crate) fn deregister(&mut self, poller: &Poller) {
        if self.registered {
            // The descriptor is open and registered, so there is nothing to fail.
            let _ = poller.registry().deregister(&mut SourceFd(&self.descriptor.as_raw_fd()));
            self.registered = false;
        }
    }

    /// Notes what mio reported.
    pub(crate) fn note(&mut self, event: &mio::event::Event) {
        // An error or hang-up is for both sides to find.
        let broken = event.is_error() || (event.is_read_closed() && event.is_write_closed());
        self.readable |= event.is_readable() || event.is_read_closed() || broken;
        self.read_closed |= event.is_read_closed() || broken;
        self.writable |= event.is_writable() || event.is_write_closed() || broken;
    }
}

impl AsFd for Watcher {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }
}
