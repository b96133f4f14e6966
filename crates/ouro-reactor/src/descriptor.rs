//! Raw polls: watching a descriptor that others read and write. libuv: `uv_poll_t`.

use std::io;
use std::os::fd::OwnedFd;

use rustix::event::{PollFd, PollFlags, Timespec};

use crate::event::Event;
use crate::handle::{Handle, Kind};
use crate::reactor::{Reactor, State};
use crate::stream::not_that;
use crate::watcher::Watcher;

/// What a raw poll waits for, or has found.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Interest {
    /// Reading would not block.
    pub readable: bool,
    /// Writing would not block.
    pub writable: bool,
}

/// The state of one raw poll.
#[derive(Debug)]
pub(crate) struct Descriptor {
    pub(crate) watcher: Watcher,
    interest: Interest,
}

impl Reactor {
    /// Watches a descriptor, which the reactor owns from now on (give it a copy). As long as it
    /// is ready, [`Event::Ready`] comes once a turn. libuv: `uv_poll_init`, `uv_poll_start`.
    ///
    /// # Errors
    /// `EPERM` if the descriptor cannot be polled, such as a regular file.
    pub fn descriptor_start(
        &mut self,
        descriptor: OwnedFd,
        interest: Interest,
    ) -> io::Result<Handle> {
        let state = Descriptor { watcher: Watcher::new(descriptor), interest };
        let handle = self.insert(Kind::Descriptor, State::Descriptor(Box::new(state)));
        if let Err(error) = self.register(handle, mio::Interest::READABLE | mio::Interest::WRITABLE)
        {
            self.discard(handle);
            return Err(error);
        }
        self.set_active(handle, true);
        Ok(handle)
    }

    /// Changes what a raw poll waits for; nothing at all makes it inactive.
    /// libuv: `uv_poll_start`, `uv_poll_stop`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no raw poll.
    pub fn descriptor_watch(&mut self, handle: Handle, interest: Interest) -> io::Result<()> {
        let Some(State::Descriptor(state)) = self.state_mut(handle) else {
            return Err(not_that());
        };
        state.interest = interest;
        state.watcher.readable = true;
        self.set_active(handle, interest != Interest::default());
        self.requeue(handle);
        Ok(())
    }

    /// Asks the system what the descriptor is ready for now.
    pub(crate) fn descriptor_turn(&mut self, handle: Handle) -> Option<Event> {
        if !self.is_active(handle) {
            return None;
        }
        let Some(State::Descriptor(state)) = self.state_mut(handle) else { return None };
        let mut wanted = PollFlags::empty();
        wanted.set(PollFlags::IN, state.interest.readable);
        wanted.set(PollFlags::OUT, state.interest.writable);
        let mut asked = [PollFd::new(&state.watcher, wanted)];
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        let found = match rustix::event::poll(&mut asked, Some(&now)) {
            Ok(count) if count > 0 => asked.first().map_or(PollFlags::empty(), PollFd::revents),
            _ => PollFlags::empty(),
        };
        let broken = found.intersects(PollFlags::ERR | PollFlags::HUP | PollFlags::NVAL);
        let ready = Interest {
            readable: state.interest.readable && (broken || found.contains(PollFlags::IN)),
            writable: state.interest.writable && (broken || found.contains(PollFlags::OUT)),
        };
        if ready == Interest::default() {
            return None;
        }
        // The edge was seen already: whether it is still ready is looked at each turn.
        self.carry(handle);
        Some(Event::Ready(handle, ready))
    }
}
