//! Timers. libuv: `uv_timer_t`, `src/timer.c`.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::handle::{Handle, Kind};
use crate::reactor::{Reactor, State};

/// Whether a timer starts again by itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Repeat {
    /// It is due once.
    Never,
    /// It is due again this long after the loop's time at which it was handed out.
    Every(Duration),
}

/// The state of one timer.
#[derive(Debug)]
pub(crate) struct Timer {
    repeat: Repeat,
    /// Its place in the queue: when it is due, then the how-many-eth start of any timer it was.
    key: (Duration, u64),
}

/// All timers that are started.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    /// By deadline, then by start.
    queue: BTreeMap<(Duration, u64), Handle>,
    /// Those found due at the begin of the phase now running.
    due: VecDeque<((Duration, u64), Handle)>,
    starts: u64,
}

impl Timers {
    /// Begins a phase: takes out what is due at `now`. A timer started later waits for the next,
    /// even if it has no time to wait.
    pub(crate) fn begin(&mut self, now: Duration) {
        while let Some(entry) = self.queue.first_entry() {
            if entry.key().0 > now {
                return;
            }
            self.due.push_back(entry.remove_entry());
        }
    }

    /// When the next timer is due.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.queue.first_key_value().map(|(key, _)| key.0)
    }
}

impl Reactor {
    /// Starts a timer that is due `after` from the loop's time ([`Reactor::now`]).
    ///
    /// Due timers are handed out in the order of their deadlines, those with the same deadline in
    /// the order of their starts. libuv: `uv_timer_start`.
    pub fn timer_start(&mut self, after: Duration, repeat: Repeat) -> Handle {
        let timer = Timer { repeat, key: (Duration::ZERO, 0) };
        let handle = self.insert(Kind::Timer, State::Timer(timer));
        self.timer_restart(handle, after, repeat);
        handle
    }

    /// Starts an existing timer anew, whether it is active or not. libuv: `uv_timer_start`.
    pub fn timer_restart(&mut self, handle: Handle, after: Duration, repeat: Repeat) {
        self.timer_stop(handle);
        let now = self.now();
        let Some(row) = self.handles.get_mut(handle.0) else { return };
        let State::Timer(timer) = &mut row.state else { return };
        self.timers.starts += 1;
        timer.repeat = repeat;
        timer.key = (now.saturating_add(after), self.timers.starts);
        self.timers.queue.insert(timer.key, handle);
        self.set_active(handle, true);
    }

    /// Starts a repeating timer anew with its repeat as the time to wait, and says whether it
    /// repeats; one that does not is left alone. libuv: `uv_timer_again`.
    pub fn timer_again(&mut self, handle: Handle) -> bool {
        let repeat = match self.state(handle) {
            Some(State::Timer(timer)) => timer.repeat,
            _ => Repeat::Never,
        };
        let Repeat::Every(interval) = repeat else { return false };
        self.timer_restart(handle, interval, repeat);
        true
    }

    /// Changes how a timer repeats, from the next time it is due. libuv: `uv_timer_set_repeat`.
    pub fn timer_set_repeat(&mut self, handle: Handle, repeat: Repeat) {
        if let Some(row) = self.handles.get_mut(handle.0)
            && let State::Timer(timer) = &mut row.state
        {
            timer.repeat = repeat;
        }
    }

    /// Stops a timer, also one that is due but not handed out yet. libuv: `uv_timer_stop`.
    pub fn timer_stop(&mut self, handle: Handle) {
        if !self.is_active(handle) {
            return;
        }
        let Some(State::Timer(timer)) = self.state(handle) else { return };
        let key = timer.key;
        self.timers.queue.remove(&key);
        self.set_active(handle, false);
    }

    /// Returns how long it is from the loop's time until an active timer is due.
    /// libuv: `uv_timer_get_due_in`.
    #[must_use]
    pub fn timer_due_in(&self, handle: Handle) -> Option<Duration> {
        match self.state(handle) {
            Some(State::Timer(timer)) if self.is_active(handle) => {
                Some(timer.key.0.saturating_sub(self.now()))
            }
            _ => None,
        }
    }

    /// Hands out the next timer of the phase now running, started again already if it repeats.
    pub(crate) fn next_timer(&mut self) -> Option<Handle> {
        while let Some((key, handle)) = self.timers.due.pop_front() {
            // A timer stopped or restarted since it was found due has another key or is inactive.
            let due = match self.state(handle) {
                Some(State::Timer(timer)) => timer.key == key && self.is_active(handle),
                _ => false,
            };
            if due {
                if !self.timer_again(handle) {
                    self.set_active(handle, false);
                }
                return Some(handle);
            }
        }
        None
    }
}
