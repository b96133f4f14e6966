//! Handles that run once a turn: check, prepare and idle. libuv: `uv_check_t`, `uv_prepare_t`,
//! `uv_idle_t`.

use crate::handle::{Handle, Kind};
use crate::reactor::{Reactor, State};

/// The active handles of one phase, in the order in which they were started.
#[derive(Debug, Default)]
pub(crate) struct Ring {
    handles: Vec<Handle>,
    /// How many at the front had their turn in the phase now running.
    done: usize,
    /// How many behind those still have it.
    left: usize,
}

impl Ring {
    pub(crate) fn is_empty(&self) -> bool {
        self.handles.is_empty()
    }

    /// Begins a phase: those active now will have their turn, those started in it will not.
    pub(crate) fn begin(&mut self) {
        self.done = 0;
        self.left = self.handles.len();
    }

    pub(crate) fn next(&mut self) -> Option<Handle> {
        self.left = self.left.checked_sub(1)?;
        let handle = self.handles.get(self.done).copied()?;
        self.done += 1;
        Some(handle)
    }

    fn push(&mut self, handle: Handle) {
        self.handles.push(handle);
    }

    fn remove(&mut self, handle: Handle) {
        if let Some(place) = self.handles.iter().position(|&other| other == handle) {
            self.handles.remove(place);
            if place < self.done {
                self.done -= 1;
            } else if place < self.done + self.left {
                self.left -= 1;
            }
        }
    }
}

impl Reactor {
    /// Starts a handle that runs once a turn, right after the poll. libuv: `uv_check_start`.
    pub fn check_start(&mut self) -> Handle {
        self.phase_start(Kind::Check)
    }

    /// Starts a handle that runs once a turn, right before the poll. libuv: `uv_prepare_start`.
    pub fn prepare_start(&mut self) -> Handle {
        self.phase_start(Kind::Prepare)
    }

    /// Starts a handle that runs once a turn; while one is active, the poll does not block.
    /// libuv: `uv_idle_start`.
    pub fn idle_start(&mut self) -> Handle {
        self.phase_start(Kind::Idle)
    }

    /// Starts a stopped check, prepare or idle handle again, as the last of its kind; the turn
    /// now running is not its own yet. A stopped signal handle watches again. Does nothing to
    /// active and to other handles.
    pub fn start(&mut self, handle: Handle) {
        if self.is_active(handle) {
            return;
        }
        let kind = self.kind(handle);
        if let Some(ring) = self.ring(kind) {
            ring.push(handle);
            self.set_active(handle, true);
        }
        self.signal_restart(handle);
    }

    fn phase_start(&mut self, kind: Kind) -> Handle {
        let handle = self.insert(kind, State::Phase);
        self.start(handle);
        handle
    }

    /// Takes a check, prepare or idle handle out of its phase.
    pub(crate) fn phase_stop(&mut self, handle: Handle) {
        let kind = self.kind(handle);
        if let Some(ring) = self.ring(kind) {
            ring.remove(handle);
            self.set_active(handle, false);
        }
    }

    fn ring(&mut self, kind: Kind) -> Option<&mut Ring> {
        match kind {
            Kind::Check => Some(&mut self.checks),
            Kind::Idle => Some(&mut self.idles),
            Kind::Prepare => Some(&mut self.prepares),
            _ => None,
        }
    }
}
