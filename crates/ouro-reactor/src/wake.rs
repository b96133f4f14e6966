//! Waking a reactor from another thread. libuv: `uv_async_t`.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::handle::{Handle, Kind};
use crate::inbox::Inbox;
use crate::reactor::{Reactor, State};

/// Wakes its handle's reactor, from any thread, as often as wanted.
///
/// Wakes that come before the reactor has handed out the event for an earlier one are one event.
/// After the handle was closed a wake does nothing.
#[derive(Clone)]
pub struct Waker {
    handle: Handle,
    woken: Arc<AtomicBool>,
    inbox: Arc<Inbox>,
}

impl Waker {
    /// Makes the reactor report [`Event::Wake`](crate::Event::Wake). libuv: `uv_async_send`.
    pub fn wake(&self) {
        if !self.woken.swap(true, Ordering::AcqRel) {
            self.inbox.put_wake(self.handle);
        }
    }

    /// Returns the handle that this wakes.
    #[must_use]
    pub fn handle(&self) -> Handle {
        self.handle
    }
}

impl fmt::Debug for Waker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Waker").field(&self.handle).finish()
    }
}

impl Reactor {
    /// Starts a handle that other threads can wake. It is active until it is closed.
    ///
    /// # Errors
    /// Those of opening the poll: `EMFILE`, `ENFILE`, `ENOMEM`. libuv: `uv_async_init`.
    pub fn async_start(&mut self) -> io::Result<(Handle, Waker)> {
        let inbox = Arc::clone(&self.poller()?.inbox);
        let woken = Arc::new(AtomicBool::new(false));
        let handle = self.insert(Kind::Wake, State::Wake(Arc::clone(&woken)));
        self.set_active(handle, true);
        Ok((handle, Waker { handle, woken, inbox }))
    }

    /// Lets the next wake count again, and says whether the handle is still there.
    pub(crate) fn take_wake(&mut self, handle: Handle) -> bool {
        match self.state(handle) {
            Some(State::Wake(woken)) => {
                woken.store(false, Ordering::Release);
                true
            }
            _ => false,
        }
    }
}
